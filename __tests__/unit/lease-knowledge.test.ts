import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  announced,
  concluded,
  doubtsOf,
  type Knowledge,
  knowledgeIn,
  NOTHING,
  newestOf,
  objectionTo,
} from '../../src/leases/knowledge.js'
import type { Mark } from '../../src/leases/mark.js'
import { ACCOUNT, markAt, OTHER_ACCOUNT, OTHER_STORE, STORE } from './lease-marks.js'

const own = markAt(5, { store: STORE, account: ACCOUNT })
const of = (second: number, store?: string, account?: string) =>
  markAt(second, { ...(store ? { store } : {}), ...(account ? { account } : {}) })
const spending = (mark: Mark) => ({ ...NOTHING, spending: [{ ...mark, by: 'job a' }] })
const refused = (mark: Mark) => ({ ...NOTHING, refused: [{ ...mark, by: 'job a', code: 'reused' }] })
const marks = (...all: Mark[]) => ({ ...NOTHING, marks: all })

describe('what is known against spending a revision', () => {
  test.each<[string, Knowledge, string | undefined]>([
    ['nothing', NOTHING, undefined],
    ['a later one of its store and account', marks(of(6, STORE, ACCOUNT)), 'stale'],
    ['a later one, of which no more is known', marks(of(6)), 'stale'],
    ['the same', marks(own), undefined],
    ['an older one', marks(of(4, STORE, ACCOUNT)), undefined],
    ['a later one of another store', marks(of(6, OTHER_STORE, ACCOUNT)), undefined],
    ['a later one of another account', marks(of(6, STORE, OTHER_ACCOUNT)), undefined],
    [
      'a later one beside another account’s',
      marks(of(6, STORE, ACCOUNT), of(7, STORE, OTHER_ACCOUNT)),
      'stale',
    ],
    ['a doubt about it', spending(own), 'maybe-spent'],
    ['a doubt about it in another store', spending(of(5, OTHER_STORE, ACCOUNT)), 'maybe-spent'],
    ['a doubt about a later one', spending(of(6, STORE, ACCOUNT)), 'stale'],
    ['a doubt about a later one of another store', spending(of(6, OTHER_STORE, ACCOUNT)), undefined],
    ['a doubt about an older one', spending(of(4, STORE, ACCOUNT)), undefined],
    ['a refusal of it', refused(own), 'refused'],
    ['a refusal of it in another store', refused(of(5, OTHER_STORE, OTHER_ACCOUNT)), 'refused'],
    ['a refusal of another one', refused(of(4, STORE, ACCOUNT)), undefined],
    ['a refusal and a doubt', { ...spending(own), refused: refused(own).refused }, 'refused'],
  ])('%s', (_, known, kind) => {
    expect(objectionTo(known, own)?.kind).toBe(kind)
  })
})

test('the newest one is that of the store, of whichever account', () => {
  const known = marks(of(4, STORE, ACCOUNT), of(6, STORE, OTHER_ACCOUNT), of(9, OTHER_STORE, OTHER_ACCOUNT))
  expect(newestOf(known, own)).toEqual(of(6, STORE, OTHER_ACCOUNT))
  expect(newestOf(marks(of(9, OTHER_STORE, OTHER_ACCOUNT)), own)).toBeUndefined()
})

test('of each kind the latest eight are kept', () => {
  const each = (second: number) => of(second, `${second}`.padStart(8, '0'), ACCOUNT)
  const eight = (first: number) =>
    Array.from({ length: 8 }, (_, at) => expect.objectContaining(each(first + at)))
  const holding = { id: 'lab', by: 'job a', nested: false, doubts: [] }
  let known: Knowledge = NOTHING
  for (let second = 1; second <= 20; second += 1) {
    known = announced(known, each(second), { ...holding, id: `lab-${second}` }, { codex: true })
    known = concluded(known, { refused: each(100 + second), code: 'reused' }, holding)
  }
  expect(known).toEqual({ marks: eight(113), spending: eight(13), refused: eight(113), limits: [] })
})

/** Any order of what jobs may do with a lease, over a few revisions of two stores and accounts. */
const revision = fc
  .tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.constantFrom(STORE, OTHER_STORE),
    fc.constantFrom(ACCOUNT, OTHER_ACCOUNT),
  )
  .map(([second, store, account]) =>
    // Each is one revision: no two stores or accounts have the same.
    markAt(second, {
      store,
      account,
      digest: `${second}${store === STORE ? 1 : 2}${account === ACCOUNT ? 1 : 2}`.padStart(32, '0'),
    }),
  )
const life = fc.record({
  spends: fc.option(revision, { nil: undefined }),
  ends: fc.constantFrom('without a word', 'unspent', 'refused', 'refreshed'),
  tells: revision,
})

test('in any history, what was announced and not concluded and what was refused stays until a later revision is told', () => {
  fc.assert(
    fc.property(fc.array(life, { maxLength: 8 }), lives => {
      let known: Knowledge = NOTHING
      /** As a person would keep it, by hand. */
      const open = new Map<string, Mark>()
      const dead = new Map<string, Mark>()
      for (const [at, { spends, ends, tells }] of lives.entries()) {
        const id = `lab-${at}`
        const holding = { id, by: `job ${at}`, nested: false, doubts: doubtsOf(known, id) }
        const wasOpen = spends && open.has(spends.digest)
        if (spends) known = announced(known, spends, holding, { codex: true })
        if (spends && !wasOpen) {
          for (const [digest, mark] of open) if (isLaterOfSame(spends, mark)) open.delete(digest)
          open.set(spends.digest, spends)
        }
        if (ends !== 'without a word') {
          const told = ends === 'refreshed' || !spends ? tells : spends
          known = concluded(
            known,
            ends === 'refused' ? { refused: told, code: 'reused' } : { newest: told },
            holding,
          )
          if (spends && !wasOpen) open.delete(spends.digest)
          for (const kept of [open, dead])
            for (const [digest, mark] of kept) if (isLaterOfSame(told, mark)) kept.delete(digest)
          if (ends === 'refused') {
            open.delete(told.digest)
            dead.set(told.digest, told)
          }
        }
        expect(known.spending.map(({ digest }) => digest).sort()).toEqual([...open.keys()].sort())
        expect(known.refused.map(({ digest }) => digest).sort()).toEqual([...dead.keys()].sort())
        // What is written is what is read.
        expect(knowledgeIn(JSON.parse(JSON.stringify(known)), Date.now())).toEqual({ known, ignored: [] })
      }
    }),
    { numRuns: 500 },
  )
})

const isLaterOfSame = (a: Mark, b: Mark) =>
  a.store === b.store && a.account === b.account && BigInt(a.changedAt) > BigInt(b.changedAt)
