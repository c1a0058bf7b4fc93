import type { Login } from '../login/login.js'
import { ActionError } from '../system/errors.js'
import { putCopy } from './persist.js'
import type { Prepared } from './prepare.js'
import { refusalToSpend } from './refusal-to-spend.js'
import { StaleCopy } from './spend-refusals.js'
import type { Stage } from './stage.js'
import { toMark } from './to-mark.js'
import { underLease } from './under-lease.js'

/** A refresh of another job takes seconds. */
const WAIT_MS = 10_000

/** Stores at once a seed that the store doesn't have: what is wrong with the store shows before anything is at stake. */
export async function storeSeed(stage: Stage, prepared: Prepared, login: Login): Promise<void> {
  const { kind, store } = prepared
  if (kind === 'host' || store.readOnly || stage.state.get('stored') === login.generation) return
  await putSeed(stage, prepared, login).catch(error => {
    // Only now it showed that this job may not write there; it runs fenced, as where that is known before.
    if (!store.readOnly) throw error
    stage.log.warning(`The seed is not stored. ${store.readOnly.explanation.what}`)
  })
}

/**
 * Under the lease, unless the mark shows that it is an old one: what is stored may be out of sight only. Without a lease
 * the store's own comparison must do: storing a seed uses no token.
 */
async function putSeed(stage: Stage, prepared: Prepared, login: Login): Promise<void> {
  const goesOnAfter = (error: unknown) =>
    error instanceof ActionError && !stage.cancelled.aborted
      ? `The seed is stored without the lease. ${error.explanation.what}`
      : undefined
  await underLease(stage, { lease: prepared.lease, waitMs: WAIT_MS, goesOnAfter }, async held => {
    const because = held && refusalToSpend(stage, login, held, prepared.kind)
    if (because instanceof StaleCopy) {
      // The refusal to refresh says what that means. Said here too, people would read it twice.
      stage.log.warning('The seed is not stored. It is an old copy: another job has told of a newer login.')
      return undefined
    }
    return (await putCopy(stage, prepared, login, 'seed')) ? toMark(stage, login) : undefined
  })
}
