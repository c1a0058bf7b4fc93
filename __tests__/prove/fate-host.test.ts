import { describe, expect, test } from '@jest/globals'
import type { TokenAnswer } from '../doubles/openai/openai.js'
import type { JobResult, Values } from '../doubles/runner/index.js'
import { inLab, type Lab } from '../e2e/lab.js'
import { errorsOf, HOUR, LATE, outputsOf, until } from '../e2e/lease-world.js'

// What became of a refresh token is remembered beside the lease; the server's log tells whether it was shown again.

const DAYS = 96 * HOUR
const KEEP: Values = { mode: 'keep-fresh' }
const FORCE: Values = { ...KEEP, 'force-refresh': 'true' }

const shown = ({ openai }: Lab) => openai.presentations().map(({ times }) => times)
const told = (result: JobResult) => {
  const { 'auth-status': status, 'auth-reason': reason } = outputsOf(result)
  return { is: result.conclusion, status, reason }
}

/** A host whose keep-fresh finds the login due, and meets this answer. */
async function met(lab: Lab, answer: TokenAnswer): Promise<JobResult> {
  const seed = lab.openai.login({ expInMs: DAYS })
  lab.openai.answerTokenEndpoint(answer, 1)
  return lab.job({ ...KEEP, 'auth-json': seed })
}

describe('a refresh whose answer is lost', () => {
  test.concurrent(
    'on a host: no job shows that token again while the access token lives, but one with force-refresh, once',
    inLab(async lab => {
      const first = await met(lab, 'lost')
      expect(told(first)).toEqual({ is: 'failure', status: 'stale', reason: 'unproven' })
      expect(shown(lab)).toEqual([1, 0])
      const next = await lab.job(KEEP)
      expect(told(next)).toEqual({ is: 'failure', status: 'stale', reason: 'maybe-spent' })
      expect(errorsOf(next).join()).toMatch(
        /may already have been used: job test of run \d+ on runner lab-runner, since .* the outcome is not known.*`force-refresh: true`/s,
      )
      // The server has ended its access token: Codex asks for a refresh in the middle of its run.
      const run = await lab.job({ prompt: 'Say OK', 'min-lifetime': '1m' })
      expect(run.conclusion).toBe('failure')
      expect(shown(lab)).toEqual([1, 0])
      expect(told(await lab.job(FORCE))).toEqual({ is: 'failure', status: 'stale', reason: 'lost-answer' })
      expect(shown(lab)).toEqual([2, 0])
      // Now it is known to be refused.
      expect(told(await lab.job(FORCE))).toMatchObject({ is: 'failure', reason: 'refused-before' })
      expect(shown(lab)).toEqual([2, 0])
      const again = { ...KEEP, 'auth-json': lab.openai.login({ expInMs: DAYS + 2 * HOUR }) }
      expect(told(await lab.job(again))).toMatchObject({ is: 'success', status: 'refreshed' })
    }),
    2 * LATE,
  )
})

// Codex refreshes again without being asked, and the server answers that the token was used. Codex doesn't log the refresh
// that it tries at its start.
test.concurrent.each([
  [
    'the server has ended',
    'lost-answer',
    /most likely by an earlier try of this action\.\nThe answer to that/,
  ],
  ['has expired', 'reused', /or by a try of Codex whose answer was lost/],
] as const)(
  'a token that %s, and its first answer is lost: dead (%s), and nobody else is blamed for it',
  (is, reason, says) =>
    inLab(async lab => {
      const isExpired = is === 'has expired'
      const seed = lab.openai.login(isExpired ? { expInMs: -HOUR } : {})
      if (!isExpired) lab.openai.endAccessToken()
      lab.openai.answerTokenEndpoint('lost', 1)
      const result = await lab.job({ ...KEEP, 'auth-json': seed })
      expect(told(result)).toEqual({ is: 'failure', status: 'dead', reason })
      expect(errorsOf(result).join()).toMatch(says)
    })(),
  LATE,
)

test.concurrent.each([
  ['mode: keep-fresh', KEEP],
  ['concurrency: exclusive', { mode: 'setup', concurrency: 'exclusive', 'force-refresh': 'true' }],
])(
  'worker, node and Codex killed during the refresh of a host (%s): the token is not shown again',
  (_, inputs) =>
    inLab(async lab => {
      const seed = lab.openai.login({ expInMs: DAYS })
      lab.openai.delayAfterRefresh(60_000)
      const on = lab.runner('lost')
      const lost = lab.job({ ...inputs, 'auth-json': seed }, { on })
      await until(() => lab.openai.refreshes.length === 1)
      await on.close()
      expect((await lost).workerDied).toBe(true)
      lab.openai.delayAfterRefresh(0)
      expect(told(await lab.job(KEEP))).toEqual({ is: 'failure', status: 'stale', reason: 'maybe-spent' })
      expect(told(await lab.job({ mode: 'setup' }))).toMatchObject({ is: 'success' })
      expect(await lab.auth()).toBe(seed)
      expect(shown(lab)).toEqual([1, 0])
    })(),
  LATE,
)

