import { ActionError } from '../errors.js'
import { type Origin, SessionRefused } from '../session/refusal.js'
import { type ParseOptions, parseSession, type Session } from '../session/session.js'

export type StoreKind = 'host' | 'cache' | 'github-secret' | 'command'

/** Where the session lives between jobs. */
export interface Store {
  readonly kind: StoreKind
  /** What is stored, in the words of a message: `the file /home/runner/.codex/auth.json`. */
  readonly where: Origin
  /** Why this job may not write it, where that is known from the start; nothing may rotate then. */
  readonly readOnly?: ActionError
  /** The bytes stored; undefined if nothing is. `patiently`: what fails is tried again, as in `write`. */
  read(patiently?: boolean): Promise<Buffer | undefined>
  /**
   * Proves before a rotation that its result can be stored, `current` being what is stored now; without it, before a
   * first login, as far as that can be proven with nothing to write. Throws if not, and changes nothing.
   */
  assertWritable(current: Session | undefined): Promise<void>
  /** Stores a session over whatever is there: the caller has compared. Throws if it can't. */
  write(session: Session): Promise<void>
}

/** The store holds a later login than the one to be written. */
export class NewerStored extends ActionError {
  override readonly name = 'NewerStored'

  constructor(where: string) {
    super('newer-stored', {
      what: `A later login has been put into ${where} meanwhile.`,
      why: 'An older state in its place would end the login: its refresh token is spent.',
      remedy:
        'Nothing, if another job has refreshed the login or a person has logged in: the next job finds the newer one.',
    })
  }
}

/** What judges a session that is read. */
export type Judgement = Omit<ParseOptions, 'origin'>

/** The stored session; the refusal of what is stored but is none; undefined if nothing is. */
export async function readSession(
  store: Store,
  judge: Judgement,
  patiently = false,
): Promise<Session | SessionRefused | undefined> {
  const bytes = await store.read(patiently)
  if (!bytes) return undefined
  try {
    return parseSession(bytes, { ...judge, origin: store.where, encoded: store.kind !== 'host' })
  } catch (error) {
    if (error instanceof SessionRefused) return error
    throw error
  }
}

/**
 * Where something is stored that can't be opened, a store's error says by `instant`, in milliseconds since the
 * epoch, from when it is; undefined for any other error.
 */
export function instantOfUnreadable(error: unknown): number | undefined {
  const instant = error instanceof ActionError ? (error as { instant?: unknown }).instant : undefined
  return typeof instant === 'number' ? instant : undefined
}
