import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { judgeLogin, type Verdict } from '../../src/codex/login-status.js'
import { readStored } from '../../src/login/stored.js'
import { codexBinary, labFolder } from '../doubles/lab/index.js'
import { form, truth } from '../unit/any-login.js'
import { authJson, labJwt, NOW } from '../unit/auth-json.js'

// Whether a file is a login is Codex's to say. Our reader may be more careful, but never takes for worthless what Codex
// would use, nor for a ChatGPT login what Codex takes for another kind.

const LATE = 900_000

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(labFolder(), 'judge-'))
})
afterAll(() => rm(home, { recursive: true }))

async function judge(bytes: Buffer, path = codexBinary()): Promise<Verdict> {
  const empty = await mkdtemp(join(home, 'empty-'))
  const env = { PATH: process.env.PATH, HOME: home }
  return judgeLogin({ path, home: empty, env }, bytes).finally(() => rm(empty, { recursive: true }))
}

/** With a personal access token that counts, Codex asks the server before it says anything. */
const asksServer = (json: string) =>
  /"personal_access_token":"/.test(json) && !/"auth_mode":"chatgpt"/.test(json)

async function assertAgreed(bytes: Buffer, what: string): Promise<Verdict | undefined> {
  const stored = readStored(bytes, { origin: 'the lab file', now: NOW })
  if (asksServer(bytes.toString())) {
    expect([what, stored.kind]).toEqual([what, 'foreign'])
    return undefined
  }
  const verdict = await judge(bytes)
  if (stored.kind === 'login' && stored.login.isPlain) expect([what, verdict]).toEqual([what, 'chatgpt'])
  if (stored.kind === 'login')
    expect([what, ['chatgpt', 'unreadable']]).toEqual([what, expect.arrayContaining([verdict])])
  if (verdict === 'api-key' || verdict === 'other') expect([what, stored.kind]).toEqual([what, 'foreign'])
  if (verdict === 'chatgpt' && stored.kind !== 'login')
    expect([what, REFUSED_BY_US]).toEqual([what, expect.arrayContaining([codeOf(stored)])])
  return verdict
}

const codeOf = (stored: ReturnType<typeof readStored>) =>
  'refusal' in stored ? stored.refusal.code : stored.kind
/** Files that Codex would use, for a while or for somebody else: none of them is given up, each is compared by its age. */
const REFUSED_BY_US = [
  'not-a-login',
  'no-refresh-token',
  'two-accounts',
  'foreign-issuer',
  'from-the-future',
  'unsupported-mode',
]

test('a Codex that hangs is ended after 20 s, and has no say; neither has one that finds no room', async () => {
  const path = join(home, 'hangs')
  await writeFile(path, '#!/bin/sh\necho $$ > "$CODEX_HOME/../pid"\nsleep 300\n', { mode: 0o755 })
  const bytes = Buffer.from(authJson())
  const start = performance.now()
  expect(await judge(bytes, path)).toBe('unknown')
  expect(performance.now() - start).toBeLessThan(40_000)
  const pid = Number(await readFile(join(home, 'pid'), 'utf8'))
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  const nowhere = { path: codexBinary(), home: join(home, 'nowhere'), env: { PATH: process.env.PATH } }
  expect(await judgeLogin(nowhere, bytes)).toBe('unknown')
}, 60_000)

test.each([
  ['', 'unreadable'],
  ['2026-11-20T23:04:21+0000', 'chatgpt'],
  ['2026-11-20 23:04:21Z', 'chatgpt'],
  ['2026-11-20t23:04:21 utc', 'chatgpt'],
  ['2026-1-2 T 3:4:5 -0000', 'unreadable'],
  ['2026-1-2T 3:4:5 -0000', 'chatgpt'],
  ['2026-11-20T23:04:60.5Z', 'chatgpt'],
  ['2026-11-20T23:04:21\u221201:00', 'chatgpt'],
  ['2026-02-30T00:00:00Z', 'unreadable'],
  ['2026-11-20T23:04:21+24:00', 'unreadable'],
  ['+12026-11-20T23:04:21Z', 'chatgpt'],
  ['12026-11-20T23:04:21Z', 'unreadable'],
])('last_refresh %j: %s', async (last_refresh, verdict) => {
  expect(await assertAgreed(Buffer.from(authJson({ last_refresh })), last_refresh)).toBe(verdict)
})

test.each<[object, Verdict]>([
  [{ auth_mode: undefined, OPENAI_API_KEY: '' }, 'api-key'],
  [{ OPENAI_API_KEY: '' }, 'chatgpt'],
  [{ personal_access_token: 'at-lab' }, 'chatgpt'],
  [{ agent_identity: { workspace_id: 'w' } }, 'unreadable'],
  [{ agent_identity: labJwt({}) }, 'chatgpt'],
  [{ auth_mode: undefined, agent_identity: labJwt({}) }, 'chatgpt'],
  [{ auth_mode: undefined, bedrock_api_key: { api_key: 'lab', region: 'lab' } }, 'other'],
  [{ bedrock_api_key: { api_key: 'lab', region: 'lab' } }, 'chatgpt'],
  [{ auth_mode: 'apikey' }, 'failed'],
  [{ auth_mode: 'agentIdentity' }, 'failed'],
  [{ tokens: { account_id: undefined } }, 'chatgpt'],
  [{ tokens: { account_id: 5 } }, 'unreadable'],
  [{ tokens: { id_token: 'a.b.c' } }, 'unreadable'],
  [{ tokens: { id_token: labJwt({ email: 5 }) } }, 'unreadable'],
  [{ tokens: { access_token: '' } }, 'chatgpt'],
  [{ tokens: { oauth_provenance: { issuer: 'https://auth.openai.com' } } }, 'unreadable'],
  [{ note: 'x'.repeat(60_000) }, 'chatgpt'],
])('%j: %s', async (given, verdict) => {
  const what = JSON.stringify(given).slice(0, 100)
  expect(await assertAgreed(Buffer.from(authJson(given as Parameters<typeof authJson>[0])), what)).toBe(
    verdict,
  )
})

test(
  'any of 300 files, odd and damaged: what Codex takes is a login to us, or is compared by its age',
  async () => {
    const verdicts: Record<string, number> = {}
    await fc.assert(
      fc.asyncProperty(truth, form, async ({ json }, { what, bytes }) => {
        const verdict = await assertAgreed(bytes(json), what)
        verdicts[verdict ?? 'asks'] = (verdicts[verdict ?? 'asks'] ?? 0) + 1
      }),
      { numRuns: 300 },
    )
    expect(verdicts).toMatchObject({ chatgpt: expect.any(Number), unreadable: expect.any(Number) })
  },
  LATE,
)