test.concurrent(
  'a token that is refused for good is not shown again: not to a due job, not in mid-run, not with force-refresh; a new login is',
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: HOUR })
    lab.openai.revokeRefreshToken()
    // It goes on with the access token, which the server then ends.
    lab.openai.script([{ command: 'true', endAccessToken: true }, { message: 'never' }])
    const first = await lab.job({ 'auth-json': seed, prompt: 'Work', sandbox: 'danger-full-access' })
    expect(first.conclusion).toBe('failure')
    expect(shown(lab)).toEqual([1])
    for (const inputs of [KEEP, { mode: 'setup' }, FORCE]) {
      const next = await lab.job(inputs)
      expect(told(next)).toMatchObject({ status: 'stale', reason: 'refused-before' })
      expect(next.annotations.map(({ message }) => message).join()).toMatch(
        /was not asked to refresh the login: it has refused that before, to job test of run \d+ .*OpenAI refused to refresh.*A person must log in once more/s,
      )
    }
    expect(shown(lab)).toEqual([1])
    const login = lab.openai.login({ expInMs: 3 * HOUR })
    expect(told(await lab.job({ 'auth-json': login, ...FORCE }))).toMatchObject({ status: 'refreshed' })
    expect(shown(lab)).toEqual([1, 1, 0])
  }),
  2 * LATE,
)

describe('what proves that nothing was spent', () => {
  test.concurrent(
    'the endpoint answered with an error: the next job refreshes',
    inLab(async lab => {
      expect(told(await met(lab, 429))).toMatchObject({ is: 'failure', reason: 'endpoint-down' })
      expect(told(await lab.job(KEEP))).toMatchObject({ is: 'success', status: 'refreshed' })
    }),
    LATE,
  )

  // Codex itself takes a 401 for the end of the login, whoever gives it.
  test.concurrent.each([400, 401])(
    'a proxy answered with a page of its own (%i): not a refusal of OpenAI, and the next job refreshes',
    status =>
      inLab(async lab => {
        const first = await met(lab, { status, body: '<html><title>Sign in to the proxy</title></html>' })
        expect(told(first)).toEqual({ is: 'failure', status: 'healthy', reason: 'endpoint-blocked' })
        expect(errorsOf(first).join()).toMatch(
          new RegExp(`turned away \\(${status} [A-Z][a-zA-Z ]+, a web page\\)`),
        )
        expect(told(await lab.job(KEEP))).toMatchObject({ is: 'success', status: 'refreshed' })
        expect(shown(lab)).toEqual([2, 0])
      })(),
    LATE,
  )

  // What the start of Codex is told it does not log: the action looks at the host itself.
  test.concurrent(
    'the same to a token that has expired: the next job refreshes',
    inLab(async lab => {
      const seed = lab.openai.login({ expInMs: -HOUR })
      lab.openai.answerTokenEndpoint({
        status: 401,
        body: '<html><title>Sign in to the proxy</title></html>',
      })
      const first = await lab.job({ ...KEEP, 'auth-json': seed })
      expect(told(first)).toEqual({ is: 'failure', status: 'stale', reason: 'endpoint-blocked' })
      expect(errorsOf(first).join()).toMatch(/turned away \(401, a web page\)/)
      lab.openai.answerTokenEndpoint('ok')
      expect(told(await lab.job(KEEP))).toMatchObject({ is: 'success', status: 'refreshed' })
    }),
    LATE,
  )

  test.concurrent(
    'the endpoint could not be reached: the next job refreshes',
    inLab(async lab => {
      const seed = lab.openai.login({ expInMs: DAYS })
      const nowhere = { CODEX_REFRESH_TOKEN_URL_OVERRIDE: 'https://127.0.0.1:9/oauth/token' }
      const on = lab.runner('cut off', nowhere)
      const first = await lab.job({ ...KEEP, 'auth-json': seed }, { on })
      expect(told(first)).toEqual({ is: 'failure', status: 'healthy', reason: 'endpoint-unreachable' })
      expect(errorsOf(first).join()).toMatch(
        /could not be reached: 127\.0\.0\.1: the connection is refused \(ECONNREFUSED\)\.\n/,
      )
      expect(told(await lab.job(KEEP))).toMatchObject({ is: 'success', status: 'refreshed' })
      expect(shown(lab)).toEqual([1, 0])
    }),
    LATE,
  )
})
