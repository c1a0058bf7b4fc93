import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * The processes whose HOME this is, whoever their parent is: act starts each step in a session of its own, and a
 * Codex survives its step. Linux only.
 */
export function processesOf(home: string): readonly number[] {
  const variable = `HOME=${home}`
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => read(pid, 'environ').includes(variable))
}

/** Those that run a stage of the action. */
export const stagesOf = (home: string): readonly number[] =>
  processesOf(home).filter(pid => /\/dist\/(pre|main|post)\.js$/.test(read(pid, 'cmdline').at(-2) ?? ''))

/** Empty if it has ended, also if nobody has asked for its exit code yet. */
function read(pid: number, file: 'environ' | 'cmdline'): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0')
  } catch {
    return []
  }
}

/** Ends them all, and what they start meanwhile. */
export async function endProcessesOf(home: string): Promise<void> {
  for (let left = processesOf(home); left.length > 0; left = processesOf(home)) {
    for (const pid of left) end(pid)
    await sleep(20)
  }
}

export function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}

/** @throws if it isn't so within two minutes */
export async function untilSo(isSo: () => boolean): Promise<void> {
  const late = performance.now() + 120_000
  while (!isSo()) {
    if (performance.now() > late) throw new Error(`Not so after two minutes: ${isSo}`)
    await sleep(10)
  }
}
