import { setTimeout as sleep } from 'node:timers/promises'
import { type OtherUser, signalOtherUser } from '../codex/exec/other-user.js'
import { UNFENCED_VARIABLE } from '../codex/fence.js'
import { liveness, type ProcessIdentity } from '../system/process-identity.js'
import { endSession, signalGroup } from '../system/session-processes.js'
import { isUsedByCodex } from './codex-in-home.js'
import { JOB_VARIABLE } from './job-identity.js'
import type { Stage } from './stage.js'

/**
 * Longer than Codex waits for a token endpoint that hangs (45 s, docs/facts#endpoint-hangs-45s) after its start had no
 * name yet.
 */
const UNNAMED_MS = 60_000
/** After a cancel the whole job has about 5 minutes (docs/facts, "Cancel"). */
const PATIENCE_MS = 230_000
const KILL_AFTER_MS = 3000
const POLL_MS = 100
/** Only Linux shows whether a Codex works in a home. */
const CAN_LOOK = process.platform === 'linux'
/** A process that was started is seen under its own name after some milliseconds. */
const BEGINS_WITHIN_MS = 1000

/**
 * Stops or waits for each Codex that this step left running, or later steps that may refresh by themselves. It stops a
 * fenced exec, which can't refresh. It never signals an app-server, which may be saving the refreshed login: closing its
 * input makes it end. False if one is still there.
 */
export async function settleCodex(stage: Stage): Promise<boolean> {
  const { state, log } = stage
  const exec = state.get('exec')
  if (exec && (await isRunning(exec))) {
    log.info(`Codex (pid ${exec.pid}) outlived its step: stopping it.`)
    await stop(exec, state.get('otherUser'))
  }
  return (await serverEnded(stage)) && (await stepsEnded(stage))
}

/** The app-server of this step. */
async function serverEnded(stage: Stage): Promise<boolean> {
  const { state, log } = stage
  const server = state.get('appServer')
  if (!server) return true
  const { process, announcedAt } = server
  const seen = process && (await liveness(process))
  // Where the look fails, it is waited for as one without a name.
  if (process && seen !== 'unknown') {
    if (seen === 'alive')
      log.info(`Codex (pid ${process.pid}) may be refreshing the login: waiting until it has saved.`)
    const mayRun = async () => (await liveness(process)) !== 'dead'
    return said(stage, `Codex (pid ${process.pid})`, await goneWithin(mayRun, PATIENCE_MS))
  }

  log.info('The step was killed while it started a Codex that refreshes: giving it time to save.')
  // No longer than that, whatever the clock says meanwhile.
  const leftMs = Math.min(UNNAMED_MS, Math.max(0, announcedAt + UNNAMED_MS - stage.now()))
  if (!CAN_LOOK) return sleep(leftMs, true)
  await sleep(Math.min(leftMs, BEGINS_WITHIN_MS))
  const home = state.get('home') ?? ''
  return said(stage, 'A Codex that refreshes', await goneWithin(() => isUsedByCodex(home), leftMs))
}

/** Those that later steps of an exclusive job have left in the background: the runner would kill them in the middle of a refresh. */
async function stepsEnded(stage: Stage): Promise<boolean> {
  const { state, env, log } = stage
  const home = state.get('home')
  const isExclusive = state.get('lease') !== undefined && env[UNFENCED_VARIABLE] === state.get('store')
  if (home === undefined || !isExclusive || !CAN_LOOK) return true
  // On a host a person's own Codex may run there.
  const job = state.get('storage') === 'host' ? env[JOB_VARIABLE] : undefined
  const isUsed = () => isUsedByCodex(home, job)
  if (!(await isUsed())) return true
  log.info('A Codex that a step left in the background may be refreshing the login: waiting for its end.')
  return said(stage, 'A Codex that a step left in the background', await goneWithin(isUsed, UNNAMED_MS))
}

function said({ log }: Stage, codex: string, hasEnded: boolean): boolean {
  if (!hasEnded)
    log.warning(`${codex} is still there. The right to refresh the login stays taken until it ends.`)
  return hasEnded
}

const isRunning = async (process: ProcessIdentity): Promise<boolean> => (await liveness(process)) === 'alive'

async function goneWithin(isThere: () => Promise<boolean>, ms: number): Promise<boolean> {
  const end = performance.now() + ms
  while (await isThere()) {
    if (performance.now() > end) return false
    await sleep(POLL_MS)
  }
  return true
}

async function stop(exec: ProcessIdentity, user: OtherUser | undefined): Promise<void> {
  const send = (name: NodeJS.Signals) => (user ? signalOtherUser(user, name) : signalGroup(exec.pid, name))
  await send('SIGINT')
  if (!(await goneWithin(() => isRunning(exec), KILL_AFTER_MS))) await send('SIGKILL')
  await endSession(exec.pid)
}
