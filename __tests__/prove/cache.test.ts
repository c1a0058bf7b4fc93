import { execFileSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { Decrypter, generateX25519Identity } from 'age-encryption'
import { type CacheDouble, type How, type Kind, startCache } from '../doubles/cache/index.js'
import { LAB_ACCOUNT } from '../doubles/openai/openai.js'
import type { JobResult, JobRun, Runner, StageName, Values } from '../doubles/runner/index.js'
import { type HostedJob, hostedJob } from '../e2e/hosted.js'
import { inLab, type Lab } from '../e2e/lab.js'

const HOUR = 3_600_000

interface World {
  readonly lab: Lab
  readonly cache: CacheDouble
  readonly key: string
  job(inputs: Values, spec?: HostedJob): Promise<JobResult>
}

const inWorld = (use: (world: World) => Promise<void>) =>
  inLab(async lab => {
    const cache = await startCache()
    const key = await generateX25519Identity()
    const job: World['job'] = (inputs, spec = {}) =>
      hostedJob(lab, { 'encryption-key': key, ...inputs }, { services: cache.environment(), ...spec })
    await use({ lab, cache, key, job }).finally(() => cache.close())
    cache.assertClean()
  })

const refreshToken = (authJson: string): string =>
  (JSON.parse(authJson) as { tokens: { refresh_token: string } }).tokens.refresh_token

const JOBS = 30
/** Codex itself refreshes in the last 5 minutes of a token: with such a `min-lifetime` one of 310 s is due after 4 s. */
const LIFE = { lifeMs: 310_000 }
const MIN_LIFETIME = '306s'
const RECIPE_ACCOUNT = '4ab4ab4a-0000-4000-8000-000000000004'
/** Due for Codex itself after a second and a half. */
const RECIPE_LIFE = { lifeMs: 301_500, account: RECIPE_ACCOUNT }

// The three proofs mostly wait, for tokens to age and for a service that doesn't answer.
test.concurrent(
  `${JOBS} jobs on empty disks with tokens expiring between them lose nothing; a recipe that saves on success does`,
  inWorld(async ({ lab, cache, job }) => {
    const seed = lab.openai.login(LIFE)
    const recipe = await recipeJobs(lab, cache)
    const endings: string[] = []
    for (let number = 0; number < JOBS; number += 1) {
      // Every fourth job's model fails, every fifth keeps fresh: neither may cost the login.
      const [fails, keepsFresh] = [number % 4 === 3, number % 5 === 4]
      lab.openai.script(fails ? [{ status: 400 }] : [])
      const task = keepsFresh ? { mode: 'keep-fresh' } : { prompt: 'Say OK' }
      const result = await job({ 'auth-json': seed, 'min-lifetime': MIN_LIFETIME, ...task })
      expect([number, result.conclusion]).toEqual([number, fails && !keepsFresh ? 'failure' : 'success'])
      if (endings.at(-1) === 'lost') continue
      lab.openai.script(fails ? [{ status: 400 }] : [])
      endings.push(ending(await recipe()))
    }
    const ours = lab.openai.refreshes.filter(({ account }) => account === LAB_ACCOUNT)
    process.stdout.write(
      `ours: ${ours.length} refreshes in ${JOBS} jobs, each refresh token once; the recipe: ${endings.join(', ')}\n`,
    )
    expect(ours.length).toBeGreaterThan(10)
    expect(ours.every(({ outcome }) => outcome === 'rotated')).toBe(true)
    const mine = lab.openai.presentations().filter(({ account }) => account === LAB_ACCOUNT)
    expect(mine.every(({ times }) => times <= 1)).toBe(true)
    expect(endings).toEqual(['success', 'success', 'success', 'failure', 'lost'])
  }),
  300_000,
)

const ending = ({ conclusion, log }: JobResult) =>
  /refresh token was already used/.test(log) ? 'lost' : conclusion

/** Jobs of a recipe through the same cache, without encryption: restore, run Codex, save if that went well. */
async function recipeJobs(lab: Lab, cache: CacheDouble): Promise<() => Promise<JobResult>> {
  const seed = lab.openai.login(RECIPE_LIFE)
  const client = JSON.stringify(import.meta.resolve('@actions/cache'))
  const script = async (name: string, body: string) => {
    const file = join(lab.dir, name)
    await writeFile(file, `import { restoreCache, saveCache } from ${client}\n${body}\n`)
    return `node ${file}`
  }
  const restore = await script('restore.mjs', "await restoreCache(['auth.json'], 'none', ['recipe-'])")
  const save = await script('save.mjs', "await saveCache(['auth.json'], 'recipe-' + process.env.RUN)")
  let run = 0
  return async () => {
    run += 1
    const env = { ...cache.variables(), RUN: String(run), SEED: seed }
    return hostedJob(
      lab,
      {},
      {
        secrets: [seed],
        steps: [
          { run: `${restore}\ntest -f auth.json || printf %s "$SEED" > auth.json`, env },
          {
            run: 'cp ~/.codex/config.toml .\nCODEX_HOME=$PWD codex exec --skip-git-repo-check "Say OK" </dev/null',
          },
          { run: save, env },
        ],
      },
    )
  }
}

/** When to kill what: the worker and the stage, as when a machine is gone, or the stage alone, after which post runs. */
interface Moment {
  readonly name: string
  readonly what: 'both' | 'stage'
  readonly reached: (run: JobRun, world: World) => Promise<unknown>
}

const started =
  (stage: StageName, ms = 0): Moment['reached'] =>
  async run => {
    await run.started(stage)
    await sleep(ms)
  }

/** Waits until it holds, or the job is over. */
async function until(run: JobRun, holds: () => boolean): Promise<void> {
  let over = false
  void run.then(() => {
    over = true
  })
  while (!holds() && !over) await sleep(1)
}

/** The job has asked the service for so much. */
const asked =
  (requests: number): Moment['reached'] =>
  async (run, { cache }) => {
    const before = cache.requests.length
    await until(run, () => cache.requests.length >= before + requests)
  }

const refreshing =
  (ms: number): Moment['reached'] =>
  async (run, { lab }) => {
    const before = lab.openai.refreshes.length
    await until(run, () => lab.openai.refreshes.length > before)
    await sleep(ms)
  }

/** Main is killed while it stores, so that post has to, and then post is. */
const postAsked =
  (requests: number): Moment['reached'] =>
  async (run, world) => {
    await refreshing(DELAY_MS + 150)(run, world)
    run.kill('stage')
    await run.started('post')
    await asked(requests)(run, world)
  }

/** Between the rotation at the server and its answer. */
const DELAY_MS = 100
const MOMENTS: readonly Moment[] = [
  ...[1, 5, 8, 12, 15, 18].map(
    (requests, index): Moment => ({
      name: `after request ${requests} to the cache`,
      what: index % 2 === 0 ? 'both' : 'stage',
      reached: asked(requests),
    }),
  ),
  { name: 'when main starts', what: 'both', reached: started('main') },
  { name: '150 ms into main', what: 'stage', reached: started('main', 150) },
  ...[0, 110, 160, 220, 300, 500, 700].map(
    (ms): Moment => ({ name: `${ms} ms after the refresh began`, what: 'both', reached: refreshing(ms) }),
  ),
  ...[0, 120, 300, 500].map(
    (ms): Moment => ({ name: `${ms} ms after it`, what: 'stage', reached: refreshing(ms) }),
  ),
  { name: 'when post starts', what: 'stage', reached: started('post') },
  ...[1, 6, 9, 12].map(
    (requests): Moment => ({
      name: `main while it stores, and post after its request ${requests}`,
      what: 'stage',
      reached: postAsked(requests),
    }),
  ),
]

test.concurrent(
  'kill -9 in restore, refresh, write-through and post: the next job works whenever the store has acknowledged',
  inWorld(async world => {
    const { lab, cache, key, job } = world
    lab.openai.delayAfterRotation(DELAY_MS)
    let seed = lab.openai.login()
    const inputs = () => ({ 'auth-json': seed, mode: 'setup', 'force-rotate': 'true' })
    expect((await job(inputs())).conclusion).toBe('success')
    const lost: string[] = []
    const kept = { unspent: 0, stored: 0 }
    for (const { name, what, reached } of MOMENTS) {
      const before = lab.openai.rotations.length
      const on = await lab.fresh()
      const killed = await job(inputs(), {
        on,
        async during(run) {
          await reached(run, world).catch(() => undefined)
          run.kill(what)
        },
      })
      await gone(on)
      const rotated = lab.openai.rotations.length > before
      const current = refreshToken(lab.openai.currentAuthJson())
      const safe = current === refreshToken(seed) || (await storedTokens(cache, key)).has(current)
      const next = await job({ ...inputs(), mode: 'keep-fresh' })
      expect([name, what, next.conclusion]).toEqual([name, what, safe ? 'success' : 'failure'])
      if (safe) {
        kept[rotated ? 'stored' : 'unspent'] += 1
        continue
      }
      // As long as the machine is there and the job's post comes to its end, nothing is lost.
      expect([name, killed.workerDied || name.startsWith('main while')]).toEqual([name, true])
      lost.push(`${name} (${what})`)
      await sleep(5)
      seed = lab.openai.login()
    }
    process.stdout.write(
      `${MOMENTS.length} kills: ${kept.unspent} before the refresh, ${kept.stored} of a refreshed and stored login, ` +
        `${lost.length} between the server and the store, which cost the login: ${lost.join('; ')}\n`,
    )
    expect(kept.stored).toBeGreaterThan(4)
    expect(kept.unspent).toBeGreaterThan(4)
    // Codex takes some 100 ms from the server's answer to its end, and the store half a second.
    expect(lost.length).toBeGreaterThan(0)
  }),
  300_000,
)

/** The machine, with all that still ran on it and lay on it. */
async function gone(runner: Runner): Promise<void> {
  await sleep(100)
  await runner.close()
  await rm(dirname(runner.folders.home), { recursive: true, force: true, maxRetries: 5 })
}

/** The refresh tokens of the entries that can be found. */
async function storedTokens({ entries }: CacheDouble, key: string): Promise<Set<string>> {
  const tokens = new Set<string>()
  for (const { bytes } of entries) {
    const sealed = execFileSync('tar', ['-xzO', 'session.age'], { input: bytes })
    const decrypter = new Decrypter()
    decrypter.addIdentity(key)
    tokens.add(refreshToken(await decrypter.decrypt(sealed, 'text')))
  }
  return tokens
}

const DOWN: [Kind, How][] = [
  ['lookup', 500],
  ['lookup', 'silent'],
  ['lookup', 'cut'],
  ['reserve', 500],
  ['reserve', 'silent'],
  ['reserve', 'cut'],
]

test.concurrent(
  'a service that is down: every job gives up before any refresh, and none goes back to an older seed',
  inLab(async lab => {
    const seed = lab.openai.login({ expInMs: HOUR })
    const newest = lab.openai.rotateElsewhere()
    const key = await generateX25519Identity()
    const took = await Promise.all(
      DOWN.map(async ([kind, how]) => {
        const cache = await startCache()
        const job = (authJson: string) =>
          hostedJob(
            lab,
            { 'auth-json': authJson, 'encryption-key': key, mode: 'setup', 'min-lifetime': '11d' },
            { services: cache.environment() },
          )
        await hostedJob(
          lab,
          { 'auth-json': newest, 'encryption-key': key, mode: 'setup' },
          { services: cache.environment() },
        )
        cache.fault(kind, how, Number.POSITIVE_INFINITY)
        const begun = performance.now()
        const result = await job(seed)
        const seconds = Math.round((performance.now() - begun) / 1000)
        expect([kind, how, result.conclusion]).toEqual([kind, how, 'failure'])
        expect(result.annotations[0]?.message).toMatch(/The Actions cache is out of reach/)
        await cache.close()
        return `${kind} ${how} ${seconds} s`
      }),
    )
    process.stdout.write(`a service that is down, until the job was red: ${took.join(', ')}\n`)
    expect(lab.openai.refreshes).toEqual([])
  }),
  400_000,
)
