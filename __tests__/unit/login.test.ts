import { describe, expect, test } from '@jest/globals'
import { parseLogin } from '../../src/login/login.js'
import { LoginRefused, REFUSAL_CODES, type RefusalCode } from '../../src/login/refusal.js'
import { authJson, base64, labJwt, labToken, NOW } from './auth-json.js'

const compact = authJson()
const API_KEY = `sk-${labToken('api key')}`
const PAT = `at-${labToken('pat')}`

const ofAccount = (chatgpt_account_id: string, chatgpt_user_id: string) => ({
  'https://api.openai.com/auth': { chatgpt_account_id, chatgpt_user_id },
})

/** What a person may paste, by the refusal that it must meet. */
const REFUSED: Record<RefusalCode, string[]> = {
  empty: ['', '  \r\n\t', '\uFEFF\n'],
  'too-large': [authJson({ note: 'lab '.repeat(13_000) })],
  'not-json': [
    `rt_${labToken('refresh')}`,
    compact.slice(0, -20),
    `'${compact}'`,
    compact.replaceAll('"', "'"),
  ],
  // What the runner makes of the bytes of UTF-16, and a text cut off in the middle.
  'wrong-encoding': ['\uFFFD\uFFFD{', `\uFFFD${compact}`],
  'trailing-data': [`${compact}${compact}`, `${compact} ${labToken('more')}`, `${compact},`],
  'duplicate-keys': [compact.replace('"OPENAI_API_KEY":null', '"auth_mode":"chatgpt"')],
  'not-a-login': [
    '{}',
    '{"tokens":null}',
    authJson({ tokens: { id_token: undefined } }),
    authJson({ tokens: { access_token: '' } }),
    authJson({ tokens: { refresh_token: [labToken('refresh')] } }),
    authJson({ last_refresh: 1_795_172_400 }),
    authJson({ tokens: { oauth_provenance: 'https://auth.openai.com' } }),
    authJson({ tokens: { oauth_provenance: { client_id: 5 } } }),
    authJson({ OPENAI_API_KEY: 5 }),
    ...['abc', 'a.b.c', 'a.e30', `a.${Buffer.from('null').toString('base64url')}.c`].map(id_token =>
      authJson({ tokens: { id_token } }),
    ),
  ],
  'api-key': [
    JSON.stringify({ auth_mode: 'apikey', OPENAI_API_KEY: API_KEY }),
    authJson({ auth_mode: 'apikey' }),
    authJson({ auth_mode: undefined, OPENAI_API_KEY: API_KEY }),
    // Codex takes it for an API key, be it empty.
    authJson({ auth_mode: undefined, OPENAI_API_KEY: '' }),
  ],
  'access-token': [
    JSON.stringify({ OPENAI_API_KEY: null, personal_access_token: PAT }),
    authJson({ auth_mode: 'personalAccessToken', personal_access_token: PAT }),
    authJson({ auth_mode: undefined, personal_access_token: PAT }),
  ],
  'unsupported-mode': [
    ...['chatgptAuthTokens', 'headers', 'agentIdentity', 'ChatGPT', 5, {}].map(mode =>
      authJson({ auth_mode: mode }),
    ),
    authJson({ auth_mode: undefined, bedrock_api_key: { api_key: API_KEY, region: 'lab' } }),
    JSON.stringify({ agent_identity: 'lab' }),
  ],
  'access-login': [
    authJson({ auth_mode: 'chatgptAuthTokens', tokens: { refresh_token: '' } }),
    authJson({ auth_mode: 'chatgptAuthTokens', tokens: { refresh_token: undefined, access_token: '***' } }),
  ],
  'no-tokens': [
    authJson({ tokens: { id_token: '***', access_token: '***', refresh_token: '***' } }),
    ...['***', '<redacted>', '   ', 'lab\nlab', 'x', 'rt_lab_'].map(refresh_token =>
      authJson({ tokens: { refresh_token } }),
    ),
    authJson({ tokens: { access_token: 'x' } }),
  ],
  'no-refresh-token': [
    authJson({ tokens: { refresh_token: undefined } }),
    authJson({ tokens: { refresh_token: '' } }),
    authJson({ tokens: { refresh_token: null, account_id: undefined } }),
  ],
  'no-account-id': [
    authJson({ tokens: { account_id: undefined } }),
    authJson({ tokens: { account_id: null } }),
  ],
  'foreign-issuer': [
    authJson({ tokens: { oauth_provenance: { issuer: 'https://auth.openai.com.lab.invalid' } } }),
  ],
  'two-accounts': [
    authJson({ tokens: { access_token: labJwt(ofAccount('lab-other', 'anna')) } }),
    authJson({ tokens: { id_token: labJwt(ofAccount('lab-other', 'anna')) } }),
    authJson({
      tokens: {
        access_token: labJwt(ofAccount('lab-account', 'anna')),
        id_token: labJwt(ofAccount('lab-account', 'bert')),
      },
    }),
  ],
  'from-the-future': [
    authJson({ last_refresh: '2026-11-21T14:00:00Z', tokens: { access_token: labJwt({ iat: 2e9 }) } }),
    authJson({ last_refresh: '2026-11-21T14:00:00Z', tokens: { access_token: labToken('opaque') } }),
    authJson({ last_refresh: null, tokens: { access_token: labJwt({ iat: NOW / 1000 + 3601 }) } }),
  ],
}

