import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../codex/failure.js'
import { UNFENCED_VARIABLE } from '../codex/fence.js'
import { Unsavable } from '../codex/preflight.js'
import { CannotStart, type Codex } from '../codex/process.js'
import { type RefreshRequest, type RefreshWatch, refresh as refreshByCodex } from '../codex/refresh.js'
import { Unfenced } from '../codex/unfenced.js'
import { LeaseRefused } from '../leases/git/refusal.js'
import type { Outcome } from '../leases/knowledge.js'
import { type HeldLease, type Lease, LeaseLost, LeaseTimeout } from '../leases/lease.js'
import type { Mark } from '../leases/mark.js'
import { sameAccount } from '../login/account.js'
import { freshness } from '../login/freshness.js'
import type { Login } from '../login/login.js'
import { LoginRefused } from '../login/refusal.js'
import { exportVariable } from '../report/sink.js'
import type { StoreKind } from '../stores/store.js'
import { ActionError } from '../system/errors.js'
import { acquireLease, releaseLease } from './acquire-lease.js'
import { reseed } from './login-advice.js'
import type { LoginHome, Newest } from './login-home.js'
import { refusalToSpend } from './refusal-to-spend.js'
import { MaybeSpent } from './spend-refusals.js'
import type { Stage } from './stage.js'
import { StateLost } from './state.js'
import { toMark, toMarkAsOurs } from './to-mark.js'
import { watchSlow } from './warn-if-slow.js'

/** Codex looks for a newer auth.json for 6 to 8 s after its access token has ended (docs/facts#hand-over-mid-turn). */
const CODEX_WAITS_MS = 6000
const LOOK_EVERY_MS = 700
/** Thrown before a Codex that may refresh was started, or while it started. */
const BEFORE_CODEX = [LeaseLost, LeaseRefused, StateLost, CannotStart, Unsavable]

/** What a refresh joins. */
export interface Keeper {
  readonly stage: Stage
  readonly kind: StoreKind
  readonly home: LoginHome
  /** The token endpoint that was in force before the job was fenced. */
  readonly tokenUrl: string
  /** Opens the lease. `lifeMs`: how long a holder counts as alive that can't be seen. */
  readonly lease: (lifeMs?: number) => Promise<Lease>
  /** Codex's own refresh; tests give another. */
  readonly refreshByCodex?: typeof refreshByCodex
}

/** What came of a refresh that was asked for; `login` is what Codex finds now, and the store has. */
export type Refreshed =
  /** No refresh was needed, or another job had done it. */
  | { readonly kind: 'current'; readonly login: Login }
  /** `persisted` is false where something newer was stored by then, which stays. */
  | { readonly kind: 'refreshed'; readonly login: Login; readonly persisted: boolean }
  | { readonly kind: 'failed'; readonly login: Login; readonly failure: ActionError }

export interface RefreshDue {
  readonly codex: Codex
  readonly when: RefreshRequest['when']
  /** Looked at again under the lease: another job may have refreshed meanwhile. */
  readonly isDue: (login: Login) => boolean
  /** Whether a login that may be spent already is tried all the same. */
  readonly despiteDoubt?: (login: Login) => boolean
  /** Milliseconds to wait for another holder of the lease. */
  readonly waitMs: number
}

/**
 * Refreshes the login, if it is still due when the lease is ours: proves, announces, refreshes and stores, in this
 * order.
 */
export async function refresh(keeper: Keeper, request: RefreshDue): Promise<Refreshed> {
  const lease = await keeper.lease()
  const found = await acquireOrFind(keeper, lease, request).catch(async error => {
    await lease.end()
    throw error
  })
  if (!(found instanceof RefreshPermit)) {
    await lease.end()
    const login = await keeper.home.read()
    return found === 'stored' ? handedOn(keeper, { login, taken: true }) : failed(login, found)
  }
  await using permit = found

  const { login, taken } = await permit.newest()
  const refusal = permit.refusalToSpend(login)
  // A run that waits for a newer login has it now; Codex reads the file again by itself.
  if (!request.isDue(login) || (taken && request.when === 'if-needed'))
    return handedOn(keeper, { login, taken })
  if (refusal && !(refusal instanceof MaybeSpent && request.despiteDoubt?.(login)))
    return failed(login, refusal)

  if (!login.canRefresh)
    return failed(login, new LoginRefused('no-account-id', `the file ${keeper.home.authFile}`))
  const hindrance = await permit.proveWritable(login).then(() => undefined, hindering(keeper.stage))
  if (hindrance) return failed(login, hindrance)
  // Awaited here: the lease must not be given back before it has ended.
  return await permit.refresh(login, { ...request, isInDoubt: refusal !== undefined })
}

