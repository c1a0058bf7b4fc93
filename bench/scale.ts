import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { authJson, labJwt, labLogin, labToken, NOW } from '../__tests__/unit/auth-json.js'
import { type Bench, startBench } from '../__tests__/unit/git-lease-harness.js'
import { type RunnerFiles, runnerFiles } from '../__tests__/unit/job-stage.js'
import type { LoginHome } from '../src/keeper/login-home.js'
import { type Keeper, refresh } from '../src/keeper/refresh.js'
import type { Login } from '../src/login/login.js'

/** A refresh by Codex, as it takes on a hosted runner. */
const REFRESH_MS = 1500
/** The jobs of a large matrix don't start at one moment: so many in a second. */
const STARTS_PER_SECOND = 10
const HOUR_S = 3600

/**
 * Jobs of one login that is due, all with the same git server: the keeper and the lease are real, and so are git and
 * its server; Codex, the store and the runner are simulated, so that a thousand jobs fit into one machine.
 */
export async function scale(counts: readonly number[]): Promise<void> {
  process.stdout.write(
    'jobs  refreshes  requests per job  first refresh after  median wait  100th job  last job\n',
  )
  for (const count of counts) {
    const { refreshes, requests, firstMs, waits } = await jobsAtOnce(count)
    const sorted = waits.toSorted((a, b) => a - b)
    const seconds = [firstMs, sorted[Math.floor(count / 2)], waits[99], sorted.at(-1)]
      .map(ms => (ms === undefined ? '-' : `${(ms / 1000).toFixed(1)} s`).padStart(11))
      .join('')
    process.stdout.write(
      `${String(count).padStart(4)}  ${String(refreshes).padStart(9)}  ${(requests / count).toFixed(1).padStart(16)}${seconds}\n`,
    )
  }
}

async function jobsAtOnce(count: number) {
  const bench = await startBench()
  const runner = runnerFiles()
  const world = { stored: revision(1), refreshes: 0 }
  const start = performance.now()
  let firstMs = Number.NaN
  const due = world.stored
  try {
    const waits = await Promise.all(
      Array.from({ length: count }, async (_, at) => {
        await sleep((at * 1000) / STARTS_PER_SECOND)
        const begun = performance.now()
        const keeper = keeperOf(bench, runner, { number: at, world })
        const result = await refresh(keeper, {
          codex: { path: '/lab/codex', home: '/lab', env: {} },
          when: 'forced',
          isDue: login => login.generation === due.generation,
          waitMs: 600_000,
        })
        if (result.kind === 'failed') throw result.failure
        if (result.kind === 'refreshed') firstMs = performance.now() - start
        return performance.now() - begun
      }),
    )
    return { refreshes: world.refreshes, requests: bench.git.requests.length, firstMs, waits }
  } finally {
    runner.end()
    await bench.close()
  }
}

interface Client {
  readonly number: number
  readonly world: { stored: Login; refreshes: number }
}

function keeperOf(bench: Bench, runner: RunnerFiles, { number, world }: Client): Keeper {
  // All have restored it before the first of them refreshes.
  let here = revision(1)
  const home: LoginHome = {
    authFile: '/lab/auth.json',
    readOnly: undefined,
    read: async () => here,
    finishSaves: async () => undefined,
    newest: async () => {
      const taken = world.stored.generation !== here.generation
      here = world.stored
      return { login: here, taken }
    },
    proveWritable: async () => undefined,
    noteCodex: async () => undefined,
    store: async login => {
      world.stored = login
      return true
    },
  }
  return {
    stage: runner.job({}).stage(),
    kind: 'cache',
    home,
    tokenUrl: 'https://lab.invalid/token',
    lease: async () => bench.lease(`job-${number}`),
    refreshByCodex: async (_, { watch, onRefreshed }) => {
      await watch.announceCodex()
      await sleep(REFRESH_MS)
      world.refreshes += 1
      here = revision(2)
      await onRefreshed()
      await watch.codexEnded()
      return { outcome: 'refreshed' }
    },
  }
}

function revision(number: number): Login {
  const issued = Math.floor(NOW / 1000) - HOUR_S * (10 - number)
  return labLogin(
    authJson({
      tokens: {
        access_token: labJwt({ iat: issued, exp: issued + 240 * HOUR_S, number }),
        refresh_token: `rt_${labToken(`refresh ${number}`)}`,
      },
      last_refresh: new Date(issued * 1000).toISOString(),
    }),
  )
}
