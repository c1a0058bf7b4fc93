import { ActionError } from '../errors.js'
import { prepare } from './prepare.js'
import type { Stage } from './stage.js'

/**
 * What a step before main can mend: a secret manager that it logs in to, a key that it makes. Their inputs are
 * empty in pre (facts, "Stages"), so main is the one to refuse.
 */
const EARLIER_STEP = ['restore-failed', 'store-inputs', 'ephemeral-runner', 'no-token-yet']

/** Puts the newest session into CODEX_HOME and fences the job. Nothing rotates here, so pre never waits. */
export async function pre(stage: Stage): Promise<void> {
  const prepared = await prepare(stage).catch(error => {
    if (!(error instanceof ActionError) || !EARLIER_STEP.includes(error.code)) throw error
    stage.log.info(`${error.explanation.what} It is read again when the step starts.`)
  })
  if (prepared && !prepared.session)
    stage.log.info('No login yet: the inputs are read again when the step starts.')
}
