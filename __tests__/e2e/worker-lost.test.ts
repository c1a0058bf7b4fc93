import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { JobRun, Runner } from '../doubles/runner/index.js'
import { refreshToken, withManagers } from './command-job.js'
import { inLab } from './lab.js'
import { until } from './lease-world.js'

const HOUR = 3_600_000
const LATE = 60_000

const gone = (pid: number) => () => {
  try {
    return !process.kill(pid, 0)
  } catch {
    return true
  }
}

/** As the agent does before its next job. */
async function emptyTemp({ folders: { temp } }: Runner): Promise<void> {
  for (const name of await readdir(temp)) await rm(join(temp, name), { recursive: true })
}

const killed = async (run: JobRun) => run.kill('worker')

test.concurrent.each([
  ['the worker is killed', killed],
  [
    "the worker is killed, and the agent's next job empties RUNNER_TEMP",
    async (run: JobRun, on: Runner) => {
      run.kill('worker')
      await emptyTemp(on)
    },
  ],
  [
    'the terminal of run.sh is closed',
    async (run: JobRun) => {
      const { pid = 0 } = run.running ?? {}
      run.kill('worker')
      process.kill(pid, 'SIGHUP')
    },
  ],
])(
  '%s while Codex refreshes: main, whom nobody hears, still stores the refreshed login',
  (_, lose) =>
    withManagers(async ({ lab, manager, job }) => {
      const seed = lab.openai.login({ expInMs: HOUR })
      lab.openai.delayAfterRefresh(1500)
      const on = await lab.fresh()
      let main = 0
      const lost = await job(
        { 'auth-json': seed, mode: 'setup' },
        {
          on,
          async during(run) {
            main = (await run.started('main')).pid
            await until(() => lab.openai.refreshes.length === 1)
            await lose(run, on)
          },
        },
      )
      expect(lost.workerDied).toBe(true)
      await until(gone(main))
      expect(refreshToken(await manager.stored())).toBe(refreshToken(lab.openai.currentAuthJson()))
      expect(lab.openai.acceptedRefreshes).toHaveLength(1)
      // No post came that could have.
      await rm(join(on.folders.home, '.codex-auth-action'), { recursive: true })
    })(),
  LATE,
)

test.concurrent(
  'the worker is killed before: main, whom nobody hears, spends nothing, and ends',
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: HOUR })
    const job = lab.job({ 'auth-json': seed, mode: 'setup' })
    const { pid } = await job.started('main')
    job.kill('worker')
    expect((await job).workerDied).toBe(true)
    await until(gone(pid))
    expect(lab.openai.refreshes).toHaveLength(0)
    expect((await lab.job({ mode: 'setup', 'lease-timeout': '1s' })).conclusion).toBe('success')
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
  }),
  LATE,
)
