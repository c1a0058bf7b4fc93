import { ActionError } from '../errors.js'
import { prepare } from './prepare.js'
import type { Stage } from './stage.js'

/** Puts the newest session into CODEX_HOME and fences the job. Nothing rotates here, so pre never waits. */
export async function pre(stage: Stage): Promise<void> {
  const prepared = await prepare(stage).catch(error => {
    // A secret manager that an earlier step logs in to can't be read before the job's steps; main reads it again.
    if (!(error instanceof ActionError) || error.code !== 'restore-failed') throw error
    stage.log.info(`${error.explanation.what} It is read again when the step starts.`)
  })
  if (prepared && !prepared.session)
    stage.log.info('No login yet: the inputs are read again when the step starts.')
}
