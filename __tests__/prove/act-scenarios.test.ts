import { join } from 'node:path'
import { expect } from '@jest/globals'
import { generateX25519Identity } from 'age-encryption'
import type { Values } from '../doubles/runner/index.js'
import { refreshToken } from '../e2e/command-job.js'
import { type ActMachine, onActMachine } from './act/machine.js'
import { PLACES } from './act/places.js'
import type { ActRun } from './act/run.js'
import { assertKept, assertOneAtATime, STORES } from './act/stores.js'
import { withAct } from './act/with-act.js'
import { type ActStep, oneJob, use } from './act/workflow.js'

/** What workflows do with the action, on a runner that is not GitHub's: docs/other-runners.md has the table. */

const HOUR = 3_600_000
const MINUTE = 60_000
const LATE = 2 * MINUTE
/** A login that a job refreshes before it does anything else. */
const DUE = { expInMs: HOUR }
const RUN = { prompt: 'Say OK' }
const SAID = '::set-output:: final-message=OK'
const CODEX: ActStep = { run: "codex exec --skip-git-repo-check 'Say OK' < /dev/null" }

const test = withAct()

const times = (log: string, text: string): number => log.split(text).length - 1

/** What the second of two jobs proves: the login of the first is stored, and can be refreshed. */
async function assertAlive(machine: ActMachine, inputs: Values): Promise<void> {
  const before = machine.lab.openai.acceptedRefreshes.length
  const jobs = oneJob({ ...inputs, mode: 'keep-fresh', 'force-refresh': 'true', 'auth-json': '' })
  expect((await machine.run(jobs, '')).exit).toBe(0)
  expect(machine.lab.openai.acceptedRefreshes).toHaveLength(before + 1)
  assertOneAtATime(machine)
}

test.each(
  Object.keys(PLACES).flatMap(place => (['host', 'command'] as const).map(kind => [place, kind] as const)),
)(
  'used from %s, store "%s": it refreshes what is due, runs, and keeps the login',
  (place, kind) =>
    onActMachine(async machine => {
      const { openai } = machine.lab
      const store = STORES[kind](machine)
      const seed = openai.login(DUE)
      const jobs = await PLACES[place]?.(machine, { ...store.inputs, ...RUN })

      const { exit, log } = await machine.run(jobs ?? {}, seed)

      expect(exit).toBe(0)
      expect(log).toContain(SAID)
      expect(openai.acceptedRefreshes).toHaveLength(1)
      assertOneAtATime(machine)
      await assertKept(machine, store)
    })(),
  LATE,
)

test.each(['host', 'command'] as const)(
  'setup, then `codex exec` in a later step, store "%s": it has the login, and can’t refresh it',
  kind =>
    onActMachine(async machine => {
      const { openai } = machine.lab
      const store = STORES[kind](machine)
      const jobs = oneJob({ ...store.inputs, mode: 'setup' }, CODEX)

      const { exit, log } = await machine.run(jobs, openai.login())
      expect(exit).toBe(0)
      expect(log).toMatch(/\| OK$/m)
      expect([openai.modelCalls, openai.refreshes.length]).toEqual([1, 0])
      await assertKept(machine, store)

      // Codex tries for a while.
      if (kind !== 'host') return
      openai.endAccessToken()
      expect((await machine.run(oneJob({ ...store.inputs, mode: 'setup' }, CODEX), '')).exit).toBe(1)
      expect(openai.refreshes).toHaveLength(0)
    })(),
  LATE,
)

test.each(['host', 'command'] as const)(
  'two uses in one job, store "%s": the second has what the first has refreshed, and nothing is refreshed twice',
  kind =>
    onActMachine(async machine => {
      const { openai } = machine.lab
      const store = STORES[kind](machine)
      const steps = [use({ ...store.inputs, mode: 'keep-fresh' }), use({ ...store.inputs, ...RUN })]

      const { exit, log } = await machine.run({ test: { steps } }, openai.login(DUE))

      expect(exit).toBe(0)
      expect(log).toContain(SAID)
      expect(openai.acceptedRefreshes).toHaveLength(1)
      assertOneAtATime(machine)
      await assertKept(machine, store)
    })(),
  LATE,
)

test.each(['host', 'command'] as const)(
  'a later step that refreshes and then fails, store "%s": the end of the job stores the login',
  kind =>
    onActMachine(async machine => {
      const { openai } = machine.lab
      const store = STORES[kind](machine)
      const fails = { run: `${CODEX.run}; exit 3` }
      const inputs = { ...store.inputs, mode: 'setup', concurrency: 'exclusive', 'lease-timeout': '90s' }
      const seed = openai.login()
      openai.endAccessToken()

      const { exit } = await machine.run(oneJob(inputs, fails), seed)

      expect(exit).toBe(1)
      expect(openai.acceptedRefreshes).toHaveLength(1)
      assertOneAtATime(machine)
      await assertKept(machine, store)
      await assertAlive(machine, store.inputs)
    })(),
  LATE,
)

