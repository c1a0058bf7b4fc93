import { readdir, readFile } from 'node:fs/promises'

/**
 * Ends all that is left of a session of processes whose leader has exited, on Linux. A Codex that is stopped may leave
 * the helper of its sandbox behind, which nobody waits for (seen with 0.169.0). Never throws.
 */
export async function endSession(leader: number): Promise<void> {
  if (leader <= 1 || process.platform !== 'linux') return
  const pids = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name))
  for (const pid of pids) {
    // The name of the program is in brackets and may be anything; then state, parent, group, `session` (proc(5)).
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    const session = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3])
    if (session === leader && Number(pid) !== leader) kill(Number(pid))
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself, or is another user's.
  }
}
