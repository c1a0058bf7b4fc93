import { isUtf8 } from 'node:buffer'
import { decodeText } from '../system/text.js'
import type { LoginRefused, RefusalCode } from './refusal.js'

/** A GitHub secret holds 48 KB at most, and an auth.json is 4 to 6 KB. */
export const MAX_BYTES = 48 * 1024
/** Codex reads a file of any size, and drops what it doesn't know at the first refresh. */
export const MAX_FILE_BYTES = 4 * MAX_BYTES

type Refuse = (code: RefusalCode) => LoginRefused

/**
 * The bytes of the JSON text of a seed: as it is, in base64, or in base64 with the lines that certutil and PEM put around it;
 * in UTF-8 or UTF-16, with a byte-order mark or without.
 */
export function decodeSeed(input: Buffer, refuse: Refuse): Buffer {
  if (input.length > MAX_BYTES * 2) throw refuse('too-large')
  const given = decodeText(input)
  if ('unreadable' in given || NOT_DECODED.test(given.text)) throw refuse('wrong-encoding')
  const text = unmarked(given.text)
  if (text === '') throw refuse('empty')
  if (text.startsWith('{')) return bounded(Buffer.from(text), refuse)

  const base64 = text.replace(ARMOR, '').replace(/\s/g, '')
  if (!/^[\w+/-]*={0,2}$/.test(base64)) throw refuse('not-json')
  const decoded = decodeText(Buffer.from(base64, 'base64'))
  if ('unreadable' in decoded) throw refuse('not-json')
  if (NOT_DECODED.test(decoded.text)) throw refuse('wrong-encoding')
  return bounded(Buffer.from(decoded.text), refuse)
}

/** The bytes of a file that Codex reads: it takes neither base64 nor a byte-order mark (docs/facts#status-refuses). */
export function asFile(input: Buffer, refuse: Refuse): Buffer {
  if (input.length === 0 || input.toString('latin1').trim() === '') throw refuse('empty')
  if (!isUtf8(input) || input.includes(0) || BYTE_ORDER_MARK.test(input.subarray(0, 3).toString()))
    throw refuse('wrong-encoding')
  return bounded(input, refuse, MAX_FILE_BYTES)
}

const BYTE_ORDER_MARK = /^\uFEFF/
const unmarked = (text: string): string => text.replace(BYTE_ORDER_MARK, '').trim()
/** A secret in UTF-16, as the runner passes it on: its first two bytes aren't UTF-8, and the first zero ends it. */
const NOT_DECODED = /^\uFFFD/
const ARMOR = /-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----/g

function bounded(bytes: Buffer, refuse: Refuse, most = MAX_BYTES): Buffer {
  if (bytes.length > most) throw refuse('too-large')
  return bytes
}

/** JSON with nothing after it, and no key twice that Codex reads: Codex refuses both, JSON.parse only the first. */
export function parseStrictly(bytes: Buffer, refuse: Refuse): unknown {
  const json = bytes.toString('utf8')
  let document: unknown
  try {
    document = JSON.parse(json)
  } catch (error) {
    // The engine's own message quotes the text, so it never leaves this function.
    throw refuse(/after JSON/.test(String(error)) ? 'trailing-data' : 'not-json')
  }
  if (hasKeyTwice(json)) throw refuse('duplicate-keys')
  return document
}

interface Keys {
  readonly [key: string]: Keys | undefined
}

/** The keys that Codex reads. It accepts any other key twice (docs/facts#status-accepts). */
const KEYS: Keys = {
  auth_mode: {},
  OPENAI_API_KEY: {},
  tokens: {
    id_token: {},
    access_token: {},
    refresh_token: {},
    account_id: {},
    login_owner_id: {},
    oauth_provenance: { issuer: {}, client_id: {} },
  },
  last_refresh: {},
  agent_identity: {},
  personal_access_token: {},
  bedrock_api_key: {},
  bedrock_access_keys: {},
}

/** The tokens that tell which key belongs to which object: strings, keys with their colon, and brackets. */
const TOKEN = /"(?:[^"\\]|\\.)*(?:"(\s*:)?)?|[{}[\]]/g

/**
 * Whether one of `KEYS` is twice in its object.
 * @param json what JSON.parse accepts. A parser with a tree would take each stage of each job 10 ms to load and run
 */
function hasKeyTwice(json: string): boolean {
  const open: { keys: Keys; seen: Set<string> }[] = []
  /** The keys of an object that comes next, if it does. */
  let next: Keys | undefined = KEYS
  for (const [token, colon] of json.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      open.push({ keys: (token === '{' && next) || {}, seen: new Set() })
      next = undefined
    } else if (token === '}' || token === ']') open.pop()
    else if (colon !== undefined) {
      const { keys, seen } = open.at(-1) as (typeof open)[number]
      const name: string = JSON.parse(token.slice(0, -colon.length))
      const isKnown = Object.hasOwn(keys, name)
      if (isKnown && seen.has(name)) return true
      if (isKnown) seen.add(name)
      next = isKnown ? keys[name] : undefined
    }
  }
  return false
}
