import { spawnSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { node24 } from '../__tests__/doubles/runner/index.js'
import { createLab, type Lab } from '../__tests__/e2e/lab.js'
import { cacheRoundTrip } from './cache.js'
import { selfCheck } from './check.js'
import { doctor } from './doctor.js'
import { hostileText } from './linear.js'
import { runOverhead } from './run.js'
import { workers } from './worker.js'

/**
 * What a job pays for this action, as ratios within one run: machines are noisy. `npm run bench`.
 * Start-up: the three stages as processes, on a fresh login, against three `node -e 0`.
 */
const ROUNDS = 15

hostileText(print)
doctor(print)
const lab = await createLab()
try {
  const seed = lab.openai.login()
  await lab.job({ 'auth-json': seed, mode: 'setup' })
  await startUp(lab)
  await refresh(lab)
  await runOverhead(print)
  await cacheRoundTrip(print)
  await selfCheck(print)
  await workers(print)
} finally {
  await lab.close()
}

async function startUp(lab: Lab): Promise<void> {
  const bare: number[] = []
  const stages: Record<'pre' | 'main' | 'post', number[]> = { pre: [], main: [], post: [] }
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(timed(() => spawnSync(node24(), ['-e', '0'])))
    const { steps } = await lab.job({ mode: 'setup' })
    for (const stage of ['pre', 'main', 'post'] as const)
      stages[stage].push(steps[0]?.stages[stage]?.durationMs ?? Number.NaN)
  }
  const [node, pre, main, post] = [bare, stages.pre, stages.main, stages.post].map(median) as [
    number,
    number,
    number,
    number,
  ]
  print('node -e 0', node, node)
  print('pre', pre, node)
  print('main (setup; codex --version once)', main, node)
  print('post', post, node)
  print('pre + main + post, against three node -e 0', pre + main + post, 3 * node)
}

async function refresh(lab: Lab): Promise<void> {
  const fresh: number[] = []
  const refreshed: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    fresh.push((await lab.job({ mode: 'setup' })).steps[0]?.stages.main?.durationMs ?? Number.NaN)
    const forced = await lab.job({ mode: 'setup', 'force-refresh': 'true' })
    refreshed.push(forced.steps[0]?.stages.main?.durationMs ?? Number.NaN)
  }
  print('time to ready: main, nothing to refresh', median(fresh), median(fresh))
  print('time to ready: main with a refresh', median(refreshed), median(fresh))
  process.stdout.write(`a refresh itself: ${(median(refreshed) - median(fresh)).toFixed(0)} ms\n`)
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function print(what: string, ms: number, unit: number): void {
  process.stdout.write(`${what.padEnd(48)} ${ms.toFixed(0).padStart(6)} ms  ${(ms / unit).toFixed(2)} x\n`)
}
