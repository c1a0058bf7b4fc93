import { setTimeout as sleep } from 'node:timers/promises'
import type { AccessLogin } from '../login/access.js'
import { sameAccount } from '../login/account.js'
import { CODEX_REFRESHES_AT_MS, freshness } from '../login/freshness.js'
import { changedAt } from '../login/revision.js'
import { lifeLeft } from '../report/format.js'
import { ActionError } from '../system/errors.js'
import type { AccessHome } from './access-home.js'
import type { Stage } from './stage.js'

/** Codex waits 6 to 8 s for a newer auth.json (docs/facts §3). */
const CODEX_WAITS_MS = 8000
const PAUSE_MS = 300
const LOOK_EVERY_MS = 60_000
const AHEAD_OF_EXPIRY_MS = 2 * CODEX_REFRESHES_AT_MS

export interface AccessHandOverOptions {
  readonly home: AccessHome
  /** Reads the newest access login there is; undefined for one from a secret, which a job can't read again. */
  readonly newest: (() => Promise<AccessLogin>) | undefined
  /** Brings our auth.json to a Codex that has a copy of its own. */
  readonly bring?: (() => Promise<boolean>) | undefined
}

/** Looks after the Codex of a worker: when its access token has ended, it brings the one that the keeper has published. */
export class AccessHandOver {
  /** Why the newer access login that Codex needed did not come. */
  failure: ActionError | undefined
  /** The newer access login, in place. */
  login: AccessLogin | undefined
  readonly refreshed = false
  readonly persisted = false
  /** Codex ends by itself within seconds. */
  readonly hopeless = new AbortController().signal
  readonly #over = new AbortController()
  readonly #timer: NodeJS.Timeout | undefined
  #current: Promise<void> | undefined
  #isWanted = false

  constructor(
    private readonly stage: Stage,
    private readonly options: AccessHandOverOptions,
  ) {
    if (options.newest) this.#timer = setInterval(() => this.#lookAtExpiry(), LOOK_EVERY_MS)
  }

  /** Codex says that its access token has ended. It says so many times for one end. */
  wanted = (): void => {
    this.#isWanted = true
    this.#bring(CODEX_WAITS_MS)
  }

  /** Codex has a working access login. A late report of an ended token, after the newer login is in place, means nothing. */
  goesOn = (): void => {
    this.#isWanted = false
    this.failure = undefined
  }

  /** For a Codex that has ended for want of it; true if it may be tried again. */
  async refreshForRestart(): Promise<boolean> {
    this.wanted()
    await this.#current
    return this.login !== undefined && this.failure === undefined
  }

  async end(): Promise<void> {
    clearInterval(this.#timer)
    this.#over.abort()
    await this.#current
  }

  async #lookAtExpiry(): Promise<void> {
    const login = await this.options.home.read().catch(() => undefined)
    const isDue = login && freshness(login, this.stage.now()).remaining <= AHEAD_OF_EXPIRY_MS
    if (isDue && !this.#over.signal.aborted) this.#bring(0)
  }

  #bring(patienceMs: number): void {
    this.#current ??= this.#bringNewer(patienceMs).finally(() => {
      this.#current = undefined
    })
  }

  async #bringNewer(patienceMs: number): Promise<void> {
    const { newest } = this.options
    // Well ahead of its need nothing is lost yet: the next look tries again.
    const isNeeded = patienceMs > 0
    if (!newest) {
      this.failure = new AccessEnded('secret')
      return
    }
    if (isNeeded)
      this.stage.log.info('Codex reports that its access token has ended: looking for a newer access login.')

    const end = performance.now() + patienceMs
    const { signal } = this.#over
    let because: unknown
    do {
      try {
        if (await this.#tryOnce(newest)) return
        because = undefined
      } catch (error) {
        because = error
      }
      await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined)
    } while (performance.now() < end && !signal.aborted && this.#isWanted)
    if (isNeeded && this.#isWanted)
      this.failure = because instanceof ActionError ? because : new AccessEnded('cache')
  }

  /** True if a newer access login is in place. */
  async #tryOnce(newest: () => Promise<AccessLogin>): Promise<boolean> {
    const { home, bring } = this.options
    const { log, now, inputs } = this.stage
    const [here, found] = [await home.read(), await newest()]
    if (!sameAccount(here, found) && !inputs()['allow-account-change']) throw new AccessOfAnother()
    if (found.generation === here.generation || changedAt(found) < changedAt(here)) return false
    await home.put(found)
    await bring?.()
    this.login = found
    this.failure = undefined
    log.info(`The keeper's newer access login is in place. ${lifeLeft(freshness(found, now()).remaining)}`)
    return true
  }
}

const FAILURES = {
  secret: {
    why: 'The keeper has refreshed the login while this job ran. A job gets its secrets when it starts, so it never gets the newer access login. The task did not finish. The login is intact.',
    remedy:
      'Run the workflow again, as a new run: GitHub may give a re-run the secret that the first attempt had. With an environment secret a re-run is enough.',
  },
  cache: {
    why: 'Codex waits about 8 seconds for a newer access login, and the Actions cache had none in this time. The task did not finish. The login is intact.',
    remedy:
      'Run the job again. If it stays, look at the last runs of the keep-fresh workflow that publishes the access login, and start it by hand.',
  },
} as const

/** OpenAI has ended the access token while a worker's Codex ran. */
export class AccessEnded extends ActionError {
  override readonly name = 'AccessEnded'

  constructor(from: keyof typeof FAILURES) {
    super('access-ended', {
      what: 'OpenAI no longer accepts the access token of this job.',
      ...FAILURES[from],
    })
  }
}

/** The newer access login is of another account than the one that the job began with. */
export class AccessOfAnother extends ActionError {
  override readonly name = 'AccessOfAnother'

  constructor() {
    super('access-account', {
      what: 'The newest access login is of another account than the one that this job began with.',
      why: 'The rest of the task would be billed to another plan, and shown to another account. Nothing was changed.',
      remedy:
        'If the change is meant, run the job again, or set `allow-account-change: true`. If not, find out who changed the login of the keeper.',
    })
  }
}
