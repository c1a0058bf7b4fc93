import { expect, test } from '@jest/globals'
import { inLab } from './lab.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR

test.each([
  ['more than half of its life left: not rotated', 5 * DAY + HOUR, {}, 0],
  ['less than half of its life left: rotated', 5 * DAY - HOUR, {}, 1],
  ['all of its life left and force-rotate: rotated', 10 * DAY, { 'force-rotate': 'true' }, 1],
])(
  'keep-fresh with %s, proven, and no model call',
  (_, expInMs, inputs: Record<string, string>, rotations) =>
    inLab(async lab => {
      const seed = lab.openai.login({ expInMs })
      const result = await lab.job({ 'auth-json': seed, mode: 'keep-fresh', ...inputs })
      expect(result.conclusion).toBe('success')
      const outputs = result.steps[0]?.outputs ?? {}
      expect(outputs).toMatchObject({ rotated: String(rotations > 0), 'account-plan': 'pro' })
      expect(JSON.parse(outputs['rate-limits'] ?? '')).toMatchObject({ primary: { usedPercent: 12 } })
      expect(lab.openai.rotations).toHaveLength(rotations)
      expect((await lab.auth()) === seed).toBe(rotations === 0)
      expect(lab.openai.modelCalls).toBe(0)
    })(),
  60_000,
)

test(
  'keep-fresh finds that the server has ended the access token, and rotates once',
  inLab(async lab => {
    const seed = lab.openai.login()
    lab.openai.endAccessToken()
    const result = await lab.job({ 'auth-json': seed, mode: 'keep-fresh' })
    expect(result.conclusion).toBe('success')
    expect(lab.openai.rotations).toHaveLength(1)
    expect(result.steps[0]?.outputs).toMatchObject({ rotated: 'true', 'auth-status': 'rotated' })
  }),
  60_000,
)

test(
  'keep-fresh is red when the refresh is refused, though the access token still lives',
  inLab(async lab => {
    lab.openai.answerTokenEndpoint('invalidated')
    const result = await lab.job({ 'auth-json': lab.openai.login({ expInMs: DAY }), mode: 'keep-fresh' })
    expect(result.conclusion).toBe('failure')
    expect(result.steps[0]?.outputs).toMatchObject({ 'auth-status': 'stale' })
  }),
  60_000,
)

test(
  'keep-fresh with a prompt runs it too',
  inLab(async lab => {
    const result = await lab.job({ 'auth-json': lab.openai.login(), mode: 'keep-fresh', prompt: 'Say OK' })
    expect(result.steps[0]?.outputs).toMatchObject({ 'final-message': 'OK', 'account-plan': 'pro' })
    expect(lab.openai.modelCalls).toBe(1)
  }),
  60_000,
)
