import { expect } from '@jest/globals'
import fc from 'fast-check'
import { concluded, type Knowledge, NOTHING, objectionTo } from '../../src/leases/knowledge.js'
import { type Mark, markOf } from '../../src/leases/mark.js'
import { type Login, parseLogin } from '../../src/login/login.js'
import { mayReplace } from '../../src/login/may-replace.js'
import { LoginRefused } from '../../src/login/refusal.js'
import { changedAt, compare, revisionOf } from '../../src/login/revision.js'
import { readStored, type Stored } from '../../src/login/stored.js'
import { keyInstant, latestAt } from '../../src/stores/cache/key.js'
import { discloseLogin, encloseLogin } from '../../src/stores/enclosed-login.js'
import { type Form, form, type Truth, truth } from './any-login.js'
import { NOW } from './auth-json.js'

const ORIGIN = 'the lab file'

const loginOf = ({ json }: Truth): Login | undefined => {
  try {
    return parseLogin(json, { origin: ORIGIN, now: NOW })
  } catch (error) {
    if (error instanceof LoginRefused) return undefined
    throw error
  }
}

/** The order is total within an account, and marks, seals and cache keys say the same. */
export function assertOneOrder(numRuns: number): void {
  let triples = 0
  fc.assert(
    fc.property(fc.tuple(truth, truth, truth), truths => {
      const logins = truths.map(each =>
        loginOf({ ...each, json: each.json.replaceAll('lab-two', 'lab-one') }),
      )
      const [a, b, c] = logins
      if (!a || !b || !c) return
      triples += 1
      for (const [x, y] of [
        [a, b],
        [b, c],
        [c, a],
      ] as const)
        assertConsistent(x, y)
      // The same tokens under two dates are one login, and which date holds depends on the file: no order of three follows.
      if (new Set(logins.map(login => login?.generation)).size < new Set(logins.map(dated)).size) return
      const [ab, bc, ac] = [order(a, b), order(b, c), order(a, c)]
      if (ab === bc && ab !== 'same') expect(ac).toBe(ab)
      if (ab === 'same') expect(ac).toBe(bc)
    }),
    { numRuns },
  )
  expect(triples).toBeGreaterThan(numRuns / 3)
}

const marked = (login: Login): Mark => markOf(login, { name: 'lab' })
const holding = { id: 'lab', by: 'lab', nested: false, doubts: [] }
const told = (known: Knowledge, newest: Mark) => concluded(known, { newest }, holding)
/** Whether the mark of `b` says that the refresh token of `a` is spent. */
const isStale = (a: Login, b: Login) => objectionTo(told(NOTHING, marked(b)), marked(a))?.kind === 'stale'

const dated = (login: Login | undefined) => login && `${login.generation} ${changedAt(login)}`
const order = (a: Login, b: Login) => compare(revisionOf(a), revisionOf(b))
const MIRRORED = { older: 'newer', newer: 'older', same: 'same', unrelated: 'unrelated' } as const

function assertConsistent(a: Login, b: Login): void {
  const found = order(a, b)
  expect(order(b, a)).toBe(MIRRORED[found])
  expect(found === 'same').toBe(a.generation === b.generation)
  if (found !== 'older') {
    if (found === 'newer') expect(isStale(a, b)).toBe(false)
    return
  }
  // What has less room than the order never says the opposite.
  expect(changedAt(a)).toBeLessThanOrEqual(changedAt(b))
  expect(isStale(b, a)).toBe(false)
  if (changedAt(a) < changedAt(b)) {
    expect(isStale(a, b)).toBe(true)
    const [markA, markB] = [marked(a), marked(b)]
    for (const [first, second] of [
      [markA, markB],
      [markB, markA],
    ] as const)
      expect(told(told(NOTHING, first), second).marks).toEqual([markB])
  }
  expect(keyInstant(changedAt(a))).toBeLessThanOrEqual(keyInstant(changedAt(b)))
  expect(latestAt(keyInstant(changedAt(a)))).toBeGreaterThanOrEqual(changedAt(a))
  expect(discloseLogin('lab', encloseLogin('lab', a))?.changedAt).toBe(changedAt(a))
}

