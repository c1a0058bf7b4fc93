import { createHash } from 'node:crypto'
import { z } from 'zod/mini'
import { isOfTwo } from './account.js'
import { isJwt, readClaims, type TokenClaims } from './claims.js'
import { isAsCodexWrites } from './form.js'
import { parseInstant, toMilliseconds } from './instant.js'
import { refusedKind } from './kind.js'
import { SHORTEST_TOKEN } from './mask.js'
import { LoginRefused, type Origin, type RefusalCode } from './refusal.js'
import { asFile, decodeSeed, parseStrictly } from './strict-json.js'

/** Each machine writes last_refresh by its own clock, and two may well be twenty minutes apart. */
const FUTURE_TOLERANCE_MS = 3_600_000
export const OPENAI_ISSUER = 'https://auth.openai.com'

/**
 * The least that makes a file a login. Whether Codex takes the rest of it is Codex's to say (codex/login-status.ts). It
 * takes an empty access token, which it then replaces, and no account id, without which it refreshes nothing
 * (docs/facts#status-accepts, #no-account-id).
 */
const AuthJson = z.looseObject({
  last_refresh: z.nullish(z.string()),
  tokens: z.looseObject({
    id_token: z.string().check(z.minLength(1)),
    access_token: z.string(),
    refresh_token: z.string().check(z.minLength(1)),
    account_id: z.nullish(z.string()),
    oauth_provenance: z.nullish(z.looseObject({ issuer: z.nullish(z.string()) })),
  }),
})

/** A log shows a secret as `***`, and people write `<redacted>`. */
const token = z.string().check(z.regex(/^[^\s*<>]+$/))
/** Anything shorter can't be masked, and is not a token that OpenAI makes. */
export const secretToken = token.check(z.minLength(SHORTEST_TOKEN))
/**
 * What a seed must be besides, which people copy and edit: Codex takes no file in which one of these is otherwise, nor
 * an id token whose claims it can't read (docs/facts#status-refuses). Of a file that Codex itself has written nothing
 * of it is asked: a refreshed login must not be lost to a rule of ours.
 */
const Seed = z.looseObject({
  OPENAI_API_KEY: z.nullish(z.string()),
  tokens: z.looseObject({
    id_token: token.check(z.refine(isJwt)),
    access_token: secretToken,
    refresh_token: secretToken,
    oauth_provenance: z.nullish(z.looseObject({ client_id: z.nullish(z.string()) })),
  }),
})

/** One ChatGPT-managed login, as Codex keeps it in auth.json. */
export interface Login {
  /** Exactly what was read: a field that this version doesn't know survives. */
  readonly bytes: Buffer
  readonly tokens: { readonly access: string; readonly refresh: string; readonly id: string }
  /** `tokens.account_id`, otherwise the one in the tokens; empty if nothing names it. */
  readonly accountId: string
  /**
   * False without a `tokens.account_id`: Codex runs with such a file, and refuses to refresh it
   * (docs/facts#no-account-id).
   */
  readonly canRefresh: boolean
  /** `last_refresh` in nanoseconds since the epoch; undefined also for one that Codex can't read. */
  readonly lastRefresh?: bigint
  readonly access: TokenClaims
  readonly identity: TokenClaims
  /** Hex digest of the three tokens: two files with the same digest are the same revision of the login. */
  readonly generation: string
  /** True if each field is as Codex writes it. Else only Codex can tell whether it takes the file. */
  readonly isPlain: boolean
}

export interface ParseOptions {
  readonly origin: Origin
  /** It may come in base64, and with what editors and shells put around it; a file is taken as Codex takes it. */
  readonly encoded?: boolean
  /** A seed, which a person made by copying: it must be whole, and its refusal says how to copy it. */
  readonly copied?: boolean
  /** Milliseconds since the epoch. */
  readonly now: number
  /** An origin accepted beside OpenAI's own: that of a token-URL override that was there before us. */
  readonly trustedIssuer?: string | undefined
}

/** Parses and judges an auth.json. Throws `LoginRefused`, whose message has no content of it. */
export function parseLogin(input: Buffer | string, options: ParseOptions): Login {
  const refuse = (code: RefusalCode) =>
    new LoginRefused(code, options.origin, options.copied ? 'seed' : undefined)
  const bytes = (options.encoded ? decodeSeed : asFile)(Buffer.from(input), refuse)
  const document = parseStrictly(bytes, refuse)
  const kind = refusedKind(document)
  if (kind) throw refuse(kind)
  const parsed = AuthJson.safeParse(document)
  if (!parsed.success) throw refuse(missingPart(document))
  const { tokens, last_refresh } = parsed.data
  if (options.copied && !Seed.safeParse(document).success) throw refuse(wrongPart(tokens))
  if (options.copied && !tokens.account_id) throw refuse('no-account-id')

  const lastRefresh = last_refresh ? parseInstant(last_refresh) : undefined
  const issuer = tokens.oauth_provenance?.issuer
  if (issuer && issuer !== OPENAI_ISSUER && issuer !== options.trustedIssuer) throw refuse('foreign-issuer')

  const { access_token, refresh_token: refresh, id_token: id, account_id } = tokens
  const [access, identity] = [readClaims(access_token), readClaims(id)]
  const login = {
    bytes,
    tokens: { access: access_token, refresh, id },
    accountId: account_id || access.accountId || identity.accountId || '',
    canRefresh: Boolean(account_id),
    ...(lastRefresh === undefined ? {} : { lastRefresh }),
    access,
    identity,
    generation: createHash('sha256').update([refresh, access_token, id].join('\0')).digest('hex'),
    isPlain: isAsCodexWrites(document),
  }
  if (isOfTwo(login)) throw refuse('two-accounts')
  if (isFromTheFuture(login, options.now)) throw refuse('from-the-future')
  return login
}

/**
 * True if nothing in it is from before `now`. The issue time is by the server's clock, `last_refresh` by that of the
 * machine that refreshed. One of them is enough: a machine whose clock is ahead writes a future last_refresh beside a
 * good issue time, and one whose clock is behind finds a future issue time in what it has just refreshed.
 */
export function isFromTheFuture(
  { access, lastRefresh }: Pick<Login, 'access' | 'lastRefresh'>,
  now: number,
): boolean {
  const refreshedAt = lastRefresh === undefined ? undefined : toMilliseconds(lastRefresh)
  const known = [access.issuedAt, refreshedAt].filter(instant => instant !== undefined)
  return known.length > 0 && known.every(instant => instant > now + FUTURE_TOLERANCE_MS)
}

function missingPart(document: unknown): RefusalCode {
  const { tokens } = document as { tokens?: Record<string, unknown> | null }
  if (typeof tokens !== 'object' || tokens === null) return 'not-a-login'
  return tokens.refresh_token ? 'not-a-login' : 'no-refresh-token'
}

const wrongPart = ({ id_token, access_token, refresh_token }: Record<string, unknown>): RefusalCode =>
  access_token === '' ||
  [
    token.safeParse(id_token),
    ...[access_token, refresh_token].map(value => secretToken.safeParse(value)),
  ].every(({ success }) => success)
    ? 'not-a-login'
    : 'no-tokens'
