import { prepare } from './prepare.js'
import type { Stage } from './stage.js'

/** Puts the newest session into CODEX_HOME and fences the job. Nothing rotates here, so pre never waits. */
export async function pre(stage: Stage): Promise<void> {
  const { session } = await prepare(stage)
  if (!session) stage.log.info('No login yet: the inputs are read again when the step starts.')
}
