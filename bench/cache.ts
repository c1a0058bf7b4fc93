import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { generateX25519Identity } from 'age-encryption'
import { type CacheDouble, startCache } from '../__tests__/doubles/cache/index.js'
import { type JobResult, node24, type Runner } from '../__tests__/doubles/runner/index.js'
import { hostedJob } from '../__tests__/e2e/hosted.js'
import { createLab, type Lab } from '../__tests__/e2e/lab.js'
import type { Floor } from './floor.js'
import { median, type Print } from './measure.js'

const ROUNDS = 10
const ROTATIONS = 20

interface World {
  readonly lab: Lab
  readonly cache: CacheDouble
  job(inputs: Record<string, string>, on?: Runner): Promise<JobResult>
}

/**
 * What the cache costs a job that finds its login unchanged, against bare processes and against the real
 * client at the same work without us; and how long a refreshed login exists on the runner's disk alone.
 */
export async function cacheRoundTrip(print: Print, { empty }: Floor): Promise<void> {
  const lab = await createLab()
  const cache = await startCache()
  const key = await generateX25519Identity()
  const job: World['job'] = async (inputs, on) =>
    hostedJob(
      lab,
      { 'encryption-key': key, mode: 'setup', ...inputs },
      { services: cache.environment(), ...(on && { on }) },
    )
  try {
    await job({ 'auth-json': lab.openai.login() })
    await roundTrip({ lab, cache, job }, { print, empty })
    await writeThrough({ lab, cache, job }, print)
  } finally {
    await cache.close()
    await lab.close()
  }
}

interface Out {
  readonly print: Print
  /** Milliseconds of a process of an empty action. */
  readonly empty: number
}

async function roundTrip({ lab, cache, job }: World, { print, empty }: Out): Promise<void> {
  const times = { bare: [] as number[], client: [] as number[], ours: [] as number[] }
  const client = await clientAlone(lab, cache)
  for (let round = 0; round < ROUNDS; round += 1) {
    times.bare.push(await timed(async () => spawnSync(node24(), ['-e', '0'])))
    times.client.push(await timed(client))
    const { pre, post } = (await job({})).steps[0]?.stages ?? {}
    times.ours.push((pre?.durationMs ?? Number.NaN) + (post?.durationMs ?? Number.NaN))
  }
  const [bare, alone, ours] = [times.bare, times.client, times.ours].map(median) as [number, number, number]
  print('cache: pre + post, against three node -e 0', ours, 3 * bare)
  print('@actions/cache alone: restore + save, one process', alone, 3 * bare)
  print('cache: pre + post, against @actions/cache alone', ours, alone)
  print('floor: an empty pre and post, and @actions/cache alone', 2 * empty + alone, alone)
}

/** Restores and saves as many bytes with the real client, in one process, with nothing of ours in it. */
async function clientAlone({ dir }: Lab, cache: CacheDouble): Promise<() => Promise<void>> {
  const cwd = join(dir, 'alone', 'work', 'in')
  await mkdir(cwd, { recursive: true })
  const script = join(cwd, 'alone.mjs')
  await writeFile(join(cwd, 'login.age'), Buffer.alloc(4500, 'x'))
  await writeFile(
    script,
    `import { restoreCache, saveCache } from ${JSON.stringify(import.meta.resolve('@actions/cache'))}
    const round = process.argv[2]
    await restoreCache(['login.age'], 'none', ['alone-'])
    if ((await saveCache(['login.age'], 'alone-' + round)) < 0) process.exitCode = 1`,
  )
  let round = 0
  return async () => {
    round += 1
    // As our own process gives them: a path may have blanks, which the client doesn't quote.
    const places = { RUNNER_TEMP: '../../temp', GITHUB_WORKSPACE: '../../work/in' }
    const env = { PATH: process.env.PATH, ...places, ...cache.variables() }
    // This process is the service too, so it must not block.
    const child = spawn(node24(), [script, String(round)], { cwd, env, stdio: 'ignore' })
    const [code] = await once(child, 'exit')
    if (code !== 0) throw new Error('the client alone failed')
  }
}

async function writeThrough({ lab, cache, job }: World, print: Print): Promise<void> {
  const delays: number[] = []
  for (let round = 0; round < ROTATIONS; round += 1) {
    const on = await lab.fresh()
    let renamed = Number.NaN
    const timer = setInterval(() => {
      renamed = replacedAt(on) ?? renamed
    }, 5)
    const result = await job({ 'force-refresh': 'true' }, on).finally(() => clearInterval(timer))
    if (result.steps[0]?.outputs.refreshed !== 'true') throw new Error(`no refresh:\n${result.log}`)
    delays.push(
      (cache.requests.findLast(({ kind }) => kind === 'finalize')?.answeredAt ?? Number.NaN) - renamed,
    )
  }
  const sorted = delays.sort((a, b) => a - b)
  const [middle, last] = [median(sorted), sorted.at(-1) ?? Number.NaN]
  print("Codex's rename to the cache's acknowledgement: median", middle, middle)
  print("Codex's rename to the cache's acknowledgement: worst", last, middle)
}

/** When auth.json in the private home of a runner was last renamed into place, in milliseconds since the epoch. */
function replacedAt({ folders }: Runner): number | undefined {
  try {
    const parent = join(folders.home, '.codex-auth-action')
    const [name = ''] = readdirSync(parent)
    return statSync(join(parent, name, 'auth.json')).ctimeMs
  } catch {
    return undefined
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
