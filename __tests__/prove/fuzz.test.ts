import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { replyOf } from '../../src/codex/app-server.js'
import { errorMessage, parseEvent, wantsRotation } from '../../src/codex/events.js'
import { earlyWarning, rotationFailure, runReason } from '../../src/codex/failure.js'
import { REASONS } from '../../src/codex/reasons.js'
import { doctor } from '../../src/doctor/doctor.js'
import { ActionError } from '../../src/errors.js'
import { assertTrusted, EventPayload } from '../../src/guard/trust.js'
import { showEvent } from '../../src/report/events.js'
import { changedAt, isNewer, sameAccount } from '../../src/session/compare.js'
import { freshness } from '../../src/session/freshness.js'
import { maskedForms } from '../../src/session/mask.js'
import { REFUSAL_CODES, SessionRefused } from '../../src/session/refusal.js'
import { parseSession, type Session } from '../../src/session/session.js'
import { chooseSession } from '../../src/stores/seeding.js'
import { parseJson } from '../../src/system/json.js'
import { mintAccessToken, mintIdToken, mintRefreshToken } from '../doubles/openai/tokens.js'
import { partFinder } from '../e2e/leaks.js'
import { REPOSITORY, recorded, STRICT } from '../unit/trust-occasion.js'
import { mutated } from './fuzz/mutations.js'

/** Together 100,000. */
const RUNS = { parse: 40_000, doctor: 20_000, event: 20_000, printed: 20_000 }
const LATE = 600_000
const NOW = Date.parse('2026-11-21T12:00:00Z')
const IDENTITY = { account: 'lab-account-1', user: 'lab-user-1', plan: 'pro', email: 'lab@lab.invalid' }
const tokens = {
  id_token: mintIdToken(IDENTITY, NOW - 3_600_000),
  access_token: mintAccessToken(IDENTITY, NOW - 3_600_000, NOW + 864_000_000),
  refresh_token: mintRefreshToken(),
}
const GOOD = JSON.stringify({
  auth_mode: 'chatgpt',
  OPENAI_API_KEY: null,
  tokens: {
    ...tokens,
    oauth_provenance: { issuer: 'https://auth.openai.com', client_id: 'lab' },
    account_id: IDENTITY.account,
  },
  last_refresh: '2026-11-21T11:00:00.123456789Z',
})
const holdsPart = partFinder(Object.values(tokens))
const good = parseSession(GOOD, { origin: 'the input auth-json', now: NOW })
const fuzz = (numRuns: number) => ({ numRuns, endOnFailure: true })

/** A session, or the refusal, which is one of ours and says nothing of what was in it. */
function parse(bytes: Buffer, encoded: boolean): Session | SessionRefused {
  try {
    return parseSession(bytes, { origin: 'the input auth-json', encoded, now: NOW })
  } catch (error) {
    if (!(error instanceof SessionRefused)) throw error
    expect(REFUSAL_CODES).toContain(error.code)
    expect(holdsPart(error.message)).toBe(false)
    return error
  }
}

