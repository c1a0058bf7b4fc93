import { expect, test } from '@jest/globals'
import { inLab } from './lab.js'
import { MADE_BY, reads, verdictOf } from './verdict.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR

test.concurrent.each([
  ['more than half of its life left: not refreshed', 5 * DAY + HOUR, {}, 0],
  ['less than half of its life left: refreshed', 5 * DAY - HOUR, {}, 1],
  ['all of its life left and force-refresh: refreshed', 10 * DAY, { 'force-refresh': 'true' }, 1],
])(
  'keep-fresh with %s, proven, and no model call',
  (_, expInMs, inputs: Record<string, string>, count) =>
    inLab(async lab => {
      const seed = lab.openai.login({ expInMs })
      const result = await lab.job({ 'auth-json': seed, mode: 'keep-fresh', ...inputs })
      expect(result.conclusion).toBe('success')
      const outputs = result.steps[0]?.outputs ?? {}
      expect(outputs).toMatchObject({ refreshed: String(count > 0), 'account-plan': 'pro' })
      expect(JSON.parse(outputs['rate-limits'] ?? '')).toMatchObject({ primary: { usedPercent: 12 } })
      expect(lab.openai.acceptedRefreshes).toHaveLength(count)
      expect((await lab.auth()) === seed).toBe(count === 0)
      expect(lab.openai.modelCalls).toBe(0)
    })(),
  60_000,
)

test.concurrent(
  'keep-fresh finds that the server has ended the access token, and refreshes once',
  inLab(async lab => {
    const seed = lab.openai.login()
    lab.openai.endAccessToken()
    const result = await lab.job({ 'auth-json': seed, mode: 'keep-fresh' })
    expect(result.conclusion).toBe('success')
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
    expect(result.steps[0]?.outputs).toMatchObject({ refreshed: 'true', 'auth-status': 'refreshed' })
  }),
  60_000,
)

test.concurrent(
  'the summary says which run refreshed the login, and how much of the plan is used; also where the login is refused',
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: DAY })
    const made = await lab.job({ 'auth-json': seed, mode: 'keep-fresh' })
    expect(made.summary).toContain('just now by this run (')
    const found = await lab.job({ mode: 'keep-fresh' })
    expect(found.summary).toMatch(MADE_BY)
    expect(found.summary).toMatch(/<b>Used of 5 h<\/b><\/td><td><code>██░+<\/code> 12 %, begins again 20/)
    lab.openai.answerTokenEndpoint('reused')
    const refused = await lab.job({ mode: 'keep-fresh', 'force-refresh': 'true' })
    expect([refused.conclusion, refused.steps[0]?.outputs['auth-status']]).toEqual(['failure', 'stale'])
    expect(refused.summary).toMatch(MADE_BY)
    lab.openai.endAccessToken()
    const dead = await lab.job({ mode: 'keep-fresh' })
    expect(dead.steps[0]?.outputs['auth-status']).toBe('dead')
    expect(dead.summary).toMatch(MADE_BY)
  }),
  60_000,
)

test.concurrent(
  'keep-fresh with a prompt runs it too',
  inLab(async lab => {
    const result = await lab.job({ 'auth-json': lab.openai.login(), mode: 'keep-fresh', prompt: 'Say OK' })
    expect(result.steps[0]?.outputs).toMatchObject({ 'final-message': 'OK', 'account-plan': 'pro' })
    expect(lab.openai.modelCalls).toBe(1)
  }),
  60_000,
)

// It measures time, and so has none beside it.
test(
  'keep-fresh is red when the refresh is refused, and says until when other jobs go on; they are green and healthy',
  inLab(async lab => {
    const inputs = { mode: 'keep-fresh', prompt: '' }
    const verdict = await verdictOf(lab, 'days', 'invalidated', inputs)
    const title = /works, but can't be refreshed/
    reads(verdict, {
      situation: 'days',
      answer: 'invalidated',
      is: 'failure',
      status: 'stale',
      reason: 'refused',
      title,
    })
    expect(verdict.result.summary).toContain(`which ends at ${verdict.endsAt}.`)
    const next = await lab.job({ prompt: 'Say OK' })
    expect([next.annotations, next.steps[0]?.outputs['auth-status']]).toEqual([[], 'healthy'])
  }),
  60_000,
)
