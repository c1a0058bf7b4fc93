import { iterator, type ObjectNode, parse as parseTree } from '@humanwhocodes/momoa'
import type { RefusalCode, SessionRefused } from './refusal.js'

/** A GitHub secret holds 48 KB at most, and an auth.json is 4 to 6 KB. */
export const MAX_BYTES = 48 * 1024

type Refuse = (code: RefusalCode) => SessionRefused

/** The bytes of the JSON text, given as it is or in base64, without white space or a byte-order mark around it. */
export function decode(input: Buffer, refuse: Refuse): Buffer {
  if (input.length > MAX_BYTES * 2) throw refuse('too-large')
  const trimmed = input
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()
  if (trimmed === '') throw refuse('empty')
  const bytes = Buffer.from(trimmed, trimmed.startsWith('{') ? 'utf8' : 'base64')
  if (bytes.length > MAX_BYTES) throw refuse('too-large')
  return bytes
}

/** JSON with nothing after it and no key twice in one object: Codex refuses both, JSON.parse only the first. */
export function parseStrictly(bytes: Buffer, refuse: Refuse): unknown {
  const json = bytes.toString('utf8')
  let document: unknown
  try {
    document = JSON.parse(json)
  } catch (error) {
    // The engine's own message quotes the text, so it never leaves this function.
    throw refuse(/after JSON/.test(String(error)) ? 'trailing-data' : 'not-json')
  }
  if (hasDuplicateKeys(json)) throw refuse('duplicate-keys')
  return document
}

function hasDuplicateKeys(json: string): boolean {
  for (const { node, phase } of iterator(parseTree(json))) {
    if (phase !== 'enter' || node.type !== 'Object') continue
    const names = (node as ObjectNode).members.map(({ name }) =>
      name.type === 'String' ? name.value : name.name,
    )
    if (new Set(names).size < names.length) return true
  }
  return false
}
