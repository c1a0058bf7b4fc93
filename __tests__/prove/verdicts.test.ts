import { describe, expect, test } from '@jest/globals'
import type { TokenAnswer } from '../doubles/openai/openai.js'
import { inLab } from '../e2e/lab.js'
import { type Row, reads, type Situation, verdictOf } from '../e2e/verdict.js'

/** Without a working access token the Codex of such a plan asks the real backend, too. The lab refuses that, as no network would. */
const inWorkspaceLab = (test: Parameters<typeof inLab>[0]) => inLab(test, { leaving: 'goes on' })

const LATE = 60_000
const DEAD = /The Codex login is dead/
const NOT_NOW = /The Codex login could not be refreshed/
const WORKS = /The Codex login works, but can't be refreshed/

/** The rows of docs/facts/codex.md, §6, and the reason for each where Codex says it. */
const REFUSALS = {
  expired: 'expired',
  reused: 'reused',
  invalidated: 'revoked',
  'other-401': 'refused',
  invalid_grant: 'refused',
} as const
const DOWN = [500, 429, 403] as const
/** The reasons that say more than that it was refused. */
const WHYS = ['expired', 'reused', 'revoked']
/** Whether Codex told of them where the server had ended the access token: see `reads`. */
const told: boolean[] = []

function rowsOf(situation: Situation, mode: string): Row[] {
  const alive = situation === 'due'
  const is = alive && mode !== 'keep-fresh' ? 'success' : 'failure'
  const refused = Object.entries(REFUSALS).map(([answer, reason]) => ({
    answer: answer as TokenAnswer,
    status: alive ? 'stale' : 'dead',
    // Asked for a refresh before its time, Codex 0.169.0 keeps the server's code to itself.
    reason: alive ? 'refused' : reason,
    title: alive ? WORKS : DEAD,
  }))
  const down = DOWN.map(answer => ({
    answer,
    status: alive ? 'healthy' : 'stale',
    reason: answer === 403 ? 'endpoint-blocked' : 'endpoint-down',
    title: alive ? /The Codex login is healthy/ : NOT_NOW,
  }))
  return [...refused, ...down].map(row => ({ situation, is, ...row }))
}

// Every row in every situation; the other modes differ in what they do next, not in what they are told.
// `setup` does not use the access token, so it can't see that the server has ended it.
const SOME: readonly TokenAnswer[] = ['reused', 'invalid_grant', 500]
const some = ({ answer }: Row) => SOME.includes(answer)
const all = () => true
const ROWS = (
  [
    ['run', ['expired', 'due', 'ended'], all],
    ['keep-fresh', ['due', 'ended'], some],
    ['setup', ['expired'], some],
  ] as const
).flatMap(([mode, situations, which]) =>
  situations.flatMap(situation =>
    rowsOf(situation, mode)
      .filter(which)
      .map(row => ({ mode, ...row })),
  ),
)
type Played = (typeof ROWS)[number]
const TITLE =
  'mode $mode, the access token is $situation, the endpoint answers $answer: $is, $status, $reason'
const play = (row: Played) =>
  inLab(async lab => {
    const { mode, situation, answer, reason } = row
    const verdict = await verdictOf(lab, situation, answer, mode === 'run' ? {} : { mode, prompt: '' })
    reads(verdict, row)
    if (situation === 'ended' && WHYS.includes(reason)) told.push(verdict.outputs['auth-reason'] === reason)
  })()

// Codex takes its time to notice the end of a token, and what it is told is then said at once: that passes side by side.
const waits = ({ mode, situation }: Played) => mode === 'run' && situation === 'ended'
// What counts in these is the time itself: they come last, when nothing else of this file runs.
const isTimed = (row: Played) => waits(row) && row.reason.startsWith('endpoint-')
test.concurrent.each(ROWS.filter(row => waits(row) && !isTimed(row)))(TITLE, play, LATE)
test.each(ROWS.filter(row => !waits(row)))(TITLE, play, LATE)

test('why the refresh of an ended token was refused is not kept to itself by every Codex', () => {
  process.stdout.write(`ended tokens: ${told.filter(Boolean).length} of ${told.length} times told why\n`)
  expect(told).toContain(true)
})

// What has a workspace gets its configuration with the access token, or nothing at all.
test.concurrent.each([
  ['business', 'expired'],
  ['business', 'due'],
  ['business', 'ended'],
  ['enterprise', 'ended'],
  ['edu', 'expired'],
] as const)(
  'the plan is %s, the access token %s, and the endpoint works: refreshed, and run',
  (plan, situation) =>
    inWorkspaceLab(async lab => {
      const { result, outputs } = await verdictOf(lab, situation, 'ok', {}, { plan })
      expect(result.annotations).toEqual([])
      expect(outputs).toMatchObject({ refreshed: 'true', 'auth-status': 'refreshed', 'final-message': 'OK' })
      expect(lab.openai.presentations().every(({ times }) => times <= 1)).toBe(true)
    })(),
  LATE,
)

