import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { Holder } from '../../src/leases/lease.js'
import type { Kind } from '../doubles/git/index.js'
import { type Bench, heldBy, markAt, ONCE, REF, REPOSITORY, startBench } from '../unit/git-lease-harness.js'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.close())

/** What `ls-remote` asks, and a first look. */
const LOOK = ['fetch-refs', 'list']
const FETCH = ['fetch-refs', 'list', 'fetch']
const PUSH = ['push-refs', 'push']

describe('requests, counted at the server', () => {
  test('an uncontended acquire and a release are at most two exchanges each: a look and a push', async () => {
    const first = await bench.lease('a').acquire(ONCE)
    expect(bench.asked()).toEqual([...LOOK, ...PUSH])
    await first.release({ newest: markAt(1) })
    expect(bench.asked()).toEqual(PUSH)
    const second = await bench.lease('b').acquire(ONCE)
    expect(bench.asked()).toEqual([...FETCH, ...PUSH])
    await second.announceCodex(markAt(1))
    expect(bench.asked()).toEqual(PUSH)
    await second.release()
    bench.asked()
    const third = await bench.lease('c').acquire(ONCE)
    bench.asked()
    // In post, by the id kept in the state.
    expect(await bench.lease('c').release(third.id)).toBe(true)
    expect(bench.asked()).toEqual([...FETCH, ...PUSH])
  })

  test('a wait asks for the value of the ref alone, and fetches only what is new', async () => {
    const holder = await bench.lease('a').acquire(ONCE)
    bench.asked()
    const waiting = bench.lease('b').acquire({ waitMs: 60_000 })
    while (bench.git.requests.length < 5) await tick()
    await holder.announceCodex(markAt(1))
    while (bench.git.requests.filter(({ kind }) => kind === 'fetch').length < 2) await tick()
    await holder.release()
    await waiting
    const [first, ...rest] = turns(
      bench.git.requests.filter(({ kind }) => !PUSH.includes(kind)).map(({ kind }) => kind as Kind),
    )
    expect(first).toBe('fetch')
    expect(rest.filter(turn => turn === 'fetch').length).toBeLessThanOrEqual(2)
    expect(rest.filter(turn => turn === 'look').length).toBeGreaterThanOrEqual(2)
  })
})

/** Reads of the ref, in order: whole ones, and looks at its value. */
function turns(kinds: readonly Kind[]): ('fetch' | 'look')[] {
  const found: ('fetch' | 'look')[] = []
  for (const kind of kinds) {
    if (kind === 'fetch-refs') found.push('look')
    if (kind === 'fetch') found[found.length - 1] = 'fetch'
  }
  return found
}

test('who waits learns at the beginning who holds it, since when, and the page of its run', async () => {
  const url = `${bench.git.url}/lab/project/actions/runs/1`
  await bench.lease('a', { url }).acquire(ONCE)
  const said: [string, number][] = []
  const onWait = ({ description }: Holder, waitedMs: number) => void said.push([description, waitedMs])
  const waiting = bench.lease('b').acquire({ waitMs: 1200, onWait })
  await expect(waiting).rejects.toThrow(
    /still held after 1 s: job a of run 1 on runner r, since 20.*Z \(http:\/\/127\.0\.0\.1:\d+\/lab\/project\/actions\/runs\/1\)/,
  )
  expect(said).toEqual([
    [
      expect.stringMatching(/^job a of run 1 on runner r, since 20\d\d-.*Z \(http:.*runs\/1\)$/),
      expect.any(Number),
    ],
  ])
  expect(said[0]?.[1]).toBeLessThan(5000)
})

test('a wait of zero tries once', async () => {
  await bench.lease('a').acquire(ONCE)
  bench.asked()
  await expect(bench.lease('b').acquire(ONCE)).rejects.toThrow(/still held after \d s/)
  expect(bench.asked()).toEqual(FETCH)
})

