import { describe, expect, test } from '@jest/globals'
import { REFUSAL_CODES, SessionRefused } from '../../src/session/refusal.js'
import type { Session } from '../../src/session/session.js'
import { AccountChange, type Choice, chooseSession, type SeedingPolicy } from '../../src/stores/seeding.js'
import { labSession } from './auth-json.js'

const POLICIES: SeedingPolicy[] = (['newer', 'missing'] as const).flatMap(seedPolicy =>
  [false, true].map(allowAccountChange => ({ seedPolicy, allowAccountChange })),
)
const [newer, anyAccount, missing] = POLICIES as [SeedingPolicy, SeedingPolicy, SeedingPolicy]

const login = (hour: number, account_id = 'lab-account', refresh_token = `rt_lab_${hour}`) =>
  labSession({ last_refresh: `2026-11-21T0${hour}:00:00Z`, tokens: { account_id, refresh_token } })
const stored = login(5)
const older = login(4)
const later = login(6)
const twin = login(5, 'lab-account', 'rt_lab_twin')
const stranger = { older: login(4, 'lab-other'), twin: login(5, 'lab-other'), later: login(6, 'lab-other') }

/** What is used, and where it is written, in words. */
const outcome = (
  seed: Session | undefined,
  there: Session | SessionRefused | undefined,
  policy: SeedingPolicy,
) => {
  try {
    const choice: Choice = chooseSession(seed, there, policy)
    if (choice.use === 'none') return 'none'
    expect(choice.session).toBe(choice.use === 'seed' ? seed : there)
    return choice.use === 'seed' ? `seed over ${choice.over}` : 'stored'
  } catch (error) {
    return error instanceof SessionRefused ? `refused: ${error.code}` : (error as Error).name
  }
}

describe('with nothing stored', () => {
  test.each(POLICIES)('a seed is taken, and without one there is no session: %j', policy => {
    for (const seed of [older, later, stranger.later])
      expect(outcome(seed, undefined, policy)).toBe('seed over nothing')
    expect(outcome(undefined, undefined, policy)).toBe('none')
  })
})

describe('with a stored session', () => {
  // The columns: policy `newer`; with any account; `missing`; with any account.
  test.each([
    ['no seed', undefined, ['stored', 'stored', 'stored', 'stored']],
    ['an older seed', older, ['stored', 'stored', 'stored', 'stored']],
    ['the same seed', login(5), ['stored', 'stored', 'stored', 'stored']],
    ['another seed of the same instant', twin, ['stored', 'stored', 'stored', 'stored']],
    ['a newer seed', later, ['seed over stored', 'seed over stored', 'stored', 'stored']],
    ['an older seed of another account', stranger.older, ['stored', 'stored', 'stored', 'stored']],
    ['one of the same instant', stranger.twin, ['stored', 'stored', 'stored', 'stored']],
    ['a newer one', stranger.later, ['AccountChange', 'seed over stored', 'stored', 'stored']],
  ])('%s', (_, seed, expected) => {
    expect(POLICIES.map(policy => outcome(seed, stored, policy))).toEqual(expected)
  })

  test('the same tokens with a later date are the same session: nothing is replaced', () => {
    expect(outcome(login(6, 'lab-account', 'rt_lab_5'), stored, newer)).toBe('stored')
  })
})

describe.each(REFUSAL_CODES)('with a stored file that was refused as %s', code => {
  const refused = new SessionRefused(code, 'the file /lab/auth.json')
  const broken = ['empty', 'too-large', 'not-json', 'trailing-data', 'duplicate-keys', 'not-a-session']
  const damaged = [...broken, 'no-tokens', 'no-refresh-token', 'no-account-id'].includes(code)

  test.each(POLICIES)('a seed takes its place only if it was meant to be a session: %j', policy => {
    expect(outcome(older, refused, policy)).toBe(damaged ? 'seed over stored' : `refused: ${code}`)
    expect(outcome(undefined, refused, policy)).toBe(`refused: ${code}`)
    expect(refused.damaged).toBe(damaged)
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
      const text = because(chooseSession(seed, stored, policy))
      expect(text).toContain('2026-11-21T05:00:00Z')
      expect(text).toContain(
        new Date(Number((seed.lastRefresh ?? 0n) / 1_000_000n)).toISOString().replace('.000', ''),
      )
    }
  })

  test('is told apart for each way there', () => {
    const refused = new SessionRefused('not-json', 'the file /lab/auth.json')
    const choices = [
      chooseSession(later, undefined, newer),
      chooseSession(later, refused, newer),
      chooseSession(undefined, stored, newer),
      chooseSession(login(5), stored, newer),
      chooseSession(older, stored, newer),
      chooseSession(later, stored, missing),
      chooseSession(later, stored, newer),
    ]
    expect(new Set(choices.map(because)).size).toBe(choices.length)
    expect(because(chooseSession(stranger.later, stored, anyAccount))).toContain('newer login')
  })

  test('of a change of account says what to set, and no id', () => {
    const change = () => chooseSession(stranger.later, stored, newer)
    expect(change).toThrow(AccountChange)
    expect(change).toThrow(
      /2026-11-21T06:00.*2026-11-21T05:00.*Nothing was changed\..*`allow-account-change: true`/s,
    )
    expect(change).not.toThrow(/lab-other|lab-account|rt_lab/)
  })
})
