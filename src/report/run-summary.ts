import { untrustedLines } from './log.js'
import { plain } from './markdown.js'
import type { RunFacts } from './report.js'

/** A step summary has room for 1 MiB (GitHub's "Workflow commands"); a message that long is no summary. */
const LONGEST = 60_000

/** What a run of Codex came to, as rows of the table. */
export function runRows({ usage, failure, changed, tookMs, model }: RunFacts): [string, string][] {
  return [
    ['Codex', `${failure ? 'failed' : 'done'} after ${seconds(tookMs)}${model ? `, ${plain(model)}` : ''}`],
    ...(usage ? [['Tokens', tokens(usage)] as [string, string]] : []),
    [
      'Files changed',
      changed.length === 0
        ? 'none by patches'
        : changed.map(path => `<code>${plain(path)}</code>`).join('<br>'),
    ],
  ]
}

/**
 * Its final message, as text: the model wrote it, and as markup it could show a login screen in the place where ours
 * is, or an image whose address carries something away.
 */
export function theMessage(run: RunFacts | undefined): string[] {
  const message = run?.finalMessage?.trim().slice(0, LONGEST)
  if (!message) return []
  const longest = Math.max(2, ...Array.from(message.matchAll(/`+/g), ([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return ['#### Codex says', '', `${fence}text`, ...untrustedLines(message), fence, '']
}

const seconds = (ms: number) =>
  ms < 90_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`

function tokens(usage: Record<string, unknown>): string {
  const count = (name: string) => Number(usage[name] ?? 0).toLocaleString('en-US')
  return `${count('input_tokens')} in (${count('cached_input_tokens')} cached), ${count('output_tokens')} out`
}
