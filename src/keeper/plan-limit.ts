import { mayBeReset } from '../leases/bounds.js'
import type { Limit } from '../leases/knowledge.js'
import type { Lease } from '../leases/lease.js'
import { sameIdentity } from '../login/account.js'
import type { Login } from '../login/login.js'
import { hasCredits, windowsOf } from '../report/format.js'
import { ActionError } from '../system/errors.js'
import { acquireLease, releaseLease } from './acquire-lease.js'
import type { Stage } from './stage.js'
import { toAccount } from './to-mark.js'

/** A refresh of another job takes seconds. */
const WAIT_MS = 10_000
/** Two answers may round the end of one window differently. */
const SAME_END_MS = 60_000

/** A login, and the lease whose record jobs on all machines read. */
export interface LimitPlace {
  readonly stage: Stage
  readonly lease: () => Promise<Lease>
}

/** When the last of the windows that are used up ends, in milliseconds since the epoch; undefined if the plan is not. */
export function usedUpUntil(rateLimits: Readonly<Record<string, unknown>>, now: number): number | undefined {
  if (hasCredits(rateLimits)) return undefined
  const ends = windowsOf(rateLimits).flatMap(({ used, resetsAt }) =>
    used >= 100 && resetsAt !== undefined && resetsAt > now && mayBeReset(resetsAt, now) ? [resetsAt] : [],
  )
  return ends.length > 0 ? Math.max(...ends) : undefined
}

/**
 * Until when an earlier job has found the plan of this account to be used up, in milliseconds since the epoch. Reads the
 * record, and takes no lease. Never throws: what can't be read is asked of OpenAI.
 */
export async function notedLimit(
  { stage, lease: open }: LimitPlace,
  login: Login,
): Promise<number | undefined> {
  const lease = await open().catch(() => undefined)
  const known = await lease?.known().catch(() => undefined)
  await lease?.end()
  return known && limitOf(stage, login, known.limits)
}

/** The limit of a login's account that is not over. */
export function limitOf(stage: Stage, login: Login, limits: readonly Limit[]): number | undefined {
  const account = toAccount(stage, login)
  const until = limits.find(it => sameIdentity(it.account, account))?.until
  return until !== undefined && until > stage.now() ? until : undefined
}

/**
 * Tells the next jobs what OpenAI has said of the plan: until when it is used up, or that it is not. Never throws: then
 * each of them asks by itself.
 */
export async function noteLimit(
  { stage, lease: open }: LimitPlace,
  login: Login,
  rateLimits: Readonly<Record<string, unknown>>,
): Promise<void> {
  const until = usedUpUntil(rateLimits, stage.now())
  const noted = await notedLimit({ stage, lease: open }, login)
  const isNoted = until === undefined ? noted === undefined : Math.abs(until - (noted ?? 0)) < SAME_END_MS
  if (isNoted || stage.cancelled.aborted) return
  try {
    const lease = await open()
    const held = await acquireLease(stage, lease, { waitMs: WAIT_MS }).catch(async error => {
      await lease.end()
      throw error
    })
    await releaseLease(stage, lease, held, { account: toAccount(stage, login), usedUpUntil: until })
  } catch (error) {
    const why = error instanceof ActionError ? error.explanation.what : String(error)
    stage.log.info(
      `Other jobs are not told until when the plan is used up, so each asks OpenAI, without a model call. ${why}`,
    )
  }
}
