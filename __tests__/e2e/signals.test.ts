import { expect, test } from '@jest/globals'
import type { JobRun } from '../doubles/runner/index.js'
import { until } from './cache-world.js'
import { inLab, type Lab } from './lab.js'

const HOUR = 3_600_000
/** The sandbox is no part of it, and takes its time to be proven. */
const UNSAFE = { 'safety-strategy': 'unsafe' }

/** Waits until the server has refreshed and holds its answer back. */
async function refreshInFlight({ openai }: Lab, run: JobRun): Promise<void> {
  expect(await until(run, () => openai.refreshes.length > 0)).toBe(true)
}

/** Waits until Codex has asked the model. */
async function turnInFlight({ openai }: Lab, run: JobRun): Promise<void> {
  expect(await until(run, () => openai.log.some(({ kind }) => kind === 'responses'))).toBe(true)
}

/** The proof that nothing was lost: the next job can still refresh the login, and no token was spent twice. */
async function survives(lab: Lab): Promise<void> {
  lab.openai.delayAfterRefresh(0)
  const before = lab.openai.acceptedRefreshes.length
  const next = await lab.job({ mode: 'keep-fresh', 'force-refresh': 'true' }, { on: lab.runner('next') })
  expect(next.conclusion).toBe('success')
  expect(lab.openai.acceptedRefreshes).toHaveLength(before + 1)
  expect(lab.openai.presentations().every(({ times }) => times <= 1)).toBe(true)
}

// These wait for OpenAI's answer; those below measure time, and so have none beside them.
test.concurrent(
  'SIGINT to main during a refresh: it is finished and kept, and the job is cancelled',
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: HOUR })
    lab.openai.delayAfterRefresh(2000)
    const run = lab.job({ 'auth-json': seed, prompt: 'never run', ...UNSAFE })
    await refreshInFlight(lab, run)
    run.cancel()
    const result = await run
    expect(result.conclusion).toBe('cancelled')
    expect(result.steps[0]?.stages.main).toMatchObject({ exitCode: 1, signal: null })
    expect(result.annotations.map(({ message }) => message).join()).toContain(
      'The step was cancelled (SIGINT)',
    )
    expect(result.steps[0]?.stages.post?.log).toContain('The login was refreshed by this step, and is kept.')
    expect(lab.openai.modelCalls).toBe(0)
    await survives(lab)
  }),
  60_000,
)

test.concurrent(
  'kill -9 of main during a refresh: post waits until Codex has saved, and gives the lease back',
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: HOUR })
    lab.openai.delayAfterRefresh(2000)
    const run = lab.job({ 'auth-json': seed, prompt: 'never run', ...UNSAFE })
    await refreshInFlight(lab, run)
    run.kill('stage')
    const result = await run
    const post = result.steps[0]?.stages.post?.log
    expect(post).toMatch(/may be refreshing the login: waiting until it has saved/)
    expect(post).toContain('The login was refreshed while the job ran, and the newer one is kept.')
    expect(await lab.auth()).not.toBe(seed)
    await survives(lab)
  }),
  60_000,
)

test.concurrent(
  'kill -9 of main in the last 5 minutes of a token, when Codex refreshes at its start: saved all the same',
  inLab(async lab => {
    lab.openai.delayAfterRefresh(2000)
    const run = lab.job({
      'auth-json': lab.openai.login({ expInMs: 60_000 }),
      prompt: 'never run',
      ...UNSAFE,
    })
    await refreshInFlight(lab, run)
    run.kill('stage')
    await run
    await survives(lab)
  }),
  60_000,
)

test.concurrent(
  'kill -9 of worker and main during a refresh: the next job waits for the orphan to save, then goes on',
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: HOUR })
    lab.openai.delayAfterRefresh(2000)
    const run = lab.job({ 'auth-json': seed, prompt: 'never run', ...UNSAFE })
    await refreshInFlight(lab, run)
    run.kill('both')
    const next = await lab.job(
      { 'auth-json': seed, prompt: 'Say OK', 'min-lifetime': '2h', ...UNSAFE },
      { on: lab.runner('next') },
    )
    expect(next.conclusion).toBe('success')
    expect(next.steps[0]?.outputs).toMatchObject({ 'final-message': 'OK', refreshed: 'false' })
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
    await survives(lab)
    await run
  }),
  60_000,
)

test(
  'cancel while Codex runs: it is stopped within the 7.5 s before SIGTERM',
  inLab(async lab => {
    lab.openai.script([{ hang: true }])
    const run = lab.job({ 'auth-json': lab.openai.login(), prompt: 'Hang', ...UNSAFE })
    await turnInFlight(lab, run)
    const start = performance.now()
    run.cancel()
    const result = await run
    expect(performance.now() - start).toBeLessThan(7000)
    expect(result.conclusion).toBe('cancelled')
    expect(result.steps[0]?.stages.main).toMatchObject({ exitCode: 1, signal: null })
    expect(result.annotations.map(({ message }) => message).join()).toContain(
      'stopped because the job was cancelled',
    )
    expect(result.orphans).toEqual([])
  }),
  60_000,
)

test(
  'kill -9 of main while Codex runs: post stops the Codex that is left',
  inLab(async lab => {
    lab.openai.script([{ hang: true }])
    const run = lab.job({ 'auth-json': lab.openai.login(), prompt: 'Hang', ...UNSAFE })
    await turnInFlight(lab, run)
    run.kill('stage')
    const result = await run
    expect(result.steps[0]?.stages.post?.log).toMatch(/outlived its step: stopping it/)
    expect(result.orphans).toEqual([])
    await survives(lab)
  }),
  60_000,
)

test(
  'cancel while waiting for the lease ends the wait within 2 seconds',
  inLab(async lab => {
    lab.openai.delayAfterRefresh(6000)
    const seed = lab.openai.login({ expInMs: HOUR })
    const holder = lab.job({ 'auth-json': seed, mode: 'setup' })
    await refreshInFlight(lab, holder)
    const waiter = lab.job({ mode: 'setup' }, { on: lab.runner('second') })
    await waiter.line(/Waiting for the right to refresh the login .* held by job .* of run/)
    const start = performance.now()
    waiter.cancel()
    const result = await waiter
    expect(performance.now() - start).toBeLessThan(2000)
    expect(result.conclusion).toBe('cancelled')
    expect((await holder).conclusion).toBe('success')
  }),
  60_000,
)
