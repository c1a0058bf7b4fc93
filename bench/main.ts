import { spawnSync } from 'node:child_process'
import { codexBinary } from '../__tests__/doubles/lab/index.js'
import { createLab, type Lab } from '../__tests__/e2e/lab.js'
import { cacheRoundTrip } from './cache.js'
import { selfCheck } from './check.js'
import { doctor } from './doctor.js'
import { type Floor, floor } from './floor.js'
import { hostileText } from './linear.js'
import { loaded } from './loaded.js'
import { additions, median, print, timed } from './measure.js'
import { profile } from './profile.js'
import { runOverhead } from './run.js'
import { scale } from './scale.js'
import { workers } from './worker.js'

/**
 * What a job pays for this action, as ratios within one run: machines are noisy. `npm run bench` takes under a minute;
 * `-- --full` measures all, and `-- --profile` names the modules in which the stages compute.
 */
const flags = process.argv.slice(2)
const unknown = flags.find(flag => !['--full', '--profile'].includes(flag))
if (unknown !== undefined) throw new Error(`${unknown}: only --full and --profile are known`)
if (flags.includes('--profile')) await profile()
else await measure(flags.includes('--full'))

async function measure(isFull: boolean): Promise<void> {
  const loop = additions()
  print('a loop of 3e8 additions', loop, loop)
  const least = await floor(print)
  const lab = await createLab()
  try {
    const seed = lab.openai.login()
    await lab.job({ 'auth-json': seed, mode: 'setup' })
    await startUp(lab, { rounds: isFull ? 15 : 7, least })
    await refresh(lab, isFull ? 15 : 5)
    await loaded(lab)
  } finally {
    await lab.close()
  }
  if (isFull) {
    await runOverhead(print, least)
    await cacheRoundTrip(print, least)
    await selfCheck(print)
    await workers(print)
    hostileText(print)
    doctor(print)
  }
  await scale(isFull ? [10, 100, 1000] : [10, 50])
  print('a loop of 3e8 additions, at the end', additions(), loop)
}

/** The three stages as processes, on a fresh login, against three `node -e 0`. */
async function startUp(lab: Lab, { rounds, least }: { rounds: number; least: Floor }): Promise<void> {
  const times: Record<'pre' | 'main' | 'post', number[]> = { pre: [], main: [], post: [] }
  const codex: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    codex.push(timed(askCodex))
    const { steps } = await lab.job({ mode: 'setup' })
    for (const [stage, list] of Object.entries(times))
      list.push(steps[0]?.stages[stage as keyof typeof times]?.durationMs ?? Number.NaN)
  }
  const [pre, main, post] = [times.pre, times.main, times.post].map(median) as [number, number, number]
  const { node, stages } = least
  print('pre', pre, node)
  print('main (setup; codex --version and login status)', main, node)
  print('post', post, node)
  print('pre + main + post, against three node -e 0', pre + main + post, 3 * node)
  print('floor: an empty action, and what main asks Codex', stages + median(codex), 3 * node)
}

/** What main asks Codex in each job. */
function askCodex(): void {
  spawnSync(codexBinary(), ['--version'])
  spawnSync(codexBinary(), ['login', 'status'])
}

async function refresh(lab: Lab, rounds: number): Promise<void> {
  const fresh: number[] = []
  const refreshed: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    fresh.push((await lab.job({ mode: 'setup' })).steps[0]?.stages.main?.durationMs ?? Number.NaN)
    const forced = await lab.job({ mode: 'setup', 'force-refresh': 'true' })
    refreshed.push(forced.steps[0]?.stages.main?.durationMs ?? Number.NaN)
  }
  print('time to ready: main, nothing to refresh', median(fresh), median(fresh))
  print('time to ready: main with a refresh', median(refreshed), median(fresh))
}
