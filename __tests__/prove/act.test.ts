import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { commandsOf, refreshToken } from '../e2e/command-job.js'
import { type ActMachine, onActMachine } from './act/machine.js'
import type { ActResult, ActRun } from './act/run.js'
import { assertKept, assertOneAtATime, STORES } from './act/stores.js'
import { withAct } from './act/with-act.js'
import { type ActStep, matrixOf, oneJob, use } from './act/workflow.js'

const HOUR = 3_600_000
const MINUTE = 60_000
/** A login that a job refreshes before it does anything else. */
const DUE = { expInMs: HOUR }
/** How long the token endpoint takes, in ms: long enough for other jobs to come to it, or for a kill. */
const SLOW = 1500
/** A job that waits in vain ends within the time of a test. */
const PATIENCE = { 'lease-timeout': '90s' }
const KEEP_FRESH = { mode: 'keep-fresh', ...PATIENCE }
const RUN = { prompt: 'Say OK', ...PATIENCE }

const test = withAct()

const succeeded = ({ log }: ActResult): number => log.match(/Job succeeded/g)?.length ?? 0

test(
  'an ordinary job, then keep-fresh, on the host store: one refresh each',
  onActMachine(async machine => {
    const { openai } = machine.lab
    const store = STORES.host(machine)
    const seed = openai.login(DUE)

    const ordinary = await machine.run(oneJob({ ...store.inputs, ...RUN }), seed)
    expect(ordinary.exit).toBe(0)
    expect(ordinary.log).toContain('::set-output:: final-message=OK')

    const fresh = { ...store.inputs, ...KEEP_FRESH, 'force-refresh': 'true' }
    expect((await machine.run(oneJob(fresh), seed)).exit).toBe(0)

    expect(openai.acceptedRefreshes).toHaveLength(2)
    assertOneAtATime(machine)
    await assertKept(machine, store)
  }),
  MINUTE,
)

test.each([
  ['host', 'one job refreshes, the others use that', 1, {}, {}],
  ['host', 'each job refreshes in its turn', 6, { 'min-lifetime': '2h' }, { accessTokenLifeMs: HOUR }],
  ['command', 'one job refreshes, the others use that', 1, {}, {}],
] as const)(
  'keep-fresh in a matrix of six, the token endpoint slow, store "%s": %s',
  (kind, _, refreshes, inputs, options) =>
    onActMachine(async machine => {
      const { openai } = machine.lab
      const store = STORES[kind](machine)
      const seed = openai.login(DUE)
      openai.answerTokenEndpoint({ delayMs: SLOW })

      const result = await machine.run(matrixOf(6, { ...store.inputs, ...KEEP_FRESH, ...inputs }), seed)

      assertOneAtATime(machine)
      expect(openai.acceptedRefreshes).toHaveLength(refreshes)
      expect(result.log.match(/::set-output:: refreshed=true/g)).toHaveLength(refreshes)
      expect(succeeded(result)).toBe(6)
      await assertKept(machine, store)
    }, options)(),
  3 * MINUTE,
)

test.each(['host', 'command'] as const)(
  'an exclusive matrix of three, store "%s": their later steps run one job after another',
  kind =>
    onActMachine(async machine => {
      const { openai } = machine.lab
      const store = STORES[kind](machine)
      const seed = openai.login(DUE)
      const turn = (what: string) => `echo ${what} \${{ matrix.at }} >> "$HOME/turns"`
      const later = { run: `${turn('in')}; sleep 1; ${turn('out')}` }
      const exclusive = { mode: 'setup', concurrency: 'exclusive', ...PATIENCE }

      const result = await machine.run(matrixOf(3, { ...store.inputs, ...exclusive }, later), seed)

      expect(succeeded(result)).toBe(3)
      expect(result.log.match(/This job alone may refresh/g)).toHaveLength(3)
      const turns = (await readFile(join(machine.home, 'turns'), 'utf8')).trim().split('\n')
      expect(turns.filter((_, at) => at % 2 === 0).map(line => line.replace('in', 'out'))).toEqual(
        turns.filter((_, at) => at % 2 === 1),
      )
      expect(turns).toHaveLength(6)
      assertOneAtATime(machine)
      await assertKept(machine, store)
    })(),
  2 * MINUTE,
)

