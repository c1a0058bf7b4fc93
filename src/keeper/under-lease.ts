import type { HeldLease, Lease } from '../leases/lease.js'
import type { Mark } from '../leases/mark.js'
import { acquireLease, releaseLease } from './acquire-lease.js'
import type { Stage } from './stage.js'

export interface UnderLease {
  readonly lease: () => Promise<Lease>
  readonly waitMs: number
  /** A log line if the work may go on without the lease after this error. Undefined throws the error. */
  readonly goesOnAfter: (error: unknown) => string | undefined
}

/**
 * Does something under the lease that uses no refresh token, so that nothing is stored over what another job is
 * refreshing. `work` returns the revision that others must know of.
 */
export async function underLease(
  stage: Stage,
  { lease: open, waitMs, goesOnAfter }: UnderLease,
  work: (held: HeldLease | undefined) => Promise<Mark | undefined>,
): Promise<void> {
  const lease = await open()
  let held: HeldLease | undefined
  let newest: Mark | undefined
  try {
    held = await acquireLease(stage, lease, { waitMs }).catch((error: unknown) => {
      const said = goesOnAfter(error)
      if (said === undefined) throw error
      stage.log.info(said)
      return undefined
    })
    newest = await work(held)
  } finally {
    if (held) await releaseLease(stage, lease, held, newest && { newest })
    else await lease.end()
  }
}