test('every refusal there is has a case here', () => {
  expect(Object.keys(REFUSED).sort()).toEqual([...REFUSAL_CODES].sort())
  expect(Object.values(REFUSED).filter(inputs => inputs.length === 0)).toEqual([])
})

describe.each(Object.entries(REFUSED))('%s', (code, inputs) => {
  const given = inputs.flatMap(input => [input, base64(input)])
  // A text that is white space only is no longer one when it is encoded.
  const cases = code === 'empty' ? inputs : given

  test.each(cases.map(input => [input.slice(0, 40), input]))('refuses %j', (_, input) => {
    expect(refusal(input).code).toBe(code)
    expect(refusal(Buffer.from(input)).code).toBe(code)
  })

  test('says what, why and what to do, and where it came from', () => {
    const { message, explanation } = refusal(cases[0] ?? '')
    const { what, why, remedy } = explanation
    expect(message.split('\n')).toEqual([what, why, remedy])
    expect(what).toMatch(/^Refused the input auth-json: [A-Z].{8,}\.$/)
    for (const part of [why, remedy]) expect(part).toMatch(/^[A-Z].{20,}\.$/)
    expect(refusal(cases[0] ?? '', 'the file /lab/auth.json').message).toContain('/lab/auth.json')
  })

  test('tells no 8 characters of a token, in no part of the error', () => {
    for (const input of cases) {
      const error = refusal(input)
      const told = [error.message, error.stack, String(error.cause), JSON.stringify(error)].join('\n')
      const secrets = input.match(/(?:lab_|eyJ|rt_|sk-|at-)[\w.-]{20,}|^[\w+/=]{60,}$/g) ?? []
      const readable = new Set(eights(secrets.join('\n')))
      expect(eights(told).filter(part => readable.has(part))).toEqual([])
    }
  })
})

test('a file of Codex’s own is not held to all that a seed must be: a refreshed login must not be lost to a rule', () => {
  const tokens = { refresh_token: `lab*${labToken('refresh')}`, id_token: labToken('opaque') }
  const origin = 'the file /lab/auth.json'
  expect(parseLogin(authJson({ tokens }), { origin, now: NOW }).tokens.refresh).toBe(tokens.refresh_token)
  expect(refusal(authJson({ tokens })).code).toBe('no-tokens')
})

const eights = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 7) }, (_, at) => text.slice(at, at + 8))

function refusal(
  input: string | Buffer,
  origin: 'the input auth-json' | `the file ${string}` = 'the input auth-json',
) {
  try {
    parseLogin(input, { origin, encoded: true, copied: true, now: NOW })
  } catch (error) {
    if (error instanceof LoginRefused) return error
    throw error
  }
  throw new Error('it was accepted')
}
