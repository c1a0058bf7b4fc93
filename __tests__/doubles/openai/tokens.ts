import { randomBytes } from 'node:crypto'

/** What the ChatGPT login puts into its tokens, so far as Codex reads it. */
export interface Identity {
  readonly account: string
  readonly user: string
  readonly plan: string
  readonly email: string
}

/** The client id of the Codex CLI, in every request for a refresh (docs/facts/codex.md, §5). */
export const CODEX_CLIENT_ID = 'app_EMoamEEZ73f0CkXaXp7hrann'

/** `rt_lab_…`: random, so that any 12 characters of it found somewhere are a leak and no accident. */
export function mintRefreshToken(): string {
  return `rt_lab_${random(48)}`
}

/** `exp` is null for a token whose end Codex can't read (it then falls back on `last_refresh`). */
export function mintAccessToken(identity: Identity, issuedAt: number, exp: number | null): string {
  return jwt({
    iss: 'https://auth.openai.com',
    aud: ['https://api.openai.com/v1'],
    client_id: CODEX_CLIENT_ID,
    sub: identity.user,
    iat: seconds(issuedAt),
    ...(exp === null ? {} : { exp: seconds(exp) }),
    jti: random(16),
    'https://api.openai.com/auth': authClaims(identity),
    // A real access token is about 2 KB: the size of auth.json matters to whoever stores it.
    login: `lab_${random(1300)}`,
  })
}

/** Codex never looks at the `exp` of an id_token, so it is always an hour, as the real one. */
export function mintIdToken(identity: Identity, issuedAt: number): string {
  return jwt({
    iss: 'https://auth.openai.com',
    aud: [CODEX_CLIENT_ID],
    sub: identity.user,
    email: identity.email,
    email_verified: true,
    iat: seconds(issuedAt),
    exp: seconds(issuedAt + 3_600_000),
    jti: random(16),
    'https://api.openai.com/auth': authClaims(identity),
  })
}

function authClaims({ account, user, plan }: Identity): object {
  return { chatgpt_account_id: account, chatgpt_user_id: user, user_id: user, chatgpt_plan_type: plan }
}

/** The structure of a JWT with a signature nobody made: `lab_lab_` and random bytes. */
function jwt(payload: object): string {
  const signature = `lab_lab_${random(26)}`
  return [base64url({ alg: 'RS256', typ: 'JWT', kid: 'lab' }), base64url(payload), signature].join('.')
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function random(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000)
}
