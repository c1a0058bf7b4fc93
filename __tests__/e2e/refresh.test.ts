import { expect, test } from '@jest/globals'
import type { LoginOptions } from '../doubles/openai/openai.js'
import { inLab } from './lab.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The sandbox is no part of it, and takes its time to be proven. */
const UNSAFE = { 'safety-strategy': 'unsafe' }

/** Refreshes of one ordinary job, by the state of the login it finds; the thresholds are in unit/freshness. */
const REFRESHES: [string, LoginOptions, Record<string, string>, number][] = [
  ['with days left: none', {}, {}, 0],
  ['with less than a tenth left: one', { expInMs: 23 * HOUR }, {}, 1],
  ['within the last 5 minutes, when Codex refreshes at its start: one', { expInMs: 4 * MINUTE }, {}, 1],
  ['expired: one', { expInMs: -HOUR }, {}, 1],
  ['min-lifetime above what is left: one', { expInMs: 2 * DAY }, { 'min-lifetime': '3d' }, 1],
  ['without exp, refreshed 9 days ago: one', { noExp: true, lastRefreshAgoMs: 9 * DAY }, {}, 1],
]

test.concurrent.each(REFRESHES)(
  'a login %s',
  (_, login, inputs, count) =>
    inLab(async lab => {
      const seed = lab.openai.login(login)
      const result = await lab.job({ 'auth-json': seed, prompt: 'Say OK', ...UNSAFE, ...inputs })
      expect(result.conclusion).toBe('success')
      expect(result.steps[0]?.outputs).toMatchObject({
        'final-message': 'OK',
        refreshed: String(count > 0),
        persisted: String(count > 0),
        'auth-status': count > 0 ? 'refreshed' : 'healthy',
      })
      expect(lab.openai.acceptedRefreshes).toHaveLength(count)
      expect(lab.openai.refreshes).toHaveLength(count)
      expect((await lab.auth()) === seed).toBe(count === 0)
    })(),
  60_000,
)

test.concurrent(
  'a token endpoint that answers 500: with an expired token red but not dead, and the next job refreshes',
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: -HOUR })
    lab.openai.answerTokenEndpoint(500)
    const result = await lab.job({ 'auth-json': seed, prompt: 'Say OK' })
    expect(result.conclusion).toBe('failure')
    expect(result.steps[0]?.outputs).toMatchObject({
      'auth-status': 'stale',
      'auth-reason': 'endpoint-down',
    })
    expect(result.annotations[0]?.message).toContain('(500 ')
    expect(await lab.auth()).toBe(seed)
    lab.openai.answerTokenEndpoint('ok')
    expect((await lab.job({ 'auth-json': seed, prompt: 'Say OK' })).conclusion).toBe('success')
    expect(lab.openai.acceptedRefreshes).toHaveLength(1)
  }),
  60_000,
)
