import { ActionError } from '../errors.js'
import { instantInWords } from '../report/words.js'
import { datedAt, isNewer, sameAccount } from '../session/compare.js'
import { toMilliseconds } from '../session/instant.js'
import { SessionRefused } from '../session/refusal.js'
import type { Session } from '../session/session.js'

export interface SeedingPolicy {
  /** `newer`: a strictly newer seed replaces what is stored (a person has logged in again). `missing`: never. */
  readonly seedPolicy: 'newer' | 'missing'
  readonly allowAccountChange: boolean
}

export type Choice =
  | { readonly use: 'stored'; readonly session: Session; readonly because: string }
  | {
      readonly use: 'seed'
      readonly session: Session
      readonly because: string
      readonly over: 'nothing' | 'stored'
    }
  | { readonly use: 'none' }

/**
 * Which session the job starts from. `damaged` stands for a stored file that was refused as a broken session.
 * Throws that refusal where no seed can take its place, and `AccountChange`.
 */
export function chooseSession(
  seed: Session | undefined,
  stored: Session | SessionRefused | undefined,
  policy: SeedingPolicy,
): Choice {
  if (stored instanceof SessionRefused) {
    if (!seed || !stored.damaged) throw stored
    return {
      use: 'seed',
      session: seed,
      because: `the stored one is damaged (${stored.code})`,
      over: 'stored',
    }
  }
  if (!stored)
    return seed ? { use: 'seed', session: seed, because: 'there was none', over: 'nothing' } : { use: 'none' }
  if (!seed) return { use: 'stored', session: stored, because: 'no seed was given' }
  if (seed.generation === stored.generation)
    return { use: 'stored', session: stored, because: 'the seed is the same' }
  const dates = `seed of ${date(seed)}, stored one of ${date(stored)}`
  if (!isNewer(seed, stored))
    return { use: 'stored', session: stored, because: `the seed is not newer (${dates})` }
  if (policy.seedPolicy === 'missing')
    return {
      use: 'stored',
      session: stored,
      because: `seed-policy is "missing", though the seed is newer (${dates})`,
    }
  if (!sameAccount(seed, stored) && !policy.allowAccountChange) throw new AccountChange('seed', dates)
  return { use: 'seed', session: seed, because: `it is a newer login (${dates})`, over: 'stored' }
}

/** The last change of a session, as a date that a person reads. */
export const date = (session: Session): string => instantInWords(toMilliseconds(datedAt(session)))

/** The newer login, from a seed or just made, is of another account or person than the stored one. */
export class AccountChange extends ActionError {
  override readonly name = 'AccountChange'

  constructor(of: 'seed' | 'login', dates: string) {
    super('account-change', {
      what: `The ${of === 'seed' ? 'seed is a newer login, but' : 'new login is'} of another account than the stored session (${dates}).`,
      why: `Taking it would bill another plan, perhaps by a mistake${of === 'seed' ? ' in a secret' : ''}, and the stored login would be gone. Nothing was changed.`,
      remedy: `If the change is meant, set \`allow-account-change: true\` for one run; otherwise ${of === 'seed' ? 'correct `auth-json`' : 'log in with the right account'}.`,
    })
  }
}