describe('a plan with a workspace', () => {
  const plan = 'business'
  test.each(['expired', 'ended'] as const)(
    'the access token is %s, and the endpoint refuses: dead',
    situation =>
      inWorkspaceLab(async lab => {
        const row = { situation, answer: 'reused', is: 'failure', status: 'dead', reason: 'reused' } as const
        reads(await verdictOf(lab, situation, 'reused', {}, { plan }), { ...row, title: DEAD })
      })(),
    LATE,
  )

  // Codex asks the endpoint for 6.5 s before it answers at all; the verdict comes with its answer.
  test.concurrent(
    'the server has ended the access token, and the endpoint answers 500: not dead, and said once',
    inWorkspaceLab(async lab => {
      const { result, errors, warnings, outputs } = await verdictOf(lab, 'ended', 500, {}, { plan })
      expect(result.conclusion).toBe('failure')
      expect([...errors, ...warnings]).toEqual([expect.stringMatching(/^OpenAI's token endpoint answered/)])
      expect(outputs).toMatchObject({ 'auth-status': 'stale', 'auth-reason': 'endpoint-down' })
    }),
    LATE,
  )

  test(
    'safety-strategy unsafe, whose sandbox is not tried: exec itself does not begin, and begins again',
    inWorkspaceLab(async lab => {
      const inputs = { 'safety-strategy': 'unsafe' }
      const { result, outputs } = await verdictOf(lab, 'ended', 'ok', inputs, { plan })
      expect(result.conclusion).toBe('success')
      expect(outputs).toMatchObject({ refreshed: 'true', 'auth-status': 'refreshed', 'final-message': 'OK' })
    }),
    LATE,
  )
})

test.concurrent(
  'a backend that is down: Codex tries for half a minute, and nothing is wrong with the login',
  inLab(async lab => {
    lab.openai.script(Array(60).fill({ status: 500 }))
    const result = await lab.job({ 'auth-json': lab.openai.login(), prompt: 'Work' })
    expect(result.conclusion).toBe('failure')
    expect(result.steps[0]?.outputs).toMatchObject({
      'auth-status': 'healthy',
      'auth-reason': 'backend-down',
    })
    expect(result.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/OpenAI's backend does not work.*Nothing is wrong with the login\./s),
    ])
    expect(result.summary).toMatch(/The Codex login is healthy; the run failed/)
  }),
  LATE,
)

describe('An endpoint that answers slowly, but well', () => {
  test.concurrent.each([5000, 12_000])(
    'after %i ms, and the access token is due: the run begins when it has',
    delayMs =>
      inLab(async lab => {
        const { result, outputs } = await verdictOf(lab, 'due', { delayMs })
        expect(result.annotations).toEqual([])
        expect(outputs).toMatchObject({ 'auth-status': 'refreshed', 'final-message': 'OK' })
      })(),
    LATE,
  )

  test.concurrent(
    'after 5 s, while Codex waits for the newer login: it goes on',
    inLab(async lab => {
      const { result, outputs } = await verdictOf(lab, 'ended', { delayMs: 5000 })
      expect(result.conclusion).toBe('success')
      expect(outputs).toMatchObject({ 'auth-status': 'refreshed', 'final-message': 'OK' })
    }),
    LATE,
  )

  test.concurrent(
    'too late for Codex, which has given up in mid-turn: the run fails, but the login is refreshed and healthy',
    inLab(async lab => {
      lab.openai.script([{ command: 'true', endAccessToken: true }, { message: 'never' }])
      lab.openai.answerTokenEndpoint({ delayMs: 14_000 })
      const inputs = { 'auth-json': lab.openai.login(), prompt: 'Work', sandbox: 'danger-full-access' }
      const result = await lab.job(inputs)
      expect(result.conclusion).toBe('failure')
      expect(result.steps[0]?.outputs).toMatchObject({
        refreshed: 'true',
        persisted: 'true',
        'auth-status': 'refreshed',
        'auth-reason': 'token-ended',
      })
      expect(result.annotations.map(({ message }) => message)).toEqual([
        expect.stringMatching(/it came after that.*Run the job again: it begins with the newer login/s),
      ])
      expect(result.summary).toMatch(/The Codex login is healthy; the run failed/)
    }),
    LATE,
  )
})

test.each(ROWS.filter(isTimed))(TITLE, play, LATE)
