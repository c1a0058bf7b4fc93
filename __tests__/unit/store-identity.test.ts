import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { parseInputs } from '../../src/action/inputs.js'
import { storeIdentity } from '../../src/keeper/store-identity.js'
import type { StoreKind } from '../../src/stores/store.js'

const ENV = { GITHUB_REPOSITORY: 'lab/project', GITHUB_SERVER_URL: 'https://github.lab.invalid' }

const identity = (kind: StoreKind, given: Record<string, string> = {}, env = ENV, home?: string) =>
  storeIdentity({ kind, inputs: parseInputs(given), env, ...(home ? { home } : {}) })

const VAULT = { 'restore-command': 'vault get a', 'persist-command': 'vault put a' }

test('stores in different places have different names', () => {
  const all = [
    identity('cache'),
    identity('cache', { 'login-name': 'other' }),
    identity('cache', {}, { ...ENV, GITHUB_REPOSITORY: 'lab/other' }),
    identity('cache', {}, { ...ENV, GITHUB_SERVER_URL: 'https://other.lab.invalid' }),
    identity('command', VAULT),
    identity('command', { ...VAULT, 'login-name': 'other' }),
    identity('command', { ...VAULT, 'persist-command': 'vault put b' }),
    identity('github-secret'),
    identity('github-secret', { 'secret-name': 'OTHER' }),
    identity('github-secret', { 'secret-environment': 'codex' }),
    identity('github-secret', { 'secret-organization': 'codex' }),
    identity('github-secret', {}, { ...ENV, GITHUB_REPOSITORY: 'lab/other' }),
    identity('host', {}, ENV, '/lab/home/.codex'),
    identity('host', {}, ENV, '/lab/other/.codex'),
  ]
  expect(new Set(all).size).toBe(all.length)
  for (const name of all) expect(name).toMatch(/^[0-9a-f]{16}$/)
})

test('one store has one name, however it is written', () => {
  expect(
    identity('command', { 'restore-command': '\n vault  get\n a ', 'persist-command': 'vault put a\n' }),
  ).toBe(identity('command', VAULT))
  expect(identity('command', { ...VAULT, 'restore-command': 'vault read a' })).toBe(
    identity('command', VAULT),
  )
  expect(identity('github-secret', { 'secret-name': 'codex_auth_json' })).toBe(identity('github-secret'))
  expect(identity('github-secret', { 'secret-organization': 'Lab' })).toBe(
    identity('github-secret', { 'secret-organization': 'lab' }, { ...ENV, GITHUB_REPOSITORY: 'lab/other' }),
  )
  // Keys are no part of it: they may be replaced.
  expect(identity('cache', { 'encryption-key': 'lab passphrase of some length' })).toBe(identity('cache'))
})

test('the host store is named by its real path, also before it is made', () => {
  const directory = mkdtempSync(join(tmpdir(), 'lab-identity-'))
  try {
    mkdirSync(join(directory, 'real'))
    symlinkSync(join(directory, 'real'), join(directory, 'link'))
    const [real, link] = ['real', 'link'].map(name => join(directory, name, '.codex')) as [string, string]
    const before = identity('host', {}, ENV, link)
    expect(before).toBe(identity('host', {}, ENV, real))
    mkdirSync(real)
    expect(identity('host', {}, ENV, link)).toBe(before)
  } finally {
    rmSync(directory, { recursive: true })
  }
})
