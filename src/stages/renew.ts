import type { Failure } from '../codex/failure.js'
import type { Codex } from '../codex/process.js'
import { type RotationRequest, rotate } from '../codex/rotate.js'
import type { HeldLease, Lease } from '../guard/lease.js'
import { authFileIn } from '../session/auth-file.js'
import { sameAccount } from '../session/compare.js'
import { freshness } from '../session/freshness.js'
import { SessionRefused } from '../session/refusal.js'
import type { Session } from '../session/session.js'
import { hostLease } from './leases.js'
import { type Prepared, remember, storedSession } from './prepare.js'
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
  /** Why no rotation came of it though one was due. */
  readonly failure?: Failure
}

/** Rotates the session under the lease, if it is still due when the lease is ours. */
export async function renew(stage: Stage, prepared: Prepared, request: RenewalRequest): Promise<Renewal> {
  const lease = await take(stage, await hostLease(stage, prepared.home), request.waitMs)
  try {
    const session = await current(stage, prepared)
    if (!request.isDue(session)) {
      stage.log.info('Another job has refreshed the login meanwhile: using what it left.')
      return { session, rotated: false }
    }
    return await rotateAndStore(stage, prepared, session, lease, request)
  } finally {
    if (!stage.state.get('appServer')) await give(stage, lease)
  }
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

async function give(stage: Stage, lease: HeldLease): Promise<void> {
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
  const { store, tokenUrl } = prepared
  await store.assertWritable(before)
  const rotation = await rotate(codex, {
    authFile: authFileIn(prepared.home),
    tokenUrl,
    lease: tracked(stage, lease),
    when,
    remaining: freshness(before, stage.now()).remaining,
    generation: async () => (await storedSession(stage, store, tokenUrl))?.generation,
  })
  const session = await current(stage, prepared)
  if (!sameAccount(session, before))
    throw new SessionRefused('not-a-session', `the file ${authFileIn(prepared.home)}`)
  if (rotation.rotated) stage.state.set('rotated', true)
  return { session, ...rotation }
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

async function current(stage: Stage, { store, tokenUrl, home }: Prepared): Promise<Session> {
  const session = await storedSession(stage, store, tokenUrl)
  if (!session) throw new SessionRefused('empty', `the file ${authFileIn(home)}`)
  remember(stage, session)
  return session
}
