import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { randomFrom } from '../doubles/git/faults.js'
import type { JobResult, Values } from '../doubles/runner/index.js'
import {
  errorsOf,
  HOUR,
  inLeaseWorld,
  type LeaseWorld,
  MINUTE,
  outputsOf,
  presented,
  type Started,
  until,
  warningsOf,
} from '../e2e/lease-world.js'

/** OpenAI has seen no refresh token twice, and no two refreshes at the same time. */
function assertOneAtATime({ lab: { openai } }: LeaseWorld): void {
  expect(openai.presentations().every(({ times }) => times <= 1)).toBe(true)
  const spans = openai.refreshes.map(({ startedAt, endedAt = startedAt }) => [startedAt, endedAt] as const)
  for (const [at, [start]] of spans.entries())
    if (at > 0) expect(start).toBeGreaterThanOrEqual(spans[at - 1]?.[1] ?? 0)
}

/** Nothing newer was ever replaced by anything older. */
const assertForward = async (world: LeaseWorld): Promise<void> => {
  const history = await world.history()
  expect(history).toEqual(history.toSorted((a, b) => a - b))
}

const seconds = (start: number): string => ((performance.now() - start) / 1000).toFixed(0)

test(
  '32 jobs on 32 machines, all started at once, each of them due: one refresh, and every job ends well',
  inLeaseWorld(async world => {
    const { openai } = world.lab
    const seed = openai.login({ expInMs: HOUR })
    await world.put(seed)
    const start = performance.now()
    const jobs = await Promise.all(
      Array.from({ length: 32 }, (_, at) =>
        world.start({ 'auth-json': seed, ...(at % 4 === 0 ? { prompt: 'Say OK' } : { mode: 'setup' }) }),
      ),
    )
    const results = await Promise.all(jobs.map(({ result }) => result))
    expect(results.flatMap(errorsOf)).toEqual([])
    expect(results.map(({ conclusion }) => conclusion)).toEqual(Array(32).fill('success'))
    expect(results.filter(result => outputsOf(result)['final-message'] === 'OK')).toHaveLength(8)
    expect(results.filter(result => outputsOf(result).refreshed === 'true')).toHaveLength(1)
    expect(presented(world)).toEqual([1, 0])
    expect(await world.history()).toEqual([1, 2])
    expect(await world.record()).not.toHaveProperty('holder')
    process.stdout.write(
      `32 jobs, 8 of them with a run of Codex: ${seconds(start)} s, ${openai.acceptedRefreshes.length} refresh, ${world.git.requests.length} requests to git\n`,
    )
  }),
  3 * MINUTE,
)

const JOBS = 10
/** Each refresh is due: no access token lives for as long as a job wants it to. */
const DUE: Values = { mode: 'setup', 'min-lifetime': '2h', 'lease-timeout': '90s' }
const LIFE = { accessTokenLifeMs: HOUR }

/** A module that moves the clock of the node that loads it first. */
const SKEW = `
const by = Number(process.env.LAB_SKEW_MS), real = Date
globalThis.Date = class Date extends real {
  constructor(...parts) { parts.length > 0 ? super(...parts) : super(real.now() + by) }
  static now() { return real.now() + by }
}`

