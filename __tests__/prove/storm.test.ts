import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { until } from '../e2e/cache-world.js'
import { inLab, type Lab } from '../e2e/lab.js'

const HOUR = 3_600_000
const JOBS = 30

function assertNoOverlap({ openai }: Lab): void {
  expect(openai.presentations().every(({ times }) => times <= 1)).toBe(true)
  expect(openai.refreshes.every(({ outcome }) => outcome === 'refreshed')).toBe(true)
  const spans = openai.refreshes.map(({ startedAt, endedAt = Date.now() }) => [startedAt, endedAt] as const)
  for (const [index, [start]] of spans.entries())
    if (index > 0) expect(start).toBeGreaterThanOrEqual(spans[index - 1]?.[1] ?? 0)
}

test.each([1, 2, 3])(
  'eight jobs at once on one host, round %i: one refresh, all green',
  () =>
    inLab(async lab => {
      const seed = lab.openai.login({ expInMs: HOUR })
      const jobs = Array.from({ length: 8 }, (_, agent) =>
        lab.job({ 'auth-json': seed, prompt: 'Say OK' }, { on: lab.runner(`agent-${agent}`) }),
      )
      const results = await Promise.all(jobs)
      expect(results.map(({ conclusion }) => conclusion)).toEqual(Array(8).fill('success'))
      expect(lab.openai.acceptedRefreshes).toHaveLength(1)
      assertNoOverlap(lab)
    })(),
  300_000,
)

test(
  `kill -9 of main, worker or both at random moments of ${JOBS} jobs: no token is spent twice, the login survives`,
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: HOUR })
    let killed = 0
    const kills = ['stage', 'worker', 'both'] as const
    for (let job = 0; job < JOBS; job += 1) {
      lab.openai.delayAfterRefresh(job % 3 === 0 ? 300 : 0)
      const run = lab.job(
        { 'auth-json': seed, mode: 'setup', 'force-refresh': 'true' },
        { on: lab.runner(`agent-${job % 4}`) },
      )
      const before = lab.openai.refreshes.length
      await run.started('main').catch(() => undefined)
      // Every third one around its refresh, whenever this machine comes to it.
      if (job % 3 === 0) await until(run, () => lab.openai.refreshes.length > before)
      await sleep((job * 37) % (job % 3 === 0 ? 400 : 700))
      run.kill(kills[Math.floor(job / 3) % kills.length] ?? 'stage')
      const { workerDied, steps } = await run
      killed += Number(workerDied || steps[0]?.stages.main?.signal === 'SIGKILL')
    }
    expect(killed).toBeGreaterThan(22)
    lab.openai.delayAfterRefresh(0)
    const last = await lab.job({ mode: 'keep-fresh', 'force-refresh': 'true' }, { on: lab.runner('last') })
    expect(last.conclusion).toBe('success')
    assertNoOverlap(lab)
    expect(lab.openai.acceptedRefreshes.length).toBeGreaterThan(10)
    process.stdout.write(
      `${JOBS} killed jobs: ${lab.openai.acceptedRefreshes.length} refreshes, each refresh token once\n`,
    )
  }),
  300_000,
)
