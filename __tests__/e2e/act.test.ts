import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { JobResult } from '../doubles/runner/index.js'
import { commandsOf, logOf, onceEach, refreshToken, withManagers } from './command-job.js'
import { filesLeft } from './homes-left.js'
import { type HostedJob, hostedJob } from './hosted.js'
import { inLab } from './lab.js'

/** A runner that gives all jobs of a run the same names and numbers, such as nektos/act and the one of Gitea. */

const HOUR = 3_600_000
const LATE = 120_000
/** Under act itself there are six: prove/act. */
const MATRIX = ['one', 'two', 'three', 'four']

const allSucceed = (jobs: readonly JobResult[]) =>
  expect(jobs.map(({ conclusion }) => conclusion)).toEqual(jobs.map(() => 'success'))

test(
  'of three jobs of a matrix with `exclusive`, one after another may refresh',
  inLab(async lab => {
    const seed = lab.openai.login()
    const turns = join(lab.dir, 'turns')
    const jobs = ['one', 'two', 'three'].map(name =>
      lab.job(
        {},
        {
          on: lab.act(name),
          secrets: [seed],
          steps: [
            { uses: 'self', with: { 'auth-json': seed, mode: 'setup', concurrency: 'exclusive' } },
            { run: `echo in >> '${turns}'; sleep 1; echo out >> '${turns}'` },
          ],
        },
      ),
    )
    const results = await Promise.all(jobs)
    allSucceed(results)
    expect(await readFile(turns, 'utf8')).toBe('in\nout\n'.repeat(3))
    for (const result of results)
      expect(logOf(result, 'main')).toContain('This job alone may refresh the login until it ends')
  }),
  LATE,
)

test(
  'four jobs of a matrix refresh one login of the host once, however slow the server is',
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: HOUR })
    lab.openai.delayAfterRefresh(1500)
    const inputs = { 'auth-json': seed, mode: 'keep-fresh', 'min-lifetime': '2h' }
    const results = await Promise.all(MATRIX.map(name => lab.job(inputs, { on: lab.act(name) })))
    allSucceed(results)
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
    expect(onceEach(lab)).toBe(true)
  }),
  LATE,
)

test(
  'four jobs of a matrix with a secret manager refresh its login once, and none removes the home of another',
  withManagers(async ({ lab, manager }) => {
    const seed = lab.openai.login({ expInMs: HOUR })
    await manager.put(seed)
    lab.openai.delayAfterRefresh(1500)
    const inputs = {
      ...commandsOf(manager),
      storage: 'command',
      mode: 'keep-fresh',
      'min-lifetime': '2h',
    }
    const jobs = MATRIX.map(name => hostedJob(lab, inputs, { on: lab.act(name) }))
    allSucceed(await Promise.all(jobs))
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
    expect(onceEach(lab)).toBe(true)
    expect(refreshToken(await manager.stored())).toBe(refreshToken(lab.openai.currentAuthJson()))
    expect(await filesLeft(lab)).toEqual([])
  }),
  LATE,
)

test.each<[string, HostedJob['steps']]>([
  ['is skipped', [{ uses: 'self', if: false, with: {} }]],
  ['comes after one that fails', [{ run: 'exit 1' }, { uses: 'self', with: {} }]],
])('a step that %s leaves nothing, although that runner runs no post for it', (_, steps = []) =>
  withManagers(async ({ lab, manager }) => {
    const seed = lab.openai.login()
    await manager.put(seed)
    const given = { ...commandsOf(manager), storage: 'command', mode: 'setup' }
    const job = await hostedJob(
      lab,
      {},
      {
        on: lab.act('one'),
        secrets: [seed],
        steps: steps.map(step => ('uses' in step ? { ...step, with: given } : step)),
      },
    )
    expect(logOf(job, 'pre', steps.length - 1)).toContain('the login is restored when the step starts')
    expect(logOf(job, 'post', steps.length - 1)).toBe('')
    expect(await filesLeft(lab)).toEqual([])
  })(),
)
