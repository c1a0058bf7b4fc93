import { isUtf8 } from 'node:buffer'
import { iterator, type ObjectNode, parse as parseTree } from '@humanwhocodes/momoa'
import type { RefusalCode, SessionRefused } from './refusal.js'

/** A GitHub secret holds 48 KB at most, and an auth.json is 4 to 6 KB. */
export const MAX_BYTES = 48 * 1024

type Refuse = (code: RefusalCode) => SessionRefused

/** The bytes of the JSON text of a seed, given as it is or in base64, with white space or a byte-order mark around it. */
export function decodeSeed(input: Buffer, refuse: Refuse): Buffer {
  if (input.length > MAX_BYTES * 2) throw refuse('too-large')
  const given = unmarked(input.toString('utf8'))
  if (given === '') throw refuse('empty')
  if (given.startsWith('{')) return bounded(Buffer.from(given), refuse)
  const base64 = given.replace(/\s/g, '')
  if (!/^[\w+/-]*={0,2}$/.test(base64)) throw refuse('not-json')
  const bytes = Buffer.from(base64, 'base64')
  if (!isUtf8(bytes)) throw refuse('not-json')
  return bounded(Buffer.from(bytes.toString('utf8').replace(BYTE_ORDER_MARK, '')), refuse)
}

/** The bytes of a file that Codex reads: it takes neither base64 nor a byte-order mark (tried with 0.169.0). */
export function asFile(input: Buffer, refuse: Refuse): Buffer {
  if (input.length === 0 || input.toString('latin1').trim() === '') throw refuse('empty')
  if (!isUtf8(input)) throw refuse('not-json')
  return bounded(input, refuse)
}

const BYTE_ORDER_MARK = /^\uFEFF/
const unmarked = (text: string): string => text.replace(BYTE_ORDER_MARK, '').trim()

function bounded(bytes: Buffer, refuse: Refuse): Buffer {
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
  let twice: boolean
  try {
    twice = hasDuplicateKeys(json)
  } catch {
    throw refuse('not-a-session') // nested so deep that the tree's parser gives up: no auth.json is
  }
  if (twice) throw refuse('duplicate-keys')
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
