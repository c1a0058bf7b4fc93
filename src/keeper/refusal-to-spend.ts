import { type Knowledge, newestOf, objectionTo } from '../leases/knowledge.js'
import type { HeldLease } from '../leases/lease.js'
import { isOfSameAccount } from '../leases/mark.js'
import { toMilliseconds } from '../login/instant.js'
import type { Login } from '../login/login.js'
import { instantInWords } from '../report/format.js'
import type { StoreKind } from '../stores/store.js'
import { reseed } from './login-advice.js'
import { AccountChange, date } from './seeding.js'
import { MaybeSpent, RefusedBefore, StaleCopy } from './spend-refusals.js'
import type { Stage } from './stage.js'
import { toMark } from './to-mark.js'

/** Throws `AccountChange` if the newest revision that a job told of is of another account, unless that is allowed. */
export function assertSameAccount(stage: Stage, login: Login, known: Knowledge | undefined): void {
  const own = toMark(stage, login)
  const mark = known && newestOf(known, own)
  if (!mark || isOfSameAccount(mark, own)) return
  const newest = instantInWords(toMilliseconds(BigInt(mark.changedAt)))
  const dates = `this one of ${date(login)}, the newest of ${newest}${mark.by ? ` by ${mark.by}` : ''}`
  if (!stage.inputs()['allow-account-change']) throw new AccountChange('marked', dates)
  stage.log.notice(
    `The login is of another account than the newest one that another job has reported (${dates}). It is used, because \`allow-account-change\` is set.`,
  )
}

/**
 * Why this login may not be refreshed even with the lease; undefined if it may be. Throws `AccountChange` unless
 * such a change is allowed.
 */
export function refusalToSpend(
  stage: Stage,
  login: Login,
  { known }: HeldLease,
  kind: StoreKind,
): StaleCopy | RefusedBefore | MaybeSpent | undefined {
  assertSameAccount(stage, login, known)
  const objection = objectionTo(known, toMark(stage, login))
  switch (objection?.kind) {
    case 'stale':
      return new StaleCopy(login, objection.newer, kind)
    case 'refused':
      return new RefusedBefore(objection.refusal, reseed(stage))
    case 'maybe-spent':
      return new MaybeSpent(objection.doubt.by)
    case undefined:
      return undefined
  }
}
