import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { ProcessIdentity } from '../../src/system/process-identity.js'
import { ended, leaseOf, makeHome, removeHome, startWorker } from './host-lease-harness.js'

let home: string
let trace: string
const workers = new Set<ChildProcess>()
beforeEach(async () => {
  home = await makeHome()
  trace = join(home, 'trace')
})
afterEach(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await Promise.all([...workers].map(ended))
  workers.clear()
  await removeHome(home)
})

let jobs = 0
function startRounds(times: number, holdMs: number): ChildProcess {
  const worker = startWorker({ home, job: `job ${++jobs}`, rounds: { times, holdMs, trace } })
  workers.add(worker)
  return worker
}
const traced = async () => (await readFile(trace, 'utf8').catch(() => '')).split('\n').slice(0, -1)

test('of 16 processes, no two are ever inside at once, and none starves', async () => {
  const started = Array.from({ length: 16 }, () => startRounds(12, 2))
  await Promise.all(started.map(ended))
  const entries = await traced()
  expect(entries.filter(entry => Number.isNaN(Number(entry)))).toEqual([])
  expect(entries).toHaveLength(16 * 12)
  expect(await readFile(`${trace}.count`, 'utf8')).toBe(String(16 * 12))
  // It went from hand to hand, or the processes ran one after another and proved nothing.
  expect(entries.filter((entry, at) => at > 0 && entry !== entries[at - 1]).length).toBeGreaterThan(16)
}, 30_000)

test('killed at random moments, mostly inside, the others go on and none ever meets another', async () => {
  for (let n = 0; n < 6; n += 1) startRounds(1e6, 20)
  let kills = 0
  for (const end = performance.now() + 6000; performance.now() < end; ) {
    await sleep(20 + Math.random() * 160)
    const victim = (await holder()) ?? random(workers)
    if (kills % 4 === 3) await sleep(Math.random() * 30) // then it may be anywhere between taking and giving back
    workers.delete(victim)
    victim.kill('SIGKILL')
    await ended(victim)
    kills += 1
    startRounds(1e6, 20)
  }
  const before = (await traced()).length
  await sleep(1500)
  const entries = await traced()
  expect(entries).not.toContain('BREACH')
  expect(entries.length).toBeGreaterThan(before)
  expect(entries.filter(entry => entry === 'after a death').length).toBeGreaterThan(5)
  expect(kills).toBeGreaterThan(15)
}, 30_000)

test('when all are dead, it is free at once', async () => {
  const started = Array.from({ length: 3 }, () => startRounds(1e6, 20))
  while ((await traced()).length < 5) await sleep(20)
  for (const worker of started) worker.kill('SIGKILL')
  await Promise.all(started.map(ended))
  expect((await (await leaseOf(home, 'next')).acquire({ waitMs: 0 })).nested).toBe(false)
}, 30_000)

/** The worker that is inside at this moment. */
async function holder(): Promise<ChildProcess | undefined> {
  const inside = await readFile(`${trace}.inside`, 'utf8').catch(() => '')
  const pid = inside === '' ? undefined : (JSON.parse(inside) as ProcessIdentity).pid
  return [...workers].find(worker => worker.pid === pid)
}

function random(set: ReadonlySet<ChildProcess>): ChildProcess {
  const all = [...set]
  return all[Math.floor(Math.random() * all.length)] as ChildProcess
}