describe('a cancel', () => {
  const reason = new Error('cancelled by a person')

  /** Cancels when `now` has come, and tells how long (ms) it took from there. */
  async function cancelled(now: () => boolean): Promise<number> {
    const cancel = new AbortController()
    const acquiring = bench.lease('b').acquire({ waitMs: 600_000, signal: cancel.signal })
    const ended = expect(acquiring).rejects.toBe(reason)
    while (!now()) await tick()
    const start = performance.now()
    cancel.abort(reason)
    await ended
    return performance.now() - start
  }

  test('that came before ends it before anything is asked', async () => {
    const signal = AbortSignal.abort(reason)
    await expect(bench.lease('b').acquire({ waitMs: 60_000, signal })).rejects.toBe(reason)
    expect(bench.git.requests).toEqual([])
  })

  test.each<Kind>(['fetch-refs', 'list', 'fetch', 'push-refs', 'push'])(
    'while git waits for the answer to a %s ends it, and the git',
    async kind => {
      await (await bench.lease('a').acquire(ONCE)).release()
      bench.asked()
      bench.git.fault(kind, 'hang', { times: 9 })
      const hangs = () => bench.git.requests.find(({ fault }) => fault === 'hang')
      expect(await cancelled(() => hangs() !== undefined)).toBeLessThan(1000)
      while (hangs()?.endedAt === undefined) await tick()
      expect(gitsIn(bench.temp)).toEqual([])
    },
  )

  test('between two looks at a lease that another holds ends it', async () => {
    await bench.lease('a').acquire(ONCE)
    bench.asked()
    const looked = () => bench.git.requests.length >= 3 && bench.git.requests.every(({ endedAt }) => endedAt)
    expect(await cancelled(looked)).toBeLessThan(1000)
  })

  test('between two tries of a server that fails ends it', async () => {
    bench.git.fault('fetch-refs', { status: 503 }, { times: 99 })
    const failed = () => bench.git.requests.filter(({ endedAt }) => endedAt).length >= 3
    expect(await cancelled(failed)).toBeLessThan(1000)
  })
})

/** Gits that run in a directory below this one. Linux only. */
function gitsIn(directory: string): string[] {
  return readdirSync('/proc').flatMap(pid => {
    try {
      const [env, line] = ['environ', 'cmdline'].map(name => readFileSync(`/proc/${pid}/${name}`, 'utf8'))
      return env?.includes(`GIT_DIR=${directory}`) ? [line ?? ''] : []
    } catch {
      return []
    }
  })
}

describe('in virtual time', () => {
  let elapsed = 0
  afterEach(() => {
    jest.restoreAllMocks()
  })

  /** The same lease, whose pauses pass at once. */
  async function fastLease() {
    elapsed = 0
    jest.resetModules()
    jest.spyOn(performance, 'now').mockImplementation(() => elapsed)
    jest.unstable_mockModule('node:timers/promises', () => ({
      setTimeout: async (ms: number) => {
        elapsed += ms
      },
    }))
    const { GitLease } = await import('../../src/leases/git/git-lease.js')
    return GitLease
  }

  test('a wait of five minutes looks 40 times at most, and says who holds it every 30 seconds', async () => {
    await bench.git.repositories.put(REPOSITORY, REF, heldBy({}))
    const GitLease = await fastLease()
    const said: number[] = []
    const lease = new GitLease({
      register: bench.register(),
      claimant: { job: 'b', description: 'job b', repository: REPOSITORY },
      lifeMs: 1,
      isOver: async () => false,
    })
    const onWait = (_: Holder, waitedMs: number) => void said.push(Math.round(waitedMs / 1000))
    const waiting = lease.acquire({ waitMs: 300_000, onWait })
    await expect(waiting).rejects.toThrow(/still held after 300 s/)
    const looks = turns(bench.asked())
    process.stdout.write(`a wait of 300 s: ${looks.length} looks\n`)
    expect(looks.length).toBeLessThanOrEqual(40)
    expect(looks.filter(turn => turn === 'fetch')).toHaveLength(1)
    expect(said.length).toBeGreaterThanOrEqual(7)
    expect(said.length).toBeLessThanOrEqual(11)
  })
})

const tick = () => new Promise(resolve => setTimeout(resolve, 2))
