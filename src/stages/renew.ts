import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart, type Codex } from '../codex/process.js'
import { type RotationRequest, rotate } from '../codex/rotate.js'
import { ActionError } from '../errors.js'
import { LeaseRefused } from '../guard/git/refusal.js'
import { type HeldLease, type Lease, LeaseLost, LeaseTimeout } from '../guard/lease.js'
import type { Mark } from '../guard/mark.js'
import { authFileIn } from '../session/auth-file.js'
import { isNewer, sameAccount } from '../session/compare.js'
import { freshness } from '../session/freshness.js'
import { SessionRefused } from '../session/refusal.js'
import type { Session } from '../session/session.js'
import { StateLost } from '../state.js'
import { doubt, give, marked, markedAsOurs, take } from './hold.js'
import { judgement, type Prepared, remember, sessionIn } from './prepare.js'
import { putCopy } from './put-copy.js'
import { reseed } from './reseed.js'
import { watchSlow } from './slow.js'
import type { Stage } from './stage.js'
import { MaybeSpent } from './stale.js'

/** A Codex whose token has ended looks for a newer auth.json for 6 to 8 s (facts §3). */
const CODEX_WAITS_MS = 6000
const LOOK_EVERY_MS = 700
const NOTHING_SPENT = [LeaseLost, LeaseRefused, StateLost, CannotStart]

export interface RenewalRequest {
  readonly codex: Codex
  readonly when: RotationRequest['when']
  /** Looked at again under the lease: another job may have rotated meanwhile. */
  readonly isDue: (session: Session) => boolean
  /** Whether a session that a dead job may have spent is tried all the same. */
  readonly despiteDoubt?: (session: Session) => boolean
  /** Milliseconds to wait for another holder of the lease. */
  readonly waitMs: number
}

export interface Renewal {
  /** What the store holds now. */
  readonly session: Session
  readonly rotated: boolean
  /** False where the store held something newer by then, which stays. */
  readonly persisted?: boolean
  /** Why no rotation came of it though one was due. */
  readonly failure?: ActionError
}

/** Rotates the session under the lease, if it is still due when the lease is ours. */
export async function renew(stage: Stage, prepared: Prepared, request: RenewalRequest): Promise<Renewal> {
  const lease = await prepared.lease()
  const held = await takeOrFind(stage, prepared, lease, request)
  if (held === 'stored' || held instanceof ActionError) {
    await lease.end()
    const session = await required(stage, prepared)
    return held === 'stored' ? handedOn(stage, session) : { session, rotated: false, failure: held }
  }
  let newest: Mark | undefined
  try {
    const { session, taken } = await current(stage, prepared)
    const because = doubt(stage, session, held, prepared.kind)
    const known = because ? undefined : marked(stage, session)
    newest = known
    // A run that waits for a newer login has it now; Codex reads the file again by itself.
    if (!request.isDue(session) || (taken && request.when === 'if-needed')) return handedOn(stage, session)
    if (because && !(because instanceof MaybeSpent && request.despiteDoubt?.(session)))
      return { session, rotated: false, failure: because }
    // Should it end with an error, nobody knows what came of it.
    newest = undefined
    const renewal = await rotateAndStore(stage, prepared, session, held, request, mark => {
      newest = mark
    })
    newest ??= known
    return renewal
  } finally {
    if (!stage.state.get('appServer')) await give(stage, lease, held, newest)
  }
}

/**
 * Takes the lease, or finds a newer session in the store, now in place; else what stands in the way. A run that waits
 * for a newer login needs no lease for what another job has stored: that job, or the others that wait, may have it.
 */
async function takeOrFind(
  stage: Stage,
  prepared: Prepared,
  lease: Lease,
  { when, waitMs }: RenewalRequest,
): Promise<HeldLease | 'stored' | ActionError> {
  const start = performance.now()
  const waited = () => performance.now() - start
  while (when === 'if-needed') {
    const held = await take(stage, lease, 0).catch(hindrance(stage))
    if (!(held instanceof ActionError)) return held
    if ((await current(stage, prepared)).taken) return 'stored'
    if (!(held instanceof LeaseTimeout)) return held
    if (waited() > CODEX_WAITS_MS) break
    await sleep(LOOK_EVERY_MS, undefined, { signal: stage.cancelled }).catch(() => undefined)
  }
  const held = await take(stage, lease, Math.max(0, waitMs - waited())).catch(hindrance(stage))
  return held instanceof LeaseTimeout ? new LeaseTimeout(held.holder, waited()) : held
}

