import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, signal } from './processes.js'
import type { Scene } from './scene.js'

export const VICTIMS = ['node', 'worker', 'node and worker', 'Codex', 'all three'] as const
export type Victim = (typeof VICTIMS)[number]

/** `kill -9`. True if a Codex that could refresh was among the killed. `all three` takes all else of the job, too. */
export async function kill(victim: Victim, { job, codex }: Scene): Promise<boolean> {
  const { run, runner } = job
  if (victim === 'node') run.kill('stage')
  else if (victim === 'worker') run.kill('worker')
  else if (victim !== 'Codex') run.kill('both')

  const isCodexKilled = codex !== undefined && (victim === 'Codex' || victim === 'all three')
  if (isCodexKilled) signal(codex, 'SIGKILL')
  if (victim === 'all three') await runner.close()
  while (isCodexKilled && isAlive(codex)) await sleep(1)
  return isCodexKilled
}
