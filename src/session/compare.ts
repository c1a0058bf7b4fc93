import { createHash } from 'node:crypto'
import { fromMilliseconds } from './instant.js'
import type { Session } from './session.js'

/** When the session last changed, in nanoseconds since the epoch: its last_refresh, else its access token's issue. */
export function changedAt(session: Session): bigint {
  return session.lastRefresh ?? fromMilliseconds(session.access.issuedAt ?? 0)
}

/** True only if `a` is a strictly later state than `b`; of two unlike states of one instant neither is newer. */
export const isNewer = (a: Session, b: Session): boolean => changedAt(a) > changedAt(b)

/** True if both are logins of one person in one account (or workspace). */
export function sameAccount(a: Session, b: Session): boolean {
  const users = [a.identity.userId, b.identity.userId]
  return a.accountId === b.accountId && (users[0] === users[1] || users.includes(undefined))
}

/** Names account and person without saying who they are. */
export function identityDigest({ accountId, identity }: Session): string {
  return createHash('sha256')
    .update(`${accountId}\0${identity.userId ?? ''}`)
    .digest('hex')
    .slice(0, 16)
}