describe('Mutations of good ones', () => {
  let dir: string
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'fuzz-'))
  })
  afterAll(() => rm(dir, { recursive: true }))

  test(
    'an auth.json or seed: parsed, compared, chosen, masked, or refused, with no word of its tokens',
    () => {
      let taken = 0
      fc.assert(
        fc.property(mutated(GOOD), fc.boolean(), (bytes, encoded) => {
          const session = parse(bytes, encoded)
          choose(session)
          if (session instanceof SessionRefused) return
          taken += 1
          const { share, remaining } = freshness(session, NOW)
          expect(share >= 0 && share <= 1 && !Number.isNaN(remaining)).toBe(true)
          expect(isNewer(session, good) && isNewer(good, session)).toBe(false)
          expect(sameAccount(session, good)).toBe(sameAccount(good, session))
          expect(typeof changedAt(session)).toBe('bigint')
          // Every form to be masked is long enough not to eat a log, or a token itself.
          for (const token of Object.values(session.tokens)) expect(maskedForms(token)).not.toContain('')
        }),
        fuzz(RUNS.parse),
      )
      // The fuzz would prove nothing if all were refused at the first look, or none were.
      expect(taken / RUNS.parse).toBeGreaterThan(0.05)
      expect(taken / RUNS.parse).toBeLessThan(0.95)
    },
    LATE,
  )

  test(
    'the doctor says of each what it is, and no part of a token',
    async () => {
      const seen = new Set<number>()
      await fc.assert(
        fc.asyncProperty(mutated(GOOD), fc.constantFrom('auth.json', 'seed.txt'), async (bytes, name) => {
          await writeFile(join(dir, name), bytes)
          let said = ''
          const print = (text: string): void => {
            said += text
          }
          const machine = { env: {}, now: NOW, cwd: dir, print }
          seen.add(await doctor([name], machine))
          expect(said).toMatch(
            /would (serve as a seed|be taken as a seed, but should not be stored|be refused)\./,
          )
          expect(holdsPart(said)).toBe(false)
        }),
        fuzz(RUNS.doctor),
      )
      expect([...seen].sort()).toEqual([0, 1])
    },
    LATE,
  )

  test(
    'the payload of an event: trusted, or not, by a rule of ours',
    async () => {
      const events = [
        'push',
        'issue_comment',
        'pull_request',
        'pull_request_target',
        'workflow_run',
        'schedule',
      ]
      const payload = fc
        .constantFrom(...events)
        .chain(event => fc.tuple(fc.constant(event), mutated(JSON.stringify(recorded(event)))))
      const outcomes = new Set<string>()
      await fc.assert(
        fc.asyncProperty(payload, async ([event, bytes]) => {
          const read = EventPayload.safeParse(parseJson(bytes.toString()))
          const occasion = {
            event,
            payload: read.success ? read.data : {},
            repository: REPOSITORY,
            actors: ['octocat-lab'],
          }
          try {
            const { trustedHead } = await assertTrusted(
              occasion,
              STRICT,
              async user => user === 'octocat-lab',
            )
            outcomes.add(`trusted, head ${trustedHead}`)
          } catch (error) {
            if (!(error instanceof ActionError)) throw error
            outcomes.add(error.code)
          }
        }),
        fuzz(RUNS.event),
      )
      expect(outcomes.size).toBeGreaterThan(3)
    },
    LATE,
  )

  test(
    'what Codex prints: an event or none, a reason of ours, and no command to the runner in the log',
    () => {
      const lines = [
        { type: 'error', message: 'Reconnecting... 2/5 (unexpected status 401 Unauthorized)' },
        { type: 'turn.failed', error: { message: 'your refresh token was already used' } },
        {
          type: 'item.completed',
          item: { type: 'command_execution', command: 'x', aggregated_output: '::x::', exit_code: 1 },
        },
        { id: 2, result: { account: null, requiresOpenaiAuth: true } },
        {
          id: 2,
          error: { code: -32603, message: `Failed to refresh token status=500 ${tokens.refresh_token}` },
        },
      ]
      const line = fc.constantFrom(...lines).chain(of => mutated(JSON.stringify(of)))
      const codes = Object.keys(REASONS)
      const words = { reseed: 'A person must log in once more.' }
      let events = 0
      fc.assert(
        fc.property(line, fc.nat(60_000), (bytes, tookMs) => {
          const text = bytes.toString()
          const event = parseEvent(text)
          const shown: string[] = []
          const show = (said: string) => void shown.push(...said.split(/\r\n|\r|\n/))
          const log = {
            info: show,
            notice: show,
            warning: show,
            error: show,
            group: (title: string, of: readonly string[]) => [title, ...of].forEach(show),
          }
          if (event) {
            events += 1
            showEvent(event, log)
            wantsRotation(event)
          }
          expect(shown.filter(said => /^[\s\u0085]*::|##\[/.test(said))).toEqual([])
          const message = parseJson(text)
          const reply = typeof message === 'object' && message !== null ? replyOf(message) : undefined
          const failure = rotationFailure(reply, [text], tookMs, words)
          expect(codes).toContain(failure.code)
          expect(holdsPart(failure.message)).toBe(false)
          const failed = event && errorMessage(event)
          const result = { exitCode: 1, stderr: [text], ...(failed === undefined ? {} : { failure: failed }) }
          expect(typeof runReason({ outcome: 'failed', ...result })).toBe('string')
          expect(holdsPart(earlyWarning({ outcome: 'succeeded', ...result }, words)?.message ?? '')).toBe(
            false,
          )
        }),
        fuzz(RUNS.printed),
      )
      expect(events / RUNS.printed).toBeGreaterThan(0.1)
    },
    LATE,
  )
})

function choose(stored: Session | SessionRefused): void {
  for (const seedPolicy of ['newer', 'missing'] as const)
    for (const allowAccountChange of [true, false])
      try {
        chooseSession(good, stored, { seedPolicy, allowAccountChange })
      } catch (error) {
        if (!(error instanceof ActionError)) throw error
        expect(holdsPart(error.message)).toBe(false)
      }
}
