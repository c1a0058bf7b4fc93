import { sameAccount } from '../login/account.js'
import { toMilliseconds } from '../login/instant.js'
import type { Login } from '../login/login.js'
import { type Hindrance, mayReplace } from '../login/may-replace.js'
import { changedAt, changedAtMs } from '../login/revision.js'
import type { Stored } from '../login/stored.js'
import { instantInWords } from '../report/format.js'
import { ActionError } from '../system/errors.js'

export interface SeedingPolicy {
  /** `newer`: a strictly newer seed replaces what is stored (a person has logged in again). `missing`: never. */
  readonly seedPolicy: 'newer' | 'missing'
  readonly allowAccountChange: boolean
}

export type Choice =
  | { readonly use: 'stored'; readonly login: Login; readonly because: string }
  | {
      readonly use: 'seed'
      readonly login: Login
      readonly because: string
      readonly over: Stored
      /** True if the replaced login must be kept: see `mayReplace`. */
      readonly setAside: boolean
    }
  | { readonly use: 'none' }

type NotALogin = Exclude<Stored, { readonly kind: 'none' } | { readonly kind: 'login' }>

/**
 * Which login the job starts from. Throws `AccountChange`, and why the stored one can't be used where the seed may not take
 * its place.
 */
export function chooseLogin(seed: Login | undefined, stored: Stored, policy: SeedingPolicy): Choice {
  if (stored.kind === 'login') return chooseBetween(seed, stored.login, policy)
  if (stored.kind === 'none')
    return seed
      ? { use: 'seed', login: seed, because: 'no login was stored', over: stored, setAside: false }
      : { use: 'none' }
  if (!seed) throw stored.refusal
  const decision = mayReplace(stored, seed, { from: 'seed', ...policy })
  if (!decision.may) throw notReplaced(stored, seed, decision.because)
  const because = `the stored one can't be used (${stored.refusal.code})`
  return { use: 'seed', login: seed, because, over: stored, setAside: decision.setAside }
}

function chooseBetween(seed: Login | undefined, stored: Login, policy: SeedingPolicy): Choice {
  const keep = (because: string): Choice => ({ use: 'stored', login: stored, because })
  if (!seed) return keep('no seed was given')

  const over: Stored = { kind: 'login', login: stored }
  const decision = mayReplace(over, seed, { from: 'seed', ...policy })
  const [because] = decision.may ? [] : [decision.because]
  if (because === 'same') return keep('the seed is the same')

  const dates = `seed of ${date(seed)}, stored one of ${date(stored)}`
  const isNewer = changedAt(seed) > changedAt(stored)
  if (because === 'account')
    throw new AccountChange(isNewer && policy.seedPolicy === 'newer' ? 'seed' : 'stored', dates)

  const isOther = !sameAccount(seed, stored)
  const allowed = isOther ? ', and of another account, as `allow-account-change` allows' : ''
  if (!decision.may) return keep(`the seed is not newer (${dates})${allowed}`)
  if (policy.seedPolicy === 'missing')
    return keep(`seed-policy is "missing", though the seed is newer (${dates})${allowed}`)
  const { setAside } = decision
  return { use: 'seed', login: seed, because: `it is a newer login (${dates})${allowed}`, over, setAside }
}

/** Why the job can't go on with what is stored, and why not with the seed either. */
function notReplaced(stored: NotALogin, seed: Login, because: Hindrance): ActionError {
  const at = 'at' in stored && stored.at !== undefined ? instantInWords(toMilliseconds(stored.at)) : undefined
  const dates = `seed of ${date(seed)}, stored one ${at ? `of ${at}` : 'of an unknown date'}`
  if (because === 'account') return new AccountChange('seed', dates)
  return stored.refusal.meaning(
    because === 'foreign'
      ? "It may be somebody's, so the seed did not take its place. Nothing was changed."
      : `It may be a newer login than the seed, which did not take its place (${dates}). Nothing was changed.`,
  )
}

/** The last change of a login, as a date that a person reads. */
export const date = (login: Login): string => instantInWords(changedAtMs(login))

const ONCE = 'set `allow-account-change: true` for one run'
const FIND_OUT =
  'find out who stored it, and log in again with the right account (`mode: login`, or a new seed in `auth-json`)'
const CHANGES = {
  seed: {
    change: 'The seed is a newer login, but of another account than the stored one',
    why: 'Taking it would bill another plan, perhaps by a mistake in a secret, and the stored login would be gone.',
    allow: ONCE,
    otherwise: 'correct `auth-json`',
  },
  login: {
    change: 'The new login is of another account than the stored one',
    why: 'Taking it would bill another plan, perhaps by a mistake, and the stored login would be gone.',
    allow: ONCE,
    otherwise: 'log in with the right account',
  },
  stored: {
    change: 'The stored login is of another account than the seed in `auth-json`',
    why: 'Prompts and code would go to an account that this workflow may not know. Somebody may have put it there.',
    allow: 'set `auth-json` to a login of that account or leave it out, or set `allow-account-change: true`',
    otherwise: FIND_OUT,
  },
  marked: {
    change: 'The login of this job is of another account than the newest one that another job has told of',
    why: 'Prompts and code would go to an account that this workflow may not know. Somebody may have put it there.',
    allow: `${ONCE} that refreshes the login (\`force-refresh: true\`)`,
    otherwise: FIND_OUT,
  },
} as const

/** Seed, store, lease and a new login are not of one account or person, and the job was not told that this is meant. */
export class AccountChange extends ActionError {
  override readonly name = 'AccountChange'

  /** @param dates of the two, in words */
  constructor(of: keyof typeof CHANGES, dates: string) {
    const { change, why, allow, otherwise } = CHANGES[of]
    super('account-change', {
      what: `${change} (${dates}).`,
      why: `${why} Nothing was changed.`,
      remedy: `If the change is meant, ${allow}; otherwise ${otherwise}.`,
    })
  }
}
