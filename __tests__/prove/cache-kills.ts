import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from '@jest/globals'
import { type GithubDouble, startGithub } from '../doubles/github/github.js'
import type { Runner } from '../doubles/runner/index.js'
import { type CachedJob, type CacheWorld, errorsOf, opened, refreshToken } from '../e2e/cache-world.js'
import { REPOSITORY } from '../e2e/lab.js'
import { DELAY_MS, type Moment, Scene } from './cache-moments.js'

export interface Kills {
  /** The moments that cost the login. */
  readonly lost: readonly string[]
  readonly kept: { unspent: number; stored: number }
}

/** Kills a job at each moment, and has the next one refresh the login: it can whenever the store has the newest. */
export async function killAt(
  moments: readonly Moment[],
  what: 'both' | 'stage',
  world: CacheWorld,
): Promise<Kills> {
  const github = await startGithub()
  const kills = await killEach(moments, what, world, jobsOf(github, world)).finally(() => github.close())
  github.assertClean()
  return kills
}

async function killEach(
  moments: readonly Moment[],
  what: 'both' | 'stage',
  world: CacheWorld,
  jobAt: CacheWorld['job'],
): Promise<Kills> {
  const { lab, cache } = world
  const { openai } = lab
  const storedTokens = tokensStored(world)
  openai.delayAfterRefresh(DELAY_MS)
  let seed = openai.login()
  const job = (mode: string, spec?: CachedJob) =>
    jobAt({ 'auth-json': seed, mode, 'force-refresh': 'true' }, spec)
  expect((await job('setup')).conclusion).toBe('success')
  const [lost, late]: [string[], string[]] = [[], []]
  const kept = { unspent: 0, stored: 0 }
  for (const { name, reached } of moments) {
    const before = openai.acceptedRefreshes.length
    const on = await lab.fresh()
    await job('setup', {
      on,
      async during(run) {
        if (!(await reached(new Scene(run, on, world)))) late.push(name)
        run.kill(what)
      },
    })
    await gone(on)
    cache.heal()
    const refreshed = openai.acceptedRefreshes.length > before
    const safe = (await storedTokens()).has(refreshToken(openai.currentAuthJson()))
    const next = await job('keep-fresh')
    expect([name, next.conclusion, errorsOf(next)]).toEqual(
      safe ? [name, 'success', []] : [name, 'failure', [expect.stringMatching(/log in once more/i)]],
    )
    if (safe) {
      kept[refreshed ? 'stored' : 'unspent'] += 1
      continue
    }
    lost.push(name)
    await sleep(5)
    seed = openai.login()
  }
  process.stdout.write(
    `cache, kill -9 of the ${what === 'both' ? 'machine' : 'step'} at ${moments.length} moments: ` +
      `${kept.unspent} before the refresh, ${kept.stored} of a refreshed login that was stored, ` +
      `${lost.length} that cost it, none of them acknowledged (${lost.join('; ')})\n`,
  )
  expect(late).toEqual([])
  // By their names the store had the refreshed login.
  expect(lost.filter(name => /: (saved|done)/.test(name))).toEqual([])
  // Only what was lost can have been shown to OpenAI twice: by the next job, which had nothing else.
  expect(openai.presentations().filter(({ times }) => times > 1).length).toBeLessThanOrEqual(lost.length)
  return { lost, kept }
}

/** Jobs of which GitHub says whether they are over: who waits for what a dead one held asks it. */
function jobsOf({ world, tokens, jobs, url }: GithubDouble, { job }: CacheWorld): CacheWorld['job'] {
  world.addRepository(REPOSITORY)
  const token = tokens.githubToken(REPOSITORY)
  let id = 0
  return async (inputs, spec) => {
    id += 1
    jobs.set(id, { repository: REPOSITORY, runId: id, attempt: 1, status: 'in_progress' })
    const contexts = { job: { check_run_id: String(id) } }
    const result = await job(inputs, { token, apiUrl: url, contexts, ...spec })
    jobs.update(id, { status: 'completed' })
    return result
  }
}

/** The machine, with all that still ran on it and lay on it. */
async function gone(runner: Runner): Promise<void> {
  await sleep(100)
  await runner.close()
  await rm(dirname(runner.folders.home), { recursive: true, force: true, maxRetries: 5 })
}

/** The refresh tokens of all entries that there are, each opened once. */
function tokensStored({ cache, key }: CacheWorld): () => Promise<ReadonlySet<string>> {
  const tokens = new Set<string>()
  let seen = 0
  return async () => {
    for (const entry of cache.entries.slice(seen)) tokens.add(refreshToken(await opened(entry, key)))
    seen = cache.entries.length
    return tokens
  }
}
