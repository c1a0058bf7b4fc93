import { describe, expect, test } from '@jest/globals'
import { inLab } from '../e2e/lab.js'
import { type Row, reads, verdictOf } from '../e2e/verdict.js'
import { BACKEND } from './codes/backend.js'
import { play as playRow } from './codes/row.js'

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
    title: /works, but can't be refreshed/,
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

const TITLE = 'the access token is $situation, the endpoint answers $answer: $is, $status, $reason'
const play = (row: Row) => inLab(async lab => reads(await verdictOf(lab, row.situation, row.answer), row))()
const waits = ({ situation }: Row) => situation === 'ended'

describe('What a refresh that fails comes to, and how soon', () => {
  // Codex takes its time to notice the end of a token: that passes side by side.
  test.concurrent.each(ROWS.filter(waits))(TITLE, play, LATE)

  // The others are in prove/codes.test.ts.
  test.concurrent.each(BACKEND.filter(({ code }) => code === 'model-unauthorized'))(
    '$code: $when',
    playRow,
    LATE,
  )

  // Here nothing but the backend shows that the token has ended: it is not as alive as it looks.
  test.concurrent.each([['reused', 'dead', 'reused', DEAD]] as const)(
    'keep-fresh finds that the server has ended the access token, and the endpoint answers %s: %s',
    (answer, status, reason, title) =>
      inLab(async lab => {
        const inputs = { mode: 'keep-fresh', prompt: '' }
        const row = { situation: 'ended', answer, is: 'failure', status, reason, title } as const
        reads(await verdictOf(lab, 'ended', answer, inputs), row)
      })(),
    LATE,
  )

  test.concurrent(
    'the endpoint fails once while Codex waits, and works the next time: the run goes on, and nothing is said of it',
    inLab(async lab => {
      const seed = lab.openai.login()
      lab.openai.endAccessToken()
      lab.openai.answerTokenEndpoint(403, 2)
      const result = await lab.job({ 'auth-json': seed, prompt: 'Say OK' })
      expect(lab.openai.refreshes.map(({ outcome }) => outcome)).toEqual([
        'forbidden',
        'forbidden',
        'refreshed',
      ])
      expect(result.conclusion).toBe('success')
      expect(result.annotations).toEqual([])
      expect(result.steps[0]?.outputs).toMatchObject({ refreshed: 'true', 'auth-status': 'refreshed' })
      expect(result.steps[0]?.outputs['auth-reason'] ?? '').toBe('')
      expect(result.summary).toMatch(/healthy, and was refreshed by this run/)
    }),
    LATE,
  )

  // What counts in these is the time itself.
  test.each(ROWS.filter(row => !waits(row)))(TITLE, play, LATE)
})

describe('A plan with a workspace, for which Codex does nothing without a token that works', () => {
  test.concurrent(
    'an expired token is refreshed though not even the sandbox can be tried with it',
    inLab(async lab => {
      const { result, outputs } = await verdictOf(lab, 'expired', 'ok', {}, { plan: 'business' })
      expect(result.conclusion).toBe('success')
      expect(outputs).toMatchObject({ refreshed: 'true', 'auth-status': 'refreshed', 'final-message': 'OK' })
      expect(lab.openai.acceptedRefreshes).toHaveLength(1)
    }),
    LATE,
  )
})
