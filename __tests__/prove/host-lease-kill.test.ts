import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { LeaseTimeout } from '../../src/leases/lease.js'
import type { ProcessIdentity } from '../../src/system/process-identity.js'
import {
  ended,
  leaseOf,
  makeHome,
  removeHome,
  startCodexLike,
  startWorker,
} from '../unit/host-lease-harness.js'

let home: string
beforeEach(async () => {
  home = await makeHome()
})
afterEach(() => removeHome(home))

/**
 * Whether the next job may find the lease free when its holder died in this step. While a Codex is announced
 * or named it must not; in the steps that begin and end that it may, or not.
 */
const FREE_AFTER: Record<string, boolean[]> = {
  acquire: [true],
  announce: [true, false],
  protect: [false],
  end: [true, false],
  release: [true],
  done: [true],
}

/** Whether what was announced is in doubt then: from its announcement on, until the holder says what came of it. */
const DOUBTED_AFTER: Record<string, boolean[]> = {
  acquire: [false],
  announce: [false, true],
  protect: [true],
  end: [true],
  release: [true, false],
  done: [false],
}

test('a kill in place of any call of the file system leaves it free, or held by the Codex that may be there, and what may be spent in doubt', async () => {
  const codex = await startCodexLike()
  const died: string[] = []
  try {
    // Four at a time, each with a home of its own, until one got through alive.
    for (let call = 1; !died.includes('done'); call += 4)
      died.push(...(await Promise.all([0, 1, 2, 3].map(more => lifeAndDeath(call + more, codex.identity)))))
  } finally {
    await codex.stop()
  }
  expect(new Set(died)).toEqual(new Set(Object.keys(FREE_AFTER)))
  expect(died.length).toBeGreaterThan(40)
}, 300_000)

/** The step in which the worker was killed. Throws if the lease is not then as it must be. */
async function lifeAndDeath(call: number, codex: ProcessIdentity): Promise<string> {
  const own = join(home, `home ${call}`)
  await mkdir(own)
  const worker = startWorker({ home: own, job: 'dying', dieAt: { call, codex } })
  let step = 'none'
  worker.on('message', message => {
    step = (message as { step: string }).step
  })
  await ended(worker)
  const { spending } = await (await leaseOf(own, 'next')).known()
  if (!DOUBTED_AFTER[step]?.includes(spending.length > 0))
    throw new Error(`killed at call ${call}, in ${step}: ${spending.length} doubts`)
  const free = await isFree(own)
  if (!FREE_AFTER[step]?.includes(free))
    throw new Error(`killed at call ${call}, in ${step}: ${free ? 'free' : 'held'}`)
  for (const name of await readdir(join(own, 'auth.lease')).catch(() => []))
    expect((await stat(join(own, 'auth.lease', name))).mode & 0o077).toBe(0)
  return step
}

async function isFree(home: string): Promise<boolean> {
  try {
    await (await leaseOf(home, 'next')).acquire({ waitMs: 0 })
    return true
  } catch (error) {
    if (error instanceof LeaseTimeout) return false
    throw error
  }
}