interface Pair {
  readonly stored: { readonly truth: Truth; readonly form: Form; readonly encoded: boolean }
  readonly by: Truth
  readonly from: 'seed' | 'refreshed' | 'person'
  readonly allowAccountChange: boolean
}

const pair: fc.Arbitrary<Pair> = fc.record({
  stored: fc.record({ truth, form, encoded: fc.boolean() }),
  by: truth,
  from: fc.constantFrom('seed', 'refreshed', 'person'),
  allowAccountChange: fc.boolean(),
})

/** Never an older login over a newer one, never one over another account's, whatever became of the file that is there. */
export function assertNothingLost(numRuns: number): void {
  const seen: Record<string, number> = {}
  const count = (what: string) => {
    seen[what] = (seen[what] ?? 0) + 1
  }
  fc.assert(
    fc.property(pair, ({ stored: { truth: there, form, encoded }, by, from, allowAccountChange }) => {
      const login = loginOf(by)
      if (!login) return
      const bytes = form.bytes(there.json)
      const stored: Stored = readStored(bytes, { origin: ORIGIN, now: NOW, encoded })
      const decision = mayReplace(stored, login, { from, allowAccountChange })
      count(`${stored.kind}: ${decision.may ? 'replaced' : decision.because}`)

      // What is there, as far as it is still in the bytes.
      const text = plainText(bytes)
      const isWhole = text.includes(there.access)
      const issuedAt = isWhole ? there.issuedAt : undefined
      if (decision.may) {
        if (isWhole && there.account !== by.account && stored.kind !== 'foreign')
          expect(allowAccountChange).toBe(true)
        if (issuedAt !== undefined && by.issuedAt !== undefined && stored.kind === 'login')
          expect(by.issuedAt).toBeGreaterThanOrEqual(issuedAt)
        if (
          issuedAt !== undefined &&
          by.issuedAt !== undefined &&
          stored.kind === 'damaged' &&
          from !== 'person'
        )
          expect(by.issuedAt).toBeGreaterThanOrEqual(issuedAt)
        // Of one second, and dated by one kind of clock: the later date wins, to the tenth of a second.
        if (stored.kind === 'login' && issuedAt !== undefined && by.issuedAt === issuedAt)
          assertDates(there, by, stored.login)
        if (stored.kind === 'foreign') expect(from).toBe('person')
        if (stored.kind === 'damaged' || stored.kind === 'foreign') expect(decision.setAside).toBe(true)
        if (stored.kind === 'login') expect(decision.setAside).toBe(there.account !== by.account)
      } else {
        // Nobody is locked out: what is surely later takes the place of all but another kind of login.
        const isLater =
          there.issuedAt === undefined ||
          (by.issuedAt ?? 0) > Math.max(there.issuedAt, (there.refreshedAt ?? 0) / 1000)
        if (
          isLater &&
          there.issuedAt !== undefined &&
          there.account === by.account &&
          stored.kind !== 'foreign'
        )
          expect(decision.because).toBe('same')
      }
    }),
    { numRuns },
  )
  for (const what of [
    'login: replaced',
    'login: newer',
    'login: account',
    'damaged: replaced',
    'damaged: damaged',
    'damaged: account',
    'foreign: foreign',
    'foreign: replaced',
  ])
    expect([what, (seen[what] ?? 0) > 0]).toEqual([what, true])
}

function assertDates(there: Truth, by: Truth, stored: Login): void {
  if (there.refreshedAt === undefined || by.refreshedAt === undefined || stored.lastRefresh === undefined)
    return
  const far = Math.max(
    ...[there, by].map(({ refreshedAt = 0, issuedAt = 0 }) => Math.abs(refreshedAt - issuedAt * 1000)),
  )
  // Clocks that are more than a day off are all the same.
  if (far < 86_000_000) expect(by.refreshedAt).toBeGreaterThanOrEqual(there.refreshedAt - 1000)
}

function plainText(bytes: Buffer): string {
  const text = bytes.toString('latin1').replaceAll('\0', '')
  return /^[\w+/=\s-]*$/.test(text) ? Buffer.from(text, 'base64').toString('latin1') : text
}
