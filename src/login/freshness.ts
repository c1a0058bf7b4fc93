import { toMilliseconds } from './instant.js'
import type { Login } from './login.js'

const HOUR = 3_600_000
/**
 * Codex's fall-back for an access token without readable `exp`: refresh when last_refresh is older
 * (docs/facts#age-without-exp).
 */
const LIFE_WITHOUT_EXP_MS = 8 * 24 * HOUR
/** Codex refreshes by itself when it starts with less than this left (docs/facts#refresh-lead). */
export const CODEX_REFRESHES_AT_MS = 5 * 60_000

/** How long a login's access token lives; all in milliseconds. */
export interface Freshness {
  /** Since the epoch. Without `exp`: 8 days after last_refresh; without that either: 0. */
  readonly expiresAt: number
  readonly remaining: number
  /** From issue to expiry; undefined if the issue time isn't known. */
  readonly life?: number
  /** What is left of the life, 0 to 1. */
  readonly share: number
}

export function freshness(login: Pick<Login, 'access' | 'lastRefresh'>, now: number): Freshness {
  const refreshed = login.lastRefresh === undefined ? undefined : toMilliseconds(login.lastRefresh)
  const { expiresAt: exp, issuedAt = refreshed } = login.access
  const expiresAt = exp ?? (refreshed === undefined ? 0 : refreshed + LIFE_WITHOUT_EXP_MS)
  const start = exp === undefined ? refreshed : issuedAt
  const life = start === undefined ? undefined : Math.max(0, expiresAt - start)
  const remaining = expiresAt - now
  const share = life ? Math.min(1, Math.max(0, remaining / life)) : 0
  return { expiresAt, remaining, share, ...(life === undefined ? {} : { life }) }
}

/**
 * The remaining life, in milliseconds, at which a login is due for refresh: a tenth of its life and at
 * least two hours, but never more than half of it, or a short-lived token would be due from its first day.
 */
export function threshold({ life }: Freshness): number {
  if (life === undefined) return 2 * HOUR
  return Math.min(Math.max(life / 10, 2 * HOUR), life / 2)
}

/** The remaining life, in milliseconds, at which keep-fresh refreshes, so that ordinary jobs find days left. */
export const halfLife = ({ life }: Freshness): number => (life ?? 0) / 2