test.each(['host', 'command'] as const)(
  '`mode: login`, store "%s": a person types the code, and the new login takes the place of the dead one',
  kind =>
    onActMachine(async machine => {
      const { openai } = machine.lab
      const store = STORES[kind](machine)
      const dead = openai.login({ expInMs: -HOUR })
      openai.expireRefreshToken()

      const run = machine.start(oneJob({ ...store.inputs, mode: 'login' }), dead)
      await run.until(() => openai.deviceLogins.some(({ polls }) => polls > 0))
      openai.answerDeviceLogin('approved')
      const { exit, log } = await run.result

      expect(exit).toBe(0)
      expect(log).toContain('A person logged in during this step, and the new login is kept.')
      expect(log).not.toContain('refreshed by this step')
      expect(openai.refreshes).toEqual([])
      await assertKept(machine, store)
      await assertAlive(machine, store.inputs)
    })(),
  LATE,
)

test(
  'the Actions cache of act’s own server (service version 1): what one run refreshes, the next one has',
  onActMachine(async machine => {
    const { openai } = machine.lab
    const inputs = { storage: 'cache', 'encryption-key': `\${{ secrets.KEY }}` }
    const given = {
      cacheIn: join(machine.lab.dir, 'cache'),
      secrets: { KEY: await generateX25519Identity() },
    }
    const seed = openai.login()

    const first = await machine.run(oneJob({ ...inputs, ...RUN }), seed, given)
    expect([first.exit, times(first.log, SAID)]).toEqual([0, 1])
    expect(first.log).toContain('Stored the login in the Actions cache')

    const forced = { ...inputs, mode: 'keep-fresh', 'force-refresh': 'true', 'auth-json': '' }
    for (const refreshes of [1, 2]) {
      expect((await machine.run(oneJob(forced), seed, given)).exit).toBe(0)
      expect(openai.acceptedRefreshes).toHaveLength(refreshes)
    }

    // The seed is an old copy by now.
    const next = await machine.run(oneJob({ ...inputs, ...RUN }), seed, given)
    expect([next.exit, times(next.log, SAID)]).toEqual([0, 1])
    expect(openai.acceptedRefreshes).toHaveLength(2)
    assertOneAtATime(machine)
    expect(await machine.homesLeft()).toEqual([])
  }),
  LATE,
)

test(
  'the git server can’t be reached: a job runs as long as its access token lives, and nothing is refreshed',
  onActMachine(async machine => {
    const { openai } = machine.lab
    const store = STORES.command(machine)
    // Nothing answers there.
    const given = { variables: { GITHUB_SERVER_URL: 'http://127.0.0.1:9' } }

    const ran = await machine.run(oneJob({ ...store.inputs, ...RUN }), openai.login(), given)
    expect([ran.exit, times(ran.log, SAID)]).toEqual([0, 1])
    const forced = { ...store.inputs, mode: 'keep-fresh', 'force-refresh': 'true', 'auth-json': '' }
    const refused = await machine.run(oneJob(forced), '', given)
    expect(refused.exit).toBe(1)
    expect(refused.log).toMatch(/127\.0\.0\.1:9/)
    expect(openai.refreshes).toEqual([])
    await assertKept(machine, store)
    await assertAlive(machine, store.inputs)
  }),
  LATE,
)

const ENDS: Record<string, (run: ActRun) => void> = {
  'is told to stop (SIGINT)': run => run.signal('SIGINT'),
  'is killed': run => run.signal('SIGKILL'),
}

test.each(Object.keys(ENDS).flatMap(end => (['host', 'command'] as const).map(kind => [end, kind] as const)))(
  'act %s while Codex works, store "%s": nothing stays running, and the next job has the login',
  (end, kind) =>
    onActMachine(async machine => {
      const { openai } = machine.lab
      const store = STORES[kind](machine)
      const seed = openai.login()
      openai.script([{ hang: true }])

      const run = machine.start(oneJob({ ...store.inputs, ...RUN }), seed)
      await run.until(() => openai.log.some(({ kind }) => kind === 'responses'))
      ENDS[end]?.(run)
      expect((await run.result).exit).not.toBe(0)
      await machine.quiet()

      openai.script([])
      const next = await machine.run(oneJob({ ...store.inputs, ...RUN }), seed)
      expect([next.exit, times(next.log, SAID)]).toEqual([0, 1])
      expect(openai.refreshes).toEqual([])
      await assertKept(machine, store)
      await assertAlive(machine, store.inputs)
      expect(refreshToken(await store.held())).toBe(refreshToken(openai.currentAuthJson()))
    })(),
  LATE,
)
