import { setTimeout as sleep } from 'node:timers/promises'
import { CODEX_REFRESHES_AT_MS } from '../login/freshness.js'
import type { ProcessIdentity } from '../system/process-identity.js'
import { AppServer, AppServerStuck, type Reply } from './app-server.js'
import { accountOf, Failure, refreshFailure } from './failure.js'
import { type Fate, fateOf, isOwnLoss, isRefused, isTrying } from './fate.js'
import { lookAtEndpoint } from './look-at-endpoint.js'
import { assertClosed, assertSavable } from './preflight.js'
import type { Codex } from './process.js'
import type { Words } from './reasons.js'
import type { Unfenced } from './unfenced.js'

/** Between two tries of one start pass some 30 ms. */
const IDLE_MS = 300
/** A run that waits for the newer login has 6 s (docs/facts#hand-over-mid-turn). */
const LONGEST_TRY_MS = 2000
const LOOK_EVERY_MS = 20

/** Gets the Codex that may be refreshing, so that no other job refreshes as long as it lives. */
export interface RefreshWatch {
  /** Before it is started. Throws where the right to refresh was lost. */
  announceCodex(): Promise<void>
  protectCodex(process: ProcessIdentity): Promise<void>
  codexEnded(): Promise<void>
}

export interface RefreshRequest {
  readonly authFile: string
  readonly right: Unfenced
  readonly watch: RefreshWatch
  /**
   * `forced`: whatever the token's age. `if-needed`: only if Codex itself finds the access token refused or
   * about to expire, as after a run whose token the server ended.
   */
  readonly when: 'forced' | 'if-needed'
  /** Remaining life of the access token, in milliseconds. */
  readonly remaining: number
  /**
   * Digest of the tokens in auth.json, or undefined if it holds no login: the proof of a refresh
   * (docs/facts#answer-proves-nothing).
   */
  readonly generation: () => Promise<string | undefined>
  /**
   * Called as soon as the file shows a refresh, while Codex is still there: storing it can't wait. Again if it shows
   * another.
   */
  readonly onRefreshed: () => Promise<void>
  /** A failure's words about how a person logs in once more. */
  readonly words: Words
}

export type Refresh =
  | { readonly outcome: 'refreshed' }
  | { readonly outcome: 'not-needed' }
  | { readonly outcome: 'failed'; readonly failure: Failure; readonly fate: Fate }

/**
 * Has Codex itself refresh the login and save it, with no model call (docs/facts#refresh-on-demand), for the holder of
 * the lease. The proof is the file alone: Codex's reply is the same whether it could save or not. Throws `Unsavable`
 * before Codex is started if what it must write can't be written.
 */
export async function refresh(codex: Codex, request: RefreshRequest): Promise<Refresh> {
  const { watch } = request
  await assertSavable(request.authFile)
  const before = await request.generation()
  const start = performance.now()
  await watch.announceCodex()
  // To announce it may have taken a while.
  const begin = assertClosed(request.authFile).then(() => AppServer.startUnfenced(codex, request.right))
  const server = await begin.catch(async error => {
    await watch.codexEnded().catch(() => undefined)
    throw error
  })

  const refreshed = async () => (await request.generation()) !== before
  let told = before
  const tell = async () => {
    const generation = await request.generation()
    if (generation === told) return
    told = generation
    await request.onRefreshed()
  }
  const asked = await watch
    .protectCodex(server.identity)
    .then(() => ask(server, request, refreshed))
    .then(
      reply => ({ reply, error: undefined }),
      (error: unknown) => ({ reply: undefined, error }),
    )
  try {
    await tell()
    const isOver = request.when === 'forced' || isRefused(asked.reply, server.stderr) || (await refreshed())
    if (!isOver) await untilIdle(server, request.right.tokenUrl)
  } finally {
    // It ends by itself, whatever happened, and its save is in the file only then (docs/facts#closing-finishes).
    await server.close()
    // Its record then names a process that has ended, which is as good; a refresh that worked must not be hidden by it.
    await watch.codexEnded().catch(() => undefined)
  }
  // Its start may have refreshed once more at the edge of five minutes, or only while it ended.
  await tell()

  // A Codex that hangs or dies without an answer may have saved anyway.
  if (await refreshed()) return { outcome: 'refreshed' }
  const { reply, error } = asked
  if (error && !(error instanceof AppServerStuck)) throw error
  const { when, right, remaining, words } = request
  const evidence = {
    reply,
    stderr: server.stderr,
    tokenUrl: right.tokenUrl,
    startTried: isTriedAtStart(remaining),
  }
  // With an override that isn't a URL, Codex could not even ask.
  const fate = URL.canParse(right.tokenUrl) ? fateOf({ ...evidence, when }) : 'unspent'
  if (when === 'if-needed' && accountOf(reply) && fate === 'unspent') return { outcome: 'not-needed' }
  const failure = refreshFailure({ ...evidence, tookMs: performance.now() - start }, words)
  return { outcome: 'failed', failure: await moreOf(failure, { evidence, fate, codex, words }), fate }
}

