import { harmlessLines } from './harmless.js'
import { plain } from './markdown.js'
import type { RunFacts } from './report.js'

/** A longer message would leave no room for the rest: the runner shows no summary over 1 MiB. */
const LONGEST = 60_000
const MOST_FILES = 100
/** Characters of HTML for the names of files. The instructions for a person come after them and need room. */
const MOST_LIST = 20_000

/** The result of a run of Codex, as rows of the table. */
export function runRows({ usage, failure, changed, tookMs, model }: RunFacts): [string, string][] {
  return [
    ['Codex', `${failure ? 'failed' : 'done'} after ${seconds(tookMs)}${model ? `, ${plain(model)}` : ''}`],
    ...(usage ? [['Tokens', tokens(usage)] as [string, string]] : []),
    ['Files changed', changed.length === 0 ? 'none by patches' : listOf(changed)],
  ]
}

function listOf(paths: readonly string[]): string {
  const shown: string[] = []
  let room = MOST_LIST
  for (const path of paths.slice(0, MOST_FILES)) {
    const item = `<code>${plain(path)}</code>`
    room -= item.length
    if (room < 0) break
    shown.push(item)
  }
  const more = paths.length - shown.length
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('<br>')
}

/**
 * Its final message, as text: the model wrote it, and as markup it could show a login screen in the place where ours
 * is, or an image whose address carries something away.
 */
export function theMessage(run: RunFacts | undefined): string[] {
  const given = run?.finalMessage?.trim() ?? ''
  const message = given.slice(0, LONGEST)
  if (!message) return []
  // Counts backticks after the cleaning, which may have removed something between two of them.
  const lines = harmlessLines(message)
  const runs = Array.from(lines.join('\n').matchAll(/`+/g), ([ticks]) => ticks.length)
  const fence = '`'.repeat(runs.reduce((a, b) => Math.max(a, b), 2) + 1)
  const rest = given.length > LONGEST ? [`(${given.length - LONGEST} more characters)`] : []
  return ['#### Codex says', '', `${fence}text`, ...lines, ...rest, fence, '']
}

const seconds = (ms: number) =>
  ms < 90_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`

function tokens(usage: Record<string, unknown>): string {
  const count = (name: string) => grouped(String(Math.trunc(Number(usage[name] ?? 0))))
  return `${count('input_tokens')} in (${count('cached_input_tokens')} cached), ${count('output_tokens')} out`
}

/** `1,234,567`. By `toLocaleString` Node would load its tables of all languages, for 12 ms. */
const grouped = (digits: string): string =>
  digits.length <= 3 ? digits : `${grouped(digits.slice(0, -3))},${digits.slice(-3)}`
