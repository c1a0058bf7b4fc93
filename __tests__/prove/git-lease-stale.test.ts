import { expect, test } from '@jest/globals'
import { inWorld } from '../e2e/cache-world.js'
import { errorsOf, HOUR, LATE, outputsOf, warningsOf } from '../e2e/lease-world.js'
import { type SecretRepository, withSecret } from '../e2e/secret-repository.js'

const times = ({ lab }: Pick<SecretRepository, 'lab'>) => lab.openai.presentations().map(({ times }) => times)

test.concurrent(
  'a run queued before another refreshed the repository secret is told that its copy is stale, and spends nothing',
  withSecret('repository', async repository => {
    const { openai } = repository.lab
    repository.set(openai.login({ expInMs: HOUR }))
    const queued = repository.queue()
    const first = await repository.job({ ...repository.pat(), mode: 'setup' })
    expect(first.conclusion).toBe('success')
    const { stored } = repository
    const seen = openai.log.length
    const late = await repository.job({ ...repository.pat(), prompt: 'Say OK' }, { queued })
    expect(late.conclusion).toBe('failure')
    expect(late.log).toMatch(
      /when the run is queued.* another run may have used its refresh token since.*secret-environment/,
    )
    const [said = ''] = errorsOf(late)
    expect(said).toMatch(/^The login that this job has \(of 20.*\) is older than the newest one .*\(of 20/)
    expect(said).toMatch(/when the run is queued.*did not use it.*Run the job again.*secret-environment/s)
    expect(outputsOf(late)).toMatchObject({
      refreshed: 'false',
      'auth-status': 'stale',
      'auth-reason': 'stale-copy',
    })
    expect(times(repository)).toEqual([1, 0])
    expect(openai.log.slice(seen).map(({ kind }) => kind)).not.toContain('refresh')
    expect(repository.stored).toBe(stored)
    const next = await repository.job({ ...repository.pat(), mode: 'keep-fresh', 'force-refresh': 'true' })
    expect([next.conclusion, times(repository)]).toEqual(['success', [1, 1, 0]])
  }),
  LATE,
)

test.concurrent(
  'a cache that has lost its newest entry and an old seed: stale is said, and the spent token is not shown again',
  inWorld(async ({ lab, cache, job: anyJob }) => {
    const seed = lab.openai.login({ expInMs: HOUR })
    const job = (more = {}) => anyJob({ 'auth-json': seed, mode: 'setup', ...more })
    const first = await job()
    expect(outputsOf(first)).toMatchObject({ refreshed: 'true', persisted: 'true', storage: 'cache' })
    cache.evict(() => true)
    const kept = await job({ mode: 'keep-fresh' })
    expect([kept.conclusion, errorsOf(kept).join()]).toMatchObject([
      'failure',
      expect.stringMatching(
        /is older than the newest one.*evicted.*did not use it.*log in once more.*keep-fresh/s,
      ),
    ])
    // Its access token has ended with the refresh, but by its own date it lives: the job may try.
    const run = await job()
    expect([run.conclusion, warningsOf(run).join()]).toMatchObject([
      'success',
      expect.stringMatching(/older than/),
    ])
    const forced = await job({ 'force-refresh': 'true' })
    expect(errorsOf(forced).join()).toMatch(/older than the newest one/)
    expect(times({ lab })).toEqual([1, 0])
    const after = await job({ 'auth-json': lab.openai.login(), 'force-refresh': 'true' })
    expect([after.conclusion, outputsOf(after).refreshed]).toEqual(['success', 'true'])
  }),
  LATE,
)
