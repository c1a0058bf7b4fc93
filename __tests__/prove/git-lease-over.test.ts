import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { LeaseHolder } from '../../src/leases/git/record.js'
import { LeaseLost, LeaseTimeout } from '../../src/leases/lease.js'
import {
  type Bench,
  heldBy,
  LIFE_MS,
  MINUTE,
  markAt,
  ONCE,
  REF,
  REPOSITORY,
  startBench,
  startForwardProxy,
} from '../unit/git-lease-harness.js'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(async () => {
  jest.restoreAllMocks()
  await bench.close()
})

/** After so long a holder that was not heard of is over: its time, and a margin of a minute. */
const OVER_MS = LIFE_MS + MINUTE
/** Dates in HTTP are to the second. */
const SECOND = 1000

/**
 * Lets so much time have passed since the test began, by all clocks: the server's, and the one of the job that acts
 * next, each of them so far from the truth. All in milliseconds.
 */
function passed(ms: number, off: { server?: number; job?: number } = {}): void {
  jest.restoreAllMocks()
  const real = Date.now
  const { server = 0, job = 0 } = off
  jest.spyOn(Date, 'now').mockImplementation(() => real() + ms + job)
  // The server lives in this process: its clock is the job's and this.
  bench.git.clock.offsetMs = server - job
}

const SKEWS = [-10 * MINUTE, 0, 10 * MINUTE]
const COMBINATIONS = SKEWS.flatMap(holder => SKEWS.map(taker => [holder, taker] as const))

describe.each(COMBINATIONS)("with the holder's clock %i ms off and the other's %i ms", (holder, taker) => {
  test('a live one is never replaced, and one whose time has passed by the server is', async () => {
    passed(0, { job: holder })
    const held = await bench.lease('a').acquire(ONCE)
    for (const since of [0, OVER_MS - 2 * SECOND]) {
      passed(since, { job: taker })
      await expect(bench.lease('b').acquire(ONCE)).rejects.toThrow(LeaseTimeout)
    }
    passed(OVER_MS + 2 * SECOND, { job: taker })
    const taken = await bench.lease('b').acquire(ONCE)
    passed(OVER_MS + 2 * SECOND, { job: holder })
    await expect(held.announceCodex()).rejects.toThrow(LeaseLost)
    expect((await bench.record())?.holder?.id).toBe(taken.id)
  })
})

test.each(SKEWS)(
  'a holder whose clock is %i ms off and that renews in time is never replaced',
  async skew => {
    passed(0, { job: skew })
    const held = await bench.lease('a').acquire(ONCE)
    passed(LIFE_MS - MINUTE, { job: skew })
    await held.announceCodex(markAt(1))
    passed(2 * LIFE_MS - 2 * MINUTE, { job: -skew })
    await expect(bench.lease('b').acquire(ONCE)).rejects.toThrow(LeaseTimeout)
    passed(2 * LIFE_MS + SECOND, { job: -skew })
    expect(await bench.lease('b').acquire(ONCE)).toBeDefined()
  },
)

test.each(SKEWS)(
  "a server whose own clock is %i ms off counts all the same: it is everybody's",
  async skew => {
    passed(0, { server: skew })
    await bench.lease('a').acquire(ONCE)
    passed(OVER_MS - 2 * SECOND, { server: skew })
    await expect(bench.lease('b').acquire(ONCE)).rejects.toThrow(LeaseTimeout)
    passed(OVER_MS + 2 * SECOND, { server: skew })
    expect(await bench.lease('b').acquire(ONCE)).toBeDefined()
  },
)

test('a job that slept for long past its time goes on if nobody has taken over: the ref decides, not the clock', async () => {
  const held = await bench.lease('a').acquire(ONCE)
  passed(3 * LIFE_MS)
  await held.announceCodex(markAt(1))
  await expect(bench.lease('b').acquire(ONCE)).rejects.toThrow(LeaseTimeout)
})

test('where the server never says its time, the clocks of two machines are compared with an hour to spare', async () => {
  const proxy = await startForwardProxy({ withoutDate: true })
  try {
    const git = { env: { PATH: process.env.PATH, HOME: bench.home, http_proxy: proxy.url } }
    await bench.lease('a', { git }).acquire(ONCE)
    passed(LIFE_MS + 59 * MINUTE)
    await expect(bench.lease('b', { git }).acquire(ONCE)).rejects.toThrow(LeaseTimeout)
    passed(LIFE_MS + 61 * MINUTE)
    expect(await bench.lease('b', { git }).acquire(ONCE)).toBeDefined()
    expect(proxy.passed.length).toBeGreaterThan(0)
  } finally {
    await proxy.close()
  }
})

describe('asking whether the job of the holder is over', () => {
  test('a job that is over is replaced at once, and what it marked and announced is kept', async () => {
    const dead = await bench.lease('a').acquire(ONCE)
    await dead.announceCodex(markAt(1))
    const asked: LeaseHolder[] = []
    const isOver = async (holder: LeaseHolder) => asked.push(holder) > 0
    const taken = await bench.lease('b', { isOver }).acquire(ONCE)
    expect(taken).toMatchObject({ nested: false, known: { spending: [markAt(1)] } })
    expect(asked).toMatchObject([{ id: dead.id, repository: REPOSITORY, jobId: '5001' }])
  })

  test('a job that runs, or of which nothing is known, is waited for', async () => {
    await bench.lease('a').acquire(ONCE)
    const waiting = bench.lease('b', { isOver: async () => false }).acquire({ waitMs: 1500 })
    await expect(waiting).rejects.toThrow(LeaseTimeout)
  })

  test('of two that know it, one replaces it', async () => {
    const dead = await bench.lease('a').acquire(ONCE)
    const isOver = async ({ id }: LeaseHolder) => id === dead.id
    const both = ['b', 'c'].map(name => bench.lease(name, { isOver }).acquire(ONCE))
    const outcomes = await Promise.allSettled(both)
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await bench.git.repositories.history(REPOSITORY, REF)).toHaveLength(2)
  })

  test('is done once in 15 seconds of a wait, however often the ref is looked at', async () => {
    await bench.git.repositories.put(REPOSITORY, REF, heldBy({}))
    let asked = 0
    const isOver = async () => {
      asked += 1
      return false
    }
    await expect(bench.lease('b', { isOver }).acquire({ waitMs: 4000 })).rejects.toThrow(LeaseTimeout)
    expect(bench.asked().filter(kind => kind === 'fetch-refs').length).toBeGreaterThan(3)
    expect(asked).toBe(1)
  })
})
