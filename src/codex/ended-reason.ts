import type { FailureReason } from './reasons.js'

/**
 * What Codex prints for each answer of the token endpoint, in an event, in an error of the app-server and on
 * stderr alike (docs/facts §6, and tried with 0.169.0).
 */
const SIGNS: readonly (readonly [RegExp, FailureReason])[] = [
  [/refresh token was already used/, 'reused'],
  [/refresh token has expired/, 'expired'],
  [/refresh token was revoked/, 'revoked'],
  [/signed in to another account/, 'other-account'],
  [/access token could not be refreshed\. Please log out/, 'refused'],
]

/** Why the login has ended, by what Codex printed; undefined where nothing says so. */
export const endedReason = (printed: string): FailureReason | undefined =>
  SIGNS.find(([pattern]) => pattern.test(printed))?.[1]
