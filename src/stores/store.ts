import type { SessionRefused } from '../session/refusal.js'
import type { ParseOptions, Session } from '../session/session.js'

/** What a store needs to judge what it reads. */
export type Judgement = Omit<ParseOptions, 'origin'>

/** Where the session lives between jobs. */
export interface Store {
  readonly kind: 'host'
  /** The stored session; the refusal of what is stored but is none; undefined if nothing is stored. */
  read(judge: Judgement): Promise<Session | SessionRefused | undefined>
  /** Throws before a rotation if what comes of it could not be stored. Changes nothing. */
  assertWritable(): Promise<void>
  /** Stores a session over `expected`, or over nothing; false if something else is there by now. */
  write(session: Session, expected: 'nothing' | 'anything'): Promise<boolean>
}