function handedOn({ log }: Stage, session: Session): Renewal {
  log.info('Another job has refreshed the login meanwhile: using what it left.')
  return { session, rotated: false }
}

/** What stands in the way of a rotation while nothing is spent yet: the job may do without one. */
const hindrance =
  ({ cancelled }: Stage) =>
  (error: unknown): ActionError => {
    if (error instanceof ActionError && !cancelled.aborted) return error
    throw error
  }

async function rotateAndStore(
  stage: Stage,
  prepared: Prepared,
  before: Session,
  lease: HeldLease,
  { codex, when }: RenewalRequest,
  onRotated: (newest: Mark) => void,
): Promise<Renewal> {
  const { store, copy, home, tokenUrl } = prepared
  // A proof that writes the session itself is a write: one that slept till another had the lease must not do it.
  const proof = async () => {
    if (store.kind === 'command') await lease.announceCodex()
    await store.assertWritable(before)
  }
  const hindered = await proof().then(() => undefined, hindrance(stage))
  if (hindered) return { session: before, rotated: false, failure: hindered }
  // From here on nothing stops it; what is cancelled before has spent nothing.
  stage.cancelled.throwIfAborted()
  let persisted = true
  const answered = watchSlow(stage, before)
  const rotation = await rotate(codex, {
    authFile: authFileIn(home),
    tokenUrl,
    lease: tracked(stage, lease, marked(stage, before)),
    when,
    remaining: freshness(before, stage.now()).remaining,
    generation: async () => (await sessionIn(copy, judgement(stage, tokenUrl)))?.generation,
    onRotated: async () => {
      answered()
      // Others must know of it even where it can't be stored: what they have is spent now.
      const session = await required(stage, prepared)
      onRotated(markedAsOurs(stage, session))
      persisted = await storeCopy(stage, prepared, session)
    },
    words: reseed(stage),
  })
    .catch(error => {
      // Codex was not started, or has spent nothing.
      if (NOTHING_SPENT.some(kind => error instanceof kind))
        return { rotated: false, failure: error } as const
      throw error
    })
    .finally(answered)
  const session = await required(stage, prepared)
  if (!sameAccount(session, before)) throw new SessionRefused('not-a-session', copy.where)
  return { session, persisted, ...rotation }
}

/** Stores what Codex has just saved. On a host that save was it. False where something newer is stored by now. */
async function storeCopy(stage: Stage, prepared: Prepared, session: Session): Promise<boolean> {
  stage.state.set('rotated', true)
  return prepared.kind === 'host' || putCopy(stage, prepared, session)
}

/** Keeps in the state, too, what the lease is told: post waits for a Codex that may still be saving. */
function tracked({ state, now }: Stage, lease: HeldLease, spending: Mark): RotationRequest['lease'] {
  const announcedAt = now()
  return {
    announceCodex: async () => {
      state.insist('appServer', { announcedAt })
      await lease.announceCodex(spending).catch(error => {
        state.set('appServer', undefined)
        throw error
      })
    },
    protectCodex: async process => {
      state.set('appServer', { announcedAt, process })
      await lease.protectCodex(process)
    },
    codexEnded: async () => {
      state.set('appServer', undefined)
      await lease.codexEnded()
    },
  }
}

/** The newest of store and CODEX_HOME, read again; `taken` if another job had stored a newer one, now in place. */
export async function current(
  stage: Stage,
  prepared: Prepared,
): Promise<{ session: Session; taken: boolean }> {
  const { kind, store, copy, tokenUrl } = prepared
  const here = await required(stage, prepared)
  if (kind === 'host') return { session: here, taken: false }
  const stored = await sessionIn(store, judgement(stage, tokenUrl))
  if (!stored || !isNewer(stored, here) || !sameAccount(stored, here)) return { session: here, taken: false }
  await copy.write(stored)
  stage.state.set('stored', stored.generation)
  return { session: await required(stage, prepared), taken: true }
}

async function required(stage: Stage, { copy, tokenUrl }: Prepared): Promise<Session> {
  const session = await sessionIn(copy, judgement(stage, tokenUrl))
  if (!session) throw new SessionRefused('empty', copy.where)
  remember(stage, session)
  return session
}
