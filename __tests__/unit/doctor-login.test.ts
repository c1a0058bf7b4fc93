import { describe, expect, test } from '@jest/globals'
import { base64, DAY, HOUR, labToken, MINUTE, NOW } from './auth-json.js'
import {
  ACCOUNT,
  accessToken,
  diagnose,
  directoryWith,
  findingsIn,
  leakIn,
  login,
  pretty,
  secret,
} from './doctor-harness.js'

const compact = login()
const key = secret(`sk-${labToken('api key')}`)
const pat = secret(`at-${labToken('pat')}`)

const iso = (ms: number) => new Date(ms).toISOString()
const aged = (age: number, life = 10 * DAY) =>
  login({ tokens: { access_token: accessToken(NOW - age, NOW - age + life) }, last_refresh: iso(NOW - age) })

test('a leak would be seen, whole or in part', () => {
  const { tokens } = JSON.parse(compact) as { tokens: Record<string, string> }
  for (const value of Object.values(tokens)) {
    expect(leakIn(`so ${value.slice(-13)} so`)).toBe(true)
    expect(leakIn(`so ${value} so`)).toBe(true)
  }
  expect(leakIn('lab.person@lab-mail.invalid')).toBe(true)
  expect(leakIn(`Bearer ${key}`)).toBe(true)
})