test(
  'a step with `if: false`, and one after a step that fails: nothing is left of the login',
  onActMachine(async machine => {
    const store = STORES.command(machine)
    const seed = machine.lab.openai.login()
    const jobs = {
      skipped: { steps: [use({ ...store.inputs, ...RUN }, { if: false })] },
      failed: { steps: [{ run: 'exit 3' }, use({ ...store.inputs, ...RUN })] },
    }

    const { log } = await machine.run(jobs, seed)

    expect(log).toMatch(/skipped *\] +🏁 +Job succeeded/)
    expect(log).toMatch(/failed *\] +🏁 +Job failed/)
    expect(await machine.homesLeft()).toEqual([])

    expect((await machine.run(oneJob({ ...store.inputs, ...RUN }), seed)).exit).toBe(0)
    await assertKept(machine, store)
  }),
  MINUTE,
)

/** What becomes of act, and of the stage that it runs, in the second of the refresh. */
const ENDS: Record<string, (run: ActRun, machine: ActMachine) => Promise<void> | void> = {
  'is told to stop (SIGINT)': run => run.signal('SIGINT'),
  'is killed': run => run.signal('SIGKILL'),
  'is killed, and its step with it': async (run, machine) => {
    run.signal('SIGKILL')
    machine.killStages()
    // Until then the answer is on its way to Codex, which nobody watches any more.
    await machine.quiet()
  },
}

test.each(Object.keys(ENDS).flatMap(end => (['host', 'command'] as const).map(kind => [end, kind] as const)))(
  'act %s during the refresh, store "%s": the next job has the new login',
  (end, kind) =>
    onActMachine(async machine => {
      const { openai } = machine.lab
      const store = STORES[kind](machine)
      const seed = openai.login(DUE)
      openai.delayAfterRefresh(SLOW)

      const run = machine.start(oneJob({ ...store.inputs, ...KEEP_FRESH }), seed)
      await run.until(() => openai.acceptedRefreshes.length > 0)
      await ENDS[end]?.(run, machine)
      expect((await run.result).exit).not.toBe(0)

      openai.delayAfterRefresh(0)
      const next = await machine.run(oneJob({ ...store.inputs, ...RUN }), seed)
      expect(next.log).toContain('::set-output:: final-message=OK')
      expect(next.exit).toBe(0)
      await machine.quiet()
      expect(openai.acceptedRefreshes).toHaveLength(1)
      assertOneAtATime(machine)
      await assertKept(machine, store)
    })(),
  2 * MINUTE,
)

/** A later step that is there until the test lets it go on; then its own Codex runs. */
const HELD = 'touch "$HOME/held"; until [ -e "$HOME/go" ]; do sleep 0.05; done'
const OWN_CODEX: ActStep = {
  run: `${HELD}; codex exec --skip-git-repo-check 'Say OK' < /dev/null`,
}

test(
  'the home of a killed job is nobody else’s: another store doesn’t get it, and its own job stores what a later step refreshes',
  onActMachine(async machine => {
    const { openai } = machine.lab
    const store = STORES.command(machine)
    const seed = openai.login()
    const [held, go] = [join(machine.home, 'held'), join(machine.home, 'go')]

    const killed = machine.start(oneJob({ ...store.inputs, mode: 'setup' }, { run: HELD }), seed)
    await killed.until(() => existsSync(held))
    killed.signal('SIGKILL')
    await killed.result
    await machine.quiet()
    expect(await machine.homesLeft()).toHaveLength(1)

    const another = await machine.anotherManager()
    const stranger = await machine.run(
      oneJob({ storage: 'command', ...commandsOf(another), ...RUN, 'auth-json': '' }),
      seed,
    )
    expect(refreshToken(await another.stored())).toBe('')
    expect(stranger.exit).not.toBe(0)
    expect(openai.modelCalls).toBe(0)

    await rm(held)
    const exclusive = { ...store.inputs, mode: 'setup', concurrency: 'exclusive', ...PATIENCE }
    const own = machine.start(oneJob(exclusive, OWN_CODEX), seed)
    await own.until(() => existsSync(held))
    openai.endAccessToken()
    await writeFile(go, '')
    expect((await own.result).exit).toBe(0)
    expect(openai.acceptedRefreshes).toHaveLength(1)
    assertOneAtATime(machine)
    await assertKept(machine, store)
  }),
  2 * MINUTE,
)
