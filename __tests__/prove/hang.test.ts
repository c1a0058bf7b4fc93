import { expect, test } from '@jest/globals'
import { inLab } from '../e2e/lab.js'

const HOUR = 3_600_000

test.concurrent.each([
  ['a live token: the run goes on', HOUR, 'success', 'healthy'],
  ['an expired token: red, and the login is kept', -HOUR, 'failure', 'stale'],
])(
  'a token endpoint that hangs, with %s',
  (_, expInMs, conclusion, status) =>
    inLab(async lab => {
      const seed = lab.openai.login({ expInMs })
      lab.openai.answerTokenEndpoint('hang')
      const result = await lab.job({ 'auth-json': seed, prompt: 'Say OK' })
      expect(result.conclusion).toBe(conclusion)
      expect(result.steps[0]?.outputs).toMatchObject({
        'auth-status': status,
        'auth-reason': 'endpoint-hangs',
      })
      expect(await lab.auth()).toBe(seed)
      lab.openai.answerTokenEndpoint('ok')
      const next = await lab.job({ 'auth-json': seed, prompt: 'Say OK' })
      expect(next.conclusion).toBe('success')
      expect(lab.openai.rotations).toHaveLength(1)
    })(),
  400_000,
)