/**
 * Takes the lease, or finds a newer login in the store, now in place; else what stands in the way. A run that waits
 * for a newer login needs no lease for what another job has stored: that job, or the others that wait, may have it.
 */
async function acquireOrFind(
  keeper: Keeper,
  lease: Lease,
  { when, waitMs }: RefreshDue,
): Promise<RefreshPermit | 'stored' | ActionError> {
  const start = performance.now()
  const waited = () => performance.now() - start
  const acquire = (ms: number) =>
    RefreshPermit.acquire(keeper, lease, { waitMs: ms }).catch(hindering(keeper.stage))
  while (when === 'if-needed') {
    const permit = await acquire(0)
    if (!(permit instanceof ActionError)) return permit
    if ((await keeper.home.newest()).taken) return 'stored'
    if (!(permit instanceof LeaseTimeout)) return permit
    if (waited() > CODEX_WAITS_MS) break
    await sleep(LOOK_EVERY_MS, undefined, { signal: keeper.stage.cancelled }).catch(() => undefined)
  }
  const permit = await acquire(Math.max(0, waitMs - waited()))
  return permit instanceof LeaseTimeout ? new LeaseTimeout(permit.holder, waited()) : permit
}

const failed = (login: Login, failure: ActionError): Refreshed => ({ kind: 'failed', login, failure })

/** A newer login was in the store, or else in this home: Codex or another job had put it there. */
function handedOn({ stage }: Keeper, { login, taken }: Newest): Refreshed {
  const what = taken ? 'Another job has refreshed the login' : 'The login was refreshed'
  stage.log.info(`${what} in the meantime: using that one.`)
  return { kind: 'current', login }
}

/** What stands in the way of a refresh while nothing is spent yet: the job may do without one. */
const hindering =
  ({ cancelled }: Stage) =>
  (error: unknown): ActionError => {
    if (error instanceof ActionError && !cancelled.aborted) return error
    throw error
  }

/**
 * The right to refresh the login, held: the only way to a Codex that isn't fenced. Its end tells the next holder what
 * is known of the login, and gives the lease back.
 */
export class RefreshPermit implements AsyncDisposable {
  /** What the next holders are told. Without one, what was announced stays in doubt. */
  #outcome: Outcome | undefined
  #isKept = false
  /** True from when a Codex that may refresh was started. */
  #isStarted = false

  private constructor(
    private readonly keeper: Keeper,
    private readonly lease: Lease,
    private readonly held: HeldLease,
  ) {}

  /** Throws `LeaseTimeout`, `LeaseRefused`, and the reason of a cancel; then the lease is still to be ended. */
  static async acquire(
    keeper: Keeper,
    lease: Lease,
    { waitMs }: { readonly waitMs: number },
  ): Promise<RefreshPermit> {
    return new RefreshPermit(keeper, lease, await acquireLease(keeper.stage, lease, waitMs))
  }

  /** The newest of home and store, read again, in place for Codex; `taken` if another job had stored a newer one. */
  async newest(): Promise<Newest> {
    await this.keeper.home.finishSaves()
    return this.keeper.home.newest()
  }

  /** Why this login may not be refreshed although the lease is held. If it may, the next holder is told of it. */
  refusalToSpend(login: Login): ActionError | undefined {
    const { stage, kind } = this.keeper
    const refusal = refusalToSpend(stage, login, this.held, kind)
    this.#outcome = refusal ? undefined : { newest: toMark(stage, login) }
    return refusal
  }

  /** Throws what stands in the way of storing a refreshed login. */
  proveWritable(login: Login): Promise<void> {
    return this.keeper.home.proveWritable(login, this.held)
  }

