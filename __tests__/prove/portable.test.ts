import { type FileHandle, open } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import type { JobResult, JobRun, Values } from '../doubles/runner/index.js'
import { until } from '../e2e/cache-world.js'
import { inLab, type Lab } from '../e2e/lab.js'

/**
 * What the login must survive on each system, with the real Codex and nothing of POSIX: no shell, no modes, no /proc, no
 * signal but the runner's own. `.github/workflows/platforms.yml` runs this file on Windows, macOS and arm64.
 */

const HOUR = 3_600_000
const LATE = 180_000
/** How long the token endpoint holds its answer back, in ms: a stage is killed meanwhile, or another job comes. */
const SLOW = 3000
const KEEP_FRESH = { mode: 'keep-fresh' }
/** On Windows the action proves no sandbox yet. */
const RUN = { prompt: 'Say OK', 'safety-strategy': 'unsafe' }

const outputsOf = ({ steps }: JobResult): Values => steps[0]?.outputs ?? {}
const errorsOf = ({ annotations }: JobResult): string[] =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message)

const refreshTokenOf = (authJson: string): string =>
  (JSON.parse(authJson) as { tokens: { refresh_token: string } }).tokens.refresh_token

/** The proof that nothing was lost: the host has what OpenAI gave out last, no token was used twice, and it can be refreshed. */
async function assertAlive(lab: Lab): Promise<void> {
  const { openai } = lab
  openai.delayAfterRefresh(0)
  const before = openai.acceptedRefreshes.length
  const next = await lab.job({ ...KEEP_FRESH, 'force-refresh': 'true' }, { on: lab.runner('next') })
  expect([next.conclusion, errorsOf(next)]).toEqual(['success', []])
  expect(openai.acceptedRefreshes).toHaveLength(before + 1)
  expect(openai.presentations().filter(({ times }) => times > 1)).toEqual([])
  expect(refreshTokenOf(await lab.auth())).toBe(refreshTokenOf(openai.currentAuthJson()))
}

/** Waits until OpenAI has refreshed the login and holds its answer back. */
async function refreshInFlight({ openai }: Lab, run: JobRun): Promise<void> {
  expect(await until(run, () => openai.acceptedRefreshes.length > 0)).toBe(true)
}

test(
  'a seed: the first job keeps it, Codex runs with it, and the next job needs none',
  inLab(async lab => {
    const first = await lab.job({ 'auth-json': lab.openai.login(), ...RUN })
    expect([first.conclusion, outputsOf(first)['final-message']]).toEqual(['success', 'OK'])

    const next = await lab.job(RUN, { on: lab.runner('next') })
    expect([next.conclusion, outputsOf(next)['final-message']]).toEqual(['success', 'OK'])
    expect(lab.openai.refreshes).toEqual([])
    await assertAlive(lab)
  }),
  LATE,
)

test(
  'a forced refresh: stored at once, and used by the next job',
  inLab(async lab => {
    const seed = lab.openai.login()
    const forced = await lab.job({ 'auth-json': seed, ...KEEP_FRESH, 'force-refresh': 'true' })
    expect([forced.conclusion, outputsOf(forced)['auth-status']]).toEqual(['success', 'refreshed'])
    expect(refreshTokenOf(await lab.auth())).not.toBe(refreshTokenOf(seed))

    // The seed is an old copy now.
    const next = await lab.job({ 'auth-json': seed, ...RUN })
    expect([next.conclusion, outputsOf(next)['final-message']]).toEqual(['success', 'OK'])
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
    await assertAlive(lab)
  }),
  LATE,
)

/** What happens to a job in the second of its refresh. */
const ENDS: Record<string, (run: JobRun) => void> = {
  'main is killed': run => run.kill('stage'),
  'the worker and main are killed': run => run.kill('both'),
  'the job is cancelled': run => run.cancel(),
}

test.each(Object.keys(ENDS))(
  '%s while the token endpoint waits: Codex saves what comes, and the next job has it',
  end =>
    inLab(async lab => {
      const seed = lab.openai.login({ expInMs: HOUR })
      lab.openai.delayAfterRefresh(SLOW)
      const run = lab.job({ 'auth-json': seed, ...KEEP_FRESH })
      await refreshInFlight(lab, run)

      ENDS[end]?.(run)

      expect((await run).conclusion).not.toBe('success')
      // Where nobody is left to store it, this job waits until Codex has saved.
      expect((await lab.job(KEEP_FRESH)).conclusion).toBe('success')
      expect(lab.openai.acceptedRefreshes).toHaveLength(1)
      await assertAlive(lab)
    })(),
  LATE,
)

test(
  'two jobs at once: one refreshes, and both have the login',
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: HOUR })
    lab.openai.delayAfterRefresh(SLOW)
    const jobs = ['one', 'two'].map(name =>
      lab.job({ 'auth-json': seed, ...KEEP_FRESH }, { on: lab.runner(name) }),
    )
    const results = await Promise.all(jobs)
    expect(results.map(({ conclusion }) => conclusion)).toEqual(['success', 'success'])
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
    await assertAlive(lab)
  }),
  LATE,
)

/** `FILE_SHARE_NONE` on Windows: nobody else can open or replace the file. Elsewhere the flag does not exist. */
const ALONE = process.platform === 'win32' ? 0x1000_0000 : 0

test(
  'another program has auth.json open: the token is used only if the answer can be saved, and the login lives on',
  inLab(async lab => {
    const { openai } = lab
    const seed = openai.login({ expInMs: HOUR })
    expect((await lab.job({ 'auth-json': seed, mode: 'setup', 'min-lifetime': '1m' })).conclusion).toBe(
      'success',
    )

    const held: FileHandle = await open(lab.authFile, ALONE || 'r')
    const meanwhile = await lab.job(KEEP_FRESH).finally(() => held.close())

    if (process.platform === 'win32') {
      expect(outputsOf(meanwhile)['auth-reason']).toMatch(/^(unsavable|unusable-place)$/)
      expect(openai.refreshes).toEqual([])
    } else {
      // Codex replaces the file by a rename, whoever has it open.
      expect(meanwhile.conclusion).toBe('success')
      expect(openai.acceptedRefreshes).toHaveLength(1)
    }
    await assertAlive(lab)
  }),
  LATE,
)
