import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../codex/failure.js'
import { UNFENCED_VARIABLE } from '../codex/fence.js'
import { Unsavable } from '../codex/preflight.js'
import { CannotStart, type Codex } from '../codex/process.js'
import type { RefreshRequest, RefreshWatch, refresh as refreshByCodex } from '../codex/refresh.js'
import { Unfenced } from '../codex/unfenced.js'
import { LeaseRefused } from '../leases/git/refusal.js'
import type { Knowledge, Outcome } from '../leases/knowledge.js'
import {
  type AcquireOptions,
  type HeldLease,
  type Lease,
  LeaseLost,
  LeaseTimeout,
  NotNeeded,
} from '../leases/lease.js'
import { type Mark, supersedes } from '../leases/mark.js'
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

/** Codex looks for a newer auth.json for 6 to 8 s after its access token ends (docs/facts#hand-over-mid-turn). */
const CODEX_WAITS_MS = 6000
const LOOK_EVERY_MS = 700
/** Thrown before a Codex that may refresh was started, or while it started. */
const BEFORE_CODEX = [LeaseLost, LeaseRefused, StateLost, CannotStart, Unsavable]

/** The login, its lease and its store, as a refresh needs them. */
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

/** The result of a requested refresh. `login` is the one that Codex finds now, and that the store has. */
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
  /** Whether to try a login anyway whose refresh token may already have been used. */
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
 * Takes the lease, or finds a newer login in the store and puts it in place; otherwise returns why it can't. To use a
 * login that another job has stored takes no lease: that job, or others that wait, may hold it.
 */
async function acquireOrFind(
  keeper: Keeper,
  lease: Lease,
  { when, waitMs, isDue }: RefreshDue,
): Promise<RefreshPermit | 'stored' | ActionError> {
  const start = performance.now()
  const waited = () => performance.now() - start
  const hindered = hindering(keeper.stage)
  while (when === 'if-needed') {
    const permit = await RefreshPermit.acquire(keeper, lease, { waitMs: 0 }).catch(hindered)
    if (!(permit instanceof ActionError)) return permit
    if ((await keeper.home.newest()).taken) return 'stored'
    if (!(permit instanceof LeaseTimeout)) return permit
    if (waited() > CODEX_WAITS_MS) break
    await sleep(LOOK_EVERY_MS, undefined, { signal: keeper.stage.cancelled }).catch(() => undefined)
  }
  const options = { waitMs: Math.max(0, waitMs - waited()), isNeeded: await stillDue(keeper, isDue) }
  const permit = await RefreshPermit.acquire(keeper, lease, options).catch(error =>
    error instanceof NotNeeded ? 'stored' : hindered(error),
  )
  return permit instanceof LeaseTimeout ? new LeaseTimeout(permit.holder, waited()) : permit
}

/**
 * Tells a job that waits for the lease whether its login is still due. As soon as the lease knows a later revision than
 * this job has, the job looks into the store: of a thousand jobs that wait, 999 would take the lease in turn only for that.
 */
async function stillDue({ stage, home }: Keeper, isDue: RefreshDue['isDue']) {
  // A killed Codex may leave a file that nobody can read until the holder of the lease finishes its save.
  const here = await home.read().catch(() => undefined)
  let own = here && toMark(stage, here)
  return async ({ marks }: Knowledge) => {
    const mine = own
    if (!mine || !marks.some(mark => supersedes(mark, mine))) return true
    // The job reads it again with the lease, and then says what is wrong with it.
    const newest = await home.newest().catch(() => undefined)
    if (!newest) return true
    own = toMark(stage, newest.login)
    return isDue(newest.login)
  }
}

const failed = (login: Login, failure: ActionError): Refreshed => ({ kind: 'failed', login, failure })

/** A newer login was in the store, or else in this home: Codex or another job had put it there. */
function handedOn({ stage }: Keeper, { login, taken }: Newest): Refreshed {
  const what = taken ? 'Another job has refreshed the login' : 'The login was refreshed'
  stage.log.info(`${what} in the meantime: using that one.`)
  return { kind: 'current', login }
}

/** The errors that prevent a refresh before the refresh token is used: the job may go on without a refresh. */
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
  /** The outcome for the next holders. Without one, the announced refresh stays in doubt. */
  #outcome: Outcome | undefined
  #isKept = false
  /** True from when a Codex that may refresh was started. */
  #isStarted = false

  private constructor(
    private readonly keeper: Keeper,
    private readonly lease: Lease,
    private readonly held: HeldLease,
  ) {}

  /** Throws `LeaseTimeout`, `LeaseRefused`, and the reason of a cancel; then the caller must still end the lease. */
  static async acquire(
    keeper: Keeper,
    lease: Lease,
    options: Pick<AcquireOptions, 'waitMs' | 'isNeeded'>,
  ): Promise<RefreshPermit> {
    return new RefreshPermit(keeper, lease, await acquireLease(keeper.stage, lease, options))
  }

  /** The newest of home and store, read again, in place for Codex; `taken` if another job had stored a newer one. */
  async newest(): Promise<Newest> {
    await this.keeper.home.finishSaves()
    return this.keeper.home.newest()
  }

  /** Why this login may not be refreshed even with the lease. If it may, the next holder learns of it as the newest. */
  refusalToSpend(login: Login): ActionError | undefined {
    const { stage, kind } = this.keeper
    const refusal = refusalToSpend(stage, login, this.held, kind)
    this.#outcome = refusal ? undefined : { newest: toMark(stage, login) }
    return refusal
  }

  /** Throws the reason if a refreshed login can't be stored. */
  proveWritable(login: Login): Promise<void> {
    return this.keeper.home.proveWritable(login, this.held)
  }

  /**
   * Has Codex refresh the login, and stores what it saves at once. `isInDoubt`: an earlier try may have used the refresh
   * token, and its answer is lost.
   */
  async refresh(
    before: Login,
    { codex, when, isInDoubt }: RefreshDue & { readonly isInDoubt: boolean },
  ): Promise<Refreshed> {
    const { stage, home, tokenUrl } = this.keeper
    // Loaded only now: most jobs refresh nothing.
    const byCodex = this.keeper.refreshByCodex ?? (await import('../codex/refresh.js')).refresh
    // From here on nothing stops the refresh; a cancel before this point has used nothing.
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
        // Other jobs must know of it even if it can't be stored: their refresh token has been used by now.
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
   * Lets the Codex of later steps refresh by itself: the job holds the lease until its end. If that is impossible, it
   * throws why, and nothing is changed.
   */
  async keepForJob(login: Login): Promise<void> {
    const { stage, tokenUrl } = this.keeper
    // Post gives it back, and must know of it before a later step may refresh.
    const mine = stage.state.get('lease')
    if (mine !== undefined) stage.state.insist('lease', mine)
    // From here on a later step's Codex may use the refresh token at any time. This comes before the proof, which may
    // write the login: a job that slept until another had the lease must not write it.
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

  /** Writes to the state whatever it announces to the lease: post waits for a Codex that may still be saving. */
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
