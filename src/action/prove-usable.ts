import { assertOwnLogin } from '../codex/configuration.js'
import { assertTaken } from '../codex/login-status.js'
import type { Codex } from '../codex/process.js'
import { configuredHome } from '../keeper/codex-home.js'
import type { Stage } from '../keeper/stage.js'
import type { Inputs } from './inputs.js'
import type { Secured } from './safety.js'
import type { Task } from './task.js'

/** What to do on the way: see `proveUsable`. */
export interface Needs {
  readonly task: Task | undefined
  /** Throws `PlanUsedUp` if the plan's limit is used up. Asked only by a job that may be skipped. */
  readonly assertPlanLeft: () => Promise<void>
  /** Brings an access token that works. Some sandboxes can't be tried without. */
  readonly refresh: () => Promise<void>
}

/**
 * Proves, before anything is used for it, that Codex accepts the login, and that the task's commands can't read it. Both
 * are tried at once, unless a trial changes the machine. If both fail, the error is Codex's judgment of the login.
 * @returns the task as it may be run; undefined without one
 * @throws what `assertOwnLogin`, `assertTaken` and `secure` throw
 */
export async function proveUsable(
  stage: Stage,
  inputs: Inputs,
  codex: Codex,
  { task, assertPlanLeft, refresh }: Needs,
): Promise<(Task & Secured) | undefined> {
  // With the variables of another login no Codex is started, not even for its sandbox.
  await assertOwnLogin(codex.home)
  const taken = assertTaken(codex, configuredHome(inputs['codex-home'], stage.env))
  // It may fail while the next module is loaded: nobody would hear it then, and Node would end this process.
  taken.catch(() => undefined)
  // Before the login is accepted nothing is taken from the machine's user, and no other gets a copy of the login.
  if (['drop-sudo', 'unprivileged-user'].includes(inputs['safety-strategy'])) await taken
  // Nor is anything changed on the machine by a job that may be skipped.
  if (inputs['on-unavailable'] === 'skip') {
    await taken
    await assertPlanLeft()
  }
  if (task === undefined) {
    await taken
    return undefined
  }

  const { secure } = await import('./safety.js')
  const securing = secure(stage, inputs, codex, task, async () => {
    await taken
    await refresh()
  })
  await Promise.allSettled([taken, securing])
  await taken
  return { ...task, ...(await securing) }
}