describe('refused, in the words of the action, with exit code 1', () => {
  test.each<[string, string, RegExp, RegExp?]>([
    ['empty', '', /It is empty/],
    ['white space', ' \r\n\t', /It is empty/],
    ['cut off', compact.slice(0, -40), /It is not JSON/],
    ['quoted', `'${compact}'`, /It is not JSON/],
    ['a token alone', secret(`rt_${labToken('alone')}`), /It is not JSON/],
    ['two files', compact + compact, /More text follows/],
    [
      'a key twice',
      compact.replace('"OPENAI_API_KEY":null', '"auth_mode":"chatgpt"'),
      /A key is in it twice/,
    ],
    ['another JSON', '{}', /not an auth\.json/],
    ['no tokens', '{"tokens":null}', /not an auth\.json/],
    ['no access token', login({ tokens: { access_token: '' } }), /not an auth\.json/],
    ['a date that is none', login({ last_refresh: 'yesterday' }), /Codex can't read/],
    ['no date', login({ last_refresh: '' }), /Codex can't read/],
    ['an agent identity beside', login({ agent_identity: { workspace_id: 'w' } }), /Codex can't read/],
    [
      'an API key',
      JSON.stringify({ auth_mode: 'apikey', OPENAI_API_KEY: key }),
      /API-key file/,
      /openai\/codex-action/,
    ],
    ['an API key beside tokens', login({ auth_mode: undefined, OPENAI_API_KEY: key }), /API-key file/],
    [
      'a personal access token',
      JSON.stringify({ OPENAI_API_KEY: null, personal_access_token: pat }),
      /personal access token/,
    ],
    ["another program's tokens", login({ auth_mode: 'chatgptAuthTokens' }), /auth_mode is not "chatgpt"/],
    ['no refresh token', login({ tokens: { refresh_token: undefined } }), /no refresh token/],
    ['no account', login({ tokens: { account_id: undefined } }), /no tokens\.account_id/],
    [
      'a foreign issuer',
      login({ tokens: { oauth_provenance: { issuer: 'https://lab.invalid' } } }),
      /issuer is not/,
      /Do not use this file/,
    ],
    [
      'from the future',
      login({
        last_refresh: iso(NOW + 2 * HOUR),
        tokens: { access_token: accessToken(NOW + 2 * HOUR, NOW + DAY) },
      }),
      /in the future/,
    ],
    ['far too large', login({ note: 'lab '.repeat(13_000) }), /larger than 48 KB/],
    ['larger still', ' '.repeat(300_000), /larger than 48 KB/],
    ['base64 of a bad one', base64(login({ tokens: { refresh_token: '' } })), /no refresh token/],
  ])('%s', async (_, content, what, remedy = /\S/) => {
    const dir = directoryWith({ 'auth.json': content })
    const { code, text } = await diagnose(dir, ['auth.json'])
    expect(code).toBe(1)
    const [verdict, , first = '', , third = ''] = text.split('\n')
    expect(verdict).toBe('auth.json: would be refused.')
    expect(first).toMatch(/^warning: (Refused|Codex can't read) the file auth\.json/)
    expect(first).toMatch(what)
    expect(third).toMatch(remedy)
    expect(text).not.toContain('gh secret set CODEX_AUTH_JSON\n')
  })
})

describe('would serve, with exit code 0', () => {
  test.each<[string, string | Buffer, RegExp[], RegExp[]]>([
    ['compact', compact, [/^ {2}form +JSON, \d+ bytes$/m, /^ {2}plan +pro$/m], []],
    ['as Codex writes it', pretty(compact), [/^ {2}form +JSON/m], [/It has \d+ lines/]],
    ['base64', base64(compact), [/^ {2}form +base64 of JSON/m], [/Codex itself can't read it/]],
    ['with a byte-order mark', `\uFEFF${compact}`, [/^ {2}form +JSON/m], [/Codex itself can't read it/]],
    ['without auth_mode', login({ auth_mode: undefined }), [/^ {2}plan +pro$/m], []],
    ['with fields that nobody knows', login({ lab: { more: [1] } }), [/^ {2}plan +pro$/m], []],
    [
      'fresh',
      compact,
      [
        /lives for another 9 d 23 h of 10 d, until 2026-12-01T11:00:00Z: an ordinary run refreshes it from 2026-11-30T11:00:00Z on$/m,
        /last refresh +2026-11-21T11:00:00Z \(1 h ago\)/,
      ],
      [],
    ],
    [
      'nearly ended',
      aged(10 * DAY - HOUR),
      [/lives for another 1 h of 10 d, .*: the first run refreshes it$/m],
      [],
    ],
    ['just due', aged(9 * DAY), [/lives for another 1 d of 10 d, .*: the first run refreshes it$/m], []],
    [
      'not quite due',
      aged(9 * DAY - MINUTE),
      [/lives for another 1 d of 10 d, .*: an ordinary run refreshes it from/m],
      [],
    ],
    [
      'expired',
      aged(12 * DAY),
      [/access token +expired 2026-11-19T12:00:00Z \(2 d ago\): the first run refreshes it$/m],
      [],
    ],
    ['a month without use', aged(29 * DAY), [/expired/], []],
    ['longer without use', aged(41 * DAY), [/expired/], [/It has not been refreshed for 41 d\./]],
    [
      'no end in the token',
      login({ tokens: { access_token: accessToken(NOW - DAY, null) } }),
      [/until 2026-11-29T11:00:00Z \(8 days after the last refresh: it does not say\)/],
      [],
    ],
    [
      'no last_refresh',
      login({ last_refresh: undefined }),
      [/last refresh +not known$/m, /lives for another 9 d 23 h/],
      [],
    ],
    [
      'nothing says when',
      login({ last_refresh: null, tokens: { access_token: secret(`lab.opaque.${labToken('opaque')}`) } }),
      [/its end is not known: the first run refreshes it/],
      [/Nothing in it says when it was last refreshed/],
    ],
    [
      'a plan that is no word',
      login({
        tokens: {
          access_token: secret(
            `lab.${Buffer.from(JSON.stringify({ exp: NOW / 1000 + 9e5, iat: NOW / 1000, 'https://api.openai.com/auth': { chatgpt_plan_type: 'lab.person@lab-mail.invalid' } })).toString('base64url')}.lab`,
          ),
        },
      }),
      [/^ {2}plan +not known$/m],
      [],
    ],
  ])('%s', async (_, content, said, notes) => {
    const dir = directoryWith({ 'auth.json': content })
    const diagnosis = await diagnose(dir, ['auth.json'])
    expect(diagnosis.code).toBe(0)
    expect(diagnosis.text.split('\n')[0]).toBe('auth.json: would serve as a seed.')
    for (const words of said) expect(diagnosis.text).toMatch(words)
    const found = findingsIn(diagnosis)
    expect(found).toHaveLength(notes.length)
    for (const [index, note] of notes.entries()) expect(found[index]).toMatch(note)
    expect(diagnosis.text).toMatch(/this file must not be used any more/)
  })
})

describe('an account that its token was not made for', () => {
  const token = (claims: unknown) =>
    secret(`lab.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.lab`)
  const made = (account: unknown) =>
    login({
      tokens: {
        access_token: token({
          exp: NOW / 1000 + 9e5,
          iat: NOW / 1000,
          'https://api.openai.com/auth': { chatgpt_account_id: account },
        }),
      },
    })
  const other = secret('lab-account-of-another-0042')
  test.each<[string, string, number]>([
    ['another', made(other), 1],
    ['the same', made(ACCOUNT), 0],
    ['none', made(undefined), 0],
    ['no text', made(42), 0],
    ['no claims', login({ tokens: { access_token: secret(`lab.${labToken('claims')}`) } }), 0],
    ['claims that are null', login({ tokens: { access_token: token(null) } }), 0],
    [
      'no claims of OpenAI',
      login({ tokens: { access_token: token({ 'https://api.openai.com/auth': null }) } }),
      0,
    ],
  ])('%s', async (_, content, code) => {
    const diagnosis = await diagnose(directoryWith({ 'auth.json': content }), ['auth.json'])
    expect(diagnosis.code).toBe(code)
    expect(findingsIn(diagnosis)).toEqual(
      code === 0 ? [] : [expect.stringMatching(/Its tokens belong to two accounts or persons/)],
    )
    const [verdict] = diagnosis.text.split('\n')
    expect(verdict?.endsWith(': would serve as a seed.')).toBe(code === 0)
    expect(diagnosis.text.includes('gh secret set')).toBe(code === 0)
  })
})

describe('what PATH is', () => {
  test('a CODEX_HOME', async () => {
    const { code, text } = await diagnose(directoryWith({ '.codex/auth.json': compact }), ['.codex'])
    expect([code, text.split('\n')[0]]).toEqual([0, '.codex/auth.json: would serve as a seed.'])
  })

  test('any file that is no YAML is taken for a login', async () => {
    const { code, text } = await diagnose(directoryWith({ seed: base64(compact) }), ['seed'])
    expect([code, text.split('\n')[0]]).toEqual([0, 'seed: would serve as a seed.'])
  })

  test.each<[string, string[], RegExp]>([
    ['nothing there', ['gone.json'], /gone\.json does not exist/],
    ['an empty directory', ['empty'], /empty has no auth\.json and no workflow/],
    ['a device', ['/dev/null'], /neither a file nor a directory/],
    ['a way through a file', ['auth.json/x'], /can't be read \(ENOTDIR\)/],
    ['no argument', [], /^Usage: /],
    ['an unknown option', ['--no-such', 'auth.json'], /^Usage: /],
    ['an empty path', [''], /^Usage: /],
  ])('%s: exit code 2', async (_, args, words) => {
    const { code, text } = await diagnose(directoryWith({ 'auth.json': compact, 'empty/none/x': '' }), args)
    expect(code).toBe(2)
    expect(text).toMatch(words)
  })

  test('help is no failure', async () => {
    const dir = directoryWith({ 'auth.json': compact })
    for (const args of [['--help'], ['-h'], ['--help', 'auth.json']])
      expect(await diagnose(dir, args)).toEqual({ code: 0, text: expect.stringMatching(/^Usage: /) })
  })

  test('a name that would colour the terminal does not', async () => {
    const { code, text } = await diagnose(directoryWith({ '\u001b[31mred': compact }), ['\u001b[31mred'])
    expect(code).toBe(0)
    expect(text).not.toContain('\u001b')
  })
})
