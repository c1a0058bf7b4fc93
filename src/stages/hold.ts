import { ActionError } from '../errors.js'
import type { HeldLease, Lease } from '../guard/lease.js'
import { isOlderThan, type Mark, markOf } from '../guard/mark.js'
import type { Session } from '../session/session.js'
import type { StoreKind } from '../stores/store.js'
import { describeJob, runUrl } from './job-name.js'
import type { Stage } from './stage.js'
import { MaybeSpent, StaleCopy } from './stale.js'

/** Takes the lease, and says in the log and in the state that this step holds it. */
export async function take(stage: Stage, lease: Lease, waitMs: number): Promise<HeldLease> {
  const { state, log, cancelled } = stage
  const before = state.get('lease')
  const held = await lease.acquire({
    waitMs,
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
 * Gives it back, unless an earlier step of this job holds it; `newest` is the generation that others must know of.
 * What fails here is no reason to fail the job: its end tries again.
 */
export async function give(stage: Stage, lease: Lease, held: HeldLease, newest?: Mark): Promise<void> {
  try {
    await held.release(newest)
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

/** The generation by which others judge theirs. */
export const marked = (stage: Stage, session: Session): Mark => markOf(session, nameOf(stage))

/** The same of a generation that this job has made. */
export const markedAsOurs = (stage: Stage, session: Session): Mark =>
  markOf(session, nameOf(stage), { by: describeJob(stage.env), url: runUrl(stage.env) })

const nameOf = ({ state }: Stage): string => state.get('place')?.session ?? 'default'

/** Why this session must not be spent though the lease is held; undefined if it may be. */
export function doubt(
  stage: Stage,
  session: Session,
  { mark, spending }: HeldLease,
  kind: StoreKind,
): StaleCopy | MaybeSpent | undefined {
  if (mark && isOlderThan(session, mark)) return new StaleCopy(session, mark, kind)
  if (!spending) return undefined
  if (isOlderThan(session, spending)) return new StaleCopy(session, spending, kind)
  return spending.digest === marked(stage, session).digest ? new MaybeSpent(spending.by) : undefined
}
