import { expect, test } from '@jest/globals'
import type { JobResult } from '../doubles/runner/index.js'
import { errorsOf, HOUR, inWorld } from '../e2e/cache-world.js'
import { inLeaseWorld } from '../e2e/lease-world.js'
import { withSecret } from '../e2e/secret-repository.js'
import { MADE_BY } from '../e2e/verdict.js'

const LATE = 60_000

/** Dead, said once, with what a person does about it in this very store. */
function isDead(result: JobResult, how: string): void {
  expect(errorsOf(result)).toEqual([
    expect.stringContaining(`A person must log in once more: run a workflow with \`mode: login\` and ${how}`),
  ])
  expect(result.annotations).toHaveLength(1)
  expect(result.steps[0]?.outputs).toMatchObject({ 'auth-status': 'dead', 'auth-reason': 'revoked' })
}

test(
  'cache: how to log in once more names the key and the branch',
  inWorld(async ({ lab, job }) => {
    lab.openai.answerTokenEndpoint('invalidated')
    const seed = lab.openai.login({ expInMs: -HOUR })
    isDead(
      await job({ 'auth-json': seed, prompt: 'Say OK' }),
      'the same `encryption-key` on the default branch',
    )
  }),
  LATE,
)

test(
  'command: how to log in once more names the commands',
  inLeaseWorld(async ({ lab, job }) => {
    lab.openai.answerTokenEndpoint('invalidated')
    const seed = lab.openai.login({ expInMs: -HOUR })
    isDead(await job({ 'auth-json': seed, prompt: 'Say OK' }), 'the same two commands')
  }),
  LATE,
)

test(
  'github-secret: how to log in once more says that the secret is set by it',
  withSecret('repository', async repository => {
    repository.lab.openai.answerTokenEndpoint('invalidated')
    repository.set(repository.lab.openai.login({ expInMs: -HOUR }))
    isDead(await repository.job({ ...repository.pat(), prompt: 'Say OK' }), 'the same inputs')
  }),
  LATE,
)

test(
  'cache: the summary of a login that is refused says which run made it, for which the lease is asked',
  inWorld(async ({ lab, job }) => {
    const made = await job({ 'auth-json': lab.openai.login({ expInMs: HOUR }), mode: 'setup' })
    expect(made.steps[0]?.outputs['auth-status']).toBe('refreshed')
    lab.openai.answerTokenEndpoint('invalidated')
    const refused = await job({ mode: 'setup', 'force-refresh': 'true' })
    expect(refused.steps[0]?.outputs['auth-status']).toBe('stale')
    expect(refused.summary).toMatch(MADE_BY)
  }),
  LATE,
)

test(
  'a branch of the cache whose token has ended: stale, with the reason, once; nothing is refreshed',
  inWorld(async ({ lab, job }) => {
    const seed = lab.openai.login({ expInMs: -HOUR })
    const branch = 'refs/heads/topic'
    const result = await job(
      { 'auth-json': seed, prompt: 'Say OK' },
      { ref: branch, access: { ref: branch } },
    )
    expect(result.conclusion).toBe('failure')
    expect(errorsOf(result)).toEqual([expect.stringMatching(/This job runs on refs\/heads\/topic/)])
    expect(result.steps[0]?.outputs['auth-status']).toBe('stale')
    expect(result.steps[0]?.outputs['auth-reason']).toBe('cache-branch')
    expect(lab.openai.refreshes).toEqual([])
  }),
  LATE,
)
