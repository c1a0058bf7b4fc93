import { describe, expect, test } from '@jest/globals'
import { type Freshness, freshness, halfLife, threshold } from '../../src/login/freshness.js'
import { DAY, HOUR, labJwt, labLogin, NOW } from './auth-json.js'

const seconds = (ms: number) => Math.floor(ms / 1000)
/** The freshness at NOW of an access token with these times, milliseconds from NOW. */
const of = ({ exp, iat, last }: { exp?: number; iat?: number; last?: number }): Freshness => {
  const claims = {
    ...(exp === undefined ? {} : { exp: seconds(NOW + exp) }),
    ...(iat === undefined ? {} : { iat: seconds(NOW + iat) }),
  }
  const last_refresh = last === undefined ? undefined : new Date(NOW + last).toISOString()
  return freshness(labLogin({ last_refresh, tokens: { access_token: labJwt(claims) } }), NOW)
}

describe('the life of an access token', () => {
  test('runs from issue to expiry, whatever last_refresh says', () => {
    expect(of({ iat: -4 * DAY, exp: 6 * DAY, last: -9 * DAY })).toEqual({
      expiresAt: NOW + 6 * DAY,
      remaining: 6 * DAY,
      life: 10 * DAY,
      share: 0.6,
    })
  })

  test('begins at last_refresh where the token does not say when', () => {
    expect(of({ exp: 6 * DAY, last: -2 * DAY })).toMatchObject({ life: 8 * DAY, share: 0.75 })
  })

  test('has no known length where neither says when', () => {
    expect(of({ exp: 6 * DAY })).toEqual({ expiresAt: NOW + 6 * DAY, remaining: 6 * DAY, share: 0 })
  })

  test('is over at its expiry, and its share then 0 and never below', () => {
    expect(of({ iat: -10 * DAY, exp: 0 })).toMatchObject({ remaining: 0, share: 0 })
    expect(of({ iat: -20 * DAY, exp: -10 * DAY })).toMatchObject({ remaining: -10 * DAY, share: 0 })
  })

  test('has a share of 1 at most, though this clock is behind the issuer’s', () => {
    expect(of({ iat: HOUR, exp: 10 * DAY, last: 0 }).share).toBe(1)
  })

  test('is empty, not negative, in a token that ends before it begins', () => {
    expect(of({ iat: DAY, exp: -DAY, last: 0 })).toMatchObject({ life: 0, share: 0, remaining: -DAY })
  })
})

describe('without a readable expiry', () => {
  test('it lasts the 8 days after last_refresh in which Codex does not refresh', () => {
    expect(of({ iat: -DAY, last: -2 * DAY })).toEqual({
      expiresAt: NOW + 6 * DAY,
      remaining: 6 * DAY,
      life: 8 * DAY,
      share: 0.75,
    })
    expect(of({ last: -8 * DAY }).remaining).toBe(0)
    expect(of({ last: -9 * DAY }).remaining).toBe(-DAY)
  })

  test('and without last_refresh it counts as ended', () => {
    expect(of({ iat: -HOUR })).toEqual({ expiresAt: 0, remaining: -NOW, share: 0 })
  })
})

describe('the threshold', () => {
  const at = (life: number | undefined) =>
    threshold({ expiresAt: 0, remaining: 0, share: 0, ...(life === undefined ? {} : { life }) })

  test.each([
    ['a tenth of the life', 10 * DAY, DAY],
    ['a tenth of the life that is just two hours', 20 * HOUR, 2 * HOUR],
    ['two hours where a tenth is less', 19 * HOUR, 2 * HOUR],
    ['two hours, which is half of the life', 4 * HOUR, 2 * HOUR],
    ['half of the life where two hours are more', 3 * HOUR, 1.5 * HOUR],
    ['half of an hour', HOUR, HOUR / 2],
    ['nothing of a life of nothing', 0, 0],
    ['two hours of an unknown life', undefined, 2 * HOUR],
  ])('is %s', (_, life, expected) => {
    expect(at(life)).toBe(expected)
  })

  test('of keep-fresh is half of the life', () => {
    expect(halfLife({ expiresAt: 0, remaining: 0, share: 0, life: 10 * DAY })).toBe(5 * DAY)
    expect(halfLife({ expiresAt: 0, remaining: 0, share: 0 })).toBe(0)
  })
})
