import { createHash } from 'node:crypto'
import { fromMilliseconds } from './instant.js'
import type { Session } from './session.js'

const SECOND = 1_000_000_000n

/** When the session was last refreshed as its file says, in nanoseconds since the epoch; else its token's issue. */
export const datedAt = ({ access, lastRefresh }: Session): bigint =>
  lastRefresh ?? fromMilliseconds(access.issuedAt ?? 0)

/**
 * True only if `a` is a strictly later state than `b`. The server's one clock decides, by the issue of the access
 * tokens; last_refresh, which each machine writes by its own clock, only where that leaves it open.
 */
export function isNewer(a: Session, b: Session): boolean {
  const [issued, other] = [a.access.issuedAt, b.access.issuedAt]
  if (issued !== undefined && other !== undefined && issued !== other) return issued > other
  return datedAt(a) > datedAt(b)
}

/** The order of `isNewer` as one number, nanoseconds since the epoch, for what has no room for two. */
export function changedAt({ access, lastRefresh }: Session): bigint {
  if (access.issuedAt === undefined) return lastRefresh ?? 0n
  const issued = fromMilliseconds(access.issuedAt)
  const after = (lastRefresh ?? issued) - issued
  return issued + (after < 0n ? 0n : after < SECOND ? after : SECOND - 1n)
}

/** True if both are logins of one person in one account (or workspace). */
export function sameAccount(a: Session, b: Session): boolean {
  const users = [a.identity.userId, b.identity.userId]
  return a.accountId === b.accountId && (users[0] === users[1] || users.includes(undefined))
}

/** Names account and person without saying who they are. */
export function identityDigest({ accountId, identity }: Session): string {
  return [accountId, identity.userId ?? ''].map(name => (name ? digest(name) : '')).join('-')
}

/** What `sameAccount` says, of two digests. */
export function sameIdentity(a: string, b: string): boolean {
  const [[account, user], [otherAccount, otherUser]] = [a.split('-'), b.split('-')]
  return account === otherAccount && (user === otherUser || !user || !otherUser)
}

const digest = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 16)
