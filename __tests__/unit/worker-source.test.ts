import { describe, expect, test } from '@jest/globals'
import { generateX25519Identity } from 'age-encryption'
import { parseInputs } from '../../src/action/inputs.js'
import { workerSource } from '../../src/action/worker-source.js'
import { openShareTarget } from '../../src/keeper/share-target.js'
import type { Stage } from '../../src/keeper/stage.js'
import { asksForStore, idleInputs, storeKind } from '../../src/keeper/store-kind.js'
import { accessOf } from '../e2e/access-login.js'
import { authJson } from './auth-json.js'

const FULL = authJson()
const ACCESS = accessOf(FULL)
const KEY = await generateX25519Identity()
const source = (raw: Record<string, string>) => workerSource(parseInputs(raw))
const refusal = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return (error as Error).message
  }
  return 'accepted'
}

test.each<[string, Record<string, string>, object | undefined]>([
  [
    'an access login and a prompt',
    { 'auth-json': ACCESS, prompt: 'x' },
    { kind: 'secret', authJson: ACCESS },
  ],
  ['an access login alone, for later steps', { 'auth-json': ACCESS }, { kind: 'secret', authJson: ACCESS }],
  ['the key of the workers', { 'access-key': KEY, prompt: 'x' }, { kind: 'cache', accessKey: KEY }],
  [
    'the same, and the cache named',
    { 'access-key': KEY, storage: 'cache' },
    { kind: 'cache', accessKey: KEY },
  ],
  ['a full login', { 'auth-json': FULL, prompt: 'x' }, undefined],
  ['a keeper', { 'auth-json': FULL, 'share-access': 'cache', 'access-key': KEY }, undefined],
  ['nothing', {}, undefined],
  ['what is no login', { 'auth-json': 'lab' }, undefined],
])('%s: worker or not', (_, raw, expected) => {
  expect(source(raw)).toEqual(expected)
})

describe('a worker can not do what needs a full login', () => {
  const wanting: Record<string, string>[] = [
    { mode: 'keep-fresh' },
    { mode: 'login' },
    { 'force-refresh': 'true' },
    { concurrency: 'exclusive' },
    { storage: 'host' },
    { storage: 'github-secret' },
    { 'encryption-key': 'x' },
    { 'restore-command': 'x' },
    { 'persist-command': 'x' },
    { 'secret-name': 'X' },
    { 'secret-environment': 'x' },
    { 'secret-organization': 'x' },
    { 'app-id': '5' },
  ]

  test.each([...wanting, { 'share-access': 'secret:X' }, { storage: 'cache' }])('from a secret: %j', raw => {
    expect(refusal(() => source({ 'auth-json': ACCESS, ...raw }))).toMatch(
      /It is an access login.*`CODEX_AUTH_JSON`/s,
    )
  })

  test.each([...wanting, { 'auth-json': ACCESS }, { 'auth-json': FULL }])('from the cache: %j', raw => {
    expect(refusal(() => source({ 'access-key': KEY, ...raw }))).toMatch(/`access-key` is given beside /)
  })
})

describe('where to share', () => {
  const open = (raw: Record<string, string>) => {
    const inputs = parseInputs({ token: 'ghs_lab', ...raw })
    const env = { GITHUB_REPOSITORY: 'lab/project', RUNNER_TEMP: '/lab' }
    return openShareTarget({ env, inputs: () => inputs, log: {}, now: Date.now } as unknown as Stage)
  }

  test.each<[Record<string, string>, string | undefined]>([
    [{}, undefined],
    [{ 'share-access': 'secret:X' }, 'the secret X of repository lab/project'],
    [
      { 'share-access': 'secret:X', 'share-environment': 'e' },
      'the secret X of environment e of lab/project',
    ],
    [{ 'share-access': 'secret:X', 'share-organization': 'o' }, 'the secret X of organization o'],
    [
      { 'share-access': 'secret:CODEX_AUTH_JSON', 'secret-name': 'FULL' },
      'the secret CODEX_AUTH_JSON of repository lab/project',
    ],
    [{ 'share-access': 'cache', 'access-key': KEY }, 'the Actions cache'],
    [{ 'share-access': 'command', 'share-command': 'cat' }, '`share-command`'],
  ])('%j', async (raw, where) => {
    expect((await open(raw))?.where).toBe(where)
  })

  test.each<[Record<string, string>, RegExp]>([
    [{ 'share-access': 'secret:codex_auth_json' }, /names codex_auth_json, the secret of the full login/],
    [{ 'share-access': 'secret:FULL', 'secret-name': 'Full' }, /the secret of the full login/],
    [{ 'share-access': 'secret:GITHUB_X' }, /can't be the name of a secret/],
    [
      { 'share-access': 'secret:X', 'share-environment': 'e', 'share-organization': 'o' },
      /is given beside `share-environment`/,
    ],
    [{ 'share-access': 'cache' }, /`access-key` is missing/],
    [
      { 'share-access': 'cache', 'access-key': 'lab-passphrase-of-the-workers' },
      /`access-key` is not an age identity/,
    ],
    [
      { 'share-access': 'cache', 'access-key': KEY, 'encryption-key': KEY },
      /every worker could open the full login/,
    ],
    [
      { 'share-access': 'cache', 'access-key': KEY, 'encryption-key': `# lab\n${KEY}\n` },
      /every worker could open/,
    ],
    [{ 'share-access': 'command' }, /`share-command` is missing/],
    [{ 'share-command': 'cat' }, /`share-command` is given without `share-access: command`/],
    [
      { 'share-access': 'cache', 'access-key': KEY, 'share-environment': 'x' },
      /`share-environment` is given without/,
    ],
    [{ 'share-access': 'secret:X', 'access-key': KEY }, /has no effect/],
  ])('not %j', async (raw, says) => {
    await expect(open(raw)).rejects.toThrow(says)
  })

  test('an App that is there to share tells no store, and is of use', () => {
    const raw = { 'share-access': 'secret:X', 'app-id': '5', 'app-private-key': 'lab' }
    const shared = parseInputs(raw)
    expect(asksForStore(shared)).toBe(false)
    expect(storeKind(shared, { RUNNER_ENVIRONMENT: 'self-hosted' })).toBe('host')
    expect(idleInputs(shared, 'host')).toEqual([])
    const unshared = parseInputs({ ...raw, 'share-access': 'command' })
    expect(idleInputs(unshared, 'host')).toEqual(['app-id', 'app-private-key'])
  })
})
