import type { ActionError } from '../system/errors.js'
import { type Login, type ParseOptions, parseLogin } from './login.js'
import { LoginRefused } from './refusal.js'
import { tracesIn } from './traces.js'

/** The content of a place where a login is kept. */
export type Stored =
  | { readonly kind: 'none' }
  | { readonly kind: 'login'; readonly login: Login }
  | Damaged
  | Foreign
  | Sealed

/** It was meant to be a login, and can't be used as it is. */
export interface Damaged {
  readonly kind: 'damaged'
  readonly bytes: Buffer
  readonly refusal: ActionError
  /** In the order of `changedAt`; undefined if nothing in it says when it was made. */
  readonly at?: bigint
  /** All accounts that it names. */
  readonly accountIds: readonly string[]
}

/** A whole login of another kind: an API key, a personal access token, an agent's identity. */
export interface Foreign {
  readonly kind: 'foreign'
  readonly bytes: Buffer
  readonly refusal: ActionError
}

/** It can't be opened. */
export interface Sealed {
  readonly kind: 'sealed'
  readonly refusal: ActionError
  /** In the order of `changedAt`, where the store knows that without opening it. */
  readonly at?: bigint
  /** True if it stays where it is, beside what is stored over it. */
  readonly staysBeside: boolean
}

/** Reads what is stored; `bytes` is undefined if nothing is. */
export function readStored(bytes: Buffer | undefined, options: ParseOptions): Stored {
  if (!bytes) return { kind: 'none' }
  try {
    return { kind: 'login', login: parseLogin(bytes, options) }
  } catch (error) {
    if (!(error instanceof LoginRefused)) throw error
    return error.foreign ? { kind: 'foreign', bytes, refusal: error } : damaged(bytes, error)
  }
}

/** Bytes that were meant to be a login, but that we or Codex can't read as one. */
export const damaged = (bytes: Buffer, refusal: ActionError): Damaged => ({
  kind: 'damaged',
  bytes,
  refusal,
  ...tracesIn(bytes),
})
