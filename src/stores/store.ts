import type { Login, ParseOptions } from '../login/login.js'
import { maskLogin } from '../login/mask.js'
import type { Origin } from '../login/refusal.js'
import { readStored, type Stored } from '../login/stored.js'
import { mask } from '../report/sink.js'
import { ActionError } from '../system/errors.js'

export type StoreKind = 'host' | 'cache' | 'github-secret' | 'command'

/** Where the login lives between jobs. */
export interface Store {
  readonly kind: StoreKind
  /** What is stored, in the words of a message: `the file /home/runner/.codex/auth.json`. */
  readonly where: Origin
  /** Why this job may not write it, where that is known from the start; nothing may refresh then. */
  readonly readOnly?: ActionError
  /** The bytes stored; undefined if nothing is. `patiently`: what fails is tried again, as in `write`. */
  read(patiently?: boolean): Promise<Buffer | undefined>
  /**
   * Proves before a refresh that its result can be stored, `current` being what is stored now; without it, before a
   * first login, as far as that can be proven with nothing to write. Throws if not, and changes nothing.
   */
  assertWritable(current: Login | undefined): Promise<void>
  /** Stores a login over whatever is there: the caller has asked `mayReplace`. Throws if it can't. */
  write(login: Login): Promise<void>
  /**
   * Keeps what is about to be replaced where a person of this machine can get it back, and returns where that is, in words;
   * undefined where it can't be kept. Without this method what is replaced stays in the store.
   */
  setAside?(bytes: Buffer): Promise<string | undefined>
}

/** The store holds a later login than the one to be written. */
export class NewerStored extends ActionError {
  override readonly name = 'NewerStored'

  constructor(where: string) {
    super('newer-stored', {
      what: `A later login has been put into ${where} meanwhile.`,
      why: 'An older state in its place would end the login: its refresh token was already used.',
      remedy:
        'Nothing, if another job has refreshed the login or a person has logged in: the next job finds the newer one.',
    })
  }
}

/** The clock and the issuer by which a login that is read is judged. */
export type Judgement = Omit<ParseOptions, 'origin'>

/** Reads what is kept somewhere, and masks the tokens in it before anybody else sees them. */
export function readMasked(bytes: Buffer | undefined, options: ParseOptions): Stored {
  const stored = readStored(bytes, options)
  if (stored.kind === 'login') maskLogin(stored.login, mask)
  return stored
}

/** What is in a store now, masked. Throws where the store can't say. `patiently`: see `Store.read`. */
export async function storedIn(store: Store, judge: Judgement, patiently = false): Promise<Stored> {
  try {
    const bytes = await store.read(patiently)
    return readMasked(bytes, { ...judge, origin: store.where, encoded: store.kind !== 'host' })
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    const { at, staysBeside } = error
    return { kind: 'sealed', refusal: error, staysBeside, ...(at === undefined ? {} : { at }) }
  }
}

/** Something is stored that can't be opened. */
export abstract class CannotOpen extends ActionError {
  /** When the login in it changed, in the order of `changedAt`, where that is known. */
  abstract readonly at: bigint | undefined
  /** True if it stays where it is, beside what is stored then. */
  abstract readonly staysBeside: boolean
}
