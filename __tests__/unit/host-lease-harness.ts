import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { jest } from '@jest/globals'
import { HostLease, type HostLeaseOptions } from '../../src/leases/host-lease.js'
import { type AcquireOptions, type HeldLease, LeaseTimeout } from '../../src/leases/lease.js'
import { identify, type ProcessIdentity } from '../../src/system/process-identity.js'
import type { Orders } from './lease-worker.js'

const WORKER = fileURLToPath(new URL('./lease-worker.js', import.meta.url))

export const startWorker = (orders: Orders): ChildProcess => fork(WORKER, [JSON.stringify(orders)])

/** Settles when it has exited and was reaped; fails if it reports an error of its own. */
export async function ended(worker: ChildProcess): Promise<void> {
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit')
  if (worker.exitCode) throw new Error(`a worker failed with exit ${worker.exitCode}`)
}

/** A home on a path with a space in it, since many Macs and Windows have one. */
export const makeHome = (): Promise<string> => mkdtemp(join(tmpdir(), 'lab host-lease '))
export const removeHome = (home: string): Promise<void> => rm(home, { recursive: true })

/** What a process is that ran before: its pid has been given to another since. */
export async function deadProcess(): Promise<ProcessIdentity> {
  return { ...(await liveProcess()), startedAt: '1' }
}

export async function liveProcess(pid: number = process.pid): Promise<ProcessIdentity> {
  const identity = await identify(pid)
  if (!identity) throw new Error(`no process ${pid}`)
  return identity
}

/** Stands for a Codex: a process that lives until `stop` has reaped it. */
export async function startCodexLike(): Promise<{ identity: ProcessIdentity; stop(): Promise<void> }> {
  const child = spawn('sleep', ['60'])
  await once(child, 'spawn')
  const identity = await liveProcess(child.pid)
  return {
    identity,
    async stop() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

export async function leaseOf(
  home: string,
  job: string,
  options: Partial<HostLeaseOptions> = {},
): Promise<HostLease> {
  const owner = await liveProcess()
  return new HostLease({ home, job, description: `job ${job}`, owner, lifeMs: 3_600_000, ...options })
}

/** Starts to wait for the lease; the wait itself, when it was seen to have begun. */
export const seenWaiting = (lease: HostLease, options: AcquireOptions) =>
  new Promise<{ waiting: Promise<HeldLease> }>((seen, failed) => {
    const waiting = lease.acquire({ ...options, onWait: () => seen({ waiting }) })
    waiting.catch(failed)
  })

/** Takes the lease, now or not at all. */
export const take = async (home: string, job: string, options: Partial<HostLeaseOptions> = {}) =>
  (await leaseOf(home, job, options)).acquire({ waitMs: 0 })

/** Whether another job can have it. */
export const isFree = (home: string) =>
  take(home, 'next').then(
    held => held.release().then(() => true),
    error => {
      if (error instanceof LeaseTimeout) return false
      throw error
    },
  )

/** So much later is it from now on. */
export function later(ms: number): void {
  const now = Date.now()
  jest.spyOn(Date, 'now').mockReturnValue(now + ms)
}
