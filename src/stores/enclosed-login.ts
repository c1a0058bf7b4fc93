import { z } from 'zod/mini'
import { identityDigest } from '../login/account.js'
import { type Login, parseLogin } from '../login/login.js'
import { LoginRefused } from '../login/refusal.js'
import { changedAt } from '../login/revision.js'
import { ActionError } from '../system/errors.js'
import { parseJson } from '../system/json.js'

/**
 * The sealed content: two lines that describe the login, then auth.json, byte by byte.
 *
 *     codex-auth-action login 1
 *     {"login":"default","changedAt":"1795258800123456789","generation":"<64 hex>","account":"<16 hex>-<16 hex>"}
 *
 * Somebody who can write to the store without the key can still replace the login by something else that was sealed with
 * the key: an older login, or one of another name. These lines name the login, and can't be changed without the key.
 */
const MAGIC = 'codex-auth-action login '
const VERSION = '1'
const LONGEST_LINE = 512

const Claims = z.strictObject({
  /** The input `login-name`. */
  login: z.string().check(z.regex(/^[\w.-]{1,64}$/)),
  /** The instant of `changedAt`, in nanoseconds since the epoch. */
  changedAt: z.string().check(z.regex(/^-?\d{1,20}$/)),
  generation: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** The value of `identityDigest`. */
  account: z.string().check(z.regex(/^[0-9a-f]{0,16}-[0-9a-f]{0,16}$/)),
})

export interface EnclosedLogin {
  /** Exactly the bytes of auth.json that were enclosed. */
  readonly bytes: Buffer
  /** When the login changed, in nanoseconds since the epoch. */
  readonly changedAt: bigint
}

/** The login with its description. `bytes`: the same login with other white space, if not the login's own bytes. */
export function encloseLogin(loginName: string, login: Login, bytes: Buffer = login.bytes): Buffer {
  const { generation } = login
  const claims = {
    login: loginName,
    changedAt: String(changedAt(login)),
    generation,
    account: identityDigest(login),
  } satisfies z.infer<typeof Claims>
  return Buffer.concat([Buffer.from(`${MAGIC}${VERSION}\n${JSON.stringify(claims)}\n`), bytes])
}

/**
 * The login that was enclosed under this name, compared with its description; undefined for a login that was sealed without
 * one, as a person does with the `age` command.
 *
 * @throws {EnclosedRefused}
 */
export function discloseLogin(loginName: string, plain: Buffer): EnclosedLogin | undefined {
  const version = lineAt(plain, 0)
  if (!version?.startsWith(MAGIC)) return undefined
  if (version !== MAGIC + VERSION) throw new EnclosedRefused('enclosed-version')

  const facts = lineAt(plain, version.length + 1)
  const claims = Claims.safeParse(parseJson(facts ?? ''))
  if (facts === undefined || !claims.success) throw new EnclosedRefused('enclosed-otherwise')
  if (claims.data.login.toLowerCase() !== loginName.toLowerCase())
    throw new EnclosedRefused('enclosed-elsewhere')

  const bytes = Buffer.from(plain.subarray(version.length + facts.length + 2))
  const login = loginOf(bytes)
  if (login && !isSaidOf(login, claims.data)) throw new EnclosedRefused('enclosed-otherwise')
  return { bytes, changedAt: BigInt(claims.data.changedAt) }
}

/** An ASCII line without its end; undefined if there is no line, or it is too long to be ours. */
function lineAt(plain: Buffer, from: number): string | undefined {
  const text = plain.subarray(from, from + LONGEST_LINE).toString('latin1')
  const end = text.indexOf('\n')
  return end < 0 ? undefined : text.slice(0, end)
}

/** Undefined for a login that the reader of the store will refuse, with its own reason. */
function loginOf(bytes: Buffer): Login | undefined {
  const issuer = Issuer.safeParse(parseJson(bytes.toString('utf8')))
  // The reader checks issuer and clock.
  const trustedIssuer = issuer.success ? issuer.data.tokens.oauth_provenance.issuer : undefined
  try {
    return parseLogin(bytes, { origin: 'the sealed login', now: Number.MAX_SAFE_INTEGER, trustedIssuer })
  } catch (error) {
    if (error instanceof LoginRefused) return undefined
    throw error
  }
}

const Issuer = z.looseObject({
  tokens: z.looseObject({ oauth_provenance: z.looseObject({ issuer: z.string() }) }),
})

const isSaidOf = (login: Login, claims: z.infer<typeof Claims>) =>
  claims.changedAt === String(changedAt(login)) &&
  claims.generation === login.generation &&
  claims.account === identityDigest(login)

const REPLACE =
  'Find out who wrote it, and delete it. If the login is nowhere else, log in once more (`mode: login`, or a new seed in `auth-json`).'

const REFUSALS = {
  'enclosed-elsewhere': {
    what: 'The stored login was sealed under another name than the input `login-name` has here.',
    why: 'Using it would give this job a login that is not meant for it, and one refresh token would have two leases.',
    remedy:
      'If you have changed `login-name`, change it back or store the login under its new name. If not, somebody has copied it: delete the copy.',
  },
  'enclosed-otherwise': {
    what: 'The sealed login is not the one that its seal names.',
    why: "Only somebody with the `encryption-key` can have done that, so it can't be trusted.",
    remedy: REPLACE,
  },
  'enclosed-version': {
    what: 'A later version of this action sealed the stored login.',
    why: "This version can't check it, and using an older login would end the newer one.",
    remedy: 'Use the same version of the action in all workflows that share the login.',
  },
  'enclosed-not': {
    what: 'The stored entry was sealed with the right key, but not by this action.',
    why: 'It does not say which login it is, so an older one could have been put in its place.',
    remedy: REPLACE,
  },
  'enclosed-older': {
    what: 'The entry in the Actions cache holds another revision of the login than its key says.',
    why: 'Somebody has copied an older entry, whose refresh token was already used.',
    remedy: 'Find out who stored it, and delete it.',
  },
} as const

/** The sealed content is not the login that the store expects. */
export class EnclosedRefused extends ActionError {
  override readonly name = 'EnclosedRefused'
  declare readonly code: keyof typeof REFUSALS

  constructor(code: keyof typeof REFUSALS) {
    super(code, REFUSALS[code])
  }
}
