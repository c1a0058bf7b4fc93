import { Failure } from '../codex/failure.js'
import type { Codex } from '../codex/process.js'
import { ActionError } from '../errors.js'
import { lifeLeft } from '../report/words.js'
import { CODEX_REFRESHES_AT_MS, freshness } from '../session/freshness.js'
import type { Session } from '../session/session.js'
import { judgement, type Prepared, sessionIn } from './prepare.js'
import { type RenewalRequest, renew } from './renew.js'
import type { Stage } from './stage.js'

/** Codex waits 6 to 8 s for a newer auth.json (facts §3), and a rotation takes about one of them. */
const LEASE_WAIT_MS = 5000
/** Well before Codex's own try, which the fence stops. */
const AHEAD_OF_EXPIRY_MS = 2 * CODEX_REFRESHES_AT_MS
const LOOK_EVERY_MS = 60_000
/** A Codex that waits tries for 13 s; after so long with nothing but errors of the endpoint it is told to stop. */
const HOPE_MS = 3000
/** One that has not asked for so long had got over it: what failed then says nothing of its next need. */
const FORGOTTEN_MS = 15_000

/**
 * Looks after a running, fenced Codex: rotates for it when its access token has ended or is about to. The
 * newer auth.json replaces the one it reads, and it goes on with that.
 */
export class HandOver {
  /** Why the last rotation it needed did not happen. */
  failure: ActionError | undefined
  /** The newest session that came of it. */
  session: Session | undefined
  rotated = false
  persisted = false
  readonly #said = new Set<string>()
  #current: Promise<void> | undefined
  readonly #timer: NodeJS.Timeout
  readonly #hopeless = new AbortController()
  #failingSince: number | undefined
  #askedAt = 0
  #patience: NodeJS.Timeout | undefined

  constructor(
    private readonly stage: Stage,
    private readonly prepared: Prepared,
    private readonly codex: Codex,
    /** Brings our auth.json to a Codex that has a copy of its own; false if it has this one already. */
    private readonly bring?: () => Promise<boolean>,
  ) {
    this.#timer = setInterval(() => this.#lookAtExpiry(), LOOK_EVERY_MS)
  }

  /** Codex says that its access token has ended. It says so many times for one end; one rotation answers them. */
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

  /** True where one more try would come to nothing, or could spend a token whose answer was lost once more. */
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

  /** Aborted when the login is refused for good: the Codex that waits for it needn't go on trying. */
  get hopeless(): AbortSignal {
    return this.#hopeless.signal
  }

  /** Refreshes for a Codex that has ended for want of it; true if the login works now, and may be tried again. */
  async revive(): Promise<boolean> {
    this.wanted()
    await this.#current
    return this.session !== undefined && this.failure === undefined
  }

  /** Ends the watch, and waits for a rotation in flight: the step must not end before it is saved. */
  async end(): Promise<void> {
    clearInterval(this.#timer)
    await this.#current
    clearTimeout(this.#patience)
  }

  async #lookAtExpiry(): Promise<void> {
    const isDue = (session: Session) => freshness(session, this.stage.now()).remaining <= AHEAD_OF_EXPIRY_MS
    const { copy, tokenUrl } = this.prepared
    const session = await sessionIn(copy, judgement(this.stage, tokenUrl)).catch(() => undefined)
    if (session && isDue(session))
      this.#refresh('The access token is about to expire: refreshing the login while Codex runs.', {
        when: 'forced',
        isDue,
      })
  }

  /** What stands in the way may stay there, as the branch does: it is said once. */
  #say(line: string): void {
    if (!this.#said.has(line)) this.stage.log.info(line)
    this.#said.add(line)
  }

  #refresh(line: string, request: Pick<RenewalRequest, 'when' | 'isDue'>): void {
    if (this.#current || this.#isHopeless) return
    this.#say(line)
    this.#current = this.#renew(request)
      .catch(error => {
        // A cancel says nothing of the login.
        if (error === this.stage.cancelled.reason) return
        // Told at the end of the run, as what made it fail or as a warning.
        if (error instanceof ActionError) this.failure = error
        else this.stage.log.warning(`The login could not be refreshed: ${String(error)}`)
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

  async #renew(request: Pick<RenewalRequest, 'when' | 'isDue'>): Promise<void> {
    // A Codex with a copy of its own may only lack what another job has put beside us already.
    if (await this.bring?.()) return
    const { session, rotated, persisted, failure } = await renew(this.stage, this.prepared, {
      codex: this.codex,
      waitMs: LEASE_WAIT_MS,
      ...request,
    })
    await this.bring?.()
    this.session = session
    this.rotated ||= rotated
    this.persisted ||= rotated && persisted !== false
    this.failure = failure
    // Well ahead of its need nothing is lost yet: the next look tries again.
    if (!failure) this.#failingSince = undefined
    else if (request.when === 'if-needed') this.#failingSince ??= performance.now()
    const { remaining } = freshness(session, this.stage.now())
    if (failure) this.#say(failure.explanation.what)
    else if (rotated) this.stage.log.info(`Refreshed and stored the login. ${lifeLeft(remaining)}`)
    else this.stage.log.info('The login is refreshed already.')
  }
}
