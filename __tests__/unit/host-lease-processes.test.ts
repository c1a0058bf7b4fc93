import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { ProcessIdentity } from '../../src/system/process-identity.js'
import { deadProcess, ended, leaseOf, makeHome, removeHome, startWorker } from './host-lease-harness.js'
import { markAt } from './lease-marks.js'

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
const deaths = (entries: readonly string[]) => entries.filter(entry => entry === 'after a death').length
const traced = async () => (await readFile(trace, 'utf8').catch(() => '')).split('\n').slice(0, -1)

test('of 16 processes, no two are ever inside at once, and none starves', async () => {
  const started = Array.from({ length: 16 }, () => startRounds(8, 2))
  await Promise.all(started.map(ended))
  const entries = await traced()
  expect(entries.filter(entry => Number.isNaN(Number(entry)))).toEqual([])
  expect(entries).toHaveLength(16 * 8)
  expect(await readFile(`${trace}.count`, 'utf8')).toBe(String(16 * 8))
  // It went from hand to hand, or the processes ran one after another and proved nothing.
  expect(entries.filter((entry, at) => at > 0 && entry !== entries[at - 1]).length).toBeGreaterThan(64)
}, 30_000)

test('killed at random moments, mostly inside, the others go on and none ever meets another', async () => {
  for (let n = 0; n < 6; n += 1) startRounds(1e6, 20)
  let kills = 0
  const end = performance.now() + 3500
  // A loaded machine takes its time to meet as much.
  while (performance.now() < end || kills <= 10 || deaths(await traced()) <= 3) {
    // Three of four inside; the fourth anywhere between its start, taking and giving back.
    const victim = kills % 4 === 3 ? random(workers) : await holder()
    await sleep(Math.random() * 15)
    workers.delete(victim)
    victim.kill('SIGKILL')
    await ended(victim)
    kills += 1
    startRounds(1e6, 20)
  }
  const before = (await traced()).length
  await sleep(1000)
  while ((await traced()).length === before) await sleep(20)
  expect((await traced()).filter(entry => entry.startsWith('BREACH'))).toEqual([])
}, 60_000)

test('when all are dead, it is free at once', async () => {
  const started = Array.from({ length: 3 }, () => startRounds(1e6, 20))
  while ((await traced()).length < 5) await sleep(20)
  for (const worker of started) worker.kill('SIGKILL')
  await Promise.all(started.map(ended))
  expect((await (await leaseOf(home, 'next')).acquire({ waitMs: 0 })).nested).toBe(false)
}, 30_000)

test('who was so slow that the lease was taken, given back and taken again meanwhile does not get it', async () => {
  const slow = startWorker({ home, job: 'slow', slow: true })
  workers.add(slow)
  expect(await once(slow, 'message')).toEqual([{ step: 'about to take' }, undefined])
  const outcome = once(slow, 'message')
  await (await (await leaseOf(home, 'a')).acquire({ waitMs: 0 })).release()
  await (await leaseOf(home, 'b')).acquire({ waitMs: 0 })
  slow.send('go')
  expect(await outcome).toEqual([{ got: 'LeaseTimeout' }, undefined])
  expect(await readdir(join(home, 'auth.lease'))).toEqual(['2.json'])
})

describe('a holder whose worker is dead, and whose stage lives', () => {
  test('that announces a Codex while another takes the lease over keeps it', async () => {
    const held = await (await leaseOf(home, 'a', { owner: await deadProcess() })).acquire({ waitMs: 0 })
    const slow = startWorker({ home, job: 'b', slow: true })
    workers.add(slow)
    expect(await once(slow, 'message')).toEqual([{ step: 'about to take' }, undefined])
    await held.announceCodex(markAt(1))
    const outcome = once(slow, 'message')
    slow.send('go')
    expect(await outcome).toEqual([{ got: 'LeaseTimeout' }, undefined])
    await held.codexEnded()
    await held.release()
    const next = await (await leaseOf(home, 'c')).acquire({ waitMs: 0 })
    expect(next.known.spending).toMatchObject([markAt(1)])
  })

  test('that announces one when another has taken it over is told so', async () => {
    const late = startWorker({ home, job: 'a', announcesLate: true, owner: await deadProcess() })
    workers.add(late)
    expect(await once(late, 'message')).toEqual([{ step: 'about to announce' }, undefined])
    const next = await (await leaseOf(home, 'b')).acquire({ waitMs: 0 })
    const outcome = once(late, 'message')
    late.send('go')
    expect(await outcome).toEqual([{ got: 'LeaseLost' }, undefined])
    await next.announceCodex(markAt(1))
  })
})

/** The next worker that is seen inside. */
async function holder(): Promise<ChildProcess> {
  for (;;) {
    const inside = await readFile(`${trace}.inside`, 'utf8').catch(() => '')
    const pid = inside === '' ? undefined : (JSON.parse(inside) as ProcessIdentity).pid
    const worker = [...workers].find(worker => worker.pid === pid)
    if (worker) return worker
    await sleep(2)
  }
}

function random(set: ReadonlySet<ChildProcess>): ChildProcess {
  const all = [...set]
  return all[Math.floor(Math.random() * all.length)] as ChildProcess
}
