import { describe, expect, test } from '@jest/globals'
import { DAY, labJwt, labLogin, labToken, MINUTE, NOW } from './auth-json.js'

const code = (given: object, trusted?: string): string => {
  try {
    return labLogin(given as Parameters<typeof labLogin>[0], trusted) && 'accepted'
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

describe('auth_mode', () => {
  // All values that Codex 0.169.0 knows (docs/facts/codex.md, §5), in a file that is otherwise a good login.
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

  test('the same of a personal access token', () => {
    const personal_access_token = `at-${labToken('pat')}`
    expect(code({ personal_access_token })).toBe('accepted')
    expect(code({ personal_access_token, auth_mode: null })).toBe('access-token')
  })

  test('an agent identity beside tokens changes nothing, whatever the auth_mode', () => {
    for (const auth_mode of ['chatgpt', undefined])
      expect(code({ auth_mode, agent_identity: { workspace_id: 'lab' } })).toBe('accepted')
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

describe('from the future is', () => {
  const at = (ms: number) => new Date(ms).toISOString()
  const issuedAt = (ms: number) => ({ access_token: labJwt({ iat: ms / 1000, exp: ms / 1000 + 864_000 }) })
  const opaque = { access_token: labToken('opaque') }

  test('no login whose access token was issued before now, whatever its last_refresh says', () => {
    for (const days of [3, 3000]) expect(code({ last_refresh: at(NOW + days * DAY) })).toBe('accepted')
  })

  test('no login that this machine has refreshed, though its clock is behind the server’s', () => {
    expect(code({ last_refresh: at(NOW), tokens: issuedAt(NOW + 90 * MINUTE) })).toBe('accepted')
  })

  test('one of which nothing is from before an hour from now, and not a millisecond less', () => {
    const late = (ms: number, tokens: object, last_refresh: string | null = at(NOW + ms)) =>
      code({ last_refresh, tokens })
    expect(late(60 * MINUTE, opaque)).toBe('accepted')
    expect(late(60 * MINUTE + 1, opaque)).toBe('from-the-future')
    expect(late(61 * MINUTE, issuedAt(NOW + 60 * MINUTE))).toBe('accepted')
    expect(late(61 * MINUTE, issuedAt(NOW + 61 * MINUTE))).toBe('from-the-future')
    expect(late(0, issuedAt(NOW + 61 * MINUTE), null)).toBe('from-the-future')
  })

  test('judged by instants: an offset hides no future', () => {
    const zoned = (last_refresh: string) => code({ last_refresh, tokens: opaque })
    expect(zoned('2026-11-21T12:30:00+01:00')).toBe('accepted')
    expect(zoned('2026-11-21T11:30:00-02:00')).toBe('from-the-future')
  })
})

describe('last_refresh', () => {
  test.each([null, undefined])('may be %j', last_refresh => {
    expect(labLogin({ last_refresh }).lastRefresh).toBeUndefined()
  })

  test.each(['', 'yesterday', '1795172400', '2026-11-21', '2026-11-21T11:00:00', '2026-13-21T11:00:00Z'])(
    'that Codex would not read is no reason to refuse the file, but to ask Codex: %j',
    last_refresh => {
      expect(labLogin({ last_refresh })).toMatchObject({ isPlain: false })
      expect(labLogin({ last_refresh }).lastRefresh).toBeUndefined()
    },
  )
})

describe('a file each of whose fields is as Codex writes it', () => {
  const isPlain = (given: object) => labLogin(given as Parameters<typeof labLogin>[0]).isPlain

  test('is read by Codex for certain', () => {
    for (const given of [
      {},
      { later: 1 },
      { auth_mode: null },
      { last_refresh: null },
      { agent_identity: 'lab' },
    ])
      expect(isPlain(given)).toBe(true)
  })

  test.each([
    [{ agent_identity: { workspace_id: 'lab' } }],
    [{ personal_access_token: 5 }],
    [{ tokens: { login_owner_id: 5 } }],
    [{ tokens: { oauth_provenance: { issuer: 'https://auth.openai.com' } } }],
    [{ tokens: { id_token: labJwt({ email: 5 }) } }],
    [{ bedrock_api_key: {} }],
  ])('and one with %j may not be', given => {
    expect(isPlain(given)).toBe(false)
  })
})
