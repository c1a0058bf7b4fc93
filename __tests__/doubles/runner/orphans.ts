import { readdirSync, readFileSync } from 'node:fs'

export interface Orphan {
  pid: number
  command: string
}

/**
 * Kills what the job left running: every process whose environment has the job's RUNNER_TRACKING_ID. The runner
 * does this after all posts, never before (docs/facts/runner.md). Linux only; elsewhere nothing is found.
 */
export function killOrphans(trackingId: string): Orphan[] {
  const orphans = findOrphans(trackingId)
  for (const { pid } of orphans) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended between the look and the kill.
    }
  }
  return orphans
}

function findOrphans(trackingId: string): Orphan[] {
  if (process.platform !== 'linux') return []
  const found: Orphan[] = []
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry)
    if (!Number.isInteger(pid) || pid === process.pid) continue
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
      if (!environment.includes(`RUNNER_TRACKING_ID=${trackingId}`)) continue
      found.push({ pid, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim() })
    } catch {
      // Gone already, or another user's: the runner can't see those either.
    }
  }
  return found
}
