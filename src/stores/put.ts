import { ActionError } from '../errors.js'
import { changedAt, isNewer, sameAccount } from '../session/compare.js'
import { toMilliseconds } from '../session/instant.js'
import { SessionRefused } from '../session/refusal.js'
import type { Session } from '../session/session.js'
import { instantOfUnreadable, type Judgement, readSession, type Store } from './store.js'

/** `kept`: something newer, or another account's, is there by now, and stays. */
export type Put = 'stored' | 'unchanged' | 'kept'

export interface PutOptions {
  readonly judge: Judgement
  readonly allowAccountChange: boolean
  /** Whether what can't be opened gives way to a later login, as it does to a seed. */
  readonly replaceUnreadable: boolean
}

/**
 * Stores a session unless what is there is as new or newer: it is read again right before. The store itself tries
 * again what fails, to read and to write, since a refreshed login is nowhere else. Throws `NotStored`, which says that
 * the login is at risk.
 */
export async function putSession(store: Store, session: Session, options: PutOptions): Promise<Put> {
  try {
    const there = await readSession(store, options.judge, true).catch(error => {
      const instant = instantOfUnreadable(error)
      if (
        !options.replaceUnreadable ||
        instant === undefined ||
        toMilliseconds(changedAt(session)) <= instant
      )
        throw error
    })
    // A whole file of another kind is somebody's; only a damaged one gives way.
    if (there instanceof SessionRefused) {
      if (!there.damaged) return 'kept'
    } else if (there) {
      if (there.generation === session.generation) return 'unchanged'
      const ours = sameAccount(there, session) || options.allowAccountChange
      if (!ours || !isNewer(session, there)) return 'kept'
    }
    await store.write(session)
    return 'stored'
  } catch (error) {
    if (error instanceof ActionError && error.code === 'newer-stored') return 'kept'
    throw new NotStored(store.where, error)
  }
}

/** A login could not be stored. */
export class NotStored extends ActionError {
  override readonly name = 'NotStored'

  constructor(where: string, cause: unknown) {
    super(
      'not-stored',
      {
        what: `The login could not be stored in ${where}: ${cause instanceof ActionError ? cause.explanation.what : 'unknown error'}`,
        why: 'If it was refreshed by this job, what is stored is spent: without the newer one the login is lost with the disk of this job, and a person must log in once more.',
        remedy:
          'Mend what is named above. The end of the job tries once more; if that fails too, log in and set the seed again.',
      },
      { cause },
    )
  }
}
