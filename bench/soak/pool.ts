import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { storiesOf } from './events.js'
import type { Result } from './simulate.js'
import type { WayName } from './titles.js'
import type { Task } from './worker.js'

/** One login, in each of the three ways. */
export interface LoginResult {
  readonly seed: number
  readonly at: number
  readonly login: string
  readonly place: string
  readonly results: readonly (Result & { readonly way: WayName })[]
}

export interface Soak {
  readonly seed: number
  readonly seeds: number
  /** For each seed. */
  readonly jobs: number
  /** The share of jobs whose machine is lost; by default as in RATES. */
  readonly lost?: number | undefined
}

/** All logins of all seeds, in as many processes as the machine has cores. */
export async function soak({ seed, seeds, jobs, lost }: Soak, onResult: (done: number, all: number) => void) {
  const tasks: Task[] = Array.from({ length: seeds }, (_, at) => seed + at).flatMap(one =>
    storiesOf(one, jobs).map((_, at) => ({ seed: one, jobs, at, lost })),
  )
  const all = tasks.length
  const results: LoginResult[] = []
  await Promise.all(
    Array.from({ length: Math.min(all, availableParallelism()) }, async () => {
      const worker = fork(join(import.meta.dirname, 'worker.js'))
      try {
        await messageOf(worker)
        for (let task = tasks.shift(); task; task = tasks.shift()) {
          worker.send(task)
          results.push((await messageOf(worker)) as LoginResult)
          onResult(results.length, all)
        }
      } finally {
        worker.disconnect()
      }
    }),
  )
  return results.toSorted((a, b) => a.seed - b.seed || a.at - b.at)
}

async function messageOf(worker: ChildProcess): Promise<unknown> {
  const ended = new AbortController()
  try {
    const [message] = await Promise.race([
      once(worker, 'message', { signal: ended.signal }),
      once(worker, 'exit', { signal: ended.signal }).then(([code]) => {
        throw new Error(`a process of the soak ended with exit code ${code}`)
      }),
    ])
    return message
  } finally {
    ended.abort()
  }
}
