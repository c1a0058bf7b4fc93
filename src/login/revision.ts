import { identityDigest, sameIdentity } from './account.js'
import { fromMilliseconds, toMilliseconds } from './instant.js'
import type { Login } from './login.js'

/** In nanoseconds. */
export const SECOND = 1_000_000_000n
/** In nanoseconds: the resolution for refreshes near the issue of their tokens, and the largest distance that counts. */
const [FINEST, FURTHEST] = [1e6, 86_400e9]

/** One state of a login, in the one order that seed, store, mark and cache key share. */
export interface Revision {
  /** Nanoseconds since the epoch, 0 if nothing in the file says when: see `revisedAt`. */
  readonly at: bigint
  /** Hex digest of the three tokens. */
  readonly digest: string
  /** Account and person, by `identityDigest`. */
  readonly account: string
}

/** `unrelated`: of another account or person. */
export type Order = 'older' | 'same' | 'newer' | 'unrelated'

/** The fields of a login or an access login that say how old it is. */
export type Dated = Pick<Login, 'access' | 'identity' | 'lastRefresh'>

export const revisionOf = (login: Login): Revision => ({
  at: changedAt(login),
  digest: login.generation,
  account: identityDigest(login),
})

/**
 * How `a` is to `b`. Within one account a total order of logins: by instant, and by digest where the instants are the same.
 * The same tokens are the same login, whatever two files say of when they were refreshed.
 */
export function compare(a: Revision, b: Revision): Order {
  if (a.digest === b.digest) return 'same'
  if (!sameIdentity(a.account, b.account)) return 'unrelated'
  if (a.at !== b.at) return a.at > b.at ? 'newer' : 'older'
  return a.digest > b.digest ? 'newer' : 'older'
}

/** `a` in the order of an account compared with `b`; see `compare`. */
export const isNewer = (a: Login, b: Login): boolean => compare(revisionOf(a), revisionOf(b)) === 'newer'

/** The instant of a revision: the order as one number, for what has no room for more. */
export const changedAt = ({ access, identity, lastRefresh }: Dated): bigint =>
  revisedAt({ issuedAt: access.issuedAt, refreshedAt: lastRefresh, identifiedAt: identity.issuedAt }) ?? 0n

/** When the login was last refreshed as its file says, otherwise when its token was issued: nanoseconds since the epoch. */
export const refreshedAt = ({ access, lastRefresh }: Omit<Dated, 'identity'>): bigint =>
  lastRefresh ?? fromMilliseconds(access.issuedAt ?? 0)

/** `changedAt` as people read it: milliseconds since the epoch. */
export const changedAtMs = (login: Dated): number => toMilliseconds(changedAt(login))

export interface Dates {
  /** `iat` of the access token, in milliseconds since the epoch: by the server's one clock. */
  readonly issuedAt?: number | undefined
  /** `last_refresh`, in nanoseconds since the epoch: by the clock of the machine that refreshed. */
  readonly refreshedAt?: bigint | undefined
  /** `iat` of the id token, which a refresh need not replace. */
  readonly identifiedAt?: number | undefined
}

/**
 * Nanoseconds since the epoch; undefined if nothing says when. Its second is that in which the access token was issued. What
 * was issued in one second is ordered by `last_refresh`: see `within`. Without an issue time `last_refresh` alone decides.
 */
export function revisedAt({ issuedAt, refreshedAt, identifiedAt }: Dates): bigint | undefined {
  if (issuedAt !== undefined) {
    const issued = notNegative(fromMilliseconds(Math.floor(issuedAt / 1000) * 1000))
    return issued + within(Number((refreshedAt ?? issued) - issued))
  }
  const at = refreshedAt ?? (identifiedAt === undefined ? undefined : fromMilliseconds(identifiedAt))
  return at === undefined ? undefined : notNegative(at)
}

/**
 * The place of a revision within the second in which its token was issued, by the distance of `last_refresh` from the issue:
 * 0 to 999,999,999, half a second for no distance. It grows with the logarithm of the distance, so that two refreshes of
 * one second have an order whatever the machine's clock says. With a clock that is an hour off, they differ by 0.2 ms.
 */
function within(distance: number): bigint {
  const share = Math.log1p(Math.min(Math.abs(distance), FURTHEST) / FINEST) / Math.log1p(FURTHEST / FINEST)
  return BigInt(Math.floor(((1 + Math.sign(distance) * share) / 2) * (Number(SECOND) - 1)))
}

const notNegative = (instant: bigint): bigint => (instant < 0n ? 0n : instant)
