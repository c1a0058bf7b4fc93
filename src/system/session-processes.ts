import { readdir, readFile } from 'node:fs/promises'
import { endTree } from './run.js'

/**
 * Signals a process that leads a group, and all that is in the group. Windows has neither groups nor signals: there the
 * process is ended with all that it has started. Never throws.
 */
export async function signalGroup(leader: number, signal: NodeJS.Signals): Promise<void> {
  if (leader <= 1) return
  if (process.platform === 'win32') return endTree(leader).catch(() => kill(leader))
  kill(-leader, signal)
}

/**
 * Ends all that is left of a session of processes whose leader has exited: a Codex that is stopped may leave the helper
 * of its sandbox behind, which nobody waits for (seen with 0.169.0). Only Linux shows sessions of processes. A Mac has
 * the leader's group, and Windows nothing once the leader is gone. Never throws.
 */
export async function endSession(leader: number): Promise<void> {
  if (leader <= 1 || process.platform === 'win32') return
  if (process.platform !== 'linux') return kill(-leader)
  const pids = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name))
  for (const pid of pids) {
    // The name of the program is in brackets and may be anything; then state, parent, group, `session` (proc(5)).
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    const session = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3])
    if (session === leader && Number(pid) !== leader) kill(Number(pid))
  }
}

function kill(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself, or is another user's.
  }
}
