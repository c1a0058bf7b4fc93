import { expect, test } from '@jest/globals'
import { inLab } from '../e2e/lab.js'
import { verdictOf } from '../e2e/verdict.js'

/** Codex itself gives up after 45 s, with an expired token after 185 s; nobody is to wait that long for a word. */
const BOUND_MS = 30_000

// All at once: they wait.
test.concurrent.each([
  ['due', 'run', 'success', 'healthy'],
  ['expired', 'run', 'failure', 'stale'],
  ['expired', 'setup', 'failure', 'stale'],
  ['ended', 'keep-fresh', 'failure', 'stale'],
  ['ended', 'run', 'failure', 'stale'],
] as const)(
  'the access token is %s, mode %s, and the endpoint hangs: said within 30 s, and %s, %s in the end; the next keep-fresh does not try while the access token lives, and force-refresh does',
  (situation, mode, conclusion, status) =>
    inLab(async lab => {
      const inputs = mode === 'run' ? {} : { mode, prompt: '' }
      const verdict = await verdictOf(lab, situation, 'hang', inputs)
      expect(verdict.afterMs).toBeLessThan(BOUND_MS)
      expect([...verdict.warnings, ...verdict.errors][0]).toMatch(
        /^OpenAI's token endpoint does not answer\./,
      )
      expect(verdict.errors).toHaveLength(conclusion === 'failure' ? 1 : 0)
      expect(verdict.result.conclusion).toBe(conclusion)
      expect(verdict.outputs).toMatchObject({ 'auth-status': status, 'auth-reason': 'endpoint-hangs' })
      expect(verdict.kept).toBe(true)
      lab.openai.answerTokenEndpoint('ok')
      // What became of it nobody knows: it is not shown again while the access token lives.
      if (situation !== 'expired') {
        const kept = await lab.job({ mode: 'keep-fresh' })
        expect(kept.steps[0]?.outputs['auth-reason']).toBe('maybe-spent')
        expect(lab.openai.acceptedRefreshes).toHaveLength(0)
      }
      const next = await lab.job({ prompt: 'Say OK', 'force-refresh': 'true' })
      expect(next.conclusion).toBe('success')
      expect(lab.openai.acceptedRefreshes).toHaveLength(1)
    })(),
  400_000,
)

test.concurrent(
  'an endpoint that answers only after the warning: refreshed, and no reason is left over',
  inLab(async lab => {
    const { result, warnings, outputs } = await verdictOf(lab, 'due', { delayMs: 28_000 })
    expect(warnings).toEqual([expect.stringMatching(/does not answer\. Codex has waited 25 s/)])
    expect(result.conclusion).toBe('success')
    expect(outputs).toMatchObject({ 'auth-status': 'refreshed', 'auth-reason': '', refreshed: 'true' })
  }),
  120_000,
)