  /**
   * Has Codex refresh the login, and stores what it saves at once. `isInDoubt`: an earlier try may have spent it, and its
   * answer is lost.
   */
  async refresh(
    before: Login,
    { codex, when, isInDoubt }: RefreshDue & { readonly isInDoubt: boolean },
  ): Promise<Refreshed> {
    const { stage, home, tokenUrl, refreshByCodex: byCodex = refreshByCodex } = this.keeper
    // From here on nothing stops it; what is cancelled before has spent nothing.
    stage.cancelled.throwIfAborted()

    const mark = toMark(stage, before)
    let persisted = true
    const answered = watchSlow(stage, before)
    // Should it end with an error, nobody knows what came of it.
    this.#outcome = undefined
    const result = await byCodex(codex, {
      authFile: home.authFile,
      right: new Unfenced(tokenUrl),
      watch: this.#watch(mark),
      when,
      remaining: freshness(before, stage.now()).remaining,
      generation: async () => (await home.read().catch(absent))?.generation,
      onRefreshed: async () => {
        answered()
        const login = await home.read()
        // Others must know of it even where it can't be stored: what they have is spent now.
        this.#outcome = { newest: toMarkAsOurs(stage, login) }
        stage.state.set('refreshed', true)
        persisted = await home.store(login)
      },
      words: reseed(stage),
    })
      .catch((error: unknown) => {
        if (!BEFORE_CODEX.some(kind => error instanceof kind)) throw error
        // The loss of the lease may show only when Codex runs already.
        const fate = this.#isStarted ? 'unknown' : 'unspent'
        return { outcome: 'failed', failure: error as ActionError, fate } as const
      })
      .finally(answered)

    const login = await home.read()
    if (!sameAccount(login, before)) throw new Failure('other-account', reseed(stage))
    if (result.outcome === 'refreshed') return { kind: 'refreshed', login, persisted }
    if (result.outcome === 'not-needed' || result.fate === 'unspent') this.#outcome = { newest: mark }
    if (result.outcome === 'not-needed') return { kind: 'current', login }
    if (result.fate !== 'refused') return failed(login, result.failure)

    const isOwn = isInDoubt && ['reused', 'refused'].includes(result.failure.code)
    const failure = isOwn ? new Failure('lost-answer', reseed(stage)) : result.failure
    this.#outcome = { refused: mark, code: failure.code }
    return failed(login, failure)
  }

  /**
   * Lets the Codex of later steps refresh by itself: the lease is then held until the end of the job. Throws what
   * stands in the way, with nothing changed.
   */
  async keepForJob(login: Login): Promise<void> {
    const { stage, tokenUrl } = this.keeper
    // Post gives it back, and must know of it before a later step may refresh.
    const mine = stage.state.get('lease')
    if (mine !== undefined) stage.state.insist('lease', mine)
    // From here on a later step's Codex may spend it at any time. Before the proof, which may write the login: a job
    // that slept until another had the lease must not do that.
    await this.held.announceSteps(toMark(stage, login))
    await this.keeper.home.proveWritable(login, this.held)
    exportVariable(UNFENCED_VARIABLE, stage.state.get('store') ?? '')
    for (const [name, value] of Object.entries(new Unfenced(tokenUrl).variables)) exportVariable(name, value)
    this.#isKept = true
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { stage } = this.keeper
    // A Codex that may still be saving keeps it, and post waits for that one.
    if (this.#isKept || stage.state.get('appServer')) return this.lease.end()
    await releaseLease(stage, this.lease, this.held, this.#outcome)
  }

  /** Keeps in the state, too, what the lease is told: post waits for a Codex that may still be saving. */
  #watch(spending: Mark): RefreshWatch {
    const { home, stage } = this.keeper
    const { state, now } = stage
    const announcedAt = now()
    return {
      announceCodex: async () => {
        state.insist('appServer', { announcedAt })
        await home.noteCodex({ announcedAt })
        await this.held.announceCodex(spending).catch(async error => {
          state.set('appServer', undefined)
          await home.noteCodex(undefined)
          throw error
        })
      },
      protectCodex: async process => {
        this.#isStarted = true
        state.set('appServer', { announcedAt, process })
        await home.noteCodex({ announcedAt, process })
        await this.held.protectCodex(process)
      },
      codexEnded: async () => {
        state.set('appServer', undefined)
        await home.noteCodex(undefined)
        await this.held.codexEnded()
        // It may have been killed: what it had saved by then is the only copy.
        await home.finishSaves()
      },
    }
  }
}

/** No login at the moment, as while the file is replaced. */
function absent(error: unknown): undefined {
  if (!(error instanceof LoginRefused)) throw error
}
