import { type Freshness, freshness } from '../login/freshness.js'
import { toMilliseconds } from '../login/instant.js'
import type { Login } from '../login/login.js'
import { refreshedAt } from '../login/revision.js'
import type { ActionError } from '../system/errors.js'
import { type Outputs, output } from './outputs.js'

/** The result of `codex exec`. */
export interface RunFacts {
  readonly finalMessage?: string | undefined
  readonly usage?: Record<string, unknown> | undefined
  readonly failure: ActionError | undefined
  readonly model?: string | undefined
  /** Paths of the files that Codex's patches touched. */
  readonly changed: readonly string[]
  /** Milliseconds. */
  readonly tookMs: number
}

/** A device login that waits for a person. */
export interface LoginWait {
  readonly url: string
  readonly code: string
  /** Milliseconds since the epoch. */
  readonly until: number
}

/** The facts for a summary, as far as they are known by now. */
export interface Facts {
  readonly outputs: Readonly<Partial<Outputs>>
  readonly life?: Freshness & {
    /** Milliseconds since the epoch. */
    readonly refreshedAt: number
  }
  /** OpenAI no longer accepts the access token, though its time is not over. */
  readonly isRefused?: boolean
  /** OpenAI accepts the login, and lets it do nothing: its account is deactivated, has no seat, or has to pay. */
  readonly isBarred?: boolean
  /** The run that made the revision in use: a sentence's end such as `this run`, in HTML. */
  readonly refreshedBy?: string
  /** Where the login is kept between jobs. */
  readonly where?: string
  /** The account's address; only where the workflow asks for it. */
  readonly account?: string
  /** Changes that this run made, a sentence each. */
  readonly changes: readonly string[]
  /** What is wrong with the login though the job goes on. */
  readonly warning?: ActionError | undefined
  readonly waiting?: LoginWait | undefined
  /** True if the workflow asked for a new login. */
  readonly isLogin?: boolean
  /** True at the end of the job: the step's own summary has what the step did. */
  readonly isEnd?: boolean
  readonly run?: RunFacts
}

/** A step's report about itself. It sets each output as soon as it is known, so that a failed step has it too. */
export class Report {
  #facts: Facts = { outputs: {}, changes: [] }

  get facts(): Facts {
    return this.#facts
  }

  output<K extends keyof Outputs>(name: K, value: Outputs[K]): void {
    output(name, value)
    this.#facts = { ...this.#facts, outputs: { ...this.#facts.outputs, [name]: value } }
  }

  note(facts: Partial<Omit<Facts, 'outputs' | 'changes'>>): void {
    this.#facts = { ...this.#facts, ...facts }
  }

  changed(what: string): void {
    this.#facts = { ...this.#facts, changes: [...this.#facts.changes, what] }
  }

  login(login: Pick<Login, 'access' | 'identity' | 'lastRefresh'>, now: number): void {
    const life = freshness(login, now)
    const at = toMilliseconds(refreshedAt(login))
    this.note({ life: { ...life, refreshedAt: at } })
    this.output('last-refresh', new Date(at).toISOString())
    this.output('expires-at', new Date(life.expiresAt).toISOString())
    const plan = login.access.plan ?? login.identity.plan
    if (plan) this.output('account-plan', plan)
  }
}
