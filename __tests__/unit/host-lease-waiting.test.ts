import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { LeaseTimeout } from '../../src/guard/lease.js'
import { leaseOf, makeHome, removeHome } from './host-lease-harness.js'

let home: string
beforeEach(async () => {
  home = await makeHome()
  await (await leaseOf(home, 'build of run 42')).acquire({ waitMs: 0 })
})
afterEach(async () => {
  jest.restoreAllMocks()
  await removeHome(home)
})

const failure = async (waiting: Promise<unknown>): Promise<Error> => {
  const outcome = await waiting.catch((error: Error) => error)
  if (outcome instanceof Error) return outcome
  throw new Error('it got the lease')
}

test('the time-out says how long it waited, who holds the lease since when, why, and what to do', async () => {
  const error = await failure((await leaseOf(home, 'b')).acquire({ waitMs: 1200 }))
  expect(error).toBeInstanceOf(LeaseTimeout)
  expect(error).toHaveProperty('code', 'lease-timeout')
  expect(error.message).toMatch(/after 1 s: job build of run 42, since 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ\./)
  expect(error.message).toMatch(/end the login for good.*`lease-timeout`\.$/s)
})

test('with no time to wait it tries once', async () => {
  const start = performance.now()
  await failure((await leaseOf(home, 'b')).acquire({ waitMs: 0 }))
  expect(performance.now() - start).toBeLessThan(300)
})

test('a cancelled job stops waiting at once, with the reason', async () => {
  const cancel = new AbortController()
  const reason = new Error('lab cancelled')
  const waiting = failure((await leaseOf(home, 'b')).acquire({ waitMs: 60_000, signal: cancel.signal }))
  await new Promise(go => setTimeout(go, 350))
  const start = performance.now()
  cancel.abort(reason)
  expect(await waiting).toBe(reason)
  expect(performance.now() - start).toBeLessThan(300)
})

test('a job cancelled before does not take even a free lease', async () => {
  const lease = await leaseOf(`${home}/free`, 'b')
  const cancelled = AbortSignal.abort(new Error('lab cancelled'))
  expect(await failure(lease.acquire({ waitMs: 0, signal: cancelled }))).toHaveProperty(
    'message',
    'lab cancelled',
  )
  expect((await lease.acquire({ waitMs: 0 })).nested).toBe(false)
})

test('who holds it is told at once, and then every 30 seconds', async () => {
  // The clock runs 40 times as fast, so a look at the lease every 100 to 300 ms is one every 4 to 12 s.
  const real = performance.now.bind(performance)
  jest.spyOn(performance, 'now').mockImplementation(() => real() * 40)
  const notices: [string, number][] = []
  const onWait = ({ description }: { description: string }, waitedMs: number) =>
    notices.push([description, waitedMs / 1000])
  await failure((await leaseOf(home, 'b')).acquire({ waitMs: 120_000, onWait }))
  const times = notices.map(([, seconds]) => seconds)
  expect(times[0]).toBeLessThan(4)
  expect(times.length).toBeGreaterThanOrEqual(3)
  for (const [at, seconds] of times.slice(1).entries()) {
    const gap = seconds - (times[at] ?? 0)
    expect(gap).toBeGreaterThanOrEqual(30)
    expect(gap).toBeLessThan(60)
  }
  for (const [description] of notices) expect(description).toMatch(/^job build of run 42, since /)
})

test('nobody is told of a wait that there is not', async () => {
  const told: unknown[] = []
  const onWait = (...args: unknown[]) => told.push(args)
  await (await leaseOf(`${home}/free`, 'b')).acquire({ waitMs: 1000, onWait })
  expect(told).toEqual([])
})
