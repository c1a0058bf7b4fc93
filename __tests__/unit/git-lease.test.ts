import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { LeaseLost, LeaseTimeout } from '../../src/guard/lease.js'
import { type Bench, heldBy, MINUTE, markAt, ONCE, REF, REPOSITORY, startBench } from './git-lease-harness.js'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.close())

/** Takes the lease from whoever holds it, as a job does that knows the holder is over. */
const takeOver = (name: string) => bench.lease(name, { isOver: async () => true }).acquire(ONCE)
const history = () => bench.git.repositories.history(REPOSITORY, REF)

describe('one at a time', () => {
  test('another job does not get it, and does when it was released', async () => {
    const held = await bench.lease('a').acquire(ONCE)
    const other = bench.lease('b')
    await expect(other.acquire(ONCE)).rejects.toThrow(LeaseTimeout)
    await held.release()
    expect((await other.acquire(ONCE)).nested).toBe(false)
    await expect(bench.lease('a').acquire(ONCE)).rejects.toThrow(/held after 0 s: job b of run 1 on runner r/)
  })

  test('of eight that try at one moment, one gets it; the register has one winner for each state', async () => {
    const leases = Array.from({ length: 8 }, (_, at) => bench.lease(`job-${at}`))
    const outcomes = await Promise.allSettled(leases.map(lease => lease.acquire(ONCE)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(LeaseTimeout)
    expect(await history()).toHaveLength(1)
  })

  test('each session has a lease of its own', async () => {
    await bench.lease('a').acquire(ONCE)
    expect(await bench.lease('b', { ref: 'refs/codex-auth/other' }).acquire(ONCE)).toBeDefined()
    expect(await bench.lease('b', { ref: 'refs/heads/codex-auth-lease' }).acquire(ONCE)).toBeDefined()
  })

  test('a state is one commit without parents on the empty tree, and says to a person what it is', async () => {
    const held = await bench.lease('a').acquire(ONCE)
    await held.release(markAt(1))
    const states = await history()
    expect(states.map(({ message }) => message.split('\n')[0])).toEqual([
      expect.stringMatching(/^codex-auth lease: held by job a of run 1 on runner r, since \d{4}-\S+Z$/),
      'codex-auth lease: free',
    ])
    const client = await import('../doubles/git/git.js')
    const dir = bench.git.repositories.directory(REPOSITORY)
    const commit = await client.git(dir, 'cat-file', 'commit', REF)
    expect(commit).toMatch(/^tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor /)
  })
})

describe('announcing a Codex', () => {
  /** A holding of five minutes ago, and until when it was to live. */
  async function heldForMinutes() {
    const lease = bench.lease('a')
    const held = await lease.acquire(ONCE)
    const before = (await bench.record())?.holder?.expiresAt ?? Number.POSITIVE_INFINITY
    bench.git.clock.offsetMs = 5 * MINUTE
    await lease.newest() // a look, by which it hears the server's clock
    return { held, before }
  }

  test('renews the holding, and says what may be spent', async () => {
    const { held, before } = await heldForMinutes()
    await held.announceCodex(markAt(1))
    const { holder, spending } = (await bench.record()) ?? {}
    expect(holder?.id).toBe(held.id)
    expect(holder?.expiresAt).toBeGreaterThan(before + 4 * MINUTE)
    expect(spending).toMatchObject(markAt(1))
    expect(spending?.by).toBe(holder?.description)
  })

  test('without a generation renews alone', async () => {
    const { held, before } = await heldForMinutes()
    await held.announceCodex()
    const { holder, ...rest } = (await bench.record()) ?? {}
    expect(holder?.expiresAt).toBeGreaterThan(before + 4 * MINUTE)
    expect(rest).not.toHaveProperty('spending')
    await takeOver('b')
    await expect(held.announceCodex()).rejects.toThrow(LeaseLost)
  })

  test('after a take-over it is refused before anything is spent', async () => {
    const held = await bench.lease('a').acquire(ONCE)
    const taker = await takeOver('b')
    await expect(held.announceCodex(markAt(1))).rejects.toThrow(LeaseLost)
    const { holder, spending } = (await bench.record()) ?? {}
    expect([holder?.id, spending]).toEqual([taker.id, undefined])
  })

  test('after the lease was released by another stage of the step it is refused, too', async () => {
    const lease = bench.lease('a')
    const held = await lease.acquire(ONCE)
    expect(await bench.lease('a').release(held.id)).toBe(true)
    await expect(held.announceCodex(markAt(1))).rejects.toThrow(LeaseLost)
  })
})

describe('releasing', () => {
  test('after a take-over does nothing, by the holding and by its id', async () => {
    const lease = bench.lease('a')
    const held = await lease.acquire(ONCE)
    await takeOver('b')
    const states = (await history()).length
    await held.release(markAt(9))
    expect(await lease.release(held.id)).toBe(false)
    expect(await history()).toHaveLength(states)
    expect((await bench.record())?.mark).toBeUndefined()
  })

  test('twice is once', async () => {
    const held = await bench.lease('a').acquire(ONCE)
    await held.release()
    const next = await bench.lease('b').acquire(ONCE)
    await held.release()
    expect((await bench.record())?.holder?.id).toBe(next.id)
  })

  test('after a change of its own that it never heard the end of, too', async () => {
    const held = await bench.lease('a').acquire(ONCE)
    const unheard = await bench.lease('a').resume(held.id)
    await unheard?.announceCodex(markAt(1))
    await held.release(markAt(2))
    expect(await bench.record()).toMatchObject({ mark: markAt(2) })
    for (const name of ['holder', 'spending']) expect(await bench.record()).not.toHaveProperty(name)
  })

  test('by the id that another stage has kept', async () => {
    const held = await bench.lease('a').acquire(ONCE)
    expect(await bench.lease('a').release('another id')).toBe(false)
    expect((await bench.lease('a').resume(held.id))?.nested).toBe(false)
    expect(await bench.lease('a').release(held.id)).toBe(true)
    expect(await bench.lease('a').resume(held.id)).toBeUndefined()
    expect((await bench.record())?.holder).toBeUndefined()
  })
})

describe('the mark', () => {
  test('goes in with the release, is handed to the next holders, and is never replaced by an older one', async () => {
    await (await bench.lease('a').acquire(ONCE)).release(markAt(5))
    const second = await bench.lease('b').acquire(ONCE)
    expect(second.mark).toEqual(markAt(5))
    await second.announceCodex(markAt(5))
    await second.release(markAt(3))
    const third = await bench.lease('c').acquire(ONCE)
    expect(third.mark).toEqual(markAt(5))
    await third.release(markAt(7))
    expect((await bench.lease('d').acquire(ONCE)).mark).toEqual(markAt(7))
  })

  test('stays through a take-over, and through a release that tells of nothing', async () => {
    await (await bench.lease('a').acquire(ONCE)).release(markAt(5))
    await bench.lease('b').acquire(ONCE)
    const third = await takeOver('c')
    expect(third.mark).toEqual(markAt(5))
    await third.release()
    expect((await bench.record())?.mark).toEqual(markAt(5))
  })
})

describe('within one job', () => {
  test('a second holding is nested, and its end leaves the first', async () => {
    const outer = await bench.lease('a').acquire(ONCE)
    const inner = await bench.lease('a').acquire(ONCE)
    expect([outer.nested, inner.nested, inner.id]).toEqual([false, true, outer.id])
    await inner.release()
    await expect(bench.lease('b').acquire(ONCE)).rejects.toThrow(LeaseTimeout)
    expect(await bench.lease('a').release(outer.id)).toBe(true)
    expect((await bench.lease('b').acquire(ONCE)).nested).toBe(false)
  })

  test('what the inner one rotated is marked at once, and later steps may spend that next', async () => {
    const outer = await bench.lease('a').acquire(ONCE)
    await outer.announceSteps(markAt(1))
    const inner = await bench.lease('a').acquire(ONCE)
    await inner.announceCodex(markAt(1))
    await inner.release(markAt(2))
    expect(await bench.record()).toMatchObject({
      mark: markAt(2),
      spending: markAt(2),
      holder: { id: outer.id },
    })
    expect((await bench.lease('a').acquire(ONCE)).spending).toBeUndefined()
    const after = await takeOver('b')
    expect([after.mark, after.spending]).toMatchObject([markAt(2), markAt(2)])
  })

  test('what a Codex of a killed step may be spending is in doubt for the next step', async () => {
    const outer = await bench.lease('a').acquire(ONCE)
    await outer.announceCodex(markAt(1))
    const inner = await bench.lease('a').acquire(ONCE)
    expect(inner).toMatchObject({ nested: true, spending: markAt(1) })
    await inner.release()
    const resumed = await bench.lease('a').resume(outer.id)
    await resumed?.release(markAt(2)) // the Codex had saved it when the post of the killed step looked
    expect((await bench.lease('b').acquire(ONCE)).spending).toBeUndefined()
  })

  test('the release of the outer one after the inner one has changed the record goes by the id', async () => {
    const outer = await bench.lease('a').acquire(ONCE)
    await (await bench.lease('a').acquire(ONCE)).release(markAt(2))
    expect(await bench.lease('a').release(outer.id)).toBe(true)
    expect(await bench.record()).toMatchObject({ mark: markAt(2) })
    expect((await bench.record())?.holder).toBeUndefined()
  })

  test('a job of that name in another run is another job', async () => {
    await bench.git.repositories.put(REPOSITORY, REF, heldBy({ job: 'a of run 8' }))
    await expect(bench.lease('a of run 9').acquire(ONCE)).rejects.toThrow(LeaseTimeout)
  })
})
