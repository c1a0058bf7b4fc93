import { beforeAll, describe, expect, test } from '@jest/globals'
import { parseLogin } from '../../src/login/login.js'
import { maskedForms, maskLogin } from '../../src/login/mask.js'
import { Masker } from '../doubles/runner/masking.js'
import { authJson, labJwt, labLogin, labToken, NOW } from './auth-json.js'

const tokens = {
  id_token: labJwt({ sub: 'lab-user', email: 'lab@example.invalid', exp: 1 }),
  access_token: labJwt({ login: labToken('login-name').repeat(8), exp: 1_796_000_000 }),
  refresh_token: `rt_${labToken('refresh')}`,
}
/** With those above, tokens of each length modulo 3, by which base64 pads. */
const refreshed = {
  'a refreshed token': `rt_${labToken('a')}x`,
  'another refreshed token': `rt_${labToken('b')}xy`,
}
const text = authJson({ tokens })
const login = labLogin(text)
const masker = new Masker()
beforeAll(() => {
  maskLogin(login, value => masker.add(value))
  for (const token of Object.values(refreshed)) for (const form of maskedForms(token)) masker.add(form)
})

/** The parts of it that nobody may read; the header of a JWT is the same in every token of the world. */
const secretOf = (token: string) => (token.startsWith('eyJ') ? token.slice(token.indexOf('.') + 1) : token)

/** The parts of 12 characters in `region` of the printed text that can still be read there. */
function readable(printed: string, region: string): string[] {
  const shown = masker.mask(printed)
  const parts = Array.from({ length: Math.max(0, region.length - 11) }, (_, at) => region.slice(at, at + 12))
  if (parts.length === 0) throw new Error('nothing to look for')
  return parts.filter(part => shown.includes(part))
}

const SHIFTS = ['', 'a', 'ab', 'abc', 'lab: ']
/** Where base64 of `before + token + after` depends on the token alone. */
const encodedRegion = (encoded: string, before: string, token: string) =>
  encoded.slice(Math.ceil((before.length * 4) / 3), Math.floor(((before.length + token.length) * 4) / 3))

describe.each(Object.entries({ ...tokens, ...refreshed }))('%s can not be read', (_, token) => {
  const secret = secretOf(token)

  test('as it is, alone or in a longer text', () => {
    for (const printed of [token, `Bearer ${token}, ok`, `x${token}y`, `${token}\n${token}${token}`])
      expect(readable(printed, secret)).toEqual([])
  })

  test.each(['base64', 'base64url'] as const)(
    'in %s, wherever in the encoded text it begins and ends',
    encoding => {
      for (const before of SHIFTS)
        for (const after of SHIFTS) {
          const printed = Buffer.from(`${before}${token}${after}`).toString(encoding)
          expect(readable(`data:${printed};`, encodedRegion(printed, before, token))).toEqual([])
        }
    },
  )

  test('in hex', () => {
    expect(readable(Buffer.from(`a${token}b`).toString('hex'), Buffer.from(secret).toString('hex'))).toEqual(
      [],
    )
  })

  test('as part of a URI, or of JSON, or of JSON in JSON', () => {
    expect(readable(`https://lab.invalid/?t=${encodeURIComponent(token)}&a=1`, secret)).toEqual([])
    expect(readable(JSON.stringify({ token }), secret)).toEqual([])
    expect(readable(JSON.stringify(JSON.stringify({ token })), secret)).toEqual([])
  })
})

test.each(['id_token', 'access_token'] as const)(
  'payload and signature of the %s can not be read by themselves',
  name => {
    for (const part of tokens[name].split('.').slice(1)) {
      expect(readable(`a ${part} b`, part)).toEqual([])
      expect(
        readable(Buffer.from(part).toString('base64'), Buffer.from(part).toString('base64').slice(0, -4)),
      ).toEqual([])
    }
  },
)

test('the whole auth.json can not be read, as it is or encoded', () => {
  for (const secret of Object.values(tokens).map(secretOf)) {
    expect(readable(text, secret)).toEqual([])
    expect(readable(JSON.stringify(JSON.parse(text), null, 2), secret)).toEqual([])
    const printed = Buffer.from(text).toString('base64')
    expect(readable(printed, encodedRegion(printed, text.slice(0, text.indexOf(secret)), secret))).toEqual([])
  }
})

test('a text without a token is shown as it is', () => {
  const plain = 'codex exec ended: eyJ is no token, lab-account is no token, {"alg":"RS256"} neither'
  expect(masker.mask(plain)).toBe(plain)
})

test('no mask is empty, of many lines, or so short that it eats ordinary words', () => {
  const short = [
    '',
    'x',
    'rt.lab',
    'a\nb\nc',
    'lab\nlab\nlab\nlab\nx',
    'lab-short.a.b',
    'rt_lab_of_one\nlab_of_two',
  ]
  for (const token of [...Object.values(tokens), ...short])
    for (const form of maskedForms(token)) {
      expect(form.length).toBeGreaterThanOrEqual(form === token || token.split('\n').includes(form) ? 8 : 12)
      expect(form).not.toMatch(/[\r\n]/)
    }
})

test('a token of one character, as a file on a host may have it, is not masked: it would be gone from every line', () => {
  const one = new Masker()
  const tokens = { access_token: 'a', refresh_token: 'e', id_token: 'lab' }
  const login = parseLogin(authJson({ tokens }), { origin: 'the file /lab/auth.json', now: NOW })
  maskLogin(login, value => one.add(value))
  expect(one.mask('Codex said: the lab is ready')).toBe('Codex said: the lab is ready')
})
