import { ActionError } from '../errors.js'
import { isNewer, sameAccount } from '../session/compare.js'
import { SessionRefused } from '../session/refusal.js'
import type { Session } from '../session/session.js'
import { type Judgement, readSession, type Store } from './store.js'

/** `kept`: something newer, or another account's, is there by now, and stays. */
export type Put = 'stored' | 'unchanged' | 'kept'

export interface PutOptions {
  readonly judge: Judgement
  readonly allowAccountChange: boolean
  /** Milliseconds before the first further try; it doubles each time. */
  readonly firstDelayMs?: number
  readonly signal?: AbortSignal
}

/**
 * Stores a session unless what is there is as new or newer: it is read again right before. A write that fails
 * is tried five times. Throws `NotStored`, which says that the login is at risk.
 */
export async function putSession(store: Store, session: Session, options: PutOptions): Promise<Put> {
  const { default: retry } = await import('p-retry')
  try {
    return await retry(() => putOnce(store, session, options), {
      retries: 4,
      minTimeout: options.firstDelayMs ?? 500,
      factor: 2,
      randomize: true,
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } catch (error) {
    throw new NotStored(store, error)
  }
}

async function putOnce(
  store: Store,
  session: Session,
  { judge, allowAccountChange }: PutOptions,
): Promise<Put> {
  const there = await readSession(store, judge)
  if (there && !(there instanceof SessionRefused)) {
    if (there.generation === session.generation) return 'unchanged'
    if (!sameAccount(there, session) && !allowAccountChange) return 'kept'
    if (!isNewer(session, there)) return 'kept'
  }
  await store.write(session)
  return 'stored'
}

/** A refreshed login could not be stored, though it was proven before that it could. */
export class NotStored extends ActionError {
  override readonly name = 'NotStored'

  constructor(store: Store, cause: unknown) {
    super(
      'not-stored',
      {
        what: `The login was refreshed, but could not be stored (${store.kind}): ${cause instanceof Error ? cause.message : 'unknown error'}`,
        why: 'The stored login is spent now. If the newer one is not stored by the end of the job it is lost with the disk, and a person must log in once more.',
        remedy:
          'Mend what the message above names. The end of the job tries again; if that fails too, log in and set the seed again.',
      },
      { cause },
    )
  }
}
