import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import type { Reply } from '../../src/codex/app-server.js'
import { endedReason } from '../../src/codex/ended-reason.js'
import { errorMessage, parseEvent } from '../../src/codex/exec/events.js'
import type { ExecResult } from '../../src/codex/exec/exec.js'
import { didNotBegin, earlyWarning, type Failure, refreshFailure } from '../../src/codex/failure.js'
import { runReason } from '../../src/codex/run-reason.js'
import { createCodexHome, startAppServer, startCodex } from '../doubles/openai/codex-driver.js'
import { type OpenAiDouble, startOpenAi } from '../doubles/openai/openai.js'

const MINUTE = 60_000
const WORDS = { reseed: 'The lab says how to log in.' }
const FENCE = { CODEX_REFRESH_TOKEN_URL_OVERRIDE: 'https://rotation-fenced.invalid/' }

/** An OpenAI, and what the real Codex makes of it. */
interface Lab {
  readonly openai: OpenAiDouble
  exec(authJson: string, env?: Record<string, string>): Promise<ExecResult>
  /** What a refresh as ours comes to: its start refreshes what has ended, the forced one is for what lives. */
  refresh(authJson: string, forced: boolean): Promise<Failure>
}

/** Plays a test in a lab of its own: they run side by side. */
async function inLab(play: (lab: Lab) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'failure-'))
  const homes: string[] = []
  const openai = await startOpenAi({ dir })
  const homeWith = (authJson: string) => {
    const home = createCodexHome(openai, authJson)
    homes.push(home)
    return home
  }
  const lab: Lab = {
    openai,
    async exec(authJson, env = {}) {
      const args = ['exec', '--json', '--skip-git-repo-check', 'Say OK']
      const run = startCodex(openai, homeWith(authJson), args, env)
      run.child.stdin.end()
      const exitCode = await run.exit
      const events = linesOf(run.stdout()).flatMap(line => parseEvent(line) ?? [])
      const failure = events.flatMap(event => errorMessage(event) ?? []).at(-1)
      const threadId = events.find(({ thread_id }) => thread_id)?.thread_id
      return {
        outcome: exitCode === 0 ? 'succeeded' : 'failed',
        exitCode,
        stderr: linesOf(run.stderr()),
        ...(failure === undefined ? {} : { failure }),
        ...(threadId === undefined ? {} : { threadId }),
      }
    },
    async refresh(authJson, forced) {
      const server = await startAppServer(openai, homeWith(authJson))
      let reply = await server.ask('account/read', { refreshToken: false })
      if (forced) reply = await server.ask('account/read', { refreshToken: true })
      server.child.stdin.end()
      await server.exit
      return refreshFailure(
        { reply: reply as Reply, stderr: linesOf(server.stderr()), tokenUrl: openai.tokenUrl, tookMs: 0 },
        WORDS,
      )
    },
  }
  try {
    await play(lab)
  } finally {
    await openai.close()
    for (const path of [dir, ...homes]) rmSync(path, { recursive: true })
  }
}

const linesOf = (text: string) => stripVTControlCharacters(text).split('\n').filter(Boolean)

