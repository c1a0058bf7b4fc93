import { assertSavable } from '../codex/preflight.js'
import { LeaseTimeout } from '../leases/lease.js'
import { ActionError } from '../system/errors.js'
import { type Keeper, type Refreshed, RefreshPermit } from './refresh.js'
import { RefusedBefore } from './spend-refusals.js'

/** A job that holds the lease longer has shown that it can be had: its proof is left to the next run. */
const WAIT_MS = 60_000

/**
 * Proves, in a run that has nothing to refresh, all that a refresh will need: the lease can be had, the store and the
 * files can be written. So what would fail on the day of the refresh fails on the first run. Uses no token.
 *
 * @returns `failed` with what prevents a refresh
 */
export async function proveRefreshable(keeper: Keeper, waitMs: number): Promise<Refreshed> {
  const { stage, home } = keeper
  const login = await home.read()
  if (home.readOnly) return { kind: 'failed', login, failure: home.readOnly }
  try {
    return await prove(keeper, Math.min(waitMs, WAIT_MS))
  } catch (error) {
    if (!(error instanceof ActionError) || stage.cancelled.aborted) throw error
    if (!(error instanceof LeaseTimeout)) return { kind: 'failed', login, failure: error }
    stage.log.info(`Not proven in this run that the login can be refreshed. ${error.explanation.what}`)
    return { kind: 'current', login }
  }
}

async function prove(keeper: Keeper, waitMs: number): Promise<Refreshed> {
  const { stage, home } = keeper
  const lease = await keeper.lease()
  try {
    await using permit = await RefreshPermit.acquire(keeper, lease, { waitMs })
    const { login } = await permit.newest()
    const refusal = permit.refusalToSpend(login)
    if (refusal instanceof RefusedBefore) return { kind: 'failed', login, failure: refusal }
    if (refusal) {
      // The set-up isn't at fault for a copy that is old, or may be used up: a run with a refresh to do says so.
      stage.log.info(`Not proven in this run that the login can be refreshed. ${refusal.explanation.what}`)
      return { kind: 'current', login }
    }
    await assertSavable(home.authFile)
    await permit.proveWritable(login)
    stage.log.info('A refresh can be stored: the lease, the store and the files can be written.')
    return { kind: 'current', login }
  } finally {
    await lease.end()
  }
}
