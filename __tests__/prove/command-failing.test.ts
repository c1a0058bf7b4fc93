import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import type { JobResult, JobRun, Values } from '../doubles/runner/index.js'
import type { Fault, FaultyManager } from '../doubles/secret-manager/faulty.js'
import {
  commandJob,
  errorsOf,
  logOf,
  type Made,
  onceEach,
  outputsOf,
  refreshToken,
  type World,
  withManagers,
} from '../e2e/command-job.js'

const HOUR = 3_600_000
const LATE = 60_000

/** One job on an empty disk whose login, in a manager of its own, has an hour left. */
interface Play {
  readonly faults?: readonly Made[]
  /** Makes another persist-command of the manager's own. */
  readonly persist?: (own: string) => string
  readonly inputs: Values
  readonly during?: (run: JobRun, manager: FaultyManager) => Promise<void>
}

interface Played {
  readonly result: JobResult
  readonly manager: FaultyManager
  /** Whether the manager still holds the login that it held before the job; else the one it became. */
  readonly kept: boolean
  readonly calls: readonly string[]
}

/** Each has a login, that is a lease, of its own: they run at once. */
async function played({ lab, another }: World, name: string, play: Play): Promise<Played> {
  const { persist = own => own, during = async () => undefined } = play
  const login = lab.openai.login({ expInMs: HOUR })
  const manager = await another(login, ...(play.faults ?? []))
  const commands = {
    restoreCommand: manager.restoreCommand,
    persistCommand: persist(manager.persistCommand),
  }
  const inputs = { 'login-name': name, ...play.inputs }
  const result = await commandJob(lab, commands, inputs, { during: run => during(run, manager) })
  const kept = refreshToken(await manager.stored()) === refreshToken(login)
  return { result, manager, kept, calls: await manager.calls() }
}

/** A persist-command that fails is run again for 7 seconds, so these jobs wait beside the other tests. */
async function beside<T>(jobs: (world: World) => Promise<T>): Promise<T> {
  const told: T[] = []
  await withManagers(async world => void told.push(await jobs(world)))()
  return told[0] as T
}

const DENIED = [['fail-write']] as const
const KEEP_FRESH = { mode: 'keep-fresh' }
const PROMPT = { prompt: 'Say OK' }

const unwritable = beside(async world => {
  const { lab, another } = world
  const plays = {
    denied: { faults: DENIED, inputs: KEEP_FRESH },
    late: { persist: () => 'timeout 1 sleep 300', inputs: KEEP_FRESH },
    forgets: { faults: [['ignore']], inputs: KEEP_FRESH },
    ordinary: { faults: DENIED, inputs: PROMPT },
    fresh: { faults: DENIED, inputs: { ...PROMPT, 'min-lifetime': '1m' } },
  } as const satisfies Record<string, Play>
  const names = Object.keys(plays) as (keyof typeof plays)[]
  const all = names.map(async name => [name, await played(world, name, plays[name])] as const)
  const empty = await another('', ...DENIED)
  const seeding = await commandJob(lab, empty, { 'auth-json': lab.openai.login(), prompt: 'never run' })
  const told = Object.fromEntries(await Promise.all(all)) as Record<keyof typeof plays, Played>
  const { refreshes, modelCalls } = lab.openai
  return { told, seeding, refreshes, modelCalls }
})

/** The first write of a job whose login is stored is the proof: that one is let through. */
const failing = (times?: number): Play => ({
  faults: [
    ['spare', 1],
    ['fail-write', times],
  ],
  inputs: { mode: 'setup', 'force-refresh': 'true' },
})

const afterProof = beside(async world => {
  const { lab } = world
  const [again, byPost, never, cancelled] = await Promise.all([
    played(world, 'again', failing(2)),
    played(world, 'by-post', failing(4)),
    played(world, 'never', failing()),
    played(world, 'cancelled', {
      persist: own => `${own}; sleep 0.7`,
      inputs: { mode: 'setup', 'force-refresh': 'true' },
      async during(run, manager) {
        const writes = async () => (await manager.calls()).filter(call => call === 'write').length
        let over = false
        void run.finally(() => {
          over = true
        })
        while (!over && (await writes()) < 2) await sleep(10)
        run.cancel()
      },
    }),
  ])
  const restored = { 'login-name': 'never', mode: 'keep-fresh', 'force-refresh': 'true' }
  const next = await commandJob(lab, never.manager, restored)
  return { again, byPost, never, cancelled, next, once: onceEach(lab) }
})

for (const jobs of [unwritable, afterProof]) jobs.catch(() => undefined)

