import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from '@jest/globals'
import type { JobResult } from '../doubles/runner/index.js'
import { ACCESS_SECRET, errorsOf, type Fleet, inFleet, WORKER_REPOSITORIES } from '../e2e/fleet.js'
import { where } from '../unit/needs.js'
import { type Found, toldIn, watchForTokens } from './fleet/search.js'

/**
 * A day is as long as its jobs take. Codex itself would refresh in a token's last five minutes, so one that has five
 * minutes left counts as ended: workers want more than that, and the keeper refreshes halfway to it.
 */
const DAYS = 30
const USABLE_MS = 60_000
const LIFE_MS = 300_000 + USABLE_MS
const DUE_AT = `${(300_000 + USABLE_MS / 2) / 1000}s`
const LEAST = '300s'
/** The days on which the keeper's schedule stands still; on the last of them the token has ended. */
const [STOPS, GOES_ON] = [16, 20]
const MINUTE = 60_000

const test = where(process.platform === 'linux', 'the memory of processes is read from /proc')

test.each([
  ['at once', 0],
  ['after a grace', 30_000],
])(
  `${DAYS} days of a keeper and 40 workers in three repositories, with old access tokens ended %s: no worker has a refresh token`,
  (_, graceMs) =>
    inFleet(async fleet => {
      const { openai } = fleet.lab
      const seed = openai.login({ lifeMs: LIFE_MS, graceMs })
      const tokens = () => openai.allTokens().filter(token => token.startsWith('rt_'))
      const [keepers, workers, looks]: [JobResult[], JobResult[], Found[]] = [[], [], []]

      const control = await keep(fleet, { 'auth-json': seed }, tokens)
      keepers.push(control.result)
      expect(control.found?.places.join()).toMatch(/memory of \d+/)

      for (let day = 1; day <= DAYS; day += 1) {
        const isStopped = day >= STOPS && day < GOES_ON
        if (day === GOES_ON - 1) await untilEnded(fleet)
        const count = day % 3 === 0 ? 2 : 1
        const numbers = Array.from({ length: count }, (_, index) => workers.length + index)
        const today = numbers.map(number => work(fleet, number, number % 5 === 0 ? tokens : undefined))
        const keeper = isStopped ? undefined : keep(fleet, {})

        for (const { result, found } of await Promise.all(today)) {
          workers.push(result)
          if (found) looks.push(found)
        }
        if (keeper) keepers.push((await keeper).result)
      }

      tell(fleet, { keepers, workers, looks, graceMs })
      assertOneRefreshEach(fleet, keepers)
      assertWorkers(workers, graceMs)
      expect(workers.filter(result => toldIn(result, tokens()))).toEqual([])
      expect(looks.flatMap(({ places }) => places)).toEqual([])
      expect(looks.reduce((sum, { looks }) => sum + looks, 0)).toBeGreaterThan(10)
    })(),
  20 * MINUTE,
)

interface Job {
  readonly result: JobResult
  readonly found: Found | undefined
}

async function keep(fleet: Fleet, inputs: Record<string, string>, tokens?: () => string[]): Promise<Job> {
  const on = await fleet.lab.fresh()
  const sharing = { 'share-access': `secret:${ACCESS_SECRET}`, 'share-organization': 'lab', ...fleet.app }
  let found: Found | undefined
  const result = await fleet.keeper(
    { 'min-lifetime': DUE_AT, ...sharing, ...inputs },
    {
      on,
      async during(run) {
        if (tokens) found = await watchForTokens(run, on, tokens)
      },
    },
  )
  return { result, found }
}

async function work(fleet: Fleet, number: number, tokens: (() => string[]) | undefined): Promise<Job> {
  const on = await fleet.lab.fresh()
  const repository = WORKER_REPOSITORIES[number % WORKER_REPOSITORIES.length] ?? ''
  let found: Found | undefined
  const result = await fleet.worker(
    { 'auth-json': fleet.secret(repository), 'min-lifetime': LEAST },
    {
      repository,
      on,
      async during(run) {
        if (tokens) found = await watchForTokens(run, on, tokens)
      },
    },
  )
  return { result, found }
}

/** Waits until what is published has ended. */
async function untilEnded(fleet: Fleet): Promise<void> {
  const claims = JSON.parse(fleet.secret()).tokens.access_token.split('.')[1]
  const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString())
  await sleep(Math.max(0, exp * 1000 - 300_000 - Date.now()) + 500)
}

/** Each refresh token was shown once, by a keeper, and only where one was due. */
function assertOneRefreshEach({ lab: { openai } }: Fleet, keepers: readonly JobResult[]): void {
  expect(keepers.map(({ conclusion }) => conclusion)).toEqual(keepers.map(() => 'success'))
  const refreshing = keepers.filter(({ steps }) => steps[0]?.outputs.refreshed === 'true')
  expect(openai.refreshes.map(({ outcome }) => outcome)).toEqual(refreshing.map(() => 'refreshed'))
  expect(openai.presentations().every(({ times }) => times <= 1)).toBe(true)
  expect(refreshing.length).toBeGreaterThan(2)
  const starts = openai.refreshes.map(({ startedAt }) => startedAt)
  for (const [index, at] of starts.entries())
    if (index > 0) expect(at - (starts[index - 1] ?? 0)).toBeGreaterThan(USABLE_MS / 2 - 3000)
}

/** All that they may fail of is an access token that the server has ended, or one that is about to end. */
function assertWorkers(workers: readonly JobResult[], graceMs: number): void {
  expect(workers).toHaveLength(40)
  const failed = workers.filter(({ conclusion }) => conclusion !== 'success')
  const reasons = failed.map(({ steps }) => steps[0]?.outputs['auth-reason'])
  const allowed = graceMs > 0 ? ['access-ends'] : ['access-ends', 'access-ended']
  expect(reasons.filter(reason => !allowed.includes(reason ?? ''))).toEqual([])
  // On the last day of the stop there is none that works.
  expect(reasons).toContain('access-ends')
  expect(failed.flatMap(errorsOf).join()).toMatch(
    /It was last published at .*Look at the last runs of the keep-fresh/s,
  )
  expect(workers.length - failed.length).toBeGreaterThan(24)
}

interface Told {
  readonly keepers: readonly JobResult[]
  readonly workers: readonly JobResult[]
  readonly looks: readonly Found[]
  readonly graceMs: number
}

function tell({ lab: { openai } }: Fleet, { keepers, workers, looks, graceMs }: Told): void {
  const failed = workers.filter(({ conclusion }) => conclusion !== 'success')
  const seen = looks.reduce((sum, { looks }) => sum + looks, 0)
  process.stdout.write(
    `grace ${graceMs / 1000} s: ${keepers.length} keepers, ${openai.refreshes.length} refreshes; ${workers.length} workers, ${failed.length} of them told that their access token had ended; ${seen} looks at the memory of workers\n`,
  )
}
