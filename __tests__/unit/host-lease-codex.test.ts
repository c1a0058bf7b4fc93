import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { LeaseTimeout } from '../../src/leases/lease.js'
import {
  deadProcess,
  isFree,
  later,
  liveProcess,
  makeHome,
  removeHome,
  startCodexLike,
  take,
} from './host-lease-harness.js'

const HOUR = 3_600_000
let home: string
beforeEach(async () => {
  home = await makeHome()
})
afterEach(async () => {
  jest.restoreAllMocks()
  await removeHome(home)
})

describe('a Codex that may be refreshing', () => {
  test('holds the lease, though the owner is dead and the time over, until it has ended', async () => {
    const codex = await startCodexLike()
    const held = await take(home, 'a', { owner: await deadProcess(), lifeMs: 0 })
    await held.announceCodex()
    await held.protectCodex(codex.identity)
    later(100 * HOUR)
    expect(await isFree(home)).toBe(false)
    await codex.stop()
    expect(await isFree(home)).toBe(true)
  })

  test('keeps it held, too, when its holder has released it', async () => {
    const codex = await startCodexLike()
    const held = await take(home, 'a', { owner: await deadProcess() })
    await held.announceCodex()
    await held.protectCodex(codex.identity)
    await held.release()
    expect(await isFree(home)).toBe(false)
    await codex.stop()
    expect(await isFree(home)).toBe(true)
  })

  test('holds it unnamed for a minute after it was announced', async () => {
    const held = await take(home, 'a', { owner: await deadProcess(), lifeMs: 0 })
    await held.announceCodex()
    later(59_000)
    expect(await isFree(home)).toBe(false)
    later(2000)
    expect(await isFree(home)).toBe(true)
  })

  test('that can not be seen from here holds it until its time is over', async () => {
    const here = await liveProcess()
    const elsewhere = { ...here, scope: { ...here.scope, namespace: 'pid:[1]' } }
    const held = await take(home, 'a', { owner: await deadProcess(), lifeMs: HOUR })
    await held.protectCodex(elsewhere)
    later(HOUR - 1000)
    expect(await isFree(home)).toBe(false)
    later(2000)
    expect(await isFree(home)).toBe(true)
  })

  test('keeps out the next step of its own job too', async () => {
    const codex = await startCodexLike()
    const held = await take(home, 'a')
    await held.protectCodex(codex.identity)
    await expect(take(home, 'a')).rejects.toThrow(LeaseTimeout)
    await codex.stop()
    expect((await take(home, 'a')).nested).toBe(true)
  })

  test('that has ended holds nothing any more', async () => {
    const held = await take(home, 'a', { owner: await deadProcess() })
    await held.announceCodex()
    await held.codexEnded()
    expect(await isFree(home)).toBe(true)
  })

  test('can not be announced by who has lost the lease, or two would refresh', async () => {
    const lost = await take(home, 'a', { owner: await deadProcess() })
    const present = await take(home, 'b')
    await expect(lost.announceCodex()).rejects.toThrow()
    await present.announceCodex()
    await present.codexEnded()
    expect(await isFree(home)).toBe(false)
  })
})
