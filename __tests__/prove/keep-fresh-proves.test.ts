import { link } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { inWorld } from '../e2e/cache-world.js'
import { withManagers } from '../e2e/command-job.js'
import { inLab } from '../e2e/lab.js'
import { inLeaseWorld } from '../e2e/lease-world.js'
import { errorsOf, outputsOf } from '../e2e/login-world.js'
import { SECRET, withSecret } from '../e2e/secret-repository.js'

const LATE = 60_000
const KEEP_FRESH = { mode: 'keep-fresh' }
const PROVEN = 'A refresh can be stored: the lease, the store and the files can be written.'

// What would fail on the day of the refresh fails on the first run, though the login has all of its life before it.
test.concurrent(
  'a token that may not write contents: keep-fresh fails, a run does not',
  inLeaseWorld(async ({ lab, put, job }) => {
    const seed = lab.openai.login()
    await put(seed)
    const run = await job({ 'auth-json': seed, prompt: 'Say OK' }, { permissions: { contents: 'read' } })
    expect(run.conclusion).toBe('success')
    const failed = await job({ 'auth-json': seed, ...KEEP_FRESH }, { permissions: { contents: 'read' } })
    expect([failed.conclusion, outputsOf(failed)['auth-reason']]).toEqual(['failure', 'lease-forbidden'])
    expect(outputsOf(failed)['auth-status']).toBe('healthy')
    expect(errorsOf(failed)).toContain('contents: write')
    const proven = await job({ 'auth-json': seed, ...KEEP_FRESH })
    expect([proven.conclusion, proven.log.includes(PROVEN)]).toEqual(['success', true])
    expect(lab.openai.refreshes).toEqual([])
  }),
  LATE,
)

test.concurrent(
  'an environment without the secret that the inputs name: keep-fresh fails',
  withSecret('environment', async repository => {
    const seed = repository.set(repository.lab.openai.login())
    const access = repository.pat()
    const proven = await repository.job({ ...access, ...KEEP_FRESH })
    expect([proven.conclusion, proven.log.includes(PROVEN)]).toEqual(['success', true])
    // As when `gh secret set` without --env has made it a secret of the repository.
    repository.vault.delete(SECRET)
    const failed = await repository.job({ ...access, ...KEEP_FRESH, 'auth-json': seed })
    expect([failed.conclusion, outputsOf(failed)['auth-reason']]).toEqual(['failure', 'secret-missing'])
    expect(repository.lab.openai.refreshes).toEqual([])
  }),
  LATE,
)

test.concurrent(
  'a manager that takes nothing: keep-fresh fails',
  withManagers(async ({ lab, manager, job }) => {
    const seed = lab.openai.login()
    const first = await job({ 'auth-json': seed, ...KEEP_FRESH })
    expect([first.conclusion, first.log.includes(PROVEN)]).toEqual(['success', true])
    await manager.make('fail-write')
    const failed = await job({ 'auth-json': seed, ...KEEP_FRESH })
    expect(failed.conclusion).toBe('failure')
    expect(errorsOf(failed)).toContain('persist-command')
    expect(lab.openai.refreshes).toEqual([])
  }),
  LATE,
)

test.concurrent(
  'a cache that may only be read: keep-fresh fails',
  inWorld(async ({ lab, cache, job }) => {
    const first = await job({ 'auth-json': lab.openai.login(), ...KEEP_FRESH })
    expect([first.conclusion, first.log.includes(PROVEN)]).toEqual(['success', true])
    const services = { ...cache.environment(), cacheMode: 'read' as const }
    const failed = await job(KEEP_FRESH, { services })
    expect(failed.conclusion).toBe('failure')
    expect(lab.openai.refreshes).toEqual([])
  }),
  LATE,
)

test.concurrent(
  'an auth.json that Codex could not save: keep-fresh fails',
  inLab(async lab => {
    const first = await lab.job({ 'auth-json': lab.openai.login(), ...KEEP_FRESH })
    expect([first.conclusion, first.log.includes(PROVEN)]).toEqual(['success', true])
    await link(lab.authFile, `${lab.authFile}.replaced`)
    const failed = await lab.job(KEEP_FRESH)
    expect([failed.conclusion, outputsOf(failed)['auth-reason']]).toEqual(['failure', 'unsavable'])
    expect(lab.openai.refreshes).toEqual([])
  }),
  LATE,
)
