import { type ParseEntry, parse } from 'shell-quote'
import { InputError } from '../inputs.js'
import { parseJson } from '../system/json.js'

/**
 * The words of `codex-args`: a JSON array of strings, or a line in shell quoting. Variables, globs and operators
 * of a shell mean nothing here, and one that stands unquoted is refused instead of passed on as something else.
 */
export function parseCodexArgs(input: string): string[] {
  if (input.trimStart().startsWith('[')) {
    const list = parseJson(input)
    if (Array.isArray(list) && list.every(word => typeof word === 'string')) return list
    throw refuse('starts with `[` but is not a JSON array of strings')
  }
  const words = parse(input, name => `$${name}`)
  if (words.every(isWord)) return words
  throw refuse('has an operator, a glob or a comment of the shell outside quotes')
}

const isWord = (entry: ParseEntry): entry is string => typeof entry === 'string'
const refuse = (what: string) =>
  new InputError(
    'codex-args',
    what,
    'Give words as in a shell, quoted where needed, or a JSON array of strings.',
  )
