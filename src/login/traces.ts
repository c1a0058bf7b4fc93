import { LAST_SECOND, parseInstant } from './instant.js'
import { revisedAt, SECOND } from './revision.js'

/** The readable facts in a file that can't be read as a login. */
export interface Traces {
  /** Nanoseconds since the epoch, in the order of `changedAt`; undefined if nothing says when. */
  readonly at?: bigint
  /** All that its tokens name; without one, all that are named beside them. Two if it was put together from two logins. */
  readonly accountIds: readonly string[]
}

/** Base64 in base64 in base64 has been seen in secret managers; nothing puts more around a login. */
const DEEPEST = 3

/**
 * Looks for tokens and dates in the raw text, whatever became of the JSON around them: cut off, in UTF-16, with a byte-order
 * mark, wrong types, in base64. Takes time in proportion to the text.
 */
export function tracesIn(bytes: Buffer): Traces {
  // One character a byte.
  const found: Found = { issued: [], refreshed: [], accounts: [], fields: [] }
  search(bytes.toString('latin1'), DEEPEST, found)
  const issuedAt = latest(found.issued)
  const refreshedAt = latest(found.refreshed)
  const at = latestOf(issuedAt, refreshedAt)
  const accounts = found.accounts.length > 0 ? found.accounts : found.fields
  return { ...(at === undefined ? {} : { at }), accountIds: [...new Set(accounts)] }
}

/** Without a `last_refresh` it may be any revision of the second in which its token was issued: it counts as the last. */
function latestOf(issuedAt: number | undefined, refreshedAt: bigint | undefined): bigint | undefined {
  const at = revisedAt({ issuedAt, refreshedAt })
  if (at === undefined || issuedAt === undefined || refreshedAt !== undefined) return at
  return (at / SECOND) * SECOND + (SECOND - 1n)
}

/** Quotes may be escaped, or single ones by mistake. */
const ISSUED = /["']iat\\{0,3}["']\s{0,9}:\s{0,9}(\d{1,13})/g
const REFRESHED = /["']last_refresh\\{0,3}["']\s{0,9}:\s{0,9}\\{0,3}["']([^"'\\]{1,100})/g
const ACCOUNT = /["']chatgpt_account_id\\{0,3}["']\s{0,9}:\s{0,9}\\{0,3}["']([^"'\\]{1,100})["'\\]/g
const FIELD = /["']account_id\\{0,3}["']\s{0,9}:\s{0,9}\\{0,3}["']([^"'\\]{1,100})["'\\]/g

interface Found {
  /** Milliseconds since the epoch. */
  readonly issued: number[]
  /** Nanoseconds since the epoch. */
  readonly refreshed: bigint[]
  /** The claim `chatgpt_account_id` of tokens. */
  readonly accounts: string[]
  /** The field `account_id` beside them. */
  readonly fields: string[]
}

function search(raw: string, depth: number, found: Found): void {
  // Without the zero bytes, the ASCII in UTF-16 is ASCII.
  const text = raw.replaceAll('\0', '')
  const issued = valuesOf(text, ISSUED).map(seconds => Number(seconds) * 1000)
  found.issued.push(...issued.filter(instant => instant <= LAST_SECOND * 1000))
  const refreshed = valuesOf(text, REFRESHED).map(parseInstant)
  found.refreshed.push(...refreshed.filter(instant => instant !== undefined))
  found.accounts.push(...valuesOf(text, ACCOUNT))
  found.fields.push(...valuesOf(text, FIELD))
  if (depth === 0) return

  // The parts of a token, or a whole file in base64, which may be wrapped.
  const parts = /[^\w+/=\s-]/.test(text) ? text.split(/[^\w+/=-]+/) : [text.replace(/\s+/g, '')]
  for (const part of parts.filter(({ length }) => length >= 16)) {
    const decoded = Buffer.from(part, 'base64').toString('latin1')
    if (/[{"]/.test(decoded)) search(decoded, depth - 1, found)
  }
}

const valuesOf = (text: string, pattern: RegExp): string[] =>
  Array.from(text.matchAll(pattern), match => match[1] ?? '')

const latest = <T extends number | bigint>(instants: readonly T[]): T | undefined =>
  instants.reduce<T | undefined>((a, b) => (a === undefined || b > a ? b : a), undefined)
