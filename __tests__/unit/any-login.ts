import fc from 'fast-check'
import { authJson, labJwt, labToken, NOW } from './auth-json.js'

/** A login as it is in truth, whatever became of the file. */
export interface Truth {
  readonly account: string
  /** Seconds since the epoch by the server's clock; undefined for tokens that don't say. */
  readonly issuedAt: number | undefined
  /** Milliseconds since the epoch by the clock of the machine that refreshed. */
  readonly refreshedAt: number | undefined
  readonly access: string
  /** The file, as Codex would have written it. */
  readonly json: string
}

const SECOND = Math.floor(NOW / 1000)

/** Two are often of one second, or of neighboring ones: there an order goes wrong first. */
const issued = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: SECOND - 5, max: SECOND }) },
  { weight: 2, arbitrary: fc.integer({ min: SECOND - 9_000_000, max: SECOND + 3600 }) },
  { weight: 1, arbitrary: fc.constant(undefined) },
)
/** How far a machine's clock is from the server's, in milliseconds. */
const offset = fc.oneof(
  fc.integer({ min: -2000, max: 2000 }),
  fc.integer({ min: -3_600_000, max: 3_600_000 }),
  fc.integer({ min: -400_000_000, max: 400_000_000 }),
)

export const truth: fc.Arbitrary<Truth> = fc
  .record({
    account: fc.constantFrom('lab-one', 'lab-one', 'lab-one', 'lab-two'),
    issuedAt: issued,
    offset: fc.option(offset, { nil: undefined, freq: 6 }),
    serial: fc.nat(1_000_000),
  })
  .map(({ account, issuedAt, offset, serial }) => {
    const refreshedAt = offset === undefined ? undefined : (issuedAt ?? SECOND - 5) * 1000 + offset
    const auth = {
      'https://api.openai.com/auth': { chatgpt_account_id: account, chatgpt_user_id: `user-${account}` },
    }
    const access = labJwt({
      ...auth,
      jti: serial,
      ...(issuedAt !== undefined && { iat: issuedAt, exp: issuedAt + 864_000 }),
    })
    const json = authJson({
      tokens: {
        id_token: labJwt({ ...auth, jti: serial }),
        access_token: access,
        refresh_token: `rt_${labToken(String(serial))}`,
        account_id: account,
      },
      last_refresh: refreshedAt === undefined ? null : new Date(refreshedAt).toISOString(),
    })
    return { account, issuedAt, refreshedAt, access, json }
  })

const set = (
  json: string,
  change: (document: Record<string, unknown> & { tokens: Record<string, unknown> }) => void,
) => {
  const document = JSON.parse(json)
  change(document)
  return JSON.stringify(document)
}
const field = (json: string, name: string, value: unknown) =>
  set(json, document =>
    Object.assign(name in document.tokens ? document.tokens : document, { [name]: value }),
  )
const date = (json: string, change: (date: string) => string) =>
  set(json, document => {
    if (typeof document.last_refresh === 'string') document.last_refresh = change(document.last_refresh)
  })

/** Forms in which Codex takes a file (tried with 0.169.0). */
const ACCEPTED: readonly ((json: string) => string)[] = [
  json => json,
  json => JSON.stringify(JSON.parse(json), null, 2),
  json => `\n ${json}\r\n`,
  json => date(json, text => text.replace(/\.\d+Z$/, '+0000')),
  json => date(json, text => text.replace('T', ' ')),
  json => date(json, text => text.toLowerCase()),
  json => date(json, text => text.replace('Z', ' UTC')),
  json => set(json, ({ tokens }) => delete tokens.account_id),
  json => field(json, 'account_id', null),
  json => set(json, document => delete document.last_refresh),
  json => set(json, document => delete document.auth_mode),
  json => field(json, 'OPENAI_API_KEY', ''),
  json => field(json, 'personal_access_token', 'at-lab'),
  json => json.replace('{', '{"later":1,"later":2,'),
]
const FIELDS = [
  'auth_mode',
  'OPENAI_API_KEY',
  'tokens',
  'last_refresh',
  'id_token',
  'access_token',
  'refresh_token',
  'account_id',
]
const WRONG = [5, true, '', [], {}, 'lab', [['lab']]]

