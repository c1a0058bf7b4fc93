import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A row of docs/troubleshooting.md about an error of this action. */
export interface PageRow {
  /** How the message goes, with `…` for what differs from job to job; without backticks. Others that it may have follow. */
  readonly messages: readonly string[]
  readonly code: string
  /** The heading above it. */
  readonly section: string
}

/** Without what Markdown needs and a log doesn't have. */
export const plain = (text: string): string => text.replace(/[\\`]/g, '')

/** Warnings and Codex's own messages have two columns, our errors three. */
export function rowsOfPage(): PageRow[] {
  let section = ''
  const page = readFileSync(join(process.cwd(), 'docs', 'troubleshooting.md'), 'utf8')
  return page.split('\n').flatMap(line => {
    section = /^## (.*)/.exec(line)?.[1] ?? section
    const [message = '', code = '', todo, ...rest] = line.startsWith('| ')
      ? line.slice(1, -1).split(/(?<!\\)\|/)
      : []
    const named = /^ `([\w-]+)` $/.exec(code)?.[1]
    if (named === undefined || todo === undefined || rest.length > 0) return []
    const messages = [plain(message).trim(), ...othersIn(plain(todo))]
    // A second code of one message.
    const beside = /the code is ([\w-]+)/.exec(plain(todo))?.[1]
    return [named, ...(beside ? [beside] : [])].map(code => ({ messages, code, section }))
  })
}

/** `Also: "…", "…"`, or without quotation marks a list. */
function othersIn(todo: string): string[] {
  const [, listed] = /\bAlso: ([\s\S]*?)(?:\. |\.$|$)/.exec(todo) ?? []
  if (listed === undefined) return []
  const quoted = [...todo.slice(todo.indexOf('Also: ')).matchAll(/"([^"]+)"/g)].map(([, text = '']) => text)
  return quoted.length > 0 ? quoted : listed.split(', ')
}

/** Whether an error of a log is the one of the row. */
export const isOf = ({ messages }: PageRow, said: string): boolean => messages.some(it => goesLike(it, said))

function goesLike(message: string, said: string): boolean {
  const parts = message.split('…').map(part => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(parts.join('[\\s\\S]*'), 'u').test(plain(said))
}
