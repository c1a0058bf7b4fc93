import type { Explanation } from '../errors.js'
import { untrustedLines } from './log.js'

export interface RunFacts {
  readonly finalMessage?: string | undefined
  readonly usage?: Record<string, unknown> | undefined
  readonly failure: Explanation | undefined
  /** Paths of the files that Codex's patches touched. */
  readonly changed: readonly string[]
  /** Milliseconds. */
  readonly tookMs: number
}

/** A step summary has room for 1 MiB (GitHub's "Workflow commands"); a message that long is no summary. */
const LONGEST = 60_000

/** Writes what a run came to into the step summary. Never throws: a summary is worth no job. */
export async function summarizeRun(
  facts: RunFacts,
  { model }: { readonly model?: string | undefined },
): Promise<void> {
  try {
    const { summary } = await import('@actions/core')
    await summary.addRaw(runInMarkdown(facts, model), true).write()
  } catch {
    // No summary file, as on old GitHub Enterprise Servers.
  }
}

export function runInMarkdown(
  { finalMessage, usage, failure, changed, tookMs }: RunFacts,
  model?: string,
): string {
  const rows = [
    ['Result', failure ? `failed: ${cell(failure.what)}` : 'done'],
    ['Time', seconds(tookMs)],
    ...(model ? [['Model', cell(model)]] : []),
    ...(usage ? [['Tokens', tokens(usage)]] : []),
    [
      'Files changed',
      changed.length === 0
        ? 'none by patches'
        : changed.map(path => `<code>${cell(path)}</code>`).join('<br>'),
    ],
  ]
  const message = finalMessage?.trim().slice(0, LONGEST)
  return [
    '### Codex',
    '| | |',
    '|---|---|',
    ...rows.map(row => `| ${row.join(' | ')} |`),
    ...(message ? ['', ...untrustedLines(message)] : []),
    '',
  ].join('\n')
}

const seconds = (ms: number) =>
  ms < 90_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`

function tokens(usage: Record<string, unknown>): string {
  const count = (name: string) => Number(usage[name] ?? 0).toLocaleString('en-US')
  return `${count('input_tokens')} in (${count('cached_input_tokens')} cached), ${count('output_tokens')} out`
}

/** One cell of a table, in which nothing is markup. */
const cell = (text: string) =>
  text
    .replace(/[\r\n]+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('|', '&#124;')
    .slice(0, 500)
