import type { Login } from './login.js'
import { SHORTEST_TOKEN } from './mask.js'
import { changedAt, compare, revisionOf, SECOND } from './revision.js'
import type { Damaged, Sealed, Stored } from './stored.js'

export interface ReplacePolicy {
  /**
   * Where the new login comes from. `seed`: the input `auth-json`. `refreshed`: this job's own CODEX_HOME, or another one of
   * this machine. `person`: somebody has logged in just now, to replace what is stored.
   */
  readonly from: 'seed' | 'refreshed' | 'person'
  readonly allowAccountChange: boolean
}

/**
 * Whether a login may take the place of the stored one. `setAside`: the stored one isn't just an older revision of the same
 * login, so it is kept where a person can get it back.
 */
export type Decision =
  | { readonly may: true; readonly setAside: boolean }
  | { readonly may: false; readonly because: Hindrance }

/**
 * `same`: it is there already. `newer`: what is there is as new or newer. `account`: what is there is another account's or
 * person's. `damaged`: it may be newer, and can't be read. `foreign`: it is another kind of login. `sealed`: it can't be
 * opened, and may be newer.
 */
export type Hindrance = 'same' | 'newer' | 'account' | 'damaged' | 'foreign' | 'sealed'

/**
 * The one rule for every place that replaces a login: never one of another account unless that is allowed, never a newer one
 * by an older one, as far as anything says how old it is, and another kind of login only by a person who logs in.
 */
export function mayReplace(stored: Stored, by: Login, policy: ReplacePolicy): Decision {
  switch (stored.kind) {
    case 'none':
      return { may: true, setAside: false }
    case 'login':
      return mayFollow(stored.login, by, policy)
    case 'damaged':
      return mayRepair(stored, by, policy)
    case 'foreign':
      return policy.from === 'person' ? KEPT_ASIDE : refuse('foreign')
    case 'sealed':
      return mayCover(stored, by, policy)
  }
}

const KEPT_ASIDE: Decision = { may: true, setAside: true }
const refuse = (because: Hindrance): Decision => ({ may: false, because })

function mayFollow(stored: Login, by: Login, { from, allowAccountChange }: ReplacePolicy): Decision {
  const order = compare(revisionOf(by), revisionOf(stored))
  if (order === 'same') return refuse('same')
  if (order === 'unrelated') {
    if (!allowAccountChange) return refuse('account')
    return isLater(by, changedAt(stored)) ? KEPT_ASIDE : refuse('newer')
  }
  if (order === 'older' || (from === 'seed' && !isSurelyLater(by, stored))) return refuse('newer')
  return { may: true, setAside: false }
}

function mayRepair(stored: Damaged, by: Login, { from, allowAccountChange }: ReplacePolicy): Decision {
  const isOther = by.accountId !== '' && stored.accountIds.some(id => id !== by.accountId)
  if (isOther && !allowAccountChange) return refuse('account')
  // A person has just logged in to replace it.
  if (from === 'person' || stored.at === undefined) return KEPT_ASIDE
  const isAfter = from === 'seed' ? changedAt(by) / SECOND > stored.at / SECOND : isLater(by, stored.at)
  return isAfter || isTheSame(stored, stored.at, by) ? KEPT_ASIDE : refuse('damaged')
}

/** True if it has the very tokens, and nothing of a later second: it was this login before it was damaged. */
function isTheSame({ bytes }: Damaged, at: bigint, by: Login): boolean {
  const { access, refresh } = by.tokens
  const isOfNoLaterSecond = at / SECOND <= changedAt(by) / SECOND
  return (
    isOfNoLaterSecond &&
    [access, refresh].some(token => token.length >= SHORTEST_TOKEN && bytes.includes(token))
  )
}

/** If the sealed login stays beside the new one, it is not lost. But a seed must not be used where a newer login may be. */
function mayCover({ at, staysBeside }: Sealed, by: Login, { from }: ReplacePolicy): Decision {
  const isKnownOlder = at !== undefined && (from === 'person' || isLater(by, at))
  const may = isKnownOlder || (staysBeside && from !== 'seed')
  return may ? { may: true, setAside: !staysBeside } : refuse('sealed')
}

/**
 * Two revisions of one second have an order, but nobody knows which was first where `last_refresh` is missing or has no
 * fraction. A seed has nothing to lose, so it waits.
 */
function isSurelyLater(by: Login, stored: Login): boolean {
  const [at, there] = [changedAt(by), changedAt(stored)]
  if (at / SECOND !== there / SECOND) return at > there
  if (by.lastRefresh === undefined || stored.lastRefresh === undefined) return false
  return by.lastRefresh - stored.lastRefresh >= SECOND
}

const isLater = (login: Login, at: bigint): boolean => changedAt(login) > at
