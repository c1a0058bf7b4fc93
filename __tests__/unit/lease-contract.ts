import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Outcome } from '../../src/leases/knowledge.js'
import { type HeldLease, type Lease, LeaseLost, LeaseTimeout, NotNeeded } from '../../src/leases/lease.js'
import { ACCOUNT, markAt, OTHER_ACCOUNT, OTHER_STORE, STORE } from './lease-marks.js'

/** Where jobs share one lease. */
export interface LeaseBench {
  /** The lease as a stage of that job opens it. Two stages of one job have the same name. */
  lease(job: string): Promise<Lease>
  /** The job is gone from one moment to the next. */
  kill(job: string): Promise<void>
  close(): Promise<void>
}

const ONCE = { waitMs: 0 }
const LATE = 30_000
const newest = (second: number): Outcome => ({ newest: markAt(second) })
const refused = (second: number, code = 'reused'): Outcome => ({ refused: markAt(second), code })
/** Of the parts that a record has more of than a mark. */
const marked = (seconds: readonly number[]) => seconds.map(second => expect.objectContaining(markAt(second)))

/** What each lease promises, whatever it is made of. */
export function leaseContract(start: () => Promise<LeaseBench>): void {
  let bench: LeaseBench
  beforeEach(async () => {
    bench = await start()
  })
  afterEach(() => bench.close())

  const take = async (job: string): Promise<HeldLease> => (await bench.lease(job)).acquire(ONCE)
  const known = async () => (await bench.lease('any')).known()
  /** A Codex is announced that is to spend this, and has ended. */
  async function announce(held: HeldLease, spending: number): Promise<void> {
    await held.announceCodex(markAt(spending))
    await held.codexEnded()
  }
  /** One holding of a job: announces this, ends with that. */
  async function hold(job: string, spending: number | undefined, outcome?: Outcome): Promise<HeldLease> {
    const held = await take(job)
    if (spending !== undefined) await announce(held, spending)
    await held.release(outcome)
    return held
  }
  /** A job that dies with its Codex. */
  async function dies(job: string, spending: number): Promise<void> {
    await announce(await take(job), spending)
    await bench.kill(job)
  }

  describe('one at a time', () => {
    test('another job does not get it, is told who has it, and gets it when it was released', async () => {
      const held = await take('a')
      await expect(take('b')).rejects.toThrow(LeaseTimeout)
      await expect(take('b')).rejects.toThrow(/held after \d s: job a of run 1 on runner r, since 20/)
      await held.release()
      expect((await take('b')).nested).toBe(false)
      await expect(take('a')).rejects.toThrow(LeaseTimeout)
    })

    test(
      'of eight that try at one moment, one gets it',
      async () => {
        const leases = await Promise.all(Array.from({ length: 8 }, (_, at) => bench.lease(`job-${at}`)))
        const outcomes = await Promise.allSettled(leases.map(lease => lease.acquire(ONCE)))
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
        for (const outcome of outcomes)
          if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(LeaseTimeout)
      },
      LATE,
    )

    test(
      'one that waits is asked at each look whether it still needs it, and so are those who could have it',
      async () => {
        const held = await take('a')
        const waits = (await bench.lease('b')).acquire({
          waitMs: LATE,
          isNeeded: async ({ marks }) => marks.length === 0,
        })
        const inner = await take('a')
        await inner.release(newest(1))
        await expect(waits).rejects.toThrow(NotNeeded)
        await held.release()
        const isNeeded = async () => false
        await expect((await bench.lease('b')).acquire({ ...ONCE, isNeeded })).rejects.toThrow(NotNeeded)
        expect((await take('c')).nested).toBe(false)
      },
      2 * LATE,
    )

    test('a dead holder loses it; what it does afterwards is refused, or changes nothing', async () => {
      const dead = await take('a')
      await bench.kill('a')
      const taker = await take('b')
      expect([taker.nested, taker.id === dead.id]).toEqual([false, false])
      await expect(dead.announceCodex(markAt(1))).rejects.toThrow(LeaseLost)
      await expect(dead.announceSteps(markAt(1))).rejects.toThrow(LeaseLost)
      await dead.release(newest(9))
      expect(await (await bench.lease('a')).release(dead.id)).toBe(false)
      expect(await known()).toEqual({ marks: [], spending: [], refused: [], limits: [] })
      await expect(take('c')).rejects.toThrow(LeaseTimeout)
    })
  })

  describe('within one job', () => {
    test('a second holding is nested, and its end leaves the first', async () => {
      const outer = await take('a')
      const inner = await take('a')
      expect([outer.nested, inner.nested, inner.id]).toEqual([false, true, outer.id])
      await inner.release()
      await (await take('a')).release(newest(1))
      await expect(take('b')).rejects.toThrow(LeaseTimeout)
      await outer.release()
      expect((await take('b')).nested).toBe(false)
    })

    test.each(['a of run 8', 'A of run 9', 'a of run 9 '.repeat(40), ''])(
      'one of another name is another job: %j',
      async name => {
        await take('a of run 9')
        await expect(take(name)).rejects.toThrow(LeaseTimeout)
      },
    )

    test('what the inner one refreshed is known at once, and later steps may spend that next', async () => {
      const outer = await take('a')
      await outer.announceSteps(markAt(1))
      const inner = await take('a')
      await announce(inner, 1)
      await inner.release(newest(2))
      expect(await known()).toMatchObject({ marks: marked([2]), spending: marked([2]) })
      expect((await take('a')).known.spending).toEqual([])
      await bench.kill('a')
      expect((await take('b')).known).toMatchObject({ marks: marked([2]), spending: marked([2]) })
    })

    test('what became of the inner one is not known: the next one has its doubts', async () => {
      const outer = await take('a')
      await outer.announceSteps(markAt(1))
      await hold('a', 1)
      expect((await take('a')).known.spending).toEqual(marked([1]))
      const post = await (await bench.lease('a')).resume(outer.id)
      await post?.release(newest(1))
      expect((await take('b')).known.spending).toEqual(marked([1]))
    })

    test('the inner one was refused: so it is for all', async () => {
      const outer = await take('a')
      await outer.announceSteps(markAt(1))
      await hold('a', 1, refused(1))
      expect(await known()).toMatchObject({ spending: [], refused: marked([1]) })
      await (await (await bench.lease('a')).resume(outer.id))?.release(newest(1))
      expect((await take('b')).known).toMatchObject({ spending: [], refused: marked([1]) })
    })
  })

  describe('by the id that another stage has kept', () => {
    test('it is resumed and released, once', async () => {
      const { id } = await take('a')
      const lease = await bench.lease('a')
      expect(await lease.resume('another id')).toBeUndefined()
      expect(await lease.release('another id')).toBe(false)
      expect(await lease.resume(id)).toMatchObject({ id, nested: false })
      expect([await lease.release(id), await lease.release(id)]).toEqual([true, false])
      expect(await lease.resume(id)).toBeUndefined()
    })

    test('an earlier holding does nothing to the present one', async () => {
      const earlier = await take('a')
      await earlier.release()
      await take('b')
      await earlier.release(newest(9))
      expect(await (await bench.lease('a')).release(earlier.id)).toBe(false)
      await expect(take('c')).rejects.toThrow(LeaseTimeout)
      expect((await known()).marks).toEqual([])
    })

    test.each([
      ['nothing', undefined, [1]],
      ['the same revision', newest(1), [1]],
      ['a later one, which Codex had saved', newest(2), []],
    ])('the post of a step whose main was killed tells of %s', async (_, outcome, left) => {
      const held = await take('a')
      await held.announceCodex(markAt(1))
      await (await (await bench.lease('a')).resume(held.id))?.release(outcome)
      expect((await take('b')).known.spending).toEqual(marked(left))
    })
  })

  describe('what was announced and not concluded', () => {
    test('is in the record, with who announced it', async () => {
      const held = await take('a')
      await held.announceCodex(markAt(1))
      expect((await known()).spending).toEqual([
        {
          ...markAt(1),
          holding: held.id,
          codex: true,
          by: expect.stringMatching(/^job a of run 1.*, since 20/),
        },
      ])
    })

    test('by one that died is told to each next one, until one tells of a later revision', async () => {
      await dies('a', 1)
      const spending = [
        expect.objectContaining({ ...markAt(1), by: expect.stringMatching(/^job a of run 1/) }),
      ]
      expect((await hold('b', undefined)).known.spending).toEqual(spending)
      // That it has the same revision says nothing of its refresh token.
      expect((await hold('c', undefined, newest(1))).known.spending).toEqual(spending)
      expect((await hold('d', undefined, newest(2))).known.spending).toEqual(spending)
      expect((await take('e')).known).toEqual({ marks: [markAt(2)], spending: [], refused: [], limits: [] })
    })

    test('by one that ends without a word stays in doubt, too', async () => {
      await hold('a', 1)
      expect((await take('b')).known.spending).toEqual(marked([1]))
    })

    test.each([
      ['unspent', newest(1)],
      ['refreshed', newest(2)],
    ])('is settled by the one that announced it, if it says so: %s', async (_, outcome) => {
      await hold('a', 1, outcome)
      expect((await take('b')).known).toMatchObject({ spending: [], refused: [] })
    })

    test('goes through the end of its Codex, which says nothing of it', async () => {
      const held = await take('a')
      await held.announceCodex(markAt(1))
      await held.codexEnded()
      await held.release()
      expect((await take('b')).known.spending).toEqual(marked([1]))
    })

    test('is not there where nothing was to be spent', async () => {
      const held = await take('a')
      await held.announceCodex()
      await held.codexEnded()
      await held.release()
      expect((await take('b')).known.spending).toEqual([])
    })

    test('stays whoever tries it all the same and fails, and ends when that works', async () => {
      await dies('a', 1)
      await hold('b', 1, newest(1))
      const by = expect.stringMatching(/^job a /)
      expect((await hold('c', 1)).known.spending).toEqual([expect.objectContaining({ ...markAt(1), by })])
      expect((await hold('d', 1, newest(2))).known.spending).toEqual([
        expect.objectContaining({ ...markAt(1), by }),
      ])
      expect((await take('e')).known.spending).toEqual([])
    })

    test('gives way to a later revision that the next one is about to spend', async () => {
      await dies('a', 1)
      await (await take('b')).announceCodex(markAt(2))
      expect((await known()).spending).toEqual(marked([2]))
    })

    test('is what any later step of an exclusive job may spend: the job goes on, others are told', async () => {
      const held = await take('a')
      await held.announceSteps(markAt(1))
      expect((await take('a')).known.spending).toEqual([])
      expect((await (await bench.lease('a')).resume(held.id))?.known.spending).toEqual([])
      await bench.kill('a')
      expect((await take('b')).known.spending).toEqual(marked([1]))
    })

    test('by an exclusive job is settled at its end, and in doubt where that says nothing', async () => {
      for (const [outcome, left] of [
        [newest(1), []],
        [newest(2), []],
        [undefined, [3]],
      ] as const) {
        const held = await take('a')
        await held.announceSteps(markAt(left[0] ?? 1))
        await (await (await bench.lease('a')).resume(held.id))?.release(outcome)
        expect((await known()).spending).toEqual(marked(left))
      }
    })
  })

  describe('a refusal', () => {
    test('is remembered with its reason, through all that tells of no later revision', async () => {
      await hold('a', 1, refused(1, 'revoked'))
      const remembered = [
        { ...markAt(1), code: 'revoked', by: expect.stringMatching(/^job a of run 1 on runner r, since 20/) },
      ]
      expect((await hold('b', undefined)).known).toEqual({
        marks: [markAt(1)],
        spending: [],
        refused: remembered,
        limits: [],
      })
      await hold('c', undefined, newest(1))
      await hold('d', 1)
      await hold('e', 1, newest(1))
      await dies('f', 1)
      expect((await take('g')).known.refused).toEqual(remembered)
    })

    test('ends with a later revision', async () => {
      await hold('a', 1, refused(1))
      await hold('b', undefined, newest(2))
      expect((await take('c')).known).toEqual({ marks: [markAt(2)], spending: [], refused: [], limits: [] })
    })

    test('ends a doubt: that one was tried all the same, and is known now', async () => {
      await dies('a', 1)
      await hold('b', 1, refused(1))
      expect((await take('c')).known).toMatchObject({ spending: [], refused: marked([1]) })
    })
  })

  describe('marks', () => {
    test('are handed on, through a take-over too, and none is replaced by an older one', async () => {
      await hold('a', undefined, newest(5))
      await hold('b', 5, newest(3))
      await take('c')
      await bench.kill('c')
      expect((await take('d')).known.marks).toEqual([markAt(5)])
    })

    test('are of a store and an account', async () => {
      const one = markAt(5, { store: STORE, account: ACCOUNT })
      const others = [
        markAt(3, { store: OTHER_STORE, account: ACCOUNT }),
        markAt(4, { store: STORE, account: OTHER_ACCOUNT }),
      ]
      for (const mark of [one, ...others]) await hold('a', undefined, { newest: mark })
      expect((await known()).marks).toEqual([...others, one])
      const later = markAt(6, { store: STORE, account: ACCOUNT, by: 'job b' })
      await hold('a', undefined, { newest: later })
      expect((await known()).marks).toEqual([...others, later])
    })

    test('of another store or account end no doubt and no refusal', async () => {
      const own = { store: STORE, account: ACCOUNT }
      const held = await take('a')
      await held.announceCodex(markAt(1, own))
      await held.release()
      await hold('b', undefined, { refused: markAt(2, own), code: 'reused' })
      const spent = await take('c')
      await spent.announceCodex(markAt(3, { store: OTHER_STORE, account: ACCOUNT }))
      await spent.release({ newest: markAt(4, { store: OTHER_STORE, account: ACCOUNT }) })
      await hold('d', undefined, { newest: markAt(5, { store: STORE, account: OTHER_ACCOUNT }) })
      // The refusal was of a later revision than the doubt, which is no longer one.
      expect(await known()).toMatchObject({ spending: [], refused: marked([2]) })
      await hold('e', undefined, { newest: markAt(6, own) })
      expect((await known()).refused).toEqual([])
    })

    test('one of another store leaves a doubt, and what is announced there does so too', async () => {
      const held = await take('a')
      await held.announceCodex(markAt(1, { store: STORE, account: ACCOUNT }))
      await held.release()
      const other = await take('b')
      await other.announceCodex(markAt(3, { store: OTHER_STORE, account: ACCOUNT }))
      expect((await known()).spending).toEqual(marked([1, 3]))
      await other.release({ newest: markAt(4, { store: OTHER_STORE, account: ACCOUNT }) })
      expect((await known()).spending).toEqual(marked([1]))
    })
  })

  describe('a plan that is used up', () => {
    const usedUp = (account: string, usedUpUntil: number | undefined): Outcome => ({ account, usedUpUntil })
    const soon = Date.now() + 60_000

    test('is told to all, through what else is told, until it is told otherwise', async () => {
      await hold('a', undefined, usedUp(ACCOUNT, soon))
      await hold('b', 1, newest(2))
      await dies('c', 2)
      await hold('d', undefined, usedUp(OTHER_ACCOUNT, soon + 1))
      expect((await take('e')).known.limits).toEqual([
        { account: ACCOUNT, until: soon },
        { account: OTHER_ACCOUNT, until: soon + 1 },
      ])
      await bench.kill('e')
      await hold('f', undefined, usedUp(ACCOUNT, soon + 2))
      await hold('g', undefined, usedUp(OTHER_ACCOUNT, undefined))
      expect((await known()).limits).toEqual([{ account: ACCOUNT, until: soon + 2 }])
    })

    test('says nothing of a revision: what was announced stays in doubt', async () => {
      await hold('a', 1, usedUp(ACCOUNT, soon))
      expect(await known()).toMatchObject({ marks: [], spending: marked([1]) })
    })

    test('is told by a step inside a job that holds the lease, which it keeps', async () => {
      await (await take('a')).announceSteps(markAt(1))
      const inner = await take('a')
      await inner.release(usedUp(ACCOUNT, soon))
      await expect(take('b')).rejects.toThrow(LeaseTimeout)
      expect((await known()).limits).toEqual([{ account: ACCOUNT, until: soon }])
    })
  })
}
