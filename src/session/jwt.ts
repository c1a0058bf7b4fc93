import { parseJson } from '../system/json.js'

/** The claims of Codex's tokens that are worth reading (facts §5), each by itself: an odd one costs no other. */
export interface TokenClaims {
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number
  /** Milliseconds since the epoch. */
  readonly issuedAt?: number
  readonly userId?: string
  /** Of an access token: the account (or workspace) that it was made for. */
  readonly accountId?: string
  readonly plan?: string
  /** Of an id token. */
  readonly email?: string
}

/** The furthest instant that a Date can hold, in seconds since the epoch. */
const LAST_SECOND = 8.64e12

/** Whether it has the form of a JWT: three parts, the second of them a JSON object. */
export function isJwt(token: string): boolean {
  const parts = token.split('.')
  const payload = payloadOf(token)
  return parts.length === 3 && parts.every(Boolean) && typeof payload === 'object' && payload !== null
}

/**
 * Reads the claims of a JWT without verifying it: only the server can judge it, we only plan by it.
 * A token that is no JWT, or whose claims can't be read, has no claims.
 */
export function readClaims(token: string): TokenClaims {
  const claims = fields(payloadOf(token))
  const auth = fields(claims['https://api.openai.com/auth'])
  const expiresAt = instant(claims.exp)
  const issuedAt = instant(claims.iat)
  const userId = text(auth.chatgpt_user_id) ?? text(claims.sub)
  const accountId = text(auth.chatgpt_account_id)
  const plan = text(auth.chatgpt_plan_type)
  const email = text(claims.email)
  return {
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(issuedAt === undefined ? {} : { issuedAt }),
    ...(userId === undefined ? {} : { userId }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(plan === undefined ? {} : { plan }),
    ...(email === undefined ? {} : { email }),
  }
}

const payloadOf = (token: string): unknown =>
  parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const instant = (value: unknown): number | undefined =>
  typeof value === 'number' && Math.abs(value) <= LAST_SECOND ? value * 1000 : undefined
