import { z } from 'zod/mini'
import { telling } from '../report/best-effort.js'
import { saveState } from '../report/sink.js'
import { ActionError } from '../system/errors.js'
import { parseJson } from '../system/json.js'
import { ProcessIdentity } from '../system/process-identity.js'

/**
 * All that one stage tells the next. The runner keeps it in the environment of later stages and prints it in
 * debug logs, so nothing in it helps to guess a token.
 */
const Fields = {
  /** CODEX_HOME of this step, absolute; set once the login was put in place and the job fenced. */
  home: z.string(),
  /** The nonce of this job, from its first stage: see `jobDigest`. */
  job: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  /** Where the login lives between jobs. */
  storage: z.enum(['host', 'cache', 'github-secret', 'command']),
  /** The event's trust, once it was found good. */
  trust: z.object({ trustedHead: z.boolean() }),
  /** True if an earlier step of this job made `home`: its end stores what changed, and removes it. */
  borrowed: z.boolean(),
  /** Where the access login is published, by inputs that are not secret. */
  sharing: z.record(z.string(), z.string()),
  /** True for a job with an access login: it stores nothing. */
  worker: z.boolean(),
  /** Directories that the model's commands may write, absolute. */
  writable: z.array(z.string()),
  /** Which store that is: see `storeIdentity`. */
  store: z.string(),
  /** The inputs, none of them secret, that say where in the store. */
  place: z.record(z.string(), z.string()),
  /** The GitHub secret as this step knows it: see `SecretSeen`. */
  secretSeen: z.object({ updatedAt: z.optional(z.number()), sent: z.optional(z.string()) }),
  /** The revision that the store is known to have. */
  stored: z.string(),
  /** The revision that this step took from the seed, or from the home of a killed job, where it stays. */
  elsewhere: z.string(),
  /** True if `allow-account-change` is set, for post, whose inputs may be another step's. */
  allowsAccountChange: z.boolean(),
  /** The token endpoint in force before the job was fenced. */
  tokenUrl: z.string(),
  /** The newest login known to this step. */
  known: z.object({
    generation: z.string(),
    /** Nanoseconds since the epoch, in decimal. */
    changedAt: z.string(),
    /** Digest of account and user. */
    identity: z.string(),
  }),
  /** The lease this step holds beyond its stage. */
  lease: z.string(),
  /** An app-server of this step that may be refreshing; announced before it has a name. */
  appServer: z.object({ process: z.optional(ProcessIdentity), announcedAt: z.number() }),
  /** The fenced `codex exec` of this step. */
  exec: ProcessIdentity,
  /** The empty CODEX_HOME of a device login. */
  loginHome: z.string(),
  /** Where a Codex of another user has its home. */
  otherUser: z.object({ name: z.string(), home: z.string(), userHome: z.string() }),
  /** Main's result with the login, for post's closing line. */
  refreshed: z.boolean(),
  /** True if that was a person's new login. */
  isNewLogin: z.boolean(),
  /** Changes that pre made, for main's summary: a sentence each. */
  changes: z.array(z.string()),
}
type Fields = { [K in keyof typeof Fields]: z.infer<(typeof Fields)[K]> }

export class State {
  readonly #now = new Map<string, unknown>()
  /** The file may end in the middle of an entry, and the runner reads none that follows. */
  #isLost = false

  constructor(private readonly env: Readonly<Record<string, string | undefined>>) {}

  /** The value that this stage set last, otherwise the stage before. Undefined also if it can't be read. */
  get<K extends keyof Fields>(key: K): Fields[K] | undefined {
    if (this.#now.has(key)) return this.#now.get(key) as Fields[K] | undefined
    const parsed = Fields[key].safeParse(parseJson(this.env[`STATE_${key}`] ?? ''))
    return parsed.success ? (parsed.data as Fields[K]) : undefined
  }

  /** Written at once, so that it outlives a kill of this process. */
  set<K extends keyof Fields>(key: K, value: Fields[K] | undefined): void {
    this.#now.set(key, value)
    telling(() => this.#save(key, value))
  }

  /**
   * Sets a value that post must know before the refresh token is used. Throws `StateLost` if this value, or one before
   * it, can't be written.
   */
  insist<K extends keyof Fields>(key: K, value: Fields[K]): void {
    if (this.#isLost) throw new StateLost()
    try {
      this.#save(key, value)
    } catch (error) {
      throw new StateLost(error)
    }
    this.#now.set(key, value)
  }

  #save(key: string, value: unknown): void {
    try {
      saveState(key, JSON.stringify(value ?? null))
    } catch (error) {
      this.#isLost = true
      throw error
    }
  }
}

/** The runner's file for what stages tell each other can't be written. */
export class StateLost extends ActionError {
  override readonly name = 'StateLost'

  constructor(cause?: unknown) {
    super(
      'state-lost',
      {
        what: 'Notes for the end of this job could not be written to RUNNER_TEMP.',
        why: 'A job that is killed in the middle of a refresh could then not store the new login, so nothing was refreshed.',
        remedy: 'Make room on the disk of the runner, and run the job again.',
      },
      { cause },
    )
  }
}
