import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { warningOf } from '../../src/keeper/access-life.js'
import { deriveAccess, isAccessLogin, parseAccess } from '../../src/login/access.js'
import { type Login, parseLogin } from '../../src/login/login.js'
import { mayReplace } from '../../src/login/may-replace.js'
import { LoginRefused } from '../../src/login/refusal.js'
import { readStored } from '../../src/login/stored.js'
import { ActionError } from '../../src/system/errors.js'
import { authJson, base64, DAY, HOUR, labLogin, labToken, NOW } from './auth-json.js'

const NOTE = { madeAt: NOW - HOUR, madeBy: 'https://github.com/lab/project/actions/runs/7' }
const ORIGIN = 'the input auth-json'
const derived = (login: Login = labLogin(), note: Parameters<typeof deriveAccess>[1] = NOTE) =>
  deriveAccess(login, note).toString()
const parsed = (text: string, now = NOW) => parseAccess(text, { origin: ORIGIN, now })

test('it has the tokens that work, the note, and nothing of the refresh token', () => {
  const access = parsed(derived())
  const { tokens, lastRefresh, accountId } = labLogin()
  expect(access).toMatchObject({
    tokens: { access: tokens.access, id: tokens.id },
    note: NOTE,
    lastRefresh,
    accountId,
  })
  expect(derived()).not.toContain(tokens.refresh.slice(3, 15))
  expect(parsed(base64(derived()))).toMatchObject({ generation: access.generation })
})

test('nothing is copied that this version does not know, for it could be secret', () => {
  const secret = labToken('of a later version')
  const login = labLogin({
    later: secret,
    personal_access_token: secret,
    tokens: { later: secret, oauth_provenance: { issuer: 'https://auth.openai.com', later: secret } },
  })
  expect(derived(login)).not.toContain(secret)
})

test('whatever names the job or the refusal, what is derived can be read, and has no line that is not JSON', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), madeBy => {
      const { note } = parsed(derived(undefined, { ...NOTE, madeBy }))
      expect(note?.madeAt).toBe(NOTE.madeAt)
      expect(note?.madeBy).toMatch(/^[\x20-\x7e]{1,300}$/)
    }),
    { numRuns: 200 },
  ))

test.each([
  ['as it is', derived()],
  ['in base64', base64(derived())],
  ['without its note', derived().replace(/,"codex_auth_action":.*?\}/, '')],
  [
    'by hand, with no refresh token at all',
    authJson({ auth_mode: 'chatgptAuthTokens', tokens: { refresh_token: undefined } }),
  ],
])('%s it is an access login, and no login', (_, text) => {
  expect(isAccessLogin(text)).toBe(true)
  expect(parsed(text).tokens.access).toBe(labLogin().tokens.access)
  expect(() => parseLogin(text, { origin: ORIGIN, encoded: true, copied: true, now: NOW })).toThrow(
    /It is an access login.*`CODEX_AUTH_JSON`/s,
  )
})

test.each([
  ['a full login', authJson()],
  ['one whose refresh token was cut out', authJson({ tokens: { refresh_token: '' } })],
  ['tokens of another program, with a refresh token', authJson({ auth_mode: 'chatgptAuthTokens' })],
  ['an API key', '{"auth_mode":"apikey","OPENAI_API_KEY":"sk-lab"}'],
  ['nothing', ''],
  ['no JSON', 'lab'],
  ['a list', '[]'],
])('%s is none', (_, text) => {
  expect(isAccessLogin(text)).toBe(false)
  expect(() => parsed(text)).toThrow(ActionError)
})

test.each([
  ['masked', { access_token: '***' }],
  ['without its access token', { access_token: undefined }],
  ['with an id token that is none', { id_token: labToken('id') }],
])('%s it is refused, and nothing of it is told', (_, tokens) => {
  const text = authJson({ auth_mode: 'chatgptAuthTokens', tokens: { refresh_token: '', ...tokens } })
  expect(() => parsed(text)).toThrow(/an access login, but not a whole one/)
  expect(() => parsed(text)).not.toThrow(/lab_|eyJ/)
})