interface Known {
  readonly evidence: Parameters<typeof isOwnLoss>[0]
  readonly fate: Fate
  readonly codex: Codex
  readonly words: Words
}

/** The same failure, with what Codex doesn't know of it, or does not say. */
async function moreOf(failure: Failure, { evidence, fate, codex, words }: Known): Promise<Failure> {
  const { code } = failure
  if (fate === 'refused' && ['reused', 'refused'].includes(code) && isOwnLoss(evidence))
    return new Failure('lost-answer', words)
  // A refusal without a reason that Codex met before it could log: a proxy's page looks the same to it.
  const isUntold = code === 'refused' && fate === 'unknown'
  if (!URL.canParse(evidence.tokenUrl)) return new Failure('endpoint-unreachable', words, NO_ADDRESS)
  if (code !== 'endpoint-unreachable' && !isUntold) return failure

  const look = await lookAtEndpoint(evidence.tokenUrl, codex.env)
  if (isUntold)
    return look.answers && look.isPage && REFUSING.includes(look.status)
      ? new Failure('endpoint-blocked', words, ` (${look.status}, a web page).`)
      : failure
  const why = look.answers ? 'by Codex, though its host answers to this action' : look.why
  return new Failure(code, words, `: ${why}.`)
}

const NO_ADDRESS = ': CODEX_REFRESH_TOKEN_URL_OVERRIDE is set, and is not a URL.'

/** A proxy's answers to a client without credentials. OpenAI's own host has pages for browsers too, but not with these. */
const REFUSING = [400, 401, 407, 511]

/**
 * Codex's start tries to refresh by itself, more than once, and answers before the last of these: closed in the middle
 * of one it loses what the server gives it (docs/facts#closing-drops-recovery).
 */
async function untilIdle({ stderr }: AppServer, tokenUrl: string): Promise<void> {
  const end = performance.now() + LONGEST_TRY_MS
  let idleSince = performance.now()
  while (performance.now() < Math.min(end, idleSince + IDLE_MS)) {
    await sleep(LOOK_EVERY_MS)
    if (isTrying(stderr, tokenUrl)) idleSince = performance.now()
  }
}

/**
 * Codex's start has refreshed already if the access token was about to expire or refused; a forced refresh on
 * top would refresh a second time (docs/facts#expired-refreshes-twice), so it is asked for only where the file shows no
 * refresh.
 */
async function ask(
  server: AppServer,
  { when, remaining }: RefreshRequest,
  refreshed: () => Promise<boolean>,
): Promise<Reply> {
  const reply = await server.account()
  if (when === 'if-needed' || isTriedAtStart(remaining) || (await refreshed())) return reply
  return server.request('account/read', { refreshToken: true })
}

const isTriedAtStart = (remaining: number): boolean => remaining <= CODEX_REFRESHES_AT_MS
