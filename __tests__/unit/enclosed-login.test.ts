import { describe, expect, test } from '@jest/globals'
import { changedAt as changedAtOf } from '../../src/login/revision.js'
import { discloseLogin, EnclosedRefused, encloseLogin } from '../../src/stores/enclosed-login.js'
import { authJson, labJwt, labLogin, labToken } from './auth-json.js'

const login = labLogin()
const other = labLogin({ tokens: { refresh_token: `rt_${labToken('other')}` } })
const enclosed = encloseLogin('default', login).toString()
const [, facts = ''] = enclosed.split('\n')

function refusal(plain: Buffer | string, login = 'default'): string {
  try {
    return discloseLogin(login, Buffer.from(plain)) ? 'none' : 'no envelope'
  } catch (error) {
    if (error instanceof EnclosedRefused) return error.code
    throw error
  }
}

describe('what is enclosed', () => {
  test.each([
    ['compact', authJson()],
    [
      'indented, with Unicode and an end',
      `${JSON.stringify({ ...JSON.parse(authJson()), é: '\u2028' }, null, 2)}\r\n`,
    ],
    ['of another server', authJson({ tokens: { oauth_provenance: { issuer: 'https://127.0.0.1:9' } } })],
  ])('comes out byte by byte: %s', (_, text) => {
    const bytes = Buffer.from(text)
    const given = labLogin(text, 'https://127.0.0.1:9')
    const { bytes: out, changedAt } = discloseLogin('default', encloseLogin('default', given, bytes)) ?? {}
    expect(out?.equals(bytes)).toBe(true)
    expect(changedAt).toBe(changedAtOf(given))
  })

  test('says in two lines what it is, and then is auth.json', () => {
    const [magic, facts, ...rest] = enclosed.split('\n')
    expect(magic).toBe('codex-auth-action login 1')
    expect(Object.keys(JSON.parse(facts ?? ''))).toEqual(['login', 'changedAt', 'generation', 'account'])
    expect(rest.join('\n')).toBe(authJson())
  })

  test('holds for any case of the name, as keys of the cache do', () => {
    expect(refusal(encloseLogin('Team-A', login), 'team-a')).toBe('none')
  })
})

describe('what is refused', () => {
  const replaced = (part: object) =>
    enclosed.replace(facts, JSON.stringify({ ...JSON.parse(facts), ...part }))
  test.each([
    ['another login', encloseLogin('other', login), 'enclosed-elsewhere'],
    ['another state', replaced({ generation: other.generation }), 'enclosed-otherwise'],
    ['another instant', replaced({ changedAt: '1795258800000000001' }), 'enclosed-otherwise'],
    [
      'another account',
      replaced({ account: 'a'.repeat(16).concat('-', 'b'.repeat(16)) }),
      'enclosed-otherwise',
    ],
    ['one fact more', replaced({ more: 1 }), 'enclosed-otherwise'],
    ['a number for a text', replaced({ changedAt: 1 }), 'enclosed-otherwise'],
    ['no end of the facts', 'codex-auth-action login 1\n{"login":"default"', 'enclosed-otherwise'],
    ['facts of a megabyte', `codex-auth-action login 1\n${' '.repeat(2 ** 20)}\n`, 'enclosed-otherwise'],
    ['another version', enclosed.replace('login 1', 'login 2'), 'enclosed-version'],
    ['a version with more in it', enclosed.replace('login 1', 'login 1 '), 'enclosed-version'],
    [
      'another file behind the facts',
      enclosed.replace(authJson(), String(other.bytes)),
      'enclosed-otherwise',
    ],
  ])('%s', (_, plain, code) => {
    expect(refusal(plain)).toBe(code)
  })

  test('not what was sealed without it', () => {
    for (const plain of [authJson(), '', '\n', 'codex-auth', `x${enclosed}`])
      expect(refusal(plain)).toBe('no envelope')
  })

  test('not what the reader refuses by itself, with a better reason', () => {
    const broken = authJson({ auth_mode: 'apikey' })
    expect(refusal(enclosed.replace(authJson(), broken))).toBe('none')
  })
})

test('no message holds a part of a token', () => {
  const token = labJwt({ sub: 'x' })
  try {
    discloseLogin('default', Buffer.from(`codex-auth-action login 1\n{"login":"${token}"}\n`))
    throw new Error('it was taken')
  } catch (error) {
    expect(String((error as Error).stack)).not.toContain(token.slice(-12))
    expect((error as EnclosedRefused).code).toBe('enclosed-otherwise')
  }
})
