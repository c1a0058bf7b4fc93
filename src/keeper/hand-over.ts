import { Failure } from '../codex/failure.js'
import type { Codex } from '../codex/process.js'
import { CODEX_REFRESHES_AT_MS, freshness } from '../login/freshness.js'
import type { Login } from '../login/login.js'
import { lifeLeft } from '../report/format.js'
import { ActionError } from '../system/errors.js'
import { hasNothingToLose } from './due.js'
import { type Keeper, type RefreshDue, refresh } from './refresh.js'
import { MaybeSpent } from './spend-refusals.js'

/**
 * Codex waits 6 to 8 s for a newer auth.json (docs/facts#hand-over-mid-turn). A refresh takes about one of them.
 */
const LEASE_WAIT_MS = 5000
/** Well before Codex's own try, which the fence stops. */
const AHEAD_OF_EXPIRY_MS = 2 * CODEX_REFRESHES_AT_MS
const LOOK_EVERY_MS = 60_000
/** A waiting Codex tries for 13 s. After this time with nothing but errors of the endpoint, the action stops it. */
const HOPE_MS = 3000
/** One that has not asked for so long had got over it: what failed then says nothing of its next need. */
const FORGOTTEN_MS = 15_000

/**
 * Looks after a running, fenced Codex: refreshes for it when its access token has ended or is about to. The
 * newer auth.json replaces the one it reads, and it goes on with that.
 */
export class HandOver {
  /** Why the last refresh it needed did not happen. */
  failure: ActionError | undefined
  /** The newest login that came of it. */
  login: Login | undefined
  refreshed = false
  persisted = false
  readonly #said = new Set<string>()
  #current: Promise<void> | undefined
  readonly #timer: NodeJS.Timeout
  readonly #hopeless = new AbortController()
  #failingSince: number | undefined
  #askedAt = 0
  #isOver = false
  #patience: NodeJS.Timeout | undefined

  constructor(
    private readonly keeper: Keeper,
    private readonly codex: Codex,
    /** Brings our auth.json to a Codex that has a copy of its own; false if it has this one already. */
    private readonly bring?: () => Promise<boolean>,
  ) {
    this.#timer = setInterval(() => this.#lookAtExpiry(), LOOK_EVERY_MS)
  }

  /** Codex says that its access token has ended. It says so many times for one end; one refresh answers them. */
  wanted = (): void => {
    const now = performance.now()
    if (now - this.#askedAt > FORGOTTEN_MS) this.#failingSince = undefined
    this.#askedAt = now
    this.#giveUpIfHopeless()
    this.#refresh('Codex reports that its access token has ended: refreshing the login while it waits.', {
      when: 'if-needed',
      isDue: () => true,
    })
  }

  /** Codex gets on with its work: whatever failed before, it has what it needs. */
  goesOn = (): void => {
    this.#failingSince = undefined
    clearTimeout(this.#patience)
  }

  /** True if another try can't succeed, or could show a token again whose answer was lost. */
  get #isHopeless(): boolean {
    const { failure } = this
    if (!(failure instanceof Failure)) return failure?.permanent ?? false
    if (failure.permanent || ['endpoint-hangs', 'unproven'].includes(failure.code)) return true
    return performance.now() - (this.#failingSince ?? Number.POSITIVE_INFINITY) >= HOPE_MS
  }

  /** A try under way may still succeed, as where the endpoint answers slowly. */
  #giveUpIfHopeless(): void {
    if (this.#isHopeless && !this.#current) this.#hopeless.abort()
  }

  /** Aborted when OpenAI refuses the login permanently: then the waiting Codex can stop trying. */
  get hopeless(): AbortSignal {
    return this.#hopeless.signal
  }

  /** Refreshes for a Codex that has ended for want of it; true if the login works now, and may be tried again. */
  async refreshForRestart(): Promise<boolean> {
    this.wanted()
    await this.#current
    return this.login !== undefined && this.failure === undefined
  }

  /** Ends the watch, and waits for a refresh in flight: the step must not end before it is saved. */
  async end(): Promise<void> {
    this.#isOver = true
    clearInterval(this.#timer)
    await this.#current
    clearTimeout(this.#patience)
  }

  async #lookAtExpiry(): Promise<void> {
    const { home, stage } = this.keeper
    const isDue = (login: Login) => freshness(login, stage.now()).remaining <= AHEAD_OF_EXPIRY_MS
    const login = await home.read().catch(() => undefined)
    if (login && isDue(login) && !this.#isOver)
      this.#refresh('The access token is about to expire: refreshing the login while Codex runs.', {
        when: 'forced',
        isDue,
      })
  }

  /** Logs each line once: an obstacle may stay, as a protected branch does. */
  #say(line: string): void {
    if (!this.#said.has(line)) this.keeper.stage.log.info(line)
    this.#said.add(line)
  }

  #refresh(line: string, request: Pick<RefreshDue, 'when' | 'isDue'>): void {
    if (this.#current || this.#isHopeless) return
    this.#say(line)
    this.#current = this.#refreshNow(request)
      .catch(error => {
        // A cancel says nothing of the login.
        const { stage } = this.keeper
        if (error === stage.cancelled.reason) return
        // Told at the end of the run, as what made it fail or as a warning.
        if (error instanceof ActionError) this.failure = error
        else stage.log.warning(`The login could not be refreshed: ${String(error)}`)
      })
      .finally(() => {
        this.#current = undefined
        // Codex asks less and less often: the end of hope must not wait for its next word.
        if (request.when === 'if-needed') this.#runOutOfHope()
      })
  }

  #runOutOfHope(): void {
    this.#giveUpIfHopeless()
    if (this.#failingSince === undefined) return
    const left = this.#failingSince + HOPE_MS - performance.now()
    clearTimeout(this.#patience)
    this.#patience = setTimeout(() => this.#giveUpIfHopeless(), Math.max(0, left) + 10)
  }

  async #refreshNow(request: Pick<RefreshDue, 'when' | 'isDue'>): Promise<void> {
    // A Codex with a copy of its own may only lack what another job has put beside us already.
    if (await this.bring?.()) return
    const { codex, keeper } = this
    const { log, now } = keeper.stage
    const result = await refresh(keeper, {
      codex,
      waitMs: LEASE_WAIT_MS,
      despiteDoubt: of => hasNothingToLose(of, now()),
      ...request,
    })
    await this.bring?.()
    const { login } = result
    const failure = result.kind === 'failed' ? result.failure : undefined
    this.login = login
    this.refreshed ||= result.kind === 'refreshed'
    this.persisted ||= result.kind === 'refreshed' && result.persisted
    // If this run itself left the refresh in doubt, that first failure stays the reason.
    if (!(failure instanceof MaybeSpent && this.failure)) this.failure = failure
    // Well ahead of its need nothing is lost yet: the next look tries again.
    if (!failure) this.#failingSince = undefined
    else if (request.when === 'if-needed') this.#failingSince ??= performance.now()
    if (failure) this.#say(failure.explanation.what)
    else if (result.kind === 'refreshed')
      log.info(`Refreshed and stored the login. ${lifeLeft(freshness(login, now()).remaining)}`)
    else log.info('The login is refreshed already.')
  }
}
