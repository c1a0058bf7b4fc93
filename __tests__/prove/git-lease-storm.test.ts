import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { errorsOf, HOUR, inLeaseWorld, type LeaseWorld, presented, type Started } from '../e2e/lease-world.js'

const LIMIT = 400_000
const SEEDS = [1, 2, 3, 4, 5]

const say = (line: string) => process.stdout.write(`${line}\n`)

/** No refresh token was shown twice, and no two refreshes were under way at one moment: by the server's own log. */
function assertOneByOne({ lab }: LeaseWorld): void {
  expect(lab.openai.presentations().every(({ times }) => times <= 1)).toBe(true)
  const spans = lab.openai.refreshes.map(
    ({ startedAt, endedAt = Date.now() }) => [startedAt, endedAt] as const,
  )
  for (const [at, [start]] of spans.entries())
    if (at > 0) expect(start).toBeGreaterThanOrEqual(spans[at - 1]?.[1] ?? 0)
}

/** What was stored never grew older. */
async function assertNeverOlder(world: LeaseWorld): Promise<void> {
  const history = await world.history()
  expect(history).toEqual([...history].sort((a, b) => a - b))
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

test(
  '32 jobs at once, each with a login that is due: one refresh for all of them',
  inLeaseWorld(async world => {
    await world.put(world.lab.openai.login({ expInMs: HOUR }))
    const begun = performance.now()
    const inputs = (at: number) => (at % 4 === 0 ? { prompt: 'Say OK' } : { mode: 'setup' })
    const jobs = await Promise.all(Array.from({ length: 32 }, (_, at) => world.start(inputs(at))))
    const results = await Promise.all(jobs.map(({ result }) => result))
    expect(results.flatMap(errorsOf)).toEqual([])
    expect(results.map(({ conclusion }) => conclusion)).toEqual(Array(32).fill('success'))
    expect(presented(world)).toEqual([1, 0])
    expect(await world.history()).toEqual([1, 2])
    assertOneByOne(world)
    expect(await world.record()).toMatchObject({ mark: expect.anything() })
    expect((await world.record())?.holder).toBeUndefined()
    say(`32 jobs at once: one refresh, all green, ${Math.round((performance.now() - begun) / 1000)} s`)
  }),
  LIMIT,
)

/** Shifts all that the processes of one job take for the time. */
const SKEW = `const shift = Number(process.env.LAB_CLOCK_MS ?? 0)
const Real = Date
globalThis.Date = class extends Real {
  constructor(...given) { given.length ? super(...given) : super(Real.now() + shift) }
  static now() { return Real.now() + shift }
}
`

test.each(SEEDS)(
  'ten jobs at once, answers of the git server lost, machines lost, clocks wrong: seed %i',
  seed =>
    inLeaseWorld(async world => {
      const chance = random(seed)
      const clock = join(world.lab.dir, 'clock.cjs')
      await writeFile(clock, SKEW)
      await world.put(world.lab.openai.login({ expInMs: HOUR }))
      world.git.fault(() => true, 'drop-reply', { rate: 0.1, seed })
      const ends = await Promise.all(Array.from({ length: 10 }, () => one(world, clock, chance)))
      world.git.heal()
      assertOneByOne(world)
      await assertNeverOlder(world)
      const last = await world.job({ mode: 'setup' })
      expect(errorsOf(last)).toEqual([])
      expect((await world.record())?.holder).toBeUndefined()
      assertOneByOne(world)
      const lost = ends.filter(end => end === 'lost').length
      say(
        `seed ${seed}: ${10 - lost} jobs ended, ${lost} machines lost, ${world.lab.openai.rotations.length} refreshes, the lease free at the end`,
      )
    })(),
  LIMIT,
)

/** One job whose clock is wrong by up to ten minutes; one in ten loses its machine while it runs. */
async function one(world: LeaseWorld, clock: string, chance: () => number): Promise<'ended' | 'lost'> {
  const env = {
    NODE_OPTIONS: `--require ${clock}`,
    LAB_CLOCK_MS: String(Math.round((chance() * 2 - 1) * 600_000)),
  }
  const [fate, moment, delay] = [chance(), chance(), chance()]
  await sleep(delay * 2000)
  const started = await world.start({ mode: 'setup', 'lease-timeout': '3m' }, { env })
  if (fate < 0.1) return lose(world, started, moment * 4000)
  const result = await started.result
  expect(errorsOf(result)).toEqual([])
  return 'ended'
}

async function lose(world: LeaseWorld, started: Started, ms: number): Promise<'lost'> {
  await Promise.race([sleep(ms), started.result])
  await started.powerOff()
  await started.result.catch(() => undefined)
  world.declareOver(started)
  return 'lost'
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
    say(
      `8 jobs of 5 s: shared ${(shared / alone).toFixed(1)} x one job, exclusive ${(exclusive / alone).toFixed(1)} x`,
    )
    expect(shared / alone).toBeLessThan(3)
    expect(exclusive / alone).toBeGreaterThan(6)
  }),
  LIMIT,
)
