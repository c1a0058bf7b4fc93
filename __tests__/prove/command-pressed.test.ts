import { existsSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import {
  commandJob,
  errorsOf,
  logOf,
  outputsOf,
  refreshToken,
  type World,
  withManagers,
} from '../e2e/command-job.js'
import { until } from '../e2e/lease-world.js'

const HOUR = 3_600_000
const LATE = 60_000

const storedNewest = async ({ lab, manager }: World): Promise<boolean> =>
  refreshToken(await manager.stored()) === refreshToken(lab.openai.currentAuthJson())

test(
  'the manager does not answer for a moment after the refresh: it is asked again, since the login is nowhere else',
  withManagers(async world => {
    const { lab, manager, job } = world
    const seed = lab.openai.login({ expInMs: HOUR })
    lab.openai.delayAfterRefresh(1000)
    const result = await job(
      { 'auth-json': seed, mode: 'setup' },
      {
        async during() {
          await until(() => lab.openai.refreshes.length === 1)
          await manager.make('fail-read', 2)
        },
      },
    )
    expect([result.conclusion, errorsOf(result)]).toEqual(['success', []])
    expect(outputsOf(result)).toMatchObject({ refreshed: 'true', persisted: 'true' })
    expect(await storedNewest(world)).toBe(true)
  }),
  LATE,
)

test(
  'the runner goes away while it is proven that the login can be stored: nothing is spent',
  withManagers(async ({ lab, manager }) => {
    const seed = lab.openai.login({ expInMs: HOUR })
    await manager.put(seed)
    const proof = join(manager.dir, 'proof')
    const persistCommand = `touch '${proof}'; sleep 2; ${manager.persistCommand}`
    const on = await lab.fresh()
    const result = await commandJob(
      lab,
      { restoreCommand: manager.restoreCommand, persistCommand },
      { mode: 'setup' },
      {
        on,
        async during(run) {
          await until(() => existsSync(proof))
          run.shutdown()
        },
      },
    )
    expect(result.steps[0]?.stages.main?.exitCode).toBe(1)
    expect(errorsOf(result).join()).toMatch(/cancelled \(SIGINT\)/)
    expect(lab.openai.refreshes).toHaveLength(0)
    expect(JSON.parse((await manager.stored()) ?? '')).toEqual(JSON.parse(seed))
    await rm(join(on.folders.home, '.codex-auth-action'), { recursive: true })
  }),
  LATE,
)

test(
  "the runner's files can not be written when the refresh is to begin: nothing is spent, and the next job can",
  withManagers(async ({ lab, manager, job }) => {
    const seed = lab.openai.login({ expInMs: HOUR })
    const spoiling = `rm -f "$RUNNER_TEMP"/_runner_file_commands/save_state_*; ${manager.persistCommand}`
    const spoilt = await commandJob(
      lab,
      { restoreCommand: manager.restoreCommand, persistCommand: spoiling },
      { 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' },
    )
    expect(spoilt.conclusion).toBe('failure')
    expect(errorsOf(spoilt)[0]).toMatch(/^Notes for the end of this job could not be written/)
    expect(lab.openai.refreshes).toHaveLength(0)
    expect(outputsOf(await job({ mode: 'keep-fresh', 'force-refresh': 'true' })).refreshed).toBe('true')
  }),
  LATE,
)

test(
  'post is told to end while it waits for a Codex that saves: it uses the time that is left, and stores',
  withManagers(async world => {
    const { lab, job } = world
    const seed = lab.openai.login({ expInMs: HOUR })
    lab.openai.delayAfterRefresh(3000)
    const result = await job(
      { 'auth-json': seed, mode: 'setup' },
      {
        async during(run) {
          await until(() => lab.openai.refreshes.length === 1)
          run.kill('stage')
          await run.started('post')
          await sleep(700)
          run.shutdown()
        },
      },
    )
    expect(result.steps[0]?.stages.post).toMatchObject({ exitCode: 0, signal: null })
    expect(await storedNewest(world)).toBe(true)
  }),
  LATE,
)

test(
  'RUNNER_TEMP can not be written any more when post begins: it stores without the lease, and says so',
  withManagers(async world => {
    const { lab, job } = world
    const seed = lab.openai.login({ expInMs: HOUR })
    lab.openai.delayAfterRefresh(3000)
    const on = await lab.fresh()
    const { temp } = on.folders
    const result = await job(
      { 'auth-json': seed, mode: 'setup' },
      {
        on,
        async during(run) {
          await until(() => lab.openai.refreshes.length === 1)
          run.kill('stage')
          await run.started('post')
          await sleep(700)
          await rename(temp, `${temp}.away`)
          await writeFile(temp, '')
          await until(() => storedNewest(world))
          await rm(temp)
          await rename(`${temp}.away`, temp)
        },
      },
    )
    expect(logOf(result, 'post')).toMatch(/The login is stored without the right to refresh it/)
    expect(await storedNewest(world)).toBe(true)
  }),
  LATE,
)
