import { setTimeout as sleep } from 'node:timers/promises'
import { type OtherUser, signalOtherUser } from '../codex/other-user.js'
import { liveness, type ProcessIdentity } from '../system/process-identity.js'
import { endSession } from '../system/session-processes.js'
import type { Stage } from './stage.js'

/** Longer than Codex waits for a token endpoint that hangs (45 s, facts §2) after its start had no name yet. */
const UNNAMED_MS = 60_000
/** After a cancel the whole job has about 5 minutes (facts, "Cancel"). */
const PATIENCE_MS = 230_000
const KILL_AFTER_MS = 3000
const POLL_MS = 100

/**
 * Ends or outwaits a Codex that a killed main left behind. A fenced exec can't refresh, so it is stopped; an
 * app-server may be saving the refreshed login, so it is never signalled (its input is closed: it ends by
 * itself). False if one is still there.
 */
export async function settleCodex(stage: Stage): Promise<boolean> {
  const { state, log } = stage
  const exec = state.get('exec')
  if (exec && (await isRunning(exec))) {
    log.info(`Codex (pid ${exec.pid}) outlived its step: stopping it.`)
    await stop(exec, state.get('otherUser'))
  }
  const server = state.get('appServer')
  if (!server) return true
  const { process, announcedAt } = server
  if (!process) {
    log.info('The step was killed while it started a Codex that refreshes: giving it time to save.')
    // No longer than that, whatever the clock says meanwhile.
    await sleep(Math.min(UNNAMED_MS, Math.max(0, announcedAt + UNNAMED_MS - stage.now())))
    return true
  }
  if (await isRunning(process))
    log.info(`Codex (pid ${process.pid}) may be refreshing the login: waiting until it has saved.`)
  const ended = await goneWithin(process, PATIENCE_MS)
  if (!ended)
    log.warning(
      `Codex (pid ${process.pid}) is still there. The right to refresh the login stays taken until it ends.`,
    )
  return ended
}

const isRunning = async (process: ProcessIdentity): Promise<boolean> => (await liveness(process)) === 'alive'

async function goneWithin(process: ProcessIdentity, ms: number): Promise<boolean> {
  const end = performance.now() + ms
  while (await isRunning(process)) {
    if (performance.now() > end) return false
    await sleep(POLL_MS)
  }
  return true
}

async function stop(exec: ProcessIdentity, user: OtherUser | undefined): Promise<void> {
  const send = (name: NodeJS.Signals) => (user ? signalOtherUser(user, name) : signal(exec.pid, name))
  await send('SIGINT')
  if (!(await goneWithin(exec, KILL_AFTER_MS))) await send('SIGKILL')
  await endSession(exec.pid)
}

/** Codex leads a process group of its own (see startCodex), so the commands it runs get the signal too. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, name)
  } catch {
    // It ended between the look and the signal.
  }
}
