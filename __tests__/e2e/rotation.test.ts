import { expect, test } from '@jest/globals'
import type { LoginOptions } from '../doubles/openai/openai.js'
import { inLab, type Lab } from './lab.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const onceEach = ({ openai }: Lab) => openai.presentations().every(({ times }) => times <= 1)

/** Rotations of one ordinary job, by the state of the login it finds. */
const ROTATIONS: [string, LoginOptions, Record<string, string>, number][] = [
  ['with days left: none', {}, {}, 0],
  ['with 1 day and 1 hour of 10 days left: none', { expInMs: DAY + HOUR }, {}, 0],
  ['with less than a tenth left: one', { expInMs: 23 * HOUR }, {}, 1],
  ['with 6 minutes left: one', { expInMs: 6 * MINUTE }, {}, 1],
  ['within the last 5 minutes, when Codex refreshes at its start: one', { expInMs: 4 * MINUTE }, {}, 1],
  ['expired: one', { expInMs: -HOUR }, {}, 1],
  ['short-lived (1 hour), fresh: none', { lifeMs: HOUR }, {}, 0],
  ['min-lifetime above what is left: one', { expInMs: 2 * DAY }, { 'min-lifetime': '3d' }, 1],
  ['min-lifetime below what is left: none', { expInMs: 20 * MINUTE }, { 'min-lifetime': '10m' }, 0],
  ['without exp, refreshed a day ago: none', { noExp: true, lastRefreshAgoMs: DAY }, {}, 0],
  ['without exp, refreshed 7.5 days ago: one', { noExp: true, lastRefreshAgoMs: 7.5 * DAY }, {}, 1],
  ['without exp, refreshed 9 days ago: one', { noExp: true, lastRefreshAgoMs: 9 * DAY }, {}, 1],
]

test.each(ROTATIONS)(
  'a login %s',
  (_, login, inputs, rotations) =>
    inLab(async lab => {
      const seed = lab.openai.login(login)
      const result = await lab.job({ 'auth-json': seed, prompt: 'Say OK', ...inputs })
      expect(result.conclusion).toBe('success')
      expect(result.steps[0]?.outputs).toMatchObject({
        'final-message': 'OK',
        rotated: String(rotations > 0),
        persisted: String(rotations > 0),
        'auth-status': rotations > 0 ? 'rotated' : 'healthy',
      })
      expect(lab.openai.rotations).toHaveLength(rotations)
      expect(lab.openai.refreshes).toHaveLength(rotations)
      expect((await lab.auth()) === seed).toBe(rotations === 0)
    })(),
  60_000,
)

test(
  'a refused refresh with a live access token: the run goes on, and warns until when',
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: HOUR })
    lab.openai.answerTokenEndpoint('reused')
    const result = await lab.job({ 'auth-json': seed, prompt: 'Say OK' })
    expect(result.conclusion).toBe('success')
    expect(result.steps[0]?.outputs).toMatchObject({ 'auth-status': 'stale', 'auth-reason': 'refused' })
    const warning = result.annotations.find(({ level }) => level === 'warning')?.message
    expect(warning).toMatch(/log in once more.*This job goes on with the access token, which ends at 20/s)
    expect(await lab.auth()).toBe(seed)
  }),
  60_000,
)

const REFUSALS = [
  ['expired', 'expired'],
  ['reused', 'already used'],
  ['invalidated', 'revoked'],
  ['invalid_grant', 'refused'],
  ['other-401', 'refused'],
] as const

test.each(REFUSALS)(
  'a refresh refused as %s with an expired access token: red, dead, Codex is not run, nothing changes',
  (answer, words) =>
    inLab(async lab => {
      const seed = lab.openai.login({ expInMs: -HOUR })
      lab.openai.answerTokenEndpoint(answer)
      const result = await lab.job({ 'auth-json': seed, prompt: 'Say OK' })
      expect(result.conclusion).toBe('failure')
      expect(result.steps[0]?.outputs['auth-status']).toBe('dead')
      const error = result.annotations.find(({ level }) => level === 'error')?.message ?? ''
      expect(error).toContain(words)
      expect(error).toMatch(/A person must log in once more/)
      expect(lab.openai.modelCalls).toBe(0)
      expect(await lab.auth()).toBe(seed)
    })(),
  60_000,
)

test.each([500, 429, 403] as const)(
  'a token endpoint that answers %s: with an expired token red but not dead, and the next job rotates',
  status =>
    inLab(async lab => {
      const seed = lab.openai.login({ expInMs: -HOUR })
      lab.openai.answerTokenEndpoint(status)
      const result = await lab.job({ 'auth-json': seed, prompt: 'Say OK' })
      expect(result.conclusion).toBe('failure')
      expect(result.steps[0]?.outputs).toMatchObject({
        'auth-status': 'stale',
        'auth-reason': 'endpoint-down',
      })
      expect(result.annotations[0]?.message).toContain(`(${status} `)
      expect(await lab.auth()).toBe(seed)
      lab.openai.answerTokenEndpoint('ok')
      expect((await lab.job({ 'auth-json': seed, prompt: 'Say OK' })).conclusion).toBe('success')
      expect(lab.openai.rotations).toHaveLength(1)
    })(),
  60_000,
)

test(
  'a token endpoint that answers 500: with a live token the run goes on',
  inLab(async lab => {
    lab.openai.answerTokenEndpoint(500)
    const result = await lab.job({ 'auth-json': lab.openai.login({ expInMs: HOUR }), prompt: 'Say OK' })
    expect(result.conclusion).toBe('success')
    expect(result.steps[0]?.outputs).toMatchObject({
      'auth-status': 'healthy',
      'auth-reason': 'endpoint-down',
    })
    expect(onceEach(lab)).toBe(true)
  }),
  60_000,
)
