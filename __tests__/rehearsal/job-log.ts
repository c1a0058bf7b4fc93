import type { JobResult, StageName, StageReport } from '../doubles/runner/index.js'

const STAGES: readonly StageName[] = ['pre', 'main', 'post']

export interface LogLine {
  readonly stage: StageName
  readonly text: string
}

/** What the step's stages said, masked, without what GitHub prints around them and without repetition. */
export function tellingLines({ steps }: JobResult, home: string): LogLine[] {
  const lines: LogLine[] = []
  for (const { stages } of steps)
    for (const stage of STAGES)
      for (const text of withoutHead(stages[stage]))
        if (!isNoise(text)) lines.push({ stage, text: readable(text, home) })
  return lines.filter(({ text }, index) => text !== lines[index - 1]?.text)
}

/** The step's inputs and environment stand in a group at its head; `Post job cleanup.` stands at that of a post. */
function withoutHead(report: StageReport | undefined): string[] {
  const lines = (report?.log ?? '').split('\n')
  const end = lines[0]?.startsWith('##[group]Run ') ? lines.indexOf('##[endgroup]') : 0
  return lines.slice(end + 1)
}

/** Where Codex was found is the same in every job, and main repeats which login pre chose. */
const isNoise = (text: string): boolean => text === '' || /^Codex \d|: the seed is the same\.$/.test(text)

const readable = (text: string, home: string): string =>
  text
    .replaceAll(home, '~')
    .replace(/^##\[error\]/, 'Error: ')
    .replace(/^##\[(warning|notice)\]/, '$1: ')
    // A second is exact enough for a person.
    .replaceAll(/(\d\d:\d\d:\d\d)\.\d+Z/g, '$1Z')
