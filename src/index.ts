import { readInputs } from './action/inputs.js'
import type { Stage } from './action/stage.js'
import { State } from './keeper/state.js'
import { telling } from './report/best-effort.js'
import { log } from './report/log.js'
import { Report } from './report/report.js'
import { fail, guardStreams, onBrokenPipe, print, terminal } from './report/sink.js'
import { writeSummary } from './report/summary.js'
import { ActionError } from './system/errors.js'
import { asUnusablePlace } from './system/unusable-place.js'
import { tellLongWaits } from './system/waits.js'

/** The process of `dist/cache-client.js`. */
export const serveCache = async (): Promise<void> => (await import('./stores/cache/client.js')).serveCache()

/** The three entries of action.yml; each `dist/<stage>.js` calls one, and loads nothing of the others. */
export const pre = (): Promise<void> =>
  run('pre', async stage => (await import('./action/pre.js')).pre(stage))
export const main = (): Promise<void> =>
  run('main', async stage => (await import('./action/main.js')).main(stage))
export const post = (): Promise<void> =>
  run('post', async stage => (await import('./action/post.js')).post(stage))

/** `dist/setup.js [FLAGS]`: sets up a repository, from the login to the proof. */
export const setup = (): Promise<void> => setUp(process.argv.slice(2))

/** `dist/cli.js setup [FLAGS]`, which is what npx runs. */
export const cli = (): Promise<void> => setUp(process.argv.slice(3))

async function setUp(args: readonly string[]): Promise<void> {
  const { setup: story } = await import('./setup/setup.js')
  const ended = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ended.abort())
  const { env } = process
  const machine = {
    env,
    cwd: process.cwd(),
    now: Date.now,
    print,
    terminal: terminal(),
    signal: ended.signal,
  }
  process.exitCode = await story(args, machine)
}

async function run(name: Stage['name'], story: (stage: Stage) => Promise<void>): Promise<void> {
  guardStreams(tellFailure)
  const { env, ppid: parent } = process
  const cancelled = name === 'pre' ? new AbortController().signal : endOfJob()
  // When the runner's worker is killed nobody reads what we print: unheard, that would end us before the login is stored.
  onBrokenPipe(() => undefined)
  tellLongWaits(log.info)
  const report = new Report()
  const state = new State(env)
  const stage = { name, env, parent, state, log, report, now: Date.now, inputs: readInputs, cancelled }
  let failure: unknown
  try {
    standSomewhere(name)
    if (name === 'main') for (const change of state.get('changes') ?? []) report.changed(change)
    await story(stage).finally(() => endIfAlone(stage))
    if (name === 'pre' && report.facts.changes.length > 0) state.set('changes', [...report.facts.changes])
  } catch (error) {
    const said = asUnusablePlace(error)
    failure = said
    const { isSkipped, tellSkipped } = await import('./action/unavailable.js')
    if (name === 'main' && isSkipped(stage, said)) tellSkipped(stage, said)
    else tellFailure(said)
    if (name === 'main' && said instanceof ActionError && !report.facts.outputs['auth-reason'])
      telling(() => report.output('auth-reason', said.code))
  }
  // Main tells always; the others only what went wrong, and the end what it put right.
  const isEnd = name === 'post'
  if (isEnd) report.note({ isEnd })
  if (name === 'main' || failure || (isEnd && report.facts.changes.length > 0))
    await writeSummary(report.facts, failure instanceof ActionError ? failure : undefined, Date.now())
}

/**
 * Without a working directory nothing could be started. Throws `UnusablePlace` in pre and main; post, which has a login
 * to store, goes where no model can write.
 */
function standSomewhere(name: Stage['name']): void {
  try {
    process.cwd()
  } catch (error) {
    if (name !== 'post') throw error
    process.chdir('/')
  }
}

/** Nobody starts post where the runner's worker has died while main ran: what post does is done here. */
async function endIfAlone(stage: Stage): Promise<void> {
  if (stage.name !== 'main' || process.ppid === stage.parent) return
  const { post } = await import('./action/post.js')
  await post({ ...stage, name: 'post' })
}

/**
 * Main answers the runner's SIGINT and SIGTERM itself: a refresh in flight is let finish, a running exec is
 * stopped. Without a listener node would die at once and leave both behind (docs/facts, "Cancel"). So it is with post,
 * which uses what time is left to store the login, and with SIGHUP, for a runner that was started in a terminal
 * which is closed. A worker that was killed sends nothing; then it is the broken pipe that tells.
 * SIGBREAK, which Windows sends 7.5 s after SIGINT, may end us: a process that is still there 2.5 s later is killed with
 * all that it has started, a Codex that is refreshing too (docs/facts, "Cancel").
 */
function endOfJob(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => controller.abort(new Cancelled(signal)))
  onBrokenPipe(() => controller.abort(new Cancelled('the runner is gone')))
  return controller.signal
}

class Cancelled extends ActionError {
  override readonly name = 'Cancelled'

  constructor(by: string) {
    super('cancelled', {
      what: `The step was cancelled (${by}).`,
      why: 'Its task did not finish. The login is intact.',
      remedy: 'Run the job again if that was not meant.',
    })
  }
}

/** Fails the step, with the cause of the error under it. */
function tellFailure(error: unknown): void {
  if (error instanceof ActionError) fail(error.message)
  else
    fail(`This should not happen, please report it: ${error instanceof Error ? error.stack : String(error)}`)
  if (error instanceof Error && error.cause) log.info(`Cause: ${String(error.cause)}`)
}
