import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { showEvent } from '../../src/action/show-event.js'
import { replyOf } from '../../src/codex/app-server.js'
import { errorMessage, parseEvent, wantsRefresh } from '../../src/codex/exec/events.js'
import { earlyWarning, refreshFailure } from '../../src/codex/failure.js'
import { REASONS } from '../../src/codex/reasons.js'
import { runReason } from '../../src/codex/run-reason.js'
import { doctor } from '../../src/doctor/doctor.js'
import { chooseLogin } from '../../src/keeper/seeding.js'
import { recordIn } from '../../src/leases/git/record.js'
import { sameAccount } from '../../src/login/account.js'
import { freshness } from '../../src/login/freshness.js'
import { type Login, parseLogin } from '../../src/login/login.js'
import { maskedForms } from '../../src/login/mask.js'
import { LoginRefused, REFUSAL_CODES } from '../../src/login/refusal.js'
import { changedAt, isNewer } from '../../src/login/revision.js'
import { damaged } from '../../src/login/stored.js'
import { harmlessLines } from '../../src/report/harmless.js'
import { ActionError } from '../../src/system/errors.js'
import { parseJson } from '../../src/system/json.js'
import { assertTrusted, EventPayload } from '../../src/trust/trust.js'
import { machineIn } from '../cases/doctor-cases.js'
import { mintAccessToken, mintIdToken, mintRefreshToken } from '../doubles/openai/tokens.js'
import { partFinder } from '../e2e/leaks.js'
import { REPOSITORY, recorded, STRICT } from '../unit/trust-occasion.js'
import { mutated } from './fuzz/mutations.js'

/** The first four are 100,000 together. */
const RUNS = { parse: 40_000, doctor: 20_000, event: 20_000, printed: 20_000, lease: 50_000 }
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
const URL_OF_RUN = 'https://github.com/lab/project/actions/runs/4000'
const holdsPart = partFinder(Object.values(tokens))
const good = parseLogin(GOOD, { origin: 'the input auth-json', now: NOW })
const fuzz = (numRuns: number) => ({ numRuns, endOnFailure: true })

/** A login, or the refusal, which is one of ours and says nothing of what was in it. */
function parse(bytes: Buffer, encoded: boolean): Login | LoginRefused {
  try {
    return parseLogin(bytes, { origin: 'the input auth-json', encoded, now: NOW })
  } catch (error) {
    if (!(error instanceof LoginRefused)) throw error
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
          const login = parse(bytes, encoded)
          choose(login)
          if (login instanceof LoginRefused) return
          taken += 1
          const { share, remaining } = freshness(login, NOW)
          expect(share >= 0 && share <= 1 && !Number.isNaN(remaining)).toBe(true)
          expect(isNewer(login, good) && isNewer(good, login)).toBe(false)
          expect(sameAccount(login, good)).toBe(sameAccount(good, login))
          expect(typeof changedAt(login)).toBe('bigint')
          // Every form to be masked is long enough not to eat a log, or a token itself.
          for (const token of Object.values(login.tokens)) expect(maskedForms(token)).not.toContain('')
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
          const machine = { ...machineIn(dir), now: NOW, print, complain: print }
          seen.add(await doctor([name], machine))
          expect(said).toMatch(/would (serve as a seed|be refused)\./)
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
    'the record of a lease: read within a second, its instants within bounds, its texts short and printable',
    () => {
      const mark = {
        changedAt: `${NOW - 1}000000`,
        digest: 'a'.repeat(32),
        by: 'job a of run 1',
        url: URL_OF_RUN,
      }
      const record = {
        version: 1,
        state: 'lab-state',
        holder: {
          ...{ id: 'lab-id', job: 'lab/1/1/a/runner', description: 'job a of run 1 on runner r, since now' },
          ...{ repository: 'lab/project', jobId: '5001', run: '4000', attempt: '1', url: URL_OF_RUN },
          ...{ takenAt: NOW - 1000, expiresAt: NOW + 900_000 },
        },
        marks: [mark, { ...mark, store: '5701e0aa' }],
        spending: [{ ...mark, codex: true, holding: 'lab-id' }],
        refused: [{ ...mark, code: 'reused' }],
        limits: [{ account: 'acc0000000000001-', until: NOW + 3_600_000 }],
      }
      const message = `codex-auth lease: held\n\n${JSON.stringify(record)}`
      const latest = BigInt(NOW + 3_600_000) * 1_000_000n
      const found = { read: 0, whole: 0 }
      fc.assert(
        fc.property(mutated(message), bytes => {
          const start = performance.now()
          const read = recordIn(bytes.toString(), NOW)
          expect(performance.now() - start).toBeLessThan(10_000)
          if (!read) return
          const { holder, marks, spending, refused, limits } = read.record
          for (const { until } of limits) expect(until).toBeLessThanOrEqual(NOW + 40 * 86_400_000)
          const parts = [...marks, ...spending, ...refused]
          found.read += 1
          if (holder && parts.length === 4) found.whole += 1
          if (holder) {
            expect(holder.takenAt).toBeLessThanOrEqual(NOW + 3_600_000)
            expect(holder.expiresAt).toBeLessThanOrEqual(NOW + 122 * 3_600_000)
          }
          for (const part of parts) expect(BigInt(part.changedAt)).toBeLessThanOrEqual(latest)
          const texts = [
            ...[holder?.description, holder?.url, holder?.repository],
            ...parts.flatMap(({ by, url, store }) => [by, url, store]),
            ...refused.map(({ code }) => code),
          ]
          for (const text of texts) expect(text ?? '').toMatch(/^(?![\p{Cc}\p{Cf}])[^\p{Cc}]{0,500}$|^$/u)
        }),
        fuzz(RUNS.lease),
      )
      expect(found.read / RUNS.lease).toBeGreaterThan(0.05)
      expect(found.whole).toBeLessThan(found.read)
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
          const show = (said: string) => void shown.push(...harmlessLines(said))
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
            wantsRefresh(event)
          }
          expect(shown.filter(said => /^[\s\u0085]*::|##\[/.test(said))).toEqual([])
          const message = parseJson(text)
          const reply = typeof message === 'object' && message !== null ? replyOf(message) : undefined
          const failure = refreshFailure(
            { reply, stderr: [text], tookMs, tokenUrl: 'https://127.0.0.1/oauth/token' },
            words,
          )
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

function choose(stored: Login | LoginRefused): void {
  for (const seedPolicy of ['newer', 'missing'] as const)
    for (const allowAccountChange of [true, false])
      try {
        chooseLogin(
          good,
          stored instanceof LoginRefused
            ? damaged(Buffer.alloc(0), stored)
            : { kind: 'login', login: stored },
          { seedPolicy, allowAccountChange },
        )
      } catch (error) {
        if (!(error instanceof ActionError)) throw error
        expect(holdsPart(error.message)).toBe(false)
      }
}
