import { createHash } from 'node:crypto'
import { z } from 'zod/mini'
import { datedAt } from './compare.js'
import { parseInstant, toMilliseconds } from './instant.js'
import { isJwt, readClaims, type TokenClaims } from './jwt.js'
import { type Origin, type RefusalCode, SessionRefused } from './refusal.js'
import { asFile, decodeSeed, parseStrictly } from './strict-json.js'

/** Each machine writes last_refresh by its own clock, and two may well be twenty minutes apart. */
const FUTURE_TOLERANCE_MS = 3_600_000
export const OPENAI_ISSUER = 'https://auth.openai.com'

const text = z.string().check(z.minLength(1))
const AuthJson = z.looseObject({
  last_refresh: z.nullish(z.string()),
  tokens: z.looseObject({
    id_token: text,
    access_token: text,
    refresh_token: text,
    account_id: text,
    oauth_provenance: z.nullish(z.looseObject({ issuer: z.nullish(z.string()) })),
  }),
})

/** A log shows a secret as `***`, and people write `<redacted>`. */
const token = z.string().check(z.regex(/^[^\s*<>]+$/))
/**
 * What a seed must be besides, which people copy and edit: Codex takes no file in which one of these is otherwise, nor
 * an id token whose claims it can't read (0.169.0). Of a file that Codex itself has written nothing of it is asked: a
 * refreshed login must not be lost to a rule of ours.
 */
const Seed = z.looseObject({
  OPENAI_API_KEY: z.nullish(z.string()),
  tokens: z.looseObject({
    id_token: token.check(z.refine(isJwt)),
    access_token: token,
    refresh_token: token,
    oauth_provenance: z.nullish(z.looseObject({ client_id: z.nullish(z.string()) })),
  }),
})

/** One ChatGPT-managed login, as Codex keeps it in auth.json. */
export interface Session {
  /** Exactly what was read: a field that this version doesn't know survives. */
  readonly bytes: Buffer
  readonly tokens: { readonly access: string; readonly refresh: string; readonly id: string }
  readonly accountId: string
  /** `last_refresh` in nanoseconds since the epoch. */
  readonly lastRefresh?: bigint
  readonly access: TokenClaims
  readonly identity: TokenClaims
  /** Hex digest of the three tokens: two files with the same generation are the same state of the login. */
  readonly generation: string
}

export interface ParseOptions {
  readonly origin: Origin
  /** A seed may come in base64, and with what editors and shells put around it; a file is taken as Codex takes it. */
  readonly encoded?: boolean
  /** Milliseconds since the epoch. */
  readonly now: number
  /** An origin accepted beside OpenAI's own: that of a token-URL override that was there before us. */
  readonly trustedIssuer?: string | undefined
}

/** Parses and judges an auth.json. Throws `SessionRefused`, whose message has no content of it. */
export function parseSession(input: Buffer | string, options: ParseOptions): Session {
  const refuse = (code: RefusalCode) => new SessionRefused(code, options.origin)
  const bytes = (options.encoded ? decodeSeed : asFile)(Buffer.from(input), refuse)
  const document = parseStrictly(bytes, refuse)
  const kind = refusedKind(document)
  if (kind) throw refuse(kind)
  const parsed = AuthJson.safeParse(document)
  if (!parsed.success) throw refuse(missingPart(document))
  const { tokens, last_refresh } = parsed.data
  if (options.encoded && !Seed.safeParse(document).success) throw refuse(wrongPart(tokens))
  const lastRefresh = last_refresh ? parseInstant(last_refresh) : undefined
  if (last_refresh && lastRefresh === undefined) throw refuse('not-a-session')
  const issuer = tokens.oauth_provenance?.issuer
  if (issuer && issuer !== OPENAI_ISSUER && issuer !== options.trustedIssuer) throw refuse('foreign-issuer')
  const { access_token: access, refresh_token: refresh, id_token: id, account_id: accountId } = tokens
  const session = {
    bytes,
    tokens: { access, refresh, id },
    accountId,
    ...(lastRefresh === undefined ? {} : { lastRefresh }),
    access: readClaims(access),
    identity: readClaims(id),
    generation: createHash('sha256').update([refresh, access, id].join('\0')).digest('hex'),
  }
  // Not the issue of its access token: that is the server's clock, and one of ours that is slow must lose nothing.
  if (toMilliseconds(datedAt(session)) > options.now + FUTURE_TOLERANCE_MS) throw refuse('from-the-future')
  return session
}

const Kind = z.looseObject({
  auth_mode: z.optional(z.unknown()),
  OPENAI_API_KEY: z.optional(z.unknown()),
  personal_access_token: z.optional(z.unknown()),
})

/** Without an auth_mode, Codex takes a file with an API key for an API-key login, tokens or not. */
function refusedKind(document: unknown): RefusalCode | undefined {
  const kind = Kind.safeParse(document)
  if (!kind.success) return 'not-a-session'
  const { auth_mode: mode, OPENAI_API_KEY: key, personal_access_token: pat } = kind.data
  if (mode === 'apikey' || ((mode === undefined || mode === null) && key)) return 'api-key'
  if (mode === 'personalAccessToken' || pat) return 'access-token'
  return mode === undefined || mode === null || mode === 'chatgpt' ? undefined : 'unsupported-mode'
}

function missingPart(document: unknown): RefusalCode {
  const { tokens } = document as { tokens?: Record<string, unknown> | null }
  if (typeof tokens !== 'object' || tokens === null) return 'not-a-session'
  if (!tokens.refresh_token) return 'no-refresh-token'
  return tokens.account_id ? 'not-a-session' : 'no-account-id'
}

const wrongPart = ({ id_token, access_token, refresh_token }: Record<string, unknown>): RefusalCode =>
  [id_token, access_token, refresh_token].every(value => token.safeParse(value).success)
    ? 'not-a-session'
    : 'no-tokens'