test(
  'a restore-command that fails is an error with a remedy: the seed is not taken, and nothing is written',
  withManagers(async ({ lab, another }) => {
    const stored = lab.openai.login({ expInMs: HOUR })
    const seed = lab.openai.login()
    const cases: [Fault, RegExp][] = [
      ['fail-read', /exit code 4.*not known whether a login is stored.*docs\/secret-managers\.md/s],
      ['flood', /printed more than 96 KB.*not known whether/s],
      ['chat', /is not an auth\.json.*print the stored login and nothing else/s],
      ['cut', /is not an auth\.json.*put its former version back/s],
    ]
    const jobs = cases.map(async ([fault, words]) => {
      const manager = await another(stored, [fault])
      const result = await commandJob(lab, manager, { 'auth-json': seed, prompt: 'never run' })
      expect([fault, result.conclusion]).toEqual([fault, 'failure'])
      expect(errorsOf(result)).toEqual([expect.stringMatching(words)])
      expect(await manager.stored()).toBe(stored)
      expect(await manager.calls()).not.toContain('write')
    })
    await Promise.all(jobs)
    expect([lab.openai.refreshes.length, lab.openai.modelCalls]).toEqual([0, 0])
  }),
  LATE,
)

test.each([
  ['denied', /persist-command` failed with exit code 4/],
  ['late', /persist-command` failed with exit code 124/],
  ['forgets', /persist-command` succeeded, but `restore-command` still prints what it printed before/],
] as const)(
  'a persist-command that fails is found out before any refresh: %s',
  async (name, words) => {
    const { told, refreshes } = await unwritable
    const { result, kept } = told[name]
    expect([result.conclusion, kept]).toEqual(['failure', true])
    expect(errorsOf(result)).toEqual([expect.stringMatching(words)])
    expect(errorsOf(result)[0]).toMatch(/was not refreshed.*(correct the command|Check that both)/s)
    expect(outputsOf(result)).toMatchObject({ refreshed: 'false', persisted: 'false' })
    expect(refreshes).toEqual([])
  },
  LATE,
)

test(
  'with such a command a job runs on what its login has left, and a seed can not even begin',
  async () => {
    const { told, seeding, modelCalls } = await unwritable
    const { ordinary, fresh } = told
    expect([ordinary.result.conclusion, outputsOf(ordinary.result)['final-message']]).toEqual([
      'success',
      'OK',
    ])
    expect(ordinary.result.annotations).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: expect.stringMatching(/exit code 4.*was not refreshed/s),
      }),
    )
    expect([fresh.result.conclusion, fresh.calls]).toEqual(['success', ['read']])
    expect(seeding.conclusion).toBe('failure')
    expect(errorsOf(seeding)[0]).toMatch(/could not be stored in the output of restore-command.*exit code 4/)
    expect(modelCalls).toBe(2)
  },
  LATE,
)

test(
  'one that fails only after the proof is tried again, and done by post where main gave up',
  async () => {
    const { again, byPost, cancelled, once } = await afterProof
    expect([again.result.conclusion, again.kept, once]).toEqual(['success', false, true])
    expect(logOf(again.result, 'main')).toMatch(
      /tried up to 3 times more.*tried up to 2 times.*Stored the login/s,
    )
    expect(outputsOf(again.result)).toMatchObject({ refreshed: 'true', persisted: 'true' })

    expect([byPost.result.conclusion, byPost.kept]).toEqual(['failure', false])
    expect(errorsOf(byPost.result)).toEqual([
      expect.stringMatching(
        /exit code 4.*the refresh token of the stored login was already used.*The end of the job tries once more/s,
      ),
    ])
    expect(logOf(byPost.result, 'post')).toMatch(/Stored the login/)

    expect([cancelled.result.conclusion, cancelled.kept]).toEqual(['cancelled', false])
    expect(logOf(cancelled.result, 'main')).toMatch(/Stored the login/)
    expect(logOf(cancelled.result, 'post')).not.toMatch(/Stored/)
  },
  LATE,
)

test(
  'one that never comes back: the job is red and says what became of the login; the next does not spend the old one again',
  async () => {
    const { never, next, once } = await afterProof
    const { result, kept } = never
    expect([result.conclusion, kept, once]).toEqual(['failure', true, true])
    expect(result.annotations.filter(({ level }) => level === 'error').map(({ stage }) => stage)).toEqual([
      'main',
      'post',
    ])
    expect(errorsOf(result)[1]).toMatch(/lost with the disk of this job.*log in and set the seed again/s)
    expect(outputsOf(result).persisted).not.toBe('true')
    expect(errorsOf(next)).toEqual([
      expect.stringMatching(
        /is older than the newest one.*refresh token was already used.*log in once more/s,
      ),
    ])
    expect(outputsOf(next)).toMatchObject({ refreshed: 'false', 'auth-status': 'stale' })
  },
  LATE,
)
