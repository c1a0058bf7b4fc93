import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { liveness, type ProcessIdentity } from '../../system/process-identity.js'
import { endTree } from '../../system/run.js'

/** For a process that ends a little after its Codex. */
const LEAVES_MS = 1000
const LOOK_EVERY_MS = 50
/** Rounds in which what a Codex has left is ended: it may start more meanwhile. */
const ROUNDS = 5

/**
 * Pids of the processes whose environment names a directory, on Linux: all that a Codex under check has started, wherever
 * it has moved to.
 */
export async function processesOf(directory: string): Promise<number[]> {
  if (process.platform !== 'linux') return []
  const names = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name))
  const found = await Promise.all(
    names.map(async name => {
      const environment = await readFile(`/proc/${name}/environ`, 'latin1').catch(() => '')
      return environment.includes(directory) ? [Number(name)] : []
    }),
  )
  return found.flat().filter(pid => pid !== process.pid)
}

/** How many processes are still there a second after each Codex has ended. */
export async function leftIn(directory: string): Promise<number> {
  for (const until = performance.now() + LEAVES_MS; ; await sleep(LOOK_EVERY_MS)) {
    const { length } = await processesOf(directory)
    if (length === 0 || performance.now() > until) return length
  }
}

/** Ends all that a check has started: only synthetic logins are lost. */
export async function endAll(directory: string, started: readonly ProcessIdentity[]): Promise<void> {
  for (const codex of started) if ((await liveness(codex)) === 'alive') await endGroup(codex.pid)
  for (let round = 0; round < ROUNDS; round += 1) {
    const left = await processesOf(directory)
    if (left.length === 0) return
    for (const pid of left) kill(pid)
    await sleep(LOOK_EVERY_MS)
  }
}

const endGroup = async (leader: number): Promise<void> =>
  process.platform === 'win32' ? endTree(leader).catch(() => undefined) : kill(-leader)

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
