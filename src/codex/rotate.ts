import { unfenced } from '../guard/fence.js'
import type { HeldLease } from '../guard/lease.js'
import { CODEX_REFRESHES_AT_MS } from '../session/freshness.js'
import { AppServer, AppServerStuck, type Reply } from './app-server.js'
import { accountOf, type Failure, rotationFailure } from './failure.js'
import { assertSavable } from './preflight.js'
import type { Codex } from './process.js'
import type { Words } from './reasons.js'

export interface RotationRequest {
  readonly authFile: string
  readonly tokenUrl: string
  /** The lease that allows it, told of the Codex that may be refreshing. */
  readonly lease: Pick<HeldLease, 'announceCodex' | 'protectCodex' | 'codexEnded'>
  /**
   * `forced`: whatever the token's age. `if-needed`: only if Codex itself finds the access token refused or
   * about to expire, as after a run whose token the server ended.
   */
  readonly when: 'forced' | 'if-needed'
  /** Remaining life of the access token, in milliseconds. */
  readonly remaining: number
  /** Digest of the tokens in auth.json, or undefined if it holds no session: the proof of a rotation (facts §2). */
  readonly generation: () => Promise<string | undefined>
  /** Called as soon as the file shows a rotation, while Codex is still there: storing it can't wait. Again if it shows another. */
  readonly onRotated: () => Promise<void>
  /** What a failure says of a person who must log in once more. */
  readonly words: Words
}

export type Rotation = { readonly rotated: true } | { readonly rotated: false; readonly failure?: Failure }

/**
 * Has Codex itself refresh the login and save it, with no model call (facts §2), for the holder of the lease.
 * The proof is the file alone: Codex's reply is the same whether it could save or not. Throws `Unsavable`
 * before Codex is started if what it must write can't be written.
 */
export async function rotate(codex: Codex, request: RotationRequest): Promise<Rotation> {
  const { lease } = request
  await assertSavable(request.authFile)
  const before = await request.generation()
  const start = performance.now()
  await lease.announceCodex()
  const server = await AppServer.start(codex, unfenced(request.tokenUrl)).catch(async error => {
    await lease.codexEnded().catch(() => undefined)
    throw error
  })
  const rotated = async () => (await request.generation()) !== before
  const ask = async () => {
    await lease.protectCodex(server.identity)
    return readAccount(server, request, rotated)
  }
  let told = before
  const tell = async () => {
    const generation = await request.generation()
    if (generation === told) return
    told = generation
    await request.onRotated()
  }
  const asked = await ask().then(
    reply => ({ reply, error: undefined }),
    (error: unknown) => ({ reply: undefined, error }),
  )
  try {
    await tell()
  } finally {
    // It ends by itself, whatever happened, and its save is in the file only then (facts §2).
    await server.close()
    // Its record then names a process that has ended, which is as good; a rotation that worked must not be hidden by it.
    await lease.codexEnded().catch(() => undefined)
  }
  // Its start may have refreshed once more at the edge of five minutes, or only while it ended.
  await tell()
  // One that hangs or dies without an answer may have saved all the same.
  if (await rotated()) return { rotated: true }
  const { reply, error } = asked
  if (error && !(error instanceof AppServerStuck)) throw error
  if (request.when === 'if-needed' && accountOf(reply)) return { rotated: false }
  const tookMs = performance.now() - start
  return { rotated: false, failure: rotationFailure(reply, server.stderr, tookMs, request.words) }
}

/**
 * Codex's start has refreshed already if the access token was about to expire or refused; a forced refresh on
 * top would rotate a second time (facts §2), so it is asked for only where the file shows no rotation.
 */
async function readAccount(
  server: AppServer,
  request: RotationRequest,
  rotated: () => Promise<boolean>,
): Promise<Reply> {
  const reply = await server.account()
  const startTried = request.remaining <= CODEX_REFRESHES_AT_MS
  if (request.when === 'if-needed' || startTried || (await rotated())) return reply
  return server.request('account/read', { refreshToken: true })
}