export interface Form {
  readonly what: string
  readonly bytes: (json: string) => Buffer
}

const ACCEPTED_FORMS: readonly Form[] = ACCEPTED.map((change, at) => ({
  what: `accepted ${at}`,
  bytes: json => Buffer.from(change(json)),
}))
const wrongField: fc.Arbitrary<Form> = fc
  .tuple(fc.constantFrom(...FIELDS), fc.constantFrom(...WRONG))
  .map(([name, value]) => ({
    what: `${name} is ${JSON.stringify(value)}`,
    bytes: json => Buffer.from(field(json, name, value)),
  }))
const cut: fc.Arbitrary<Form> = fc.double({ min: 0, max: 1, noNaN: true }).map(share => ({
  what: `cut at ${share}`,
  bytes: json => Buffer.from(json.slice(0, Math.floor(json.length * share))),
}))
const flipped: fc.Arbitrary<Form> = fc
  .array(
    fc.tuple(
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.constantFrom('"', '{', '}', ',', '\\', '\0', 'x', ' '),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map(changes => ({
    what: `flipped ${JSON.stringify(changes)}`,
    bytes: json => {
      const text = [...json]
      for (const [share, put] of changes) text[Math.floor(text.length * share)] = put
      return Buffer.from(text.join(''))
    },
  }))
const WRAPPED: readonly Form[] = [
  { what: 'byte-order mark', bytes: json => Buffer.from(`\uFEFF${json}`) },
  { what: 'UTF-16', bytes: json => Buffer.from(`\uFEFF${json}`, 'utf16le') },
  { what: 'UTF-16, big end first', bytes: json => Buffer.from(`\uFEFF${json}`, 'utf16le').swap16() },
  { what: 'base64', bytes: json => Buffer.from(Buffer.from(json).toString('base64')) },
  {
    what: 'wrapped base64',
    bytes: json => Buffer.from(Buffer.from(json).toString('base64').replace(/.{76}/g, '$&\n')),
  },
  { what: 'twice', bytes: json => Buffer.from(json + json) },
  { what: 'quoted', bytes: json => Buffer.from(`'${json}'`) },
  { what: 'as a JSON string', bytes: json => Buffer.from(JSON.stringify(json)) },
  { what: 'single quotes', bytes: json => Buffer.from(json.replaceAll('"', "'")) },
  { what: 'a key twice', bytes: json => Buffer.from(json.replace('{', '{"auth_mode":"chatgpt",')) },
  { what: 'zeros behind it', bytes: json => Buffer.concat([Buffer.from(json), Buffer.alloc(512)]) },
]

/** Whole files of another kind, with the tokens of a ChatGPT login still in them. */
const FOREIGN: readonly Form[] = [
  { what: 'foreign: API key', bytes: json => Buffer.from(field(json, 'auth_mode', 'apikey')) },
  {
    what: 'foreign: PAT',
    bytes: json =>
      Buffer.from(set(json, d => Object.assign(d, { auth_mode: null, personal_access_token: '' }))),
  },
  {
    what: 'foreign: empty API key',
    bytes: json => Buffer.from(set(json, d => Object.assign(d, { auth_mode: null, OPENAI_API_KEY: '' }))),
  },
  { what: 'foreign: agent', bytes: json => Buffer.from(field(json, 'auth_mode', 'agentIdentity')) },
]

/** Each of them by itself. */
export const FORMS: readonly Form[] = [...ACCEPTED_FORMS, ...WRAPPED, ...FOREIGN]

export const form: fc.Arbitrary<Form> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ACCEPTED_FORMS) },
  { weight: 3, arbitrary: wrongField },
  { weight: 2, arbitrary: cut },
  { weight: 2, arbitrary: flipped },
  { weight: 3, arbitrary: fc.constantFrom(...WRAPPED) },
  { weight: 1, arbitrary: fc.constantFrom(...FOREIGN) },
)
