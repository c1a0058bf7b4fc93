import { describe, expect, test } from '@jest/globals'
import { inLab } from './lab.js'
import { type Row, reads, verdictOf } from './verdict.js'

const LATE = 60_000
const DEAD = /The Codex login is dead/

// A selection; the whole product is in prove/verdicts.test.ts.
const ROWS: readonly Row[] = [
  {
    situation: 'due',
    answer: 'invalidated',
    is: 'success',
    status: 'stale',
    reason: 'refused',
    title: /works, but can not be refreshed/,
  },
  {
    situation: 'due',
    answer: 429,
    is: 'success',
    status: 'healthy',
    reason: 'endpoint-down',
    title: /login is healthy$/,
  },
  {
    situation: 'ended',
    answer: 'invalidated',
    is: 'failure',
    status: 'dead',
    reason: 'revoked',
    title: DEAD,
  },
]

describe('What a refresh that fails comes to, and how soon', () => {
  test.each(ROWS)(
    'the access token is $situation, the endpoint answers $answer: $is, $status, $reason',
    row => inLab(async lab => reads(await verdictOf(lab, row.situation, row.answer), row))(),
    LATE,
  )

  // Here nothing but the backend shows that the token has ended: it is not as alive as it looks.
  test.each([['reused', 'dead', 'reused', DEAD]] as const)(
    'keep-fresh finds that the server has ended the access token, and the endpoint answers %s: %s',
    (answer, status, reason, title) =>
      inLab(async lab => {
        const inputs = { mode: 'keep-fresh', prompt: '' }
        const row = { situation: 'ended', answer, is: 'failure', status, reason, title } as const
        reads(await verdictOf(lab, 'ended', answer, inputs), row)
      })(),
    LATE,
  )

  test(
    'the endpoint fails once while Codex waits, and works the next time: the run goes on, and nothing is said of it',
    inLab(async lab => {
      const seed = lab.openai.login()
      lab.openai.endAccessToken()
      lab.openai.answerTokenEndpoint(403, 2)
      const result = await lab.job({ 'auth-json': seed, prompt: 'Say OK' })
      expect(lab.openai.refreshes.map(({ outcome }) => outcome)).toEqual([
        'forbidden',
        'forbidden',
        'rotated',
      ])
      expect(result.conclusion).toBe('success')
      expect(result.annotations).toEqual([])
      expect(result.steps[0]?.outputs).toMatchObject({ rotated: 'true', 'auth-status': 'rotated' })
      expect(result.steps[0]?.outputs['auth-reason'] ?? '').toBe('')
      expect(result.summary).toMatch(/healthy, and was refreshed by this run/)
    }),
    LATE,
  )
})

describe('A plan with a workspace, for which Codex does nothing without a token that works', () => {
  test(
    'an expired token is refreshed though not even the sandbox can be tried with it',
    inLab(async lab => {
      const { result, outputs } = await verdictOf(lab, 'expired', 'ok', {}, { plan: 'business' })
      expect(result.conclusion).toBe('success')
      expect(outputs).toMatchObject({ rotated: 'true', 'auth-status': 'rotated', 'final-message': 'OK' })
      expect(lab.openai.rotations).toHaveLength(1)
    }),
    LATE,
  )
})
