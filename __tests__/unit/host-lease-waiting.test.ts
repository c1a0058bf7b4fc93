import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { leaseOf, liveProcess, makeHome, removeHome, seenWaiting } from './host-lease-harness.js'

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

type Pause = (ms: number, _: undefined, options: { signal?: AbortSignal }) => Promise<void>

/** The same lease, whose pauses are these. */
async function leasePausing(pause: Pause) {
  jest.resetModules()
  jest.unstable_mockModule('node:timers/promises', () => ({ setTimeout: pause }))
  const { HostLease } = await import('../../src/leases/host-lease.js')
  const owner = await liveProcess()
  return new HostLease({ home, job: 'b', description: 'job b', owner, lifeMs: 3_600_000 })
}

/** The same lease, whose pauses pass at once. */
function fastLease() {
  let elapsed = 0
  jest.spyOn(performance, 'now').mockImplementation(() => elapsed)
  return leasePausing(async ms => {
    elapsed += ms
  })
}

test('the time-out says how long it waited, who holds the lease since when, why, and what to do', async () => {
  const error = await failure((await fastLease()).acquire({ waitMs: 900 }))
  expect(error).toMatchObject({ name: 'LeaseTimeout', code: 'lease-timeout' })
  expect(error.message).toMatch(/after 1 s: job build of run 42, since 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ\./)
  expect(error.message).toMatch(/end the login permanently.*`lease-timeout`\.$/s)
})

test('with no time to wait it tries once', async () => {
  const pauses: number[] = []
  const lease = await leasePausing(async ms => void pauses.push(ms))
  expect(await failure(lease.acquire({ waitMs: 0 }))).toHaveProperty('code', 'lease-timeout')
  expect(pauses).toEqual([])
})

test('a cancelled job stops waiting at once, with the reason', async () => {
  // It has not stopped at once if it waits for the end of a pause: these have none.
  const endless: Pause = (_, __, { signal }) =>
    new Promise((_, end) => signal?.addEventListener('abort', () => end(signal.reason)))
  const cancel = new AbortController()
  const reason = new Error('lab cancelled')
  const options = { waitMs: 60_000, signal: cancel.signal }
  const { waiting } = await seenWaiting(await leasePausing(endless), options)
  cancel.abort(reason)
  expect(await failure(waiting)).toBe(reason)
}, 10_000)

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
  const notices: [string, number][] = []
  const onWait = ({ description }: { description: string }, waitedMs: number) =>
    notices.push([description, waitedMs / 1000])
  await failure((await fastLease()).acquire({ waitMs: 120_000, onWait }))
  const times = notices.map(([, seconds]) => seconds)
  expect(times[0]).toBe(0)
  expect(times).toHaveLength(4)
  for (const [at, seconds] of times.slice(1).entries()) {
    const gap = seconds - (times[at] ?? 0)
    expect(gap).toBeGreaterThanOrEqual(30)
    expect(gap).toBeLessThan(31)
  }
  for (const [description] of notices) expect(description).toMatch(/^job build of run 42, since /)
})

test('nobody is told of a wait that there is not', async () => {
  const told: unknown[] = []
  const onWait = (...args: unknown[]) => told.push(args)
  await (await leaseOf(`${home}/free`, 'b')).acquire({ waitMs: 1000, onWait })
  expect(told).toEqual([])
})
