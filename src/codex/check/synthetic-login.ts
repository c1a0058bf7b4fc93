import { createHash, randomBytes } from 'node:crypto'
import { parseJson } from '../../system/json.js'

const ACCOUNT = '00000000-0000-4000-8000-000000000000'
const USER = 'user-check'
const CLIENT_ID = 'app_EMoamEEZ73f0CkXaXp7hrann'
const AUTH_CLAIMS = {
  chatgpt_account_id: ACCOUNT,
  chatgpt_user_id: USER,
  user_id: USER,
  chatgpt_plan_type: 'pro',
}
/** The stub's answer about the account, in the words of ChatGPT's backend (docs/facts §16). */
export const ACCOUNTS = {
  accounts: [
    {
      id: ACCOUNT,
      name: 'check',
      plan_type: 'pro',
      structure: 'personal',
      workspace_backend_origin: 'https://chatgpt.com',
      account_routing_override: 'NO_CONSTRAINT',
    },
  ],
  account_ordering: [ACCOUNT],
  default_account_id: ACCOUNT,
}

/** Tokens that no server knows. They have the shape of real ones, as far as Codex looks at it (docs/facts §5). */
export interface SyntheticTokens {
  readonly id_token: string
  readonly access_token: string
  readonly refresh_token: string
}

/** @param lifeMs what is left of the access token's life */
export function makeTokens(lifeMs: number): SyntheticTokens {
  const now = Date.now()
  const exp = Math.floor((now + lifeMs) / 1000)
  const claims = {
    iss: 'https://auth.openai.com',
    sub: USER,
    iat: Math.floor(now / 1000),
    exp,
    'https://api.openai.com/auth': AUTH_CLAIMS,
  }
  return {
    id_token: jwt({ ...claims, aud: [CLIENT_ID], email: 'check@example.invalid', email_verified: true }),
    access_token: jwt({ ...claims, aud: ['https://api.openai.com/v1'], client_id: CLIENT_ID }),
    refresh_token: `rt_check_${random()}`,
  }
}

/** An auth.json as Codex writes it. */
export const authJson = (tokens: SyntheticTokens): string =>
  JSON.stringify({
    auth_mode: 'chatgpt',
    OPENAI_API_KEY: null,
    tokens: {
      ...tokens,
      oauth_provenance: { issuer: 'https://auth.openai.com', client_id: CLIENT_ID },
      login_owner_id: USER,
      account_id: ACCOUNT,
    },
    last_refresh: new Date().toISOString(),
  })

/** Whether an auth.json has exactly these tokens. */
export function holdsTokens(text: string, tokens: SyntheticTokens): boolean {
  const held = (parseJson(text) as { tokens?: Partial<SyntheticTokens> } | undefined)?.tokens
  return (
    held?.access_token === tokens.access_token &&
    held.refresh_token === tokens.refresh_token &&
    held.id_token === tokens.id_token
  )
}

/** Parts of tokens that are found nowhere else. A program that has one has had the token. */
export const tracesOf = (all: readonly SyntheticTokens[]): string[] =>
  all.flatMap(({ access_token, refresh_token }) =>
    [access_token, refresh_token].map(token => token.slice(-24)),
  )

export const digestOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')

const jwt = (payload: object): string =>
  [
    base64url({ alg: 'RS256', typ: 'JWT', kid: 'check' }),
    base64url({ ...payload, jti: random() }),
    random(),
  ].join('.')

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const random = (): string => randomBytes(30).toString('base64url')
