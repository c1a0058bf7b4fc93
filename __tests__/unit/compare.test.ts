import { describe, expect, test } from '@jest/globals'
import { changedAt, identityDigest, isNewer, sameAccount, sameIdentity } from '../../src/session/compare.js'
import { DAY, labJwt, labSession, NOW } from './auth-json.js'

const AUTH = 'https://api.openai.com/auth'
const refreshed = (last_refresh: string | undefined) => labSession({ last_refresh })

describe('the newer of two', () => {
  // In each pair the second is newer.
  test.each([
    ['a nanosecond', '2026-11-20T23:04:21.668566095Z', '2026-11-20T23:04:21.668566096Z'],
    ['fewer digits', '2026-11-20T23:04:21.668566095Z', '2026-11-20T23:04:21.67Z'],
    ['no fraction', '2026-11-20T23:04:21.999999999Z', '2026-11-20T23:04:22Z'],
    ['an offset that makes the text smaller', '2026-11-20T23:30:00+02:00', '2026-11-20T22:30:00Z'],
    ['an offset that makes it another day', '2026-11-20T23:30:00Z', '2026-11-21T01:00:01+01:00'],
  ])('is the later instant, not the greater text: %s', (_, older, newer) => {
    expect(isNewer(refreshed(newer), refreshed(older))).toBe(true)
    expect(isNewer(refreshed(older), refreshed(newer))).toBe(false)
  })

  test('is none of two of one instant, however it is written and whatever they hold', () => {
    const [a, b] = [
      refreshed('2026-11-20T23:30:00Z'),
      labSession({
        last_refresh: '2026-11-21T00:30:00.000+01:00',
        tokens: { refresh_token: 'rt_lab_other' },
      }),
    ]
    expect([isNewer(a, b), isNewer(b, a), isNewer(a, a)]).toEqual([false, false, false])
    expect(a.generation).not.toBe(b.generation)
  })

  const issued = (iat: number, last_refresh?: string) =>
    labSession({ last_refresh, tokens: { access_token: labJwt({ iat: iat / 1000, exp: 2e9 }) } })

  test('is judged by the issue of the access token where last_refresh is missing', () => {
    const opaque = (last_refresh: string) =>
      labSession({ last_refresh, tokens: { access_token: 'lab_opaque' } })
    expect(isNewer(issued(NOW), issued(NOW - DAY))).toBe(true)
    expect(isNewer(issued(NOW - DAY), opaque('2026-11-20T11:59:59.999999999Z'))).toBe(true)
    expect(isNewer(issued(NOW - DAY), opaque('2026-11-20T12:00:00Z'))).toBe(false)
  })

  // The seed was made by a laptop, the rotation of it dated by a runner whose clock is two minutes behind. The
  // issue times are one clock's, the server's. By last_refresh alone the spent seed would replace its successor.
  test('is what the server issued later, though the clock of the machine that refreshed was behind', () => {
    const seed = issued(NOW, '2026-11-21T12:00:00.5Z')
    const rotated = issued(NOW + 60_000, '2026-11-21T11:59:00Z')
    expect(isNewer(rotated, seed)).toBe(true)
    expect(isNewer(seed, rotated)).toBe(false)
  })

  test('is the dated one where the other has no date at all', () => {
    const undated = labSession({ last_refresh: null, tokens: { access_token: 'lab_opaque' } })
    expect(changedAt(undated)).toBe(0n)
    expect(isNewer(refreshed('2020-01-01T00:00:00Z'), undated)).toBe(true)
    expect(isNewer(undated, refreshed('2020-01-01T00:00:00Z'))).toBe(false)
  })
})

describe('one login or two', () => {
  const login = (account_id: string, claims: object) =>
    labSession({ tokens: { account_id, id_token: labJwt(claims) } })
  const anna = login('lab-1', { sub: 'anna' })

  test('the same account and person are one, also in another generation', () => {
    expect(sameAccount(anna, login('lab-1', { sub: 'anna', iat: 5 }))).toBe(true)
  })

  test('another account, or another person in one workspace, are two', () => {
    expect(sameAccount(anna, login('lab-2', { sub: 'anna' }))).toBe(false)
    expect(sameAccount(anna, login('lab-1', { sub: 'bert' }))).toBe(false)
    expect(sameAccount(anna, login('lab-1', { sub: 'anna', [AUTH]: { chatgpt_user_id: 'bert' } }))).toBe(
      false,
    )
  })

  test('a person who is not named may be the same, in the same account', () => {
    const nobody = login('lab-1', {})
    for (const [a, b] of [
      [anna, nobody],
      [nobody, anna],
      [nobody, nobody],
    ] as const)
      expect(sameAccount(a, b)).toBe(true)
    expect(sameAccount(nobody, login('lab-2', {}))).toBe(false)
  })

  test('have digests that say so, and do not say who', () => {
    const digest = identityDigest(anna)
    expect(digest).toMatch(/^[0-9a-f]{16}-[0-9a-f]{16}$/)
    expect(identityDigest(login('lab-1', { sub: 'anna', iat: 5 }))).toBe(digest)
    const others = [login('lab-2', { sub: 'anna' }), login('lab-1', { sub: 'bert' }), login('lab-1anna', {})]
    expect(new Set([digest, ...others.map(identityDigest)]).size).toBe(4)
    for (const other of [anna, ...others])
      expect(sameIdentity(digest, identityDigest(other))).toBe(sameAccount(anna, other))
    expect(sameIdentity(digest, identityDigest(login('lab-1', {})))).toBe(true)
  })
})

test('a generation changes with any one of the three tokens, and with nothing else', () => {
  const of = (tokens: object, rest: object = {}) => labSession({ tokens, ...rest }).generation
  const first = of({})
  expect(of({ login_owner_id: 'lab' }, { last_refresh: null, later: 1 })).toBe(first)
  const others = ['access_token', 'refresh_token', 'id_token'].map(name =>
    of({ [name]: labJwt({ sub: 'lab-other' }) }),
  )
  expect(new Set([first, ...others]).size).toBe(4)
})
