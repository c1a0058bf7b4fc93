import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { HeldLease } from '../../src/leases/lease.js'
import type { GitRequest, How, Kind } from '../doubles/git/index.js'
import { until } from '../e2e/lease-world.js'
import { type Bench, markAt, ONCE, REF, REPOSITORY, startBench } from '../unit/git-lease-harness.js'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.close())

const states = async () => (await bench.git.repositories.history(REPOSITORY, REF)).length

const FAULTS: readonly [Kind, How][] = [
  ['push', 'drop-reply'],
  ['push', 'half-reply'],
  ['push', 'cut-before'],
  ['push', { status: 502 }],
  ['push', { status: 429, retryAfter: 1 }],
  ['push-refs', 'cut-before'],
  ['push-refs', 'half-reply'],
  ['push-refs', { status: 503 }],
]

/** Each change that a holder makes, and what the ref must hold after it. */
const CHANGES: Record<string, (held: HeldLease) => Promise<void>> = {
  announce: held => held.announceCodex(markAt(1)),
  release: held => held.release({ newest: markAt(2) }),
}

describe.each(FAULTS)('a %s that meets %j', (kind, how) => {
  test('in an acquire: the lease is ours, once', async () => {
    bench.git.fault(kind, how)
    const held = await bench.lease('a').acquire(ONCE)
    expect((await bench.record())?.holder?.id).toBe(held.id)
    expect(await states()).toBe(1)
    expect(bench.git.requests.some(({ fault }) => fault)).toBe(true)
  })

  test.each(Object.keys(CHANGES))('in a change (%s): it is made, once', async change => {
    const held = await bench.lease('a').acquire(ONCE)
    bench.git.fault(kind, how)
    await CHANGES[change]?.(held)
    expect(await bench.record()).toMatchObject(
      change === 'announce' ? { holder: { id: held.id }, spending: [markAt(1)] } : { marks: [markAt(2)] },
    )
    expect((await bench.record())?.holder?.id).toBe(change === 'announce' ? held.id : undefined)
    expect(await states()).toBe(2)
  })
})

test.each<[Kind, How]>([
  ['fetch-refs', 'cut-before'],
  ['fetch-refs', { status: 502 }],
  ['list', 'half-reply'],
  ['list', 'cut-before'],
  ['fetch', 'half-reply'],
  ['fetch', 'drop-reply'],
  ['fetch', { status: 500 }],
])('a %s that meets %j is asked again', async (kind, how) => {
  await (await bench.lease('a').acquire(ONCE)).release({ newest: markAt(1) })
  bench.git.fault(kind, how)
  const held = await bench.lease('b').acquire(ONCE)
  expect(held.known.marks).toEqual([markAt(1)])
  expect(bench.git.requests.some(({ fault }) => fault)).toBe(true)
})

test('a push got through, its reply was lost, and another job has changed the ref since: it is not taken for ours', async () => {
  const held = await bench.lease('a').acquire(ONCE)
  // Its release gets through, b takes the free lease before a can look, and a must not undo that.
  bench.git.fault('push', 'half-reply')
  let [look, go] = [() => {}, () => {}]
  const looks = new Promise<void>(resolve => (look = resolve))
  const told = new Promise<void>(resolve => (go = resolve))
  let seen = false
  const isFirstLook = ({ kind }: GitRequest): boolean => {
    if (seen || kind !== 'fetch-refs') return false
    seen = true
    look()
    return true
  }
  bench.git.fault(isFirstLook, { delay: told })
  const released = held.release({ newest: markAt(2) })
  await looks
  const taken = await bench.lease('b').acquire(ONCE)
  go()
  await released
  expect(taken.known.marks).toEqual([markAt(2)])
  expect((await bench.record())?.holder?.id).toBe(taken.id)
  expect(await states()).toBe(3)
})

test('a push that is cancelled and gets through later leaves a holding that post can release by its id', async () => {
  const cancel = new AbortController()
  let open = () => {}
  bench.git.fault('push', { delay: new Promise<void>(resolve => (open = resolve)) })
  let id = ''
  const acquiring = bench.lease('a').acquire({
    waitMs: 60_000,
    signal: cancel.signal,
    onTake: taken => {
      id = taken
    },
  })
  const cancelled = expect(acquiring).rejects.toThrow('cancelled by a person')
  while (!bench.git.requests.some(({ kind }) => kind === 'push')) await new Promise(setImmediate)
  cancel.abort(new Error('cancelled by a person'))
  await cancelled
  open()
  while ((await bench.record())?.holder?.id !== id) await new Promise(setImmediate)
  expect(await bench.lease('a').release(id)).toBe(true)
  expect((await bench.record())?.holder).toBeUndefined()
})

describe('a server that could not lock the ref for a moment', () => {
  const lock = () => join(bench.git.repositories.directory(REPOSITORY), `${REF}.lock`)
  /** The next push finds the ref locked; the one after it does not. Rejects if none comes. */
  async function lockOnce(): Promise<{ unlocked: Promise<void> }> {
    await writeFile(lock(), '')
    const results = () => bench.git.requests.flatMap(({ updates }) => updates[0]?.result ?? [])
    const unlock = async () => {
      await until(() => results().at(-1) === 'failed to update ref')
      await rm(lock())
    }
    return { unlocked: unlock() }
  }

  test('has not taken the lease away: the announcement is made', async () => {
    const held = await bench.lease('a').acquire(ONCE)
    const { unlocked } = await lockOnce()
    await Promise.all([held.announceCodex(markAt(1)), unlocked])
    expect((await bench.record())?.spending).toMatchObject([markAt(1)])
  })

  test('does not keep it from being given back', async () => {
    const held = await bench.lease('a').acquire(ONCE)
    const { unlocked } = await lockOnce()
    await Promise.all([held.release({ newest: markAt(1) }), unlocked])
    expect(await bench.record()).toMatchObject({ marks: [markAt(1)] })
    expect((await bench.record())?.holder).toBeUndefined()
  })
})
