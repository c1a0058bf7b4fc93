import type { Login } from '../login/login.js'
import { mayReplace, type ReplacePolicy } from '../login/may-replace.js'
import type { Stored } from '../login/stored.js'
import { ActionError } from '../system/errors.js'
import { asUnusablePlace } from '../system/unusable-place.js'
import { type Judgement, type Store, storedIn } from './store.js'

/** `kept`: something newer, or another account's, is there by now, and stays. */
export type Put = 'stored' | 'unchanged' | 'kept'

export interface PutOptions extends ReplacePolicy {
  readonly judge: Judgement
  /** False where the key may be wrong: what it doesn't open may be the newest login of all. */
  readonly mayCoverSealed: boolean
  /** Told where what was replaced is kept, in words; undefined where it can't be kept. */
  readonly onSetAside: (kept: string | undefined) => void
}

/**
 * Stores a login if `mayReplace` says so of what is there, which is read again right before. The store itself tries again
 * what fails, to read and to write, since a refreshed login is nowhere else. Throws `NotStored`, which says that the login
 * is at risk.
 */
export async function putLogin(store: Store, login: Login, options: PutOptions): Promise<Put> {
  try {
    const stored = await storedIn(store, options.judge, true)
    if (stored.kind === 'sealed' && stored.at !== undefined && !options.mayCoverSealed) throw stored.refusal
    const decision = mayReplace(stored, login, options)
    if (decision.may) {
      await replaceStored(store, login, { stored, ...decision, onSetAside: options.onSetAside })
      return 'stored'
    }
    if (decision.because === 'same') return 'unchanged'
    if ('refusal' in stored && decision.because !== 'account') throw stored.refusal
    return 'kept'
  } catch (error) {
    if (error instanceof ActionError && error.code === 'newer-stored') return 'kept'
    throw new NotStored(store.where, error)
  }
}

interface Replacement extends Pick<PutOptions, 'onSetAside'> {
  readonly stored: Stored
  readonly setAside: boolean
}

/** Stores it over what is there, which is set aside before if `mayReplace` says so. */
export async function replaceStored(
  store: Store,
  login: Login,
  { stored, setAside, onSetAside }: Replacement,
): Promise<void> {
  const bytes = stored.kind === 'login' ? stored.login.bytes : 'bytes' in stored ? stored.bytes : undefined
  if (setAside && bytes && store.setAside) onSetAside(await store.setAside(bytes))
  await store.write(login)
}

/** A login could not be stored. */
export class NotStored extends ActionError {
  override readonly name = 'NotStored'

  constructor(where: string, reason: unknown) {
    const cause = asUnusablePlace(reason)
    super(
      'not-stored',
      {
        what: `The login could not be stored in ${where}: ${cause instanceof ActionError ? cause.explanation.what : 'unknown error'}`,
        why: 'If this job refreshed it, the refresh token of the stored login was already used: without the newer one the login is lost with the disk of this job, and a person must log in once more.',
        remedy:
          'Repair what is named above. The end of the job tries once more; if that fails too, log in and set the seed again.',
      },
      { cause },
    )
  }
}
