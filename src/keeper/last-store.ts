import { newestOf } from '../leases/knowledge.js'
import type { HeldLease, Lease } from '../leases/lease.js'
import { isLater } from '../leases/mark.js'
import type { Login } from '../login/login.js'
import { NotStored } from '../stores/put.js'
import { ActionError } from '../system/errors.js'
import { releaseLease } from './acquire-lease.js'
import { putCopy, STORED_VARIABLE, storedValue } from './persist.js'
import type { Stage } from './stage.js'
import { toMark } from './to-mark.js'
import { reopenWorkplace, type Workplace } from './workplace.js'

/** After a cancel the whole job has about 5 minutes (docs/facts, "Cancel"). */
const WAIT_MS = 60_000

/**
 * Post's own store of what the job's end finds: under the lease, and only if no mark in it is newer. On a host
 * auth.json itself is the store: all that Codex saved is stored. False where something newer is stored, and stays.
 * Unless it is `settled`, a Codex may still be refreshing, and the lease that this step holds stays taken.
 */
export async function storeIfChanged(
  stage: Stage,
  { home, login, settled }: { home: string; login: Login; settled: boolean },
): Promise<boolean> {
  const { state, log } = stage
  const stored = state.get('storage') === 'host' || isStored(stage, login)
  if (stored && (state.get('lease') === undefined || !settled)) return true
  const own = toMark(stage, login)
  const { store, lease: open } = await reopen(stage, home)
  const lease = await open()
  const held = await hold(stage, lease, !stored)
  try {
    if (stored) return true
    const newest = held && newestOf(held.known, own)
    if (!newest || !isLater(newest, own)) {
      const isKept = await putCopy(stage, { store, tokenUrl: state.get('tokenUrl') ?? '' }, login)
      if (isKept) tell(stage, login, store.where)
      return isKept
    }
    log.warning(`Not stored: another job has refreshed the login since. What ${store.where} holds stays.`)
    return false
  } finally {
    // Other jobs must learn of this login even if it could not be stored: their refresh token was already used.
    if (settled && held) await releaseLease(stage, lease, held, { newest: own })
    else await lease.end()
  }
}

/** The summary of main may say that it is not stored. */
function tell({ report, now }: Stage, login: Login, where: string): void {
  report.login(login, now())
  report.note({ where })
  report.changed('the end of the job stored the login')
}

function isStored(stage: Stage, { generation }: Login): boolean {
  const { state, env } = stage
  const isToldOf = env[STORED_VARIABLE] === storedValue(stage, generation)
  // If the login is still where it came from, it is not lost even if this job may not write the store.
  if ([state.get('stored'), state.get('elsewhere')].includes(generation) || isToldOf) return true
  // Never stored, and not changed by the job: it came from the seed, which still has it.
  return (
    state.get('stored') === undefined &&
    state.get('known')?.generation === generation &&
    !state.get('refreshed')
  )
}

/** Gives back what this step still holds of the lease, whatever became of the login. */
export async function giveBackLease(stage: Stage, home: string): Promise<void> {
  const id = stage.state.get('lease')
  if (id === undefined) return
  try {
    const lease = await (await reopen(stage, home)).lease()
    await lease.release(id).finally(() => lease.end())
  } catch (error) {
    stage.log.warning(
      `The right to refresh the login could not be given back: ${error instanceof ActionError ? error.explanation.what : String(error)} It ends with this job.`,
    )
  }
}

/** The inputs that name the store and hold its keys may be wrong or empty in post (docs/facts, "Stages"). */
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
