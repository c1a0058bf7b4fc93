import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { How, Kind } from '../doubles/cache/index.js'
import { LAB_ACCOUNT } from '../doubles/openai/openai.js'
import type { JobResult } from '../doubles/runner/index.js'
import { type CacheWorld, errorsOf, HOUR, inWorld, opened, refreshToken } from '../e2e/cache-world.js'
import { killAt } from './cache-kills.js'
import { OF_THE_MACHINE, OF_THE_STEP } from './cache-moments.js'

const say = (line: string) => process.stdout.write(`${line}\n`)

const JOBS = 30
/** Codex itself refreshes in the last 5 minutes of a token; with such a `min-lifetime` one is due after two seconds. */
const LIFE = { lifeMs: 310_000 }
const MIN_LIFETIME = '308s'
const RECIPE_ACCOUNT = '4ab4ab4a-0000-4000-8000-000000000004'
/** Due for Codex itself after a second and a half. */
const RECIPE_LIFE = { lifeMs: 301_500, account: RECIPE_ACCOUNT }

// The proofs wait much, for tokens to age and for a service that doesn't answer, and so run side by side.
test.concurrent(
  `${JOBS} jobs on empty disks with tokens expiring between them lose nothing; a recipe that saves on success does`,
  inWorld(async world => {
    const { lab, cache, key, job } = world
    const { openai } = lab
    const seed = openai.login(LIFE)
    const recipe = await recipeJobs(world)
    const endings: string[] = []
    for (let number = 0; number < JOBS; number += 1) {
      // Every fourth job's model fails, every fifth keeps fresh: neither may cost the login.
      const [fails, keepsFresh] = [number % 4 === 3, number % 5 === 4]
      openai.script(fails ? [{ status: 400 }] : [])
      const task = keepsFresh ? { mode: 'keep-fresh' } : { prompt: 'Say OK' }
      const result = await job({ 'auth-json': seed, 'min-lifetime': MIN_LIFETIME, ...task })
      expect([number, result.conclusion]).toEqual([number, fails && !keepsFresh ? 'failure' : 'success'])
      if (number % 3 !== 2 || endings.length === 3) continue
      openai.script(endings.length === 1 ? [{ status: 400 }] : [])
      endings.push(ending(await recipe()))
    }
    const ours = openai.refreshes.filter(({ account }) => account === LAB_ACCOUNT)
    say(
      `cache: ${ours.length} refreshes in ${JOBS} jobs, each refresh token once; a recipe: ${endings.join(', ')}`,
    )
    expect(ours.length).toBeGreaterThan(10)
    expect(ours.every(({ outcome }) => outcome === 'refreshed')).toBe(true)
    const shown = openai.presentations().filter(({ account }) => account === LAB_ACCOUNT)
    expect(shown.filter(({ times }) => times === 1)).toHaveLength(ours.length)
    expect(shown.filter(({ times }) => times === 0)).toHaveLength(1)
    const newest = cache.entries.findLast(entry => entry.key.startsWith('codex-auth/'))
    expect(refreshToken(await opened(newest, key))).toBe(refreshToken(openai.currentAuthJson()))
    expect(endings).toEqual(['success', 'failure', 'lost'])
  }),
  600_000,
)

const ending = ({ conclusion, log }: JobResult) =>
  /refresh token was already used/.test(log) ? 'lost' : conclusion

/** Jobs of a recipe through the same cache, without encryption: restore, run Codex, save if that went well. */
async function recipeJobs({ lab, cache, job }: CacheWorld): Promise<() => Promise<JobResult>> {
  const seed = lab.openai.login(RECIPE_LIFE)
  const client = JSON.stringify(import.meta.resolve('@actions/cache'))
  const script = async (name: string, body: string) => {
    const file = join(lab.dir, name)
    await writeFile(file, `import { restoreCache, saveCache } from ${client}\n${body}\n`)
    return `node '${file}'`
  }
  const restore = await script('restore.mjs', "await restoreCache(['auth.json'], 'none', ['recipe-'])")
  const save = await script('save.mjs', "await saveCache(['auth.json'], 'recipe-' + process.env.RUN)")
  const codex = 'CODEX_HOME=$PWD codex exec --skip-git-repo-check "Say OK" </dev/null'
  let run = 0
  return async () => {
    run += 1
    const env = { ...cache.variables(), RUN: String(run) }
    const seeded = `${restore}\ntest -f auth.json || printf %s "$SEED" > auth.json`
    const steps = [
      { run: seeded, env: { ...env, SEED: seed } },
      { run: `cp ~/.codex/config.toml .\n${codex}` },
      { run: save, env },
    ]
    return job({}, { secrets: [seed], steps })
  }
}

test.concurrent(
  'kill -9 of the machine in restore, proof, refresh, write-through and post: what the store has acknowledged works',
  inWorld(async world => {
    const { lost, kept } = await killAt(OF_THE_MACHINE, 'both', world)
    // OpenAI has refreshed, and the only copy was on the machine: no store can keep that.
    expect(lost.every(name => /^(refresh|write-through): /.test(name))).toBe(true)
    expect(lost.length).toBeGreaterThan(0)
    expect(kept.stored).toBeGreaterThan(2)
  }),
  600_000,
)

test.concurrent(
  'kill -9 of the step alone: post stores what main could not; nothing is lost unless post is killed as well',
  inWorld(async world => {
    const { lost, kept } = await killAt(OF_THE_STEP, 'stage', world)
    expect(lost.every(name => name.startsWith('post after a killed main: '))).toBe(true)
    expect(kept.stored).toBeGreaterThan(2)
  }),
  600_000,
)

const DOWN: [Kind, How][] = [
  ['lookup', 500],
  ['lookup', 'silent'],
  ['reserve', 500],
  ['reserve', 'silent'],
]

test.concurrent('a service that is down: keep-fresh is red before any refresh, and none goes back to an older seed', async () => {
  say(`cache down, until the job was red: ${(await Promise.all(DOWN.map(untilRed))).join(', ')}`)
}, 600_000)

async function untilRed([kind, how]: [Kind, How]): Promise<string> {
  let seconds = 0
  await inWorld(async ({ lab, cache, job }) => {
    const seed = lab.openai.login({ expInMs: HOUR })
    await job({ 'auth-json': lab.openai.refreshElsewhere(), mode: 'setup' })
    cache.fault(kind, how, Number.POSITIVE_INFINITY)
    const begun = performance.now()
    const due = { 'auth-json': seed, mode: 'keep-fresh', 'min-lifetime': '11d' }
    const result = await job(due, { limitMs: 250_000 })
    seconds = Math.round((performance.now() - begun) / 1000)
    expect([kind, how, result.conclusion, errorsOf(result)]).toEqual([
      kind,
      how,
      'failure',
      [expect.stringMatching(/The Actions cache is out of reach/)],
    ])
    expect(lab.openai.refreshes).toEqual([])
  })()
  return `${kind} ${how} ${seconds} s`
}
