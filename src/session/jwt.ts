import { z } from 'zod/mini'
import { parseJson } from '../system/json.js'

/** The claims of Codex's tokens that are worth reading (facts: access token and id token of 0.169.0). */
const Claims = z.looseObject({
  exp: z.optional(z.number()),
  iat: z.optional(z.number()),
  sub: z.optional(z.string()),
  'https://api.openai.com/auth': z.optional(
    z.looseObject({
      chatgpt_user_id: z.optional(z.string()),
      chatgpt_plan_type: z.optional(z.string()),
    }),
  ),
})

export interface TokenClaims {
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number
  /** Milliseconds since the epoch. */
  readonly issuedAt?: number
  readonly userId?: string
  readonly plan?: string
}

/**
 * Reads the claims of a JWT without verifying it: only the server can judge it, we only plan by it.
 * A token that is no JWT, or whose claims can't be read, has no claims.
 */
export function readClaims(token: string): TokenClaims {
  const payload = token.split('.')[1]
  if (payload === undefined) return {}
  const claims = Claims.safeParse(parseJson(Buffer.from(payload, 'base64url').toString('utf8')))
  if (!claims.success) return {}
  const { exp, iat, sub, 'https://api.openai.com/auth': auth } = claims.data
  const userId = auth?.chatgpt_user_id ?? sub
  return {
    ...(exp === undefined ? {} : { expiresAt: exp * 1000 }),
    ...(iat === undefined ? {} : { issuedAt: iat * 1000 }),
    ...(userId === undefined ? {} : { userId }),
    ...(auth?.chatgpt_plan_type === undefined ? {} : { plan: auth.chatgpt_plan_type }),
  }
}