test('of two accounts it is refused, as a login is', () => {
  const other = JSON.parse(authJson()) as { tokens: object }
  const text = JSON.stringify({
    ...JSON.parse(derived()),
    tokens: { ...other.tokens, refresh_token: '', account_id: 'x' },
  })
  expect(parsed(text).accountId).toBe('x')
  expect(refusalOf(() => parsed(derived().replace('"lab-account"', '5'))).code).toBe('access-damaged')
})

test('where a login is stored it counts as damaged: a newer login takes its place, an older one does not', () => {
  const stored = readStored(Buffer.from(derived()), { origin: 'the file /lab/auth.json', now: NOW })
  expect(stored).toMatchObject({ kind: 'damaged', refusal: { code: 'access-login' } })
  const policy = { from: 'seed', allowAccountChange: false } as const
  expect(mayReplace(stored, labLogin(), policy)).toEqual({ may: true, setAside: true })
  const [older, newer] = [-2, 2].map(days => {
    const issued = (NOW + days * DAY) / 1000
    const claims = Buffer.from(JSON.stringify({ iat: issued, exp: issued + 864_000 })).toString('base64url')
    return parseLogin(
      authJson({
        last_refresh: new Date(NOW + days * DAY).toISOString(),
        tokens: { access_token: `eyJhIjoxfQ.${claims}.${labToken(`${days}`)}` },
      }),
      { origin: 'the file /lab/auth.json', now: NOW + 3 * DAY },
    )
  })
  expect(mayReplace(stored, newer as Login, policy)).toEqual({ may: true, setAside: true })
  expect(mayReplace(stored, older as Login, policy)).toEqual({ may: false, because: 'damaged' })
})

test.each([
  ['fresh', 0, {}, undefined],
  ['at half of its life', 5 * DAY, {}, undefined],
  [
    'with 3 days left',
    7 * DAY - HOUR + 1000,
    {},
    /^The access login ends at .*, in 3 d.*last published at 2026-11-21T11:00:00Z, 7 d ago/,
  ],
  [
    'fresh, its refresh refused',
    0,
    { refused: 'reused' },
    /^OpenAI has refused to refresh the login \(`reused`\), as keep-fresh found at 2026-11-21T11:00:00Z/,
  ],
])('%s: its warning', (_, after, note, warns) => {
  const login = parsed(derived(undefined, { ...NOTE, ...note }))
  const warning = warningOf(login, { now: NOW + after, wantedMs: undefined })
  if (warns) expect(warning?.message).toMatch(warns)
  else expect(warning).toBeUndefined()
})

test.each([
  [
    'over',
    10 * DAY,
    undefined,
    /^The access login ended at 2026-12-01T11:00:00Z\. It was last published .*runs\/7/,
  ],
  [
    '14 minutes before its end',
    10 * DAY - HOUR - 14 * 60_000,
    undefined,
    /in 14 min, and this job wants 15 min \(`min-lifetime`\)/,
  ],
  ['with less than it wants', 0, 11 * DAY, /in 9 d 23 h, and this job wants 11 d/],
])('%s, the job stops', (_, after, wantedMs, says) => {
  const error = refusalOf(() => warningOf(parsed(derived()), { now: NOW + after, wantedMs }))
  expect([error.code, error.message]).toEqual(['access-ends', expect.stringMatching(says)])
  expect(error.explanation.remedy).toMatch(/keep-fresh workflow .*`share-access`.*as a new run/)
})

function refusalOf(work: () => unknown): ActionError {
  try {
    work()
  } catch (error) {
    if (error instanceof ActionError || error instanceof LoginRefused) return error
    throw error
  }
  throw new Error('it was accepted')
}
