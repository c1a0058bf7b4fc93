import { prepareEarly } from '../keeper/prepare.js'
import { ActionError } from '../system/errors.js'
import { checkTrust } from './check-trust.js'
import { cleanStage } from './clean-environment.js'
import { modeOf } from './inputs.js'
import { assertSandboxHere, warnIfUntested } from './platform.js'
import type { Stage } from './stage.js'
import { workerSource } from './worker-source.js'

/**
 * Failures that a step before main can repair, such as a login to a secret manager or a new key. The inputs from such
 * steps are empty in pre (docs/facts, "Stages"), so only main refuses.
 */
const EARLIER_STEP = ['restore-failed', 'store-inputs', 'ephemeral-runner', 'no-token-yet']

/** Puts the newest login into CODEX_HOME and fences the job. Nothing refreshes here, so pre never waits. */
export async function pre(stage: Stage): Promise<void> {
  warnIfUntested(stage)
  // Before anything is restored or downloaded.
  const inputs = stage.inputs()
  if (modeOf(inputs) === 'run') assertSandboxHere(inputs)
  await cleanStage(stage)
  const prepared = await prepareTrusted(stage).catch(error => {
    if (!(error instanceof ActionError) || !EARLIER_STEP.includes(error.code)) throw error
    stage.log.info(`${error.explanation.what} It is read again when the step starts.`)
  })
  if (prepared && !prepared.login)
    stage.log.info('No login yet: the inputs are read again when the step starts.')
}

/** Nothing is restored before the event is trusted. */
async function prepareTrusted(stage: Stage) {
  await checkTrust(stage)
  const source = workerSource(stage.inputs())
  return source ? (await import('./worker.js')).beginWork(stage, source) : prepareEarly(stage)
}
