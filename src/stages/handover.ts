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
    if (this.#isHopeless) this.#hopeless.abort()
    this.#refresh('Codex reports that its access token has ended: refreshing the login while it waits.', {
      when: 'if-needed',
      isDue: () => true,
    })
  }

  /** True where one more try would come to nothing, or could spend a token whose answer was lost once more. */
  get #isHopeless(): boolean {
    const { failure } = this
    if (!(failure instanceof Failure)) return failure?.permanent ?? false
    if (failure.permanent || ['endpoint-hangs', 'unproven'].includes(failure.code)) return true
    return performance.now() - (this.#failingSince ?? Number.POSITIVE_INFINITY) > HOPE_MS
  }

  /** Aborted when the login is refused for good: the Codex that waits for it needn't go on trying. */
  get hopeless(): AbortSignal {
    return this.#hopeless.signal
  }

  /** Ends the watch, and waits for a rotation in flight: the step must not end before it is saved. */
  async end(): Promise<void> {
    clearInterval(this.#timer)
    await this.#current
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
        if (error instanceof ActionError) this.failure = error
        this.stage.log.warning(`The login could not be refreshed: ${String(error)}`)
      })
      .finally(() => {
        this.#current = undefined
      })
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
    this.#failingSince = failure ? (this.#failingSince ?? performance.now()) : undefined
    if (failure?.permanent && request.when === 'if-needed') this.#hopeless.abort()
    const { remaining } = freshness(session, this.stage.now())
    if (failure) this.#say(failure.explanation.what)
    else if (rotated) this.stage.log.info(`Refreshed and stored the login. ${lifeLeft(remaining)}`)
    else this.stage.log.info('The login is refreshed already.')
  }
}
