import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Linux only: what runs is read from /proc. */
const read = (pid: number | string, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return '' // It has ended.
  }
}

/** The value of a variable in a process's environment; empty if it has none. */
export const variableOf = (pid: number, name: string): string =>
  read(pid, 'environ')
    .split('\0')
    .find(entry => entry.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? ''

/** The app-server that may refresh, a child of this stage's process; undefined if there is none. */
export function refreshingCodex(stage: number, tokenUrl: string): number | undefined {
  const children = read(stage, `task/${stage}/children`).split(' ').filter(Boolean).map(Number)
  return children.find(
    pid =>
      read(pid, 'cmdline').split('\0').includes('app-server') &&
      variableOf(pid, 'CODEX_REFRESH_TOKEN_URL_OVERRIDE') === tokenUrl,
  )
}

/** False for a zombie too. */
export const isAlive = (pid: number): boolean => /\) [^ZX] /.test(read(pid, 'stat'))

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended by itself.
  }
}

const QUIET_MS = 120_000

/** Waits until nothing runs that a job has started below this directory. */
export async function quiet(dir: string): Promise<void> {
  for (const end = performance.now() + QUIET_MS; ; await sleep(25)) {
    const left = ofJobs(dir)
    if (left.length === 0) return
    if (performance.now() > end) throw new Error(`Still running: ${left.join(', ')}`)
  }
}

function ofJobs(dir: string): string[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  const isOurs = (environment: string) =>
    environment.includes('RUNNER_TRACKING_ID=') && environment.includes(dir)
  return pids
    .filter(pid => isOurs(read(pid, 'environ')) && isAlive(Number(pid)))
    .map(pid => `${pid} ${read(pid, 'cmdline').replaceAll('\0', ' ')}`)
}
