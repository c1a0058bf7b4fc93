import { setFailed } from '@actions/core'
import { ActionError } from './errors.js'
import { readInputs } from './inputs.js'
import { log } from './report/log.js'
import { Report } from './report/report.js'
import { writeSummary } from './report/summary.js'
import { main as mainStage } from './stages/main.js'
import { post as postStage } from './stages/post.js'
import { pre as preStage } from './stages/pre.js'
import type { Stage } from './stages/stage.js'
import { State } from './state.js'

export { serveCache } from './stores/cache-client.js'

/** The three entries of action.yml; each `dist/<stage>.js` calls one. */
export const pre = (): Promise<void> => run('pre', preStage)
export const main = (): Promise<void> => run('main', mainStage)
export const post = (): Promise<void> => run('post', postStage)

/** `dist/doctor.js PATH`: judges an auth.json or workflows, and changes nothing. */
export const doctor = async (): Promise<void> => {
  const { doctor: judge } = await import('./doctor/doctor.js')
  const print = (text: string) => void process.stdout.write(text)
  const machine = { env: process.env, now: Date.now(), cwd: process.cwd(), print }
  process.exitCode = await judge(process.argv.slice(2), machine)
}

async function run(name: Stage['name'], story: (stage: Stage) => Promise<void>): Promise<void> {
  const { env, ppid: parent } = process
  const cancelled = name === 'pre' ? new AbortController().signal : endOfJob()
  // When the runner's worker is killed nobody reads what we print: unheard, that would end us before the login is stored.
  process.stdout.on('error', () => undefined)
  const report = new Report()
  let failure: unknown
  try {
    await story({
      name,
      env,
      parent,
      state: new State(env),
      log,
      report,
      now: Date.now,
      inputs: readInputs,
      cancelled,
    })
  } catch (error) {
    failure = error
    fail(error)
    if (name === 'main' && error instanceof ActionError && !report.facts.outputs['auth-reason'])
      report.output('auth-reason', error.code)
  }
  // Main tells always; the others only what went wrong, and the end what it put right.
  const isEnd = name === 'post'
  if (isEnd) report.note({ isEnd })
  if (name === 'main' || failure || (isEnd && report.facts.changes.length > 0))
    await writeSummary(report.facts, failure instanceof ActionError ? failure : undefined, Date.now())
}

/**
 * Main answers the runner's SIGINT and SIGTERM itself: a rotation in flight is let finish, a running exec is
 * stopped. Without a listener node would die at once and leave both behind (facts, "Cancel"). So it is with post,
 * which uses what time is left to store the login, and with SIGHUP, for a runner that was started in a terminal
 * which is closed. A worker that was killed sends nothing; then it is the broken pipe that tells.
 */
function endOfJob(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => controller.abort(new Cancelled(signal)))
  process.stdout.on('error', () => controller.abort(new Cancelled('the runner is gone')))
  return controller.signal
}

class Cancelled extends ActionError {
  override readonly name = 'Cancelled'

  constructor(by: string) {
    super('cancelled', {
      what: `The step was cancelled (${by}).`,
      why: 'Its task is not done; the login is kept.',
      remedy: 'Run the job again if that was not meant.',
    })
  }
}

/** Fails the step, with the cause of the error under it. */
function fail(error: unknown): void {
  if (error instanceof ActionError) setFailed(error.message)
  else
    setFailed(
      `This should not happen, please report it: ${error instanceof Error ? error.stack : String(error)}`,
    )
  if (error instanceof Error && error.cause) log.info(`Cause: ${String(error.cause)}`)
}