// What the classifier is fed is what the real Codex prints against each answer of docs/facts/codex.md, §6, unfenced:
// words made up here would prove nothing about the next release of Codex.
describe('the classifier of failures, fed by the real Codex', () => {
  const REFUSALS = [
    ['expired', 'expired'],
    ['reused', 'reused'],
    ['invalidated', 'revoked'],
    ['other-401', 'refused'],
    ['invalid_grant', 'refused'],
  ] as const

  test.concurrent.each(REFUSALS)('%s: exec fails, and the login has ended: %s', (answer, reason) =>
    inLab(async ({ openai, exec }) => {
      openai.answerTokenEndpoint(answer)
      const result = await exec(openai.login({ expInMs: -MINUTE }))
      expect(result).toMatchObject({ outcome: 'failed', exitCode: 1 })
      expect(runReason(result)).toBe(reason)
      // Stderr alone says it too.
      expect(endedReason(result.stderr.join('\n'))).toBe(reason)
      expect(openai.refreshes).toHaveLength(4)
    }),
  )

  test.concurrent.each(REFUSALS)('%s: a refresh of an expired token fails for good: %s', (answer, reason) =>
    inLab(async ({ openai, refresh }) => {
      openai.answerTokenEndpoint(answer)
      const failure = await refresh(openai.login({ expInMs: -MINUTE }), false)
      expect(failure).toMatchObject({ code: reason, permanent: true })
      expect(failure.explanation.remedy).toContain(WORDS.reseed)
    }),
  )

  // Codex 0.169.0 keeps the server's code to itself when it is asked for a refresh before its time.
  test.concurrent.each(REFUSALS.map(([answer]) => answer))(
    '%s: a refresh of a live token fails for good: refused',
    answer =>
      inLab(async ({ openai, refresh }) => {
        openai.answerTokenEndpoint(answer)
        const failure = await refresh(openai.login({ expInMs: 60 * MINUTE }), true)
        expect(failure).toMatchObject({ code: 'refused', permanent: true })
        expect(openai.refreshes).toHaveLength(1)
      }),
  )

  test.concurrent.each(REFUSALS)(
    '%s: exec succeeds with a token in its last minutes, and warns: %s',
    (answer, reason) =>
      inLab(async ({ openai, exec }) => {
        openai.answerTokenEndpoint(answer)
        const result = await exec(openai.login({ expInMs: 3 * MINUTE }))
        expect(result).toMatchObject({ outcome: 'succeeded', exitCode: 0 })
        expect(earlyWarning(result, WORDS)).toMatchObject({ code: reason, permanent: true })
      }),
  )

  test.concurrent.each([
    [500, '500 Internal Server Error', 'endpoint-down'],
    [429, '429 Too Many Requests', 'endpoint-down'],
    [403, '403 Forbidden', 'endpoint-blocked'],
    [{ status: 404, body: '<html>lab</html>' }, '404 Not Found', 'endpoint-blocked'],
    [{ status: 503, body: '<html>lab</html>' }, '503 Service Unavailable', 'endpoint-down'],
  ] as const)('%j: a refresh fails for now, whatever the age of the token', (answer, status, code) =>
    inLab(async ({ openai, refresh }) => {
      openai.answerTokenEndpoint(answer)
      for (const [expInMs, forced] of [
        [-MINUTE, false],
        [60 * MINUTE, true],
      ] as const) {
        const failure = await refresh(openai.login({ expInMs }), forced)
        expect(failure).toMatchObject({ code, permanent: false })
        expect(failure.explanation.what).toContain(`(${status})`)
      }
    }),
  )

  test.concurrent('500 in the last minutes of a token is no reason to warn that the login has ended', () =>
    inLab(async ({ openai, exec }) => {
      openai.answerTokenEndpoint(500)
      const result = await exec(openai.login({ expInMs: 3 * MINUTE }))
      expect(result.outcome).toBe('succeeded')
      expect(result.stderr.join()).toContain('Failed to refresh token status=500')
      expect(earlyWarning(result, WORDS)).toBeUndefined()
    }))

  test.concurrent('a run that ends well warns of nothing', () =>
    inLab(async ({ openai, exec }) => {
      expect(earlyWarning(await exec(openai.login()), WORDS)).toBeUndefined()
    }))

  test.concurrent('without tokens.account_id Codex takes it for another account, and asks nobody', () =>
    inLab(async ({ openai, exec, refresh }) => {
      const login = JSON.parse(openai.login({ expInMs: -MINUTE }))
      delete login.tokens.account_id
      expect(runReason(await exec(JSON.stringify(login)))).toBe('other-account')
      expect(await refresh(JSON.stringify(login), false)).toMatchObject({ code: 'other-account' })
      expect(openai.refreshes).toEqual([])
    }))

  // Enterprise and edu, whose wait is the same, are in prove/verdicts.test.ts.
  describe.each(['business'])('the plan %s, which Codex gets a configuration for', plan => {
    test.concurrent('a refusal is told on stderr alone, with no event', () =>
      inLab(async ({ openai, exec }) => {
        openai.answerTokenEndpoint('expired')
        const result = await exec(openai.login({ expInMs: -MINUTE, plan }))
        expect(result.failure).toBeUndefined()
        expect(runReason(result)).toBe('expired')
        expect(didNotBegin(result)).toBe(false)
      }))

    test.concurrent('fenced, an access token that has ended looks like a backend that is down: exec does not begin', () =>
      inLab(async ({ openai, exec }) => {
        const result = await exec(openai.login({ expInMs: -MINUTE, plan }), FENCE)
        expect(result.threadId).toBeUndefined()
        expect(didNotBegin(result)).toBe(true)
      }))
  })
})
