import { assertSavable } from '../codex/preflight.js'
import { longestJob, waiting } from '../keeper/leases.js'
import { type Keeper, RefreshPermit } from '../keeper/refresh.js'
import { AccountChange } from '../keeper/seeding.js'
import type { Stage } from '../keeper/stage.js'
import { LeaseTimeout } from '../leases/lease.js'
import type { Login } from '../login/login.js'
import { ActionError } from '../system/errors.js'
import type { Inputs } from './inputs.js'

/**
 * `concurrency: exclusive`: this job alone may refresh until its post, so the Codex of its later steps may do so by
 * itself. The newest login, read under the lease; undefined where the job stays fenced.
 */
export async function holdForJob(keeper: Keeper, inputs: Inputs): Promise<Login | undefined> {
  const { stage, home } = keeper
  // A later step's Codex may refresh by itself: what it must write is tried now.
  await assertSavable(home.authFile)
  if (home.readOnly) return staysFenced(stage, home.readOnly)
  tellOfQueue(stage, inputs)

  const lease = await keeper.lease(longestJob(stage.env))
  try {
    await using permit = await RefreshPermit.acquire(keeper, lease, { waitMs: waiting(inputs) })
    const { login } = await permit.newest()
    const refusal = permit.refusalToSpend(login)
    if (refusal) throw refusal
    await permit.keepForJob(login)
    stage.log.info('This job alone may refresh the login until it ends; its later steps are not fenced.')
    return login
  } catch (error) {
    // A job that never got its turn may not run beside the others.
    const mayGoOn =
      error instanceof ActionError &&
      !(error instanceof LeaseTimeout || error instanceof AccountChange) &&
      !stage.cancelled.aborted
    if (!mayGoOn) throw error
    return staysFenced(stage, error)
  } finally {
    await lease.end()
  }
}

/** Jobs of a matrix that hold the lease to their end run one after another, whatever `max-parallel` says. */
function tellOfQueue({ log }: Stage, inputs: Inputs): void {
  const total = Number(inputs['job-total'] ?? 1)
  if (total <= 1) return
  const minutes = Math.round(waiting(inputs) / 60_000)
  log.notice(
    `concurrency: exclusive in a matrix of ${total} jobs: they run one after another, and a job that has waited ${minutes} min fails (\`lease-timeout\`). With \`concurrency: shared\` they run at once.`,
  )
}

function staysFenced({ log }: Stage, { message }: ActionError): undefined {
  log.warning(`This job's later steps stay fenced: they can't refresh the login by themselves. ${message}`)
}
