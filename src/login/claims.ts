import { parseJson } from '../system/json.js'
import { LAST_SECOND } from './instant.js'

/** The claims of Codex's tokens that are worth reading (docs/facts §5), each by itself: an odd one costs no other. */
export interface TokenClaims {
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number
  /** Milliseconds since the epoch. */
  readonly issuedAt?: number
  /** `chatgpt_user_id`, otherwise `sub`. */
  readonly userId?: string
  readonly subject?: string
  /** The account (or workspace) that the token was made for. */
  readonly accountId?: string
  readonly plan?: string
  /** Only in an id token. */
  readonly email?: string
}

/** Whether it has the form of a JWT: three parts, and the second one is a JSON object. */
export function isJwt(token: string): boolean {
  const parts = token.split('.')
  const payload = payloadOf(token)
  return parts.length === 3 && parts.every(Boolean) && typeof payload === 'object' && payload !== null
}

/**
 * Reads the claims of a JWT without verifying it: only the server can judge it, we only plan by it.
 * A token that isn't a JWT, or whose claims can't be read, has no claims.
 */
export function readClaims(token: string): TokenClaims {
  const claims = fields(payloadOf(token))
  const auth = fields(claims['https://api.openai.com/auth'])
  const expiresAt = instant(claims.exp)
  const issuedAt = instant(claims.iat)
  const subject = text(claims.sub)
  const userId = text(auth.chatgpt_user_id) ?? text(auth.user_id) ?? subject
  const accountId = text(auth.chatgpt_account_id)
  const plan = text(auth.chatgpt_plan_type)
  const email = text(claims.email)
  return {
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(issuedAt === undefined ? {} : { issuedAt }),
    ...(userId === undefined ? {} : { userId }),
    ...(subject === undefined ? {} : { subject }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(plan === undefined ? {} : { plan }),
    ...(email === undefined ? {} : { email }),
  }
}

/** The second part of a JWT, parsed; undefined if it isn't JSON. */
export const payloadOf = (token: string): unknown =>
  parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const instant = (value: unknown): number | undefined =>
  typeof value === 'number' && Math.abs(value) <= LAST_SECOND ? value * 1000 : undefined
