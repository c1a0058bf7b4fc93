import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { LeaseLost } from '../../src/guard/lease.js'
import { type Bench, markAt, ONCE, startBench } from './git-lease-harness.js'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.close())

/** Takes the lease from whoever holds it, as a job does that knows the holder is over. */
const takeOver = (name: string) => bench.lease(name, { isOver: async () => true }).acquire(ONCE)

describe('what a dead holder may have spent', () => {
  test('is told to who takes over, and kept until somebody tells of a later generation', async () => {
    const dead = await bench.lease('a').acquire(ONCE)
    await dead.announceCodex(markAt(1))
    const second = await takeOver('b')
    expect(second.spending).toMatchObject(markAt(1))
    expect(second.spending?.by).toMatch(/^job a of run 1/)
    await second.release()
    const third = await bench.lease('c').acquire(ONCE)
    expect(third.spending).toMatchObject(markAt(1))
    await third.release(markAt(1)) // told of the same generation: that says nothing of its refresh token
    const fourth = await bench.lease('d').acquire(ONCE)
    expect(fourth.spending).toMatchObject(markAt(1))
    await fourth.release(markAt(2))
    const fifth = await bench.lease('e').acquire(ONCE)
    expect([fifth.spending, fifth.mark]).toEqual([undefined, markAt(2)])
  })

  test('gives way to what the next one is about to spend', async () => {
    await (await bench.lease('a').acquire(ONCE)).announceCodex(markAt(1))
    const second = await takeOver('b')
    await second.announceCodex(markAt(2))
    expect((await bench.record())?.spending).toMatchObject(markAt(2))
    await second.release(markAt(3))
    expect((await bench.record())?.spending).toBeUndefined()
  })

  test('is settled by the end of the one that announced it', async () => {
    const held = await bench.lease('a').acquire(ONCE)
    await held.announceCodex(markAt(1))
    await held.release(markAt(1))
    const next = await bench.lease('b').acquire(ONCE)
    expect([next.spending, next.mark]).toEqual([undefined, markAt(1)])
  })

  test('is told by the post of a step whose main was killed, if something came of it; else it stays', async () => {
    for (const [newest, left] of [
      [markAt(1), markAt(1)],
      [undefined, markAt(1)],
      [markAt(2), undefined],
    ]) {
      const held = await bench.lease('a').acquire(ONCE)
      await held.announceCodex(markAt(1))
      const resumed = await bench.lease('a').resume(held.id)
      await resumed?.release(newest)
      const { holder, spending } = (await bench.record()) ?? {}
      expect([holder, spending && { changedAt: spending.changedAt, digest: spending.digest }]).toEqual([
        undefined,
        left,
      ])
    }
  })

  test('stays in doubt when it is tried all the same and fails, and not when it works', async () => {
    await (await bench.lease('a').acquire(ONCE)).announceCodex(markAt(1))
    const second = await takeOver('b')
    await second.announceCodex(markAt(1))
    await second.release(markAt(1))
    const third = await bench.lease('c').acquire(ONCE)
    expect(third.spending).toMatchObject({ ...markAt(1), by: expect.stringMatching(/^job a /) })
    await third.announceCodex(markAt(1))
    await third.release(markAt(2))
    expect((await bench.lease('d').acquire(ONCE)).spending).toBeUndefined()
  })

  test('stays, too, where the one that announced it does not know what came of it', async () => {
    const held = await bench.lease('a').acquire(ONCE)
    await held.announceCodex(markAt(1))
    await held.release()
    expect((await bench.lease('b').acquire(ONCE)).spending).toMatchObject(markAt(1))
  })

  test('is what any later step of an exclusive job may spend: the job itself goes on, others are told', async () => {
    const held = await bench.lease('a').acquire(ONCE)
    await held.announceSteps(markAt(1))
    expect((await bench.lease('a').acquire(ONCE)).spending).toBeUndefined()
    expect((await takeOver('b')).spending).toMatchObject(markAt(1))
    await expect(held.announceSteps(markAt(1))).rejects.toThrow(LeaseLost)
  })
})