test.each([1, 2, 3, 4, 5])(
  'ten jobs at once, each with a refresh of its own, with lost replies, kills and clocks that are wrong: seed %i',
  seed =>
    inLeaseWorld(async world => {
      const random = randomFrom(seed)
      const { openai } = world.lab
      const login = openai.login({ lifeMs: HOUR })
      await world.put(login)
      const skewed = join(world.lab.dir, 'skew.mjs')
      await writeFile(skewed, SKEW)
      world.git.fault(() => true, 'half-reply', { rate: 0.05, seed })
      world.git.fault(() => true, 'drop-reply', { rate: 0.05, seed: seed + 100 })
      const start = performance.now()
      const jobs = await Promise.all(
        Array.from({ length: JOBS }, async () => {
          const skewMs = Math.round((random() * 2 - 1) * 10 * MINUTE)
          const env = { NODE_OPTIONS: `--import=${skewed}`, LAB_SKEW_MS: String(skewMs) }
          return world.start({ 'auth-json': login, ...DUE }, { env })
        }),
      )
      const victim = jobs[Math.floor(random() * JOBS)] as Started
      const kill = killAt(world, victim, 1 + (seed % 2), random() * 600)
      const results = await Promise.all(jobs.map(({ result }) => result))
      await kill
      world.git.heal()
      assertOneAtATime(world)
      await assertForward(world)
      const survivors = results.filter(({ workerDied }) => !workerDied)
      expect(survivors.flatMap(errorsOf)).toEqual([])
      // Each has refreshed the login, but where nobody knows what a killed one has spent, or where six tries in a row
      // got no answer from git.
      const idle = survivors
        .filter(result => outputsOf(result).refreshed !== 'true')
        .map(warningsOf)
        .map(String)
      const unheard = idle.filter(said => /git server .* could not be reached/.test(said))
      expect(
        idle.filter(said => !unheard.includes(said) && !/may already have been used/.test(said)),
      ).toEqual([])
      expect(unheard.length).toBeLessThan(3)
      expect(openai.acceptedRefreshes.length).toBeGreaterThan(0)
      // Whatever was left behind, the next job can take the lease.
      for (const job of jobs) world.declareOver(job)
      const last = await world.job({ 'auth-json': login, ...DUE, 'lease-timeout': '5s' })
      expect(last.conclusion).toBe('success')
      expect(warningsOf(last).join()).not.toMatch(/still held/)
      expect(await world.record()).not.toHaveProperty('holder')
      assertOneAtATime(world)
      await assertForward(world)
      process.stdout.write(`seed ${seed}: ${summary(world, results, seconds(start))}\n`)
    }, LIFE)(),
  3 * MINUTE,
)

/** Ends the whole machine so long after the job's nth push has come to the server, and has GitHub find out later. */
async function killAt(world: LeaseWorld, job: Started, nth: number, afterMs: number): Promise<void> {
  const mine = () => world.git.requests.filter(({ as, kind }) => as === `job ${job.id}` && kind === 'push')
  let over = false
  void job.result.then(() => {
    over = true
  })
  await until(() => over || mine().length >= nth)
  await sleep(afterMs)
  await job.powerOff()
  await sleep(1000)
  world.declareOver(job)
}

function summary(world: LeaseWorld, results: readonly JobResult[], took: string): string {
  const lost = world.git.requests.filter(({ fault }) => fault).length
  const { acceptedRefreshes } = world.lab.openai
  return [
    `${results.length} jobs in ${took} s`,
    `${acceptedRefreshes.length} refreshes`,
    `${results.filter(({ workerDied }) => workerDied).length} killed`,
    `${lost} of ${world.git.requests.length} replies lost`,
    `${results.filter(result => /may already have been used/.test(warningsOf(result).join())).length} in doubt`,
  ].join(', ')
}

test(
  'jobs of 5 s with a live login: shared in the time of one and without a word to the git server, exclusive in turn',
  inLeaseWorld(async world => {
    await world.put(world.lab.openai.login())
    const later = [{ run: 'sleep 5' }]
    const timed = async (count: number, inputs: Record<string, string>) => {
      const begun = performance.now()
      const jobs = await Promise.all(
        Array.from({ length: count }, () => world.start({ mode: 'setup', ...inputs }, { later })),
      )
      const results = await Promise.all(jobs.map(({ result }) => result))
      expect(results.flatMap(errorsOf)).toEqual([])
      return performance.now() - begun
    }
    const alone = await timed(1, {})
    world.asked()
    const shared = await timed(8, {})
    expect(world.asked()).toEqual([])
    const exclusive = await timed(8, { concurrency: 'exclusive' })
    process.stdout.write(
      `8 jobs of 5 s: shared ${(shared / alone).toFixed(1)} x one job, exclusive ${(exclusive / alone).toFixed(1)} x\n`,
    )
    expect(shared / alone).toBeLessThan(3)
    expect(exclusive / alone).toBeGreaterThan(6)
  }),
  4 * MINUTE,
)
