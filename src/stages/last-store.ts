import { ActionError } from '../errors.js'
import type { HeldLease, Lease } from '../guard/lease.js'
import { isOlderThan } from '../guard/mark.js'
import type { Session } from '../session/session.js'
import { NotStored } from '../stores/put.js'
import { marked } from './hold.js'
import { putCopy, STORED_VARIABLE } from './put-copy.js'
import type { Stage } from './stage.js'
import { reopenWorkplace, type Workplace } from './workplace.js'

/** After a cancel the whole job has about 5 minutes (facts, "Cancel"). */
const WAIT_MS = 60_000

/**
 * Post's own store of what the job's end finds: under the lease, and only if no mark in it is newer. On a host
 * auth.json itself is the store: all that Codex saved is stored. False where something newer is stored, and stays.
 */
export async function storeIfChanged(stage: Stage, home: string, session: Session): Promise<boolean> {
  const { state, log } = stage
  const stored = isStored(stage, session)
  if (state.get('storage') === 'host' || (stored && state.get('lease') === undefined)) return true
  const { store, lease: open } = await reopen(stage, home)
  const lease = await open()
  const held = await hold(stage, lease, !stored)
  try {
    if (stored) return true
    if (!held?.mark || !isOlderThan(session, held.mark)) {
      const isKept = await putCopy(stage, { store, tokenUrl: state.get('tokenUrl') ?? '' }, session)
      if (isKept) tell(stage, session, store.where)
      return isKept
    }
    log.warning(`Not stored: another job has refreshed the login since. What ${store.where} holds stays.`)
    return false
  } finally {
    // Told even where it could not be stored: what others have is spent.
    await held?.release(marked(stage, session)).catch(notReleased(stage))
    if (!held?.nested) state.set('lease', undefined)
    await lease.end()
  }
}

/** The summary of main may say that it is not stored. */
function tell({ report, now }: Stage, session: Session, where: string): void {
  report.session(session, now())
  report.note({ where })
  report.changed('the end of the job stored the login')
}

function isStored({ state, env }: Stage, { generation }: Session): boolean {
  if ([state.get('stored'), env[STORED_VARIABLE]].includes(generation)) return true
  // Never stored, and not changed by the job: it came from the seed, which still has it.
  return (
    state.get('stored') === undefined &&
    state.get('known')?.generation === generation &&
    !state.get('rotated')
  )
}

/** Gives back what this step still holds of the lease, whatever became of the login. */
export async function releaseLease(stage: Stage, home: string): Promise<void> {
  const id = stage.state.get('lease')
  if (id === undefined) return
  try {
    const lease = await (await reopen(stage, home)).lease()
    await lease.release(id).finally(() => lease.end())
  } catch (error) {
    notReleased(stage)(error)
  }
}

/** The inputs that name the store and hold its keys may be wrong or empty in post (facts, "Stages"). */
const reopen = (stage: Stage, home: string): Promise<Workplace> =>
  reopenWorkplace(stage, home).catch(error => {
    throw new NotStored(`the store "${stage.state.get('storage')}"`, error)
  })

/**
 * The lease that this step still holds, or one taken now. Where none can be had, the store still compares what it
 * has with what it is given: a job that has a newer login must not lose it.
 */
async function hold(stage: Stage, lease: Lease, needed: boolean): Promise<HeldLease | undefined> {
  const id = stage.state.get('lease')
  try {
    const mine = id === undefined ? undefined : await lease.resume(id)
    if (mine || !needed) return mine
    return await lease.acquire({ waitMs: WAIT_MS, onTake: taken => stage.state.set('lease', taken) })
  } catch (error) {
    const why = error instanceof ActionError ? error.message : String(error)
    stage.log.warning(`The login is stored without the right to refresh it. ${why}`)
    return undefined
  }
}

const notReleased =
  ({ log }: Stage) =>
  (error: unknown): void =>
    log.warning(
      `The right to refresh the login could not be given back: ${error instanceof ActionError ? error.explanation.what : String(error)} It ends with this job.`,
    )
