import { describe, expect, test } from '@jest/globals'
import { authJson, labJwt, labSession, labToken, MINUTE, NOW } from './auth-json.js'

const code = (given: object, trusted?: string): string => {
  try {
    return labSession(given as Parameters<typeof labSession>[0], trusted) && 'accepted'
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

describe('auth_mode', () => {
  // All values that Codex 0.169.0 knows (facts/codex.md, §5), in a file that is otherwise a good session.
  test.each([
    ['chatgpt', 'accepted'],
    [undefined, 'accepted'],
    [null, 'accepted'],
    ['apikey', 'api-key'],
    ['personalAccessToken', 'access-token'],
    ['chatgptAuthTokens', 'unsupported-mode'],
    ['headers', 'unsupported-mode'],
    ['agentIdentity', 'unsupported-mode'],
    ['bedrockApiKey', 'unsupported-mode'],
    ['bedrockAccessKeys', 'unsupported-mode'],
  ])('%j: %s', (mode, verdict) => {
    expect(code({ auth_mode: mode })).toBe(verdict)
  })

  test('"chatgpt" decides over an API key beside the tokens, no auth_mode does not', () => {
    const OPENAI_API_KEY = `sk-${labToken('key')}`
    expect(code({ OPENAI_API_KEY })).toBe('accepted')
    expect(code({ OPENAI_API_KEY, auth_mode: undefined })).toBe('api-key')
  })

  test('a personal access token is refused whatever stands beside it', () => {
    expect(code({ personal_access_token: `at-${labToken('pat')}` })).toBe('access-token')
  })

  test('an empty one is refused: Codex can not read such a file', () => {
    expect(code({ auth_mode: '' })).toBe('unsupported-mode')
  })
})

describe('oauth_provenance', () => {
  const issued = (issuer: unknown, trusted?: string) =>
    code({ tokens: { oauth_provenance: { issuer, client_id: 'lab' } } }, trusted)

  test('OpenAI as the issuer, or none at all, is accepted', () => {
    expect(issued('https://auth.openai.com')).toBe('accepted')
    expect(issued(undefined)).toBe('accepted')
    expect(issued(null)).toBe('accepted')
    expect(code({ tokens: { oauth_provenance: null } })).toBe('accepted')
    expect(code({})).toBe('accepted')
  })

  test.each([
    'https://lab.invalid',
    'http://auth.openai.com',
    'https://auth.openai.com@lab.invalid',
    'https://auth.openai.com:444',
    'https://auth.openai.com/lab',
    'https://auth.openai.com ',
    'https://AUTH.openai.com',
  ])('%s as the issuer is refused', issuer => {
    expect(issued(issuer)).toBe('foreign-issuer')
    expect(issued(issuer, 'https://trusted.lab.invalid')).toBe('foreign-issuer')
  })

  test('the origin of an override that was there before us is accepted beside it, exactly', () => {
    const trusted = 'https://127.0.0.1:4430'
    expect(issued(trusted, trusted)).toBe('accepted')
    expect(issued('https://auth.openai.com', trusted)).toBe('accepted')
    for (const other of ['https://127.0.0.1:4431', `${trusted}0`, `${trusted}.lab.invalid`, `${trusted}/`])
      expect(issued(other, trusted)).toBe('foreign-issuer')
  })
})

describe('last_refresh', () => {
  const at = (ms: number) => new Date(ms).toISOString()

  test('may lie an hour in the future, and not a millisecond more', () => {
    expect(code({ last_refresh: at(NOW + 20 * MINUTE) })).toBe('accepted')
    expect(code({ last_refresh: at(NOW + 60 * MINUTE) })).toBe('accepted')
    expect(code({ last_refresh: at(NOW + 60 * MINUTE + 1) })).toBe('from-the-future')
    expect(code({ last_refresh: at(NOW + 61 * MINUTE) })).toBe('from-the-future')
  })

  test('is compared as an instant: an offset hides no future', () => {
    expect(code({ last_refresh: '2026-11-21T12:30:00+01:00' })).toBe('accepted')
    expect(code({ last_refresh: '2026-11-21T11:30:00-02:00' })).toBe('from-the-future')
  })

  test('without one, an access token that was issued in the future would outlive every later login', () => {
    const iat = (NOW + 90 * MINUTE) / 1000
    const tokens = { access_token: labJwt({ iat, exp: iat + 864_000 }) }
    expect(code({ last_refresh: undefined, tokens })).toBe('from-the-future')
  })

  test('is what counts where it stands: a clock of ours behind the server’s loses no refreshed login', () => {
    const iat = (NOW + 90 * MINUTE) / 1000
    expect(code({ tokens: { access_token: labJwt({ iat, exp: iat + 864_000 }) } })).toBe('accepted')
  })

  test.each([null, undefined])('may be %j', last_refresh => {
    expect(labSession({ last_refresh }).lastRefresh).toBeUndefined()
  })

  test.each([
    'yesterday',
    '1795172400',
    '2026-11-21',
    '2026-11-21T11:00:00',
    '2026-13-21T11:00:00Z',
    authJson(),
  ])('that is no instant is refused: %j', last_refresh => {
    expect(code({ last_refresh })).toBe('not-a-session')
  })
})
