/** Tests that must fail: `unit/loopback-only.test.ts` runs them. */
import { get } from 'node:https'
import { connect } from 'node:net'
import { test } from '@jest/globals'
import { provideCodex } from '../../src/codex/install/provide.js'

const REGISTRY = 'https://registry.npmjs.org/'

test('the registry, and the test says nothing of it', async () => {
  const request = { version: '0.169.0', env: { NPM_CONFIG_REGISTRY: REGISTRY }, log: () => undefined }
  const [platform, arch] = ['linux', 'x64'] as const
  const retries = { retries: 0, minTimeout: 1, factor: 1, maxTimeout: 1 }
  await provideCodex({ ...request, platform, arch, retries }).catch(() => undefined)
})

test('fetch', () => fetch(REGISTRY).catch(() => undefined))

test('https', done => {
  get(REGISTRY).on('error', () => done())
})

test('an address', done => {
  connect(443, '192.0.2.1').on('error', () => done())
})
