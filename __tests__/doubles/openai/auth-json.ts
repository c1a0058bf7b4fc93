import type { Grant } from './grant.js'
import { CODEX_CLIENT_ID } from './tokens.js'

export interface AuthJsonOptions {
  /** ms before now; default: when the current access token was issued. */
  readonly lastRefreshAgoMs?: number
  /** `tokens.oauth_provenance.issuer`; null leaves the provenance out, as older Codex releases do. */
  readonly issuer?: string | null
}

/** The auth.json of the grant's current generation: compact, fields in Codex's order (docs/facts/codex.md, §5). */
export function authJson(grant: Grant, options: AuthJsonOptions = {}): string {
  const { idToken, accessToken, refreshToken, expiresAt } = grant.current
  const { identity, lifeMs } = grant.options
  const issuer = options.issuer === undefined ? 'https://auth.openai.com' : options.issuer
  const issuedAt = Math.min(expiresAt - lifeMs, Date.now())
  const refreshedAt =
    options.lastRefreshAgoMs === undefined ? issuedAt : Date.now() - options.lastRefreshAgoMs
  return JSON.stringify({
    auth_mode: 'chatgpt',
    OPENAI_API_KEY: null,
    tokens: {
      id_token: idToken,
      access_token: accessToken,
      refresh_token: refreshToken,
      ...(issuer === null ? {} : { oauth_provenance: { issuer, client_id: CODEX_CLIENT_ID } }),
      login_owner_id: identity.user,
      account_id: identity.account,
    },
    last_refresh: nanoseconds(refreshedAt),
  })
}

/** Codex writes nine decimals, which nothing else in JavaScript does. */
function nanoseconds(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000000Z')
}
