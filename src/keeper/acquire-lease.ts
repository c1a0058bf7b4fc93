import type { Outcome } from '../leases/knowledge.js'
import type { AcquireOptions, HeldLease, Lease } from '../leases/lease.js'
import { ActionError } from '../system/errors.js'
import type { Stage } from './stage.js'

/** Takes the lease, and says in the log and in the state that this step holds it. */
export async function acquireLease(
  stage: Stage,
  lease: Lease,
  { waitMs, isNeeded }: Pick<AcquireOptions, 'waitMs' | 'isNeeded'>,
): Promise<HeldLease> {
  const { state, log, cancelled } = stage
  const before = state.get('lease')
  const held = await lease.acquire({
    waitMs,
    isNeeded,
    signal: cancelled,
    // Before it is ours: a kill right after it must leave post the name of what to release.
    onTake: id => state.set('lease', id),
    onWait: ({ description }, waited) =>
      log.info(
        `Waiting for the right to refresh the login (${Math.round(waited / 1000)} s): held by ${description}.`,
      ),
  })
  state.set('lease', held.nested ? before : held.id)
  return held
}

/**
 * Gives the lease back with the outcome, unless an earlier step of this job holds it. Without an outcome, the announced
 * refresh stays in doubt. A failure here doesn't fail the job: the end of the job tries again.
 */
export async function releaseLease(
  stage: Stage,
  lease: Lease,
  held: HeldLease,
  outcome?: Outcome,
): Promise<void> {
  try {
    await held.release(outcome)
    if (!held.nested) stage.state.set('lease', undefined)
  } catch (error) {
    const why = error instanceof ActionError ? error.explanation.what : String(error)
    stage.log.warning(
      `The right to refresh the login could not be given back yet; the end of this job tries again. ${why}`,
    )
  } finally {
    await lease.end()
  }
}
