import { describe, expect, test } from '@jest/globals'
import { AccountChange, type Choice, chooseLogin, type SeedingPolicy } from '../../src/keeper/seeding.js'
import type { Login } from '../../src/login/login.js'
import { LoginRefused, REFUSAL_CODES } from '../../src/login/refusal.js'
import { changedAt } from '../../src/login/revision.js'
import type { Stored } from '../../src/login/stored.js'
import { labJwt, labLogin } from './auth-json.js'

const POLICIES: SeedingPolicy[] = (['newer', 'missing'] as const).flatMap(seedPolicy =>
  [false, true].map(allowAccountChange => ({ seedPolicy, allowAccountChange })),
)
const [newer, anyAccount, missing] = POLICIES as [SeedingPolicy, SeedingPolicy, SeedingPolicy]

const at = (hour: number) => `2026-11-21T0${hour}:00:00Z`
const login = (hour: number, account_id = 'lab-account', refresh_token = `rt_lab_${hour}`) => {
  const iat = Date.parse(at(hour)) / 1000
  const access_token = labJwt({ iat, exp: iat + 864_000 })
  return labLogin({ last_refresh: at(hour), tokens: { account_id, access_token, refresh_token } })
}
const none: Stored = { kind: 'none' }
const there = (found: Login): Stored => ({ kind: 'login', login: found })
const stored = login(5)
const older = login(4)
const later = login(6)
const twin = login(5, 'lab-account', 'rt_lab_twin')
const stranger = { older: login(4, 'lab-other'), twin: login(5, 'lab-other'), later: login(6, 'lab-other') }

/** What is used, and where it is written, in words. */
const outcome = (seed: Login | undefined, found: Stored, policy: SeedingPolicy) => {
  try {
    const choice: Choice = chooseLogin(seed, found, policy)
    if (choice.use === 'none') return 'none'
    expect(choice.login).toBe(choice.use === 'seed' ? seed : found.kind === 'login' && found.login)
    if (choice.use === 'stored') return 'stored'
    return `seed over ${choice.over.kind === 'none' ? 'nothing' : 'stored'}`
  } catch (error) {
    const { name, code } = error as AccountChange
    return name === 'AccountChange' ? name : `refused: ${code}`
  }
}

describe('with nothing stored', () => {
  test.each(POLICIES)('a seed is taken, and without one there is no login: %j', policy => {
    for (const seed of [older, later, stranger.later])
      expect(outcome(seed, none, policy)).toBe('seed over nothing')
    expect(outcome(undefined, none, policy)).toBe('none')
  })
})

describe('with a stored login', () => {
  // The columns: policy `newer`; with any account; `missing`; with any account.
  test.each([
    ['no seed', undefined, ['stored', 'stored', 'stored', 'stored']],
    ['an older seed', older, ['stored', 'stored', 'stored', 'stored']],
    ['the same seed', login(5), ['stored', 'stored', 'stored', 'stored']],
    ['another seed of the same instant', twin, ['stored', 'stored', 'stored', 'stored']],
    ['a newer seed', later, ['seed over stored', 'seed over stored', 'stored', 'stored']],
    [
      'an older seed of another account',
      stranger.older,
      ['AccountChange', 'stored', 'AccountChange', 'stored'],
    ],
    ['the same tokens under another account', stranger.twin, ['stored', 'stored', 'stored', 'stored']],
    ['a newer one', stranger.later, ['AccountChange', 'seed over stored', 'AccountChange', 'stored']],
  ])('%s', (_, seed, expected) => {
    expect(POLICIES.map(policy => outcome(seed, there(stored), policy))).toEqual(expected)
  })

  test('the same tokens with a later date are the same login: nothing is replaced', () => {
    const { bytes } = stored
    const later = labLogin(bytes.toString().replace(at(5), at(6)))
    expect(outcome(later, there(stored), newer)).toBe('stored')
  })
})

describe.each(REFUSAL_CODES)('with a stored file that was refused as %s', code => {
  const refusal = new LoginRefused(code, 'the file /lab/auth.json')
  const found = (dated?: Login): Stored => {
    const bytes = Buffer.from('lab')
    if (refusal.foreign) return { kind: 'foreign', refusal, bytes }
    return { kind: 'damaged', refusal, bytes, accountIds: [], ...(dated && { at: changedAt(dated) }) }
  }
  const isForeign = ['api-key', 'access-token', 'unsupported-mode'].includes(code)

  test.each(POLICIES)('a seed takes its place if it is later, as far as anything says: %j', policy => {
    const over = isForeign ? `refused: ${code}` : 'seed over stored'
    expect(outcome(later, found(stored), policy)).toBe(over)
    expect(outcome(older, found(), policy)).toBe(over)
    for (const seed of [older, twin, undefined])
      expect(outcome(seed, found(stored), policy)).toBe(`refused: ${code}`)
  })
})

describe('the reason', () => {
  const because = (choice: Choice) => (choice.use === 'none' ? '' : choice.because)

  test('names both dates where they decided', () => {
    for (const [seed, policy] of [
      [later, newer],
      [older, newer],
      [twin, newer],
      [later, missing],
    ] as const) {
      const text = because(chooseLogin(seed, there(stored), policy))
      expect(text).toContain('2026-11-21T05:00:00Z')
      expect(text).toContain(new Date(seed.access.issuedAt ?? 0).toISOString().replace('.000', ''))
    }
  })

  test('is told apart for each way there', () => {
    const refusal = new LoginRefused('not-json', 'the file /lab/auth.json')
    const choices = [
      chooseLogin(later, none, newer),
      chooseLogin(later, { kind: 'damaged', refusal, bytes: Buffer.from('lab'), accountIds: [] }, newer),
      chooseLogin(undefined, there(stored), newer),
      chooseLogin(login(5), there(stored), newer),
      chooseLogin(older, there(stored), newer),
      chooseLogin(later, there(stored), missing),
      chooseLogin(later, there(stored), newer),
    ]
    expect(new Set(choices.map(because)).size).toBe(choices.length)
    expect(because(chooseLogin(stranger.later, there(stored), anyAccount))).toMatch(
      /newer login.*another account/,
    )
    expect(because(chooseLogin(stranger.older, there(stored), anyAccount))).toMatch(
      /not newer.*another account/,
    )
  })

  test('of a change of account says what to set, and no id', () => {
    const change = () => chooseLogin(stranger.later, there(stored), newer)
    expect(() => chooseLogin(stranger.older, there(stored), newer)).toThrow(
      /^The stored login is of another account than the seed.*Nothing was changed\..*`allow-account-change: true`/s,
    )
    expect(change).toThrow(AccountChange)
    expect(change).toThrow(
      /2026-11-21T06:00.*2026-11-21T05:00.*Nothing was changed\..*`allow-account-change: true`/s,
    )
    expect(change).not.toThrow(/lab-other|lab-account|rt_lab/)
  })
})
