import type { Codex } from '../codex/process.js'
import { type RotationRequest, rotate } from '../codex/rotate.js'
import { ActionError } from '../errors.js'
import type { HeldLease, Lease } from '../guard/lease.js'
import { authFileIn } from '../session/auth-file.js'
import { isNewer, sameAccount } from '../session/compare.js'
import { freshness } from '../session/freshness.js'
import { SessionRefused } from '../session/refusal.js'
import type { Session } from '../session/session.js'
import { judgement, type Prepared, remember, sessionIn } from './prepare.js'
import { putCopy } from './put-copy.js'
import type { Stage } from './stage.js'

export interface RenewalRequest {
  readonly codex: Codex
  readonly when: RotationRequest['when']
  /** Looked at again under the lease: another job may have rotated meanwhile. */
  readonly isDue: (session: Session) => boolean
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
  const lease = await take(stage, await prepared.lease(), request.waitMs).catch(hindrance(stage))
  if (lease instanceof ActionError)
    return { session: await required(stage, prepared), rotated: false, failure: lease }
  try {
    const { session, taken } = await current(stage, prepared)
    // A run that waits for a newer login has it now; Codex reads the file again by itself.
    if (!request.isDue(session) || (taken && request.when === 'if-needed')) {
      stage.log.info('Another job has refreshed the login meanwhile: using what it left.')
      return { session, rotated: false }
    }
    return await rotateAndStore(stage, prepared, session, lease, request)
  } finally {
    if (!stage.state.get('appServer')) await give(stage, lease)
  }
}

/** What stands in the way of a rotation while nothing is spent yet: the job may do without one. */
const hindrance =
  ({ cancelled }: Stage) =>
  (error: unknown): ActionError => {
    if (error instanceof ActionError && !cancelled.aborted) return error
    throw error
  }

/** Takes the lease, and says in the log and in the state that this step holds it. */
export async function take(stage: Stage, lease: Lease, waitMs: number): Promise<HeldLease> {
  const held = await lease.acquire({
    waitMs,
    signal: stage.cancelled,
    onWait: ({ description }, waited) =>
      stage.log.info(
        `Waiting for the right to refresh the login (${Math.round(waited / 1000)} s): held by ${description}.`,
      ),
  })
  if (!held.nested) stage.state.set('lease', held.id)
  return held
}

/** Gives it back, unless an earlier step of this job holds it. */
export async function give(stage: Stage, lease: HeldLease): Promise<void> {
  await lease.release()
  if (!lease.nested) stage.state.set('lease', undefined)
}

async function rotateAndStore(
  stage: Stage,
  prepared: Prepared,
  before: Session,
  lease: HeldLease,
  { codex, when }: RenewalRequest,
): Promise<Renewal> {
  const { store, copy, home, tokenUrl } = prepared
  const hindered = await store.assertWritable(before).catch(hindrance(stage))
  if (hindered) return { session: before, rotated: false, failure: hindered }
  let persisted = true
  const rotation = await rotate(codex, {
    authFile: authFileIn(home),
    tokenUrl,
    lease: tracked(stage, lease),
    when,
    remaining: freshness(before, stage.now()).remaining,
    generation: async () => (await sessionIn(copy, judgement(stage, tokenUrl)))?.generation,
    onRotated: async () => {
      persisted = await storeCopy(stage, prepared)
    },
  })
  const session = await required(stage, prepared)
  if (!sameAccount(session, before)) throw new SessionRefused('not-a-session', copy.where)
  return { session, persisted, ...rotation }
}

/** Stores what Codex has just saved. On a host that save was it. False where something newer is stored by now. */
async function storeCopy(stage: Stage, prepared: Prepared): Promise<boolean> {
  const session = await required(stage, prepared)
  stage.state.set('rotated', true)
  return prepared.kind === 'host' || putCopy(stage, prepared, session)
}

/** Keeps in the state, too, what the lease is told: post waits for a Codex that may still be saving. */
function tracked({ state, now }: Stage, lease: HeldLease): RotationRequest['lease'] {
  const announcedAt = now()
  return {
    announceCodex: async () => {
      state.set('appServer', { announcedAt })
      await lease.announceCodex()
    },
    protectCodex: async process => {
      state.set('appServer', { announcedAt, process })
      await lease.protectCodex(process)
    },
    codexEnded: async () => {
      await lease.codexEnded()
      state.set('appServer', undefined)
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
