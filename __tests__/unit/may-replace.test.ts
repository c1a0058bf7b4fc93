import { describe, expect, test } from '@jest/globals'
import { mayReplace, type ReplacePolicy } from '../../src/login/may-replace.js'
import { LoginRefused } from '../../src/login/refusal.js'
import { changedAt } from '../../src/login/revision.js'
import type { Stored } from '../../src/login/stored.js'
import { HOUR, labJwt, labLogin, NOW } from './auth-json.js'
import { assertNothingLost, assertOneOrder } from './replace-properties.js'

// 100,000 pairs of them are in prove/may-replace.test.ts.
test('the order is one, for logins, marks, seals and cache keys', () => assertOneOrder(1000))
test('no newer login is lost, and none of another account', () => assertNothingLost(2000))

const login = (hour: number, account_id = 'lab-account') => {
  const iat = (NOW - 9 * HOUR + hour * HOUR) / 1000
  return labLogin({
    last_refresh: new Date(iat * 1000).toISOString(),
    tokens: {
      account_id,
      access_token: labJwt({ iat, exp: iat + 864_000 }),
      refresh_token: `rt_lab_${hour}`,
    },
  })
}
const [older, middle, later] = [login(1), login(2), login(3)]
const other = login(3, 'lab-other')
const refusal = new LoginRefused('not-json', 'the lab file')
const bytes = Buffer.from('lab')
const damaged = (more: object = {}): Stored => ({
  kind: 'damaged',
  refusal,
  bytes,
  accountIds: [],
  ...more,
})
const sealed = (staysBeside: boolean, at?: bigint): Stored => ({
  kind: 'sealed',
  refusal,
  staysBeside,
  ...(at !== undefined && { at }),
})

const FROM = ['seed', 'refreshed', 'person'] as const
const outcomes = (stored: Stored, by = middle, allowAccountChange = false) =>
  FROM.map((from: ReplacePolicy['from']) => {
    const decision = mayReplace(stored, by, { from, allowAccountChange })
    return decision.may ? (decision.setAside ? 'aside' : 'over') : decision.because
  })

describe('what a seed, a refreshed login and a person’s new one do', () => {
  // In this order; the login is of hour 2.
  test.each<[string, Stored, readonly string[]]>([
    ['where nothing is', { kind: 'none' }, ['over', 'over', 'over']],
    ['to an older one', { kind: 'login', login: older }, ['over', 'over', 'over']],
    ['to the same', { kind: 'login', login: middle }, ['same', 'same', 'same']],
    ['to a later one', { kind: 'login', login: later }, ['newer', 'newer', 'newer']],
    ['to one of another account', { kind: 'login', login: other }, ['account', 'account', 'account']],
    ['to a damaged one of no age', damaged(), ['aside', 'aside', 'aside']],
    ['to a damaged older one', damaged({ at: changedAt(older) }), ['aside', 'aside', 'aside']],
    ['to a damaged later one', damaged({ at: changedAt(later) }), ['damaged', 'damaged', 'aside']],
    [
      'to a damaged one of another account',
      damaged({ accountIds: ['lab-other'] }),
      ['account', 'account', 'account'],
    ],
    ['to another kind of login', { kind: 'foreign', refusal, bytes }, ['foreign', 'foreign', 'aside']],
    ['to what can’t be opened', sealed(false), ['sealed', 'sealed', 'sealed']],
    ['to what can’t be opened and is later', sealed(false, changedAt(later)), ['sealed', 'sealed', 'aside']],
    ['to what can’t be opened and is older', sealed(false, changedAt(older)), ['aside', 'aside', 'aside']],
    ['to what stays beside it', sealed(true), ['sealed', 'over', 'over']],
    ['to what stays beside it and is older', sealed(true, changedAt(older)), ['over', 'over', 'over']],
  ])('%s', (_, stored, expected) => {
    expect(outcomes(stored)).toEqual(expected)
  })

  test('with a change of account allowed, to an older one and to a later one of another account', () => {
    expect(outcomes({ kind: 'login', login: login(1, 'lab-other') }, middle, true)).toEqual([
      'aside',
      'aside',
      'aside',
    ])
    expect(outcomes({ kind: 'login', login: other }, middle, true)).toEqual(['newer', 'newer', 'newer'])
  })

  test('to a damaged file that holds the very same tokens, and nothing later', () => {
    const same = middle.bytes.subarray(0, -2)
    expect(outcomes(damaged({ bytes: same, at: changedAt(middle) }))).toEqual(['aside', 'aside', 'aside'])
    expect(outcomes(damaged({ bytes: same, at: changedAt(later) }))).toEqual(['damaged', 'damaged', 'aside'])
  })

  test('a seed of the same second waits where a date is missing, or has no fraction', () => {
    const of = (last_refresh: string | null, name: string) =>
      labLogin({ last_refresh, tokens: { refresh_token: `rt_lab_${name}` } })
    const seed = (stored: string | null, by: string | null) =>
      outcomes({ kind: 'login', login: of(stored, 'stored') }, of(by, 'seed'))[0]
    expect(seed('2026-11-21T11:00:00+0000', '2026-11-21T11:00:00.9Z')).toBe('newer')
    expect(seed(null, '2026-11-21T11:00:09Z')).toBe('newer')
    expect(seed('2026-11-21T11:00:00Z', '2026-11-21T11:00:01Z')).toBe('over')
  })
})
