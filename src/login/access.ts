import { createHash } from 'node:crypto'
import { z } from 'zod/mini'
import { ActionError } from '../system/errors.js'
import { parseJson } from '../system/json.js'
import { isOfTwo } from './account.js'
import { isJwt, readClaims, type TokenClaims } from './claims.js'
import { parseInstant } from './instant.js'
import { isAccessKind } from './kind.js'
import { isFromTheFuture, type Login, type ParseOptions, secretToken } from './login.js'
import { LoginRefused, type Origin, type RefusalCode } from './refusal.js'
import { decodeSeed, parseStrictly } from './strict-json.js'

/**
 * A login without its refresh token, for jobs that only use it. Codex never asks the token endpoint with it, not even
 * unfenced (docs/facts §14). It has no `tokens.refresh`, so nothing that takes a `Login` accepts it: it can't be
 * refreshed, stored, or take the place of a login.
 */
export interface AccessLogin {
  readonly bytes: Buffer
  readonly tokens: { readonly access: string; readonly id: string }
  /** `tokens.account_id`, otherwise the one in the tokens; empty if nothing names it. */
  readonly accountId: string
  /** `last_refresh` of the login that it was made from, in nanoseconds since the epoch. */
  readonly lastRefresh?: bigint
  readonly access: TokenClaims
  readonly identity: TokenClaims
  /** Hex digest of the two tokens. */
  readonly generation: string
  /** Undefined if nobody wrote one, as in a file that a person made. */
  readonly note: AccessNote | undefined
}

/** The keeper's note beside the tokens; nothing in it is secret. */
export interface AccessNote {
  /** When the keeper published it: milliseconds since the epoch. */
  readonly madeAt: number
  /** The page of the run, or what names the job. */
  readonly madeBy: string
  /** The code of the error with which OpenAI permanently refused the last refresh. */
  readonly refused?: string | undefined
  /** Until when the plan is used up: milliseconds since the epoch. */
  readonly usedUpUntil?: number | undefined
}

/** Codex ignores a key that it doesn't know, and keeps it (tried with 0.169.0 and 0.171.0, docs/facts §14). */
const NOTE = 'codex_auth_action'
const MODE = 'chatgptAuthTokens'

const Note = z.object({
  made_at: z.string().check(z.refine(written => parseInstant(written) !== undefined)),
  made_by: z.string().check(z.regex(/^[\x20-\x7e]{1,300}$/)),
  refresh_refused: z.optional(z.string().check(z.regex(/^[a-z-]{1,40}$/))),
  used_up_until: z.optional(z.string().check(z.refine(written => parseInstant(written) !== undefined))),
})

const Derived = z.object({
  auth_mode: z.literal(MODE),
  last_refresh: z.nullish(z.string()),
  tokens: z.object({
    id_token: z.string().check(z.refine(isJwt)),
    access_token: secretToken,
    refresh_token: z.optional(z.literal('')),
    account_id: z.nullish(z.string()),
  }),
  [NOTE]: z.optional(z.unknown()),
})

/** The fields that are copied from a login: none that this version doesn't know, because they could be secret. */
const Copied = z.object({
  last_refresh: z.nullish(z.string()),
  tokens: z.object({ account_id: z.nullish(z.string()), login_owner_id: z.nullish(z.string()) }),
})

/** Makes the access login of a login: compact JSON. */
export function deriveAccess(login: Login, { madeAt, madeBy, refused, usedUpUntil }: AccessNote): Buffer {
  const { tokens, last_refresh } = Copied.parse(parseJson(login.bytes.toString('utf8')))
  const { account_id, login_owner_id } = tokens
  return Buffer.from(
    JSON.stringify({
      auth_mode: MODE,
      OPENAI_API_KEY: null,
      tokens: {
        id_token: login.tokens.id,
        access_token: login.tokens.access,
        refresh_token: '',
        ...(login_owner_id ? { login_owner_id } : {}),
        ...(account_id ? { account_id } : {}),
      },
      ...(last_refresh ? { last_refresh } : {}),
      [NOTE]: {
        made_at: new Date(madeAt).toISOString(),
        made_by: madeBy.replace(/[^\x20-\x7e]/g, '?').slice(0, 300) || '?',
        ...(refused ? { refresh_refused: refused } : {}),
        ...(usedUpUntil ? { used_up_until: new Date(usedUpUntil).toISOString() } : {}),
      },
    }),
  )
}

/** Whether the text, raw or in base64, is meant to be an access login. Never throws. */
export function isAccessLogin(input: string): boolean {
  const refuse = (code: RefusalCode) => new LoginRefused(code, 'the input auth-json')
  try {
    return isAccessKind(parseJson(decodeSeed(Buffer.from(input), refuse).toString('utf8')))
  } catch {
    return false
  }
}

/** Parses an access login, raw or in base64. Throws `AccessDamaged` or `LoginRefused`, whose message has no content of it. */
export function parseAccess(input: Buffer | string, { origin, now }: ParseOptions): AccessLogin {
  const refuse = (code: RefusalCode) => new LoginRefused(code, origin, 'seed')
  const bytes = decodeSeed(Buffer.from(input), refuse)
  const document = parseStrictly(bytes, refuse)
  const parsed = Derived.safeParse(document)
  if (!parsed.success) throw new AccessDamaged(origin)

  const { tokens, last_refresh, [NOTE]: note } = parsed.data
  const lastRefresh = last_refresh ? parseInstant(last_refresh) : undefined
  const [access, identity] = [readClaims(tokens.access_token), readClaims(tokens.id_token)]
  const login = {
    bytes,
    tokens: { access: tokens.access_token, id: tokens.id_token },
    accountId: tokens.account_id || access.accountId || identity.accountId || '',
    ...(lastRefresh === undefined ? {} : { lastRefresh }),
    access,
    identity,
    generation: createHash('sha256').update([tokens.access_token, tokens.id_token].join('\0')).digest('hex'),
    note: noteIn(note),
  }
  if (isOfTwo(login)) throw refuse('two-accounts')
  if (isFromTheFuture(login, now)) throw refuse('from-the-future')
  return login
}

/** A later version may write another one: that is no reason to refuse the tokens. */
function noteIn(written: unknown): AccessNote | undefined {
  const note = Note.safeParse(written)
  if (!note.success) return undefined
  const { made_at, made_by, refresh_refused, used_up_until } = note.data
  return {
    madeAt: Date.parse(made_at),
    madeBy: made_by,
    refused: refresh_refused,
    ...(used_up_until === undefined ? {} : { usedUpUntil: Date.parse(used_up_until) }),
  }
}

/** It was meant to be an access login, and Codex could do nothing with it. */
export class AccessDamaged extends ActionError {
  override readonly name = 'AccessDamaged'

  constructor(origin: Origin) {
    super('access-damaged', {
      what: `Refused ${origin}: it is an access login, but not a whole one. A token is missing, or was masked or edited.`,
      why: 'Codex could do nothing with it. Nothing was changed.',
      remedy:
        'Run the keep-fresh workflow that has `share-access`: it publishes the access login again. If somebody sets this secret by hand, let that workflow do it.',
    })
  }
}
