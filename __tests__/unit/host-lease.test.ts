import { once } from 'node:events'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { LeaseTimeout } from '../../src/leases/lease.js'
import { ended, leaseOf, makeHome, removeHome, seenWaiting, startWorker } from './host-lease-harness.js'

// What the lease of a host has besides the contract of all leases (lease-contract.ts).

const ONCE = { waitMs: 0 }
let home: string
beforeEach(async () => {
  home = await makeHome()
})
afterEach(() => removeHome(home))

test('who waits has it as soon as it is released', async () => {
  const held = await (await leaseOf(home, 'a')).acquire(ONCE)
  const { waiting } = await seenWaiting(await leaseOf(home, 'b'), { waitMs: 10_000 })
  await held.release()
  const released = performance.now()
  await waiting
  expect(performance.now() - released).toBeLessThan(1000)
})

test('of many that try at one moment, one gets it', async () => {
  const leases = await Promise.all(Array.from({ length: 40 }, (_, job) => leaseOf(home, `job-${job}`)))
  const outcomes = await Promise.allSettled(leases.map(lease => lease.acquire(ONCE)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('homes have leases of their own', async () => {
  await (await leaseOf(home, 'a')).acquire(ONCE)
  expect(await (await leaseOf(join(home, 'another home'), 'b')).acquire(ONCE)).toBeDefined()
})

test('what a nested holding says of its Codex holds the lease as well', async () => {
  await (await leaseOf(home, 'a')).acquire(ONCE)
  const inner = await (await leaseOf(home, 'a')).acquire(ONCE)
  await inner.announceCodex()
  await expect((await leaseOf(home, 'a')).acquire(ONCE)).rejects.toThrow(LeaseTimeout)
  await inner.codexEnded()
  expect((await (await leaseOf(home, 'a')).acquire(ONCE)).nested).toBe(true)
})

describe('a release by id', () => {
  test('by another process of the job frees the lease, once', async () => {
    const release = async (id: string) => {
      const worker = startWorker({ home, job: 'a', release: id })
      const [message] = (await once(worker, 'message')) as [{ released: boolean }]
      await ended(worker)
      return message.released
    }
    const { id } = await (await leaseOf(home, 'a')).acquire(ONCE)
    expect([await release(id), await release(id)]).toEqual([true, false])
    expect(await (await leaseOf(home, 'b')).acquire(ONCE)).toBeDefined()
  })

  test('where nothing was ever taken says so', async () => {
    expect(await (await leaseOf(home, 'a')).release('lab')).toBe(false)
  })
})

test('a hundred holdings leave one record behind, which only its owner can read', async () => {
  const lease = await leaseOf(home, 'a')
  for (let round = 0; round < 100; round += 1) await (await lease.acquire(ONCE)).release()
  expect(await readdir(join(home, 'auth.lease'))).toEqual(['100.json'])
  const { mode } = await stat(join(home, 'auth.lease', '100.json'))
  expect(mode & 0o777).toBe(0o600)
})
