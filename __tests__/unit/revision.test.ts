import { describe, expect, test } from '@jest/globals'
import { changedAt, compare, isNewer, revisedAt, revisionOf } from '../../src/login/revision.js'
import { DAY, HOUR, labJwt, labLogin, NOW } from './auth-json.js'

/** Without an issue time, so that its last_refresh alone says when it was made. */
const refreshed = (last_refresh: string | undefined) =>
  labLogin({ last_refresh, tokens: { access_token: 'lab_opaque' } })

describe('the newer of two', () => {
  // In each pair the second is newer.
  test.each([
    ['a nanosecond', '2026-11-20T23:04:21.668566095Z', '2026-11-20T23:04:21.668566096Z'],
    ['fewer digits', '2026-11-20T23:04:21.668566095Z', '2026-11-20T23:04:21.67Z'],
    ['no fraction', '2026-11-20T23:04:21.999999999Z', '2026-11-20T23:04:22Z'],
    ['an offset that makes the text smaller', '2026-11-20T23:30:00+02:00', '2026-11-20T22:30:00Z'],
    ['an offset that makes it another day', '2026-11-20T23:30:00Z', '2026-11-21T01:00:01+01:00'],
  ])('is the later instant, not the greater text: %s', (_, older, newer) => {
    expect(changedAt(refreshed(newer))).toBeGreaterThan(changedAt(refreshed(older)))
  })

  test('is decided by the tokens, always in the same way, for two of one instant', () => {
    const [a, b] = [
      refreshed('2026-11-20T23:30:00Z'),
      labLogin({
        last_refresh: '2026-11-21T00:30:00.000+01:00',
        tokens: { access_token: 'lab_opaque', refresh_token: 'rt_lab_other' },
      }),
    ]
    expect(changedAt(a)).toBe(changedAt(b))
    expect([isNewer(a, b), isNewer(b, a)].filter(Boolean)).toHaveLength(1)
    expect(compare(revisionOf(a), revisionOf(a))).toBe('same')
  })

  test('is neither of two files with the same tokens, whatever their dates', () => {
    const [early, late] = [refreshed('2026-11-20T12:00:00Z'), refreshed('2026-11-20T23:30:00Z')]
    expect([
      compare(revisionOf(late), revisionOf(early)),
      compare(revisionOf(early), revisionOf(late)),
    ]).toEqual(['same', 'same'])
  })

  const issued = (iat: number, last_refresh?: string) =>
    labLogin({ last_refresh, tokens: { access_token: labJwt({ iat: iat / 1000, exp: 2e9 }) } })

  test('is judged by the issue of the access token where last_refresh is missing', () => {
    expect(isNewer(issued(NOW), issued(NOW - DAY))).toBe(true)
    expect(isNewer(issued(NOW - DAY), refreshed('2026-11-20T11:59:59.999999999Z'))).toBe(true)
    expect(isNewer(issued(NOW - DAY), refreshed('2026-11-20T12:00:01Z'))).toBe(false)
  })

  // The seed was made by a laptop, the refresh of it dated by a runner whose clock is two minutes behind. The
  // issue times are one clock's, the server's. By last_refresh alone the spent seed would replace its successor.
  test('is what the server issued later, though the clock of the machine that refreshed was behind', () => {
    const seed = issued(NOW, '2026-11-21T12:00:00.5Z')
    const refreshed = issued(NOW + 60_000, '2026-11-21T11:59:00Z')
    expect(isNewer(refreshed, seed)).toBe(true)
    expect(isNewer(seed, refreshed)).toBe(false)
  })

  test('is the dated one where the other has no date at all', () => {
    const undated = labLogin({
      last_refresh: null,
      tokens: { access_token: 'lab_opaque', id_token: labJwt({}) },
    })
    expect(changedAt(undated)).toBe(0n)
    expect(isNewer(refreshed('2020-01-01T00:00:00Z'), undated)).toBe(true)
    expect(isNewer(undated, refreshed('2020-01-01T00:00:00Z'))).toBe(false)
  })
})

describe('two refreshes whose tokens were issued in one second', () => {
  // A Codex that finds its token refused at the start can refresh twice within a second, by the clock of one machine.
  test.each([
    ['right', 0],
    ['a minute ahead', 60_000],
    ['an hour behind', -HOUR],
    ['half a day ahead', 12 * HOUR],
  ])('are told apart by a hundredth of a second, with a clock that is %s', (_, off) => {
    const at = (ms: number) =>
      revisedAt({ issuedAt: NOW, refreshedAt: BigInt(NOW + off + ms) * 1_000_000n }) ?? 0n
    for (let ms = 0; ms < 1000; ms += 10) expect(at(ms + 10)).toBeGreaterThan(at(ms))
    expect(at(0)).toBeGreaterThanOrEqual(BigInt(NOW) * 1_000_000n)
    expect(at(1000)).toBeLessThan(BigInt(NOW + 1000) * 1_000_000n)
  })

  test('are older than all that was issued in the next second', () => {
    const latest = revisedAt({ issuedAt: NOW, refreshedAt: 10n ** 20n }) ?? 0n
    const next = revisedAt({ issuedAt: NOW + 1000, refreshedAt: 0n }) ?? 0n
    expect(next).toBeGreaterThan(latest)
  })
})

test('a generation changes with any one of the three tokens, and with nothing else', () => {
  const of = (tokens: object, rest: object = {}) => labLogin({ tokens, ...rest }).generation
  const first = of({})
  expect(of({ login_owner_id: 'lab' }, { last_refresh: null, later: 1 })).toBe(first)
  const others = ['access_token', 'refresh_token', 'id_token'].map(name =>
    of({ [name]: labJwt({ sub: 'lab-user', jti: 'lab-other' }) }),
  )
  expect(new Set([first, ...others]).size).toBe(4)
})
