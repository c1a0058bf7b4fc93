import { createHash } from 'node:crypto'
import type { Options as Retries } from 'p-retry'
import { ActionError } from '../errors.js'
import type { Log } from '../report/log.js'
import { changedAt } from '../session/compare.js'
import { toMilliseconds } from '../session/instant.js'
import type { Session } from '../session/session.js'
import { CacheProcess, CacheUnavailable, inWords } from './cache-client.js'
import { type Sealer, SealRefused, sealer } from './envelope.js'
import { NewerStored, type Store } from './store.js'

type Environment = Readonly<Record<string, string | undefined>>

export interface CacheOptions {
  /** Names the session: letters, digits, `.`, `_`, `-`; the service doesn't tell `A` from `a`. */
  readonly session: string
  /** Whatever `sealer` takes. */
  readonly encryptionKey: string
  /** GITHUB_REF. */
  readonly ref: string | undefined
  /** Its short name, from the event's `repository.default_branch`; unknown, nothing is ever written. */
  readonly defaultBranch: string | undefined
  readonly env: Environment
  /** Where private directories are made, RUNNER_TEMP: only sealed bytes get there, and are removed at once. */
  readonly directory: string
  /** A compiled module that calls `serveCache` of cache-client.ts. */
  readonly client: string
  readonly log: Pick<Log, 'info'>
  readonly patience?: Patience
}

/** Milliseconds that one order may take before its process is killed, and when to try again. */
export interface Patience {
  readonly orderMs: number
  readonly retries: Retries
}

/** The client itself tries again for 30 s where the service answers 500. */
const PATIENCE: Patience = {
  orderMs: 60_000,
  retries: { retries: 4, minTimeout: 1000, randomize: true, maxRetryTime: 120_000 },
}

/**
 * The session as encrypted entries of the Actions cache, one for each generation. Entries can't be replaced,
 * and the service finds the one *created* last; which generation is the newest stands in the key, so a late
 * save of an older one changes nothing. Writes on the default branch alone: an entry of another branch would
 * be found there before the default branch's newer one.
 */
export class CacheStore implements Store {
  readonly kind = 'cache'
  readonly where
  /** Known from the start, or since the service has refused to take anything. */
  readOnly?: CacheBranch | CacheReadOnly
  readonly #sealer: Sealer
  readonly #prefix: string

  /** Throws `EncryptionKeyRefused`. */
  constructor(private readonly options: CacheOptions) {
    const { session, encryptionKey, ref, defaultBranch, env } = options
    this.#sealer = sealer(encryptionKey)
    this.#prefix = `codex-auth/${session.toLowerCase()}/`
    this.where = `the Actions cache (session ${session})` as const
    const writing = mayWrite(ref, defaultBranch, env)
    if (!writing.may) this.readOnly = writing.refusal
  }

  /** Throws `CacheUnavailable` where the service can't be asked, `CacheEntryRefused` for what can't be opened. */
  async read(): Promise<Buffer | undefined> {
    const mode = cacheMode(this.options.env)
    if (['none', 'write-only'].includes(mode))
      throw new CacheUnavailable(`the cache-mode of this job is "${mode}"`, false)
    const entry = await this.#insistently(cache => this.#newest(cache))
    if (!entry) return undefined
    return this.#sealer.open(entry.sealed).catch((error: unknown) => {
      if (!(error instanceof SealRefused)) throw error
      // The digest tells damage from a wrong key, which age can't where its header was hit.
      const damaged = error.code === 'wrong-key' && !entry.key.endsWith(digest(entry.sealed))
      throw new CacheEntryRefused(damaged ? new SealRefused('seal-altered') : error, entry.key)
    })
  }

  /** What is there is saved once more, which changes nothing: nothing less proves that a save works. */
  async assertWritable(current: Session | undefined): Promise<void> {
    if (current) await this.write(current)
  }

  /** Throws `CacheBranch`, `CacheReadOnly`, `NewerStored` or `CacheUnavailable`. */
  async write(session: Session): Promise<void> {
    if (this.readOnly) throw this.readOnly
    const instant = toMilliseconds(changedAt(session))
    await this.#insistently(async cache => {
      if (await this.#laterThan(instant, cache)) throw new NewerStored(this.where)
      const sealed = await this.#sealer.seal(session.bytes)
      const key = this.#keyOf(instant, sealed)
      const answers = await cache.save(key, sealed)
      // It counts as saved if it can be found, whatever the client made of the answers.
      if ((await cache.look([[key]]))[0] === key) return
      if (answers.denied) {
        this.readOnly = new CacheReadOnly('the service takes nothing from this run')
        throw this.readOnly
      }
      throw new CacheUnavailable(`what was saved is not there, and ${inWords(answers.others)}`, true)
    })
  }

  /** The entry of the newest generation, by the instant in its key. */
  async #newest(cache: CacheProcess): Promise<{ key: string; sealed: Buffer } | undefined> {
    let [key] = await cache.look([[this.#prefix]])
    if (key === undefined) return undefined
    for (let later: string | undefined = key; later; later = await this.#laterThan(instantOf(key), cache))
      key = later
    try {
      await cache.restore(key)
      const sealed = await cache.content()
      if (!sealed) throw new SealRefused('not-sealed')
      return { key, sealed }
    } catch (error) {
      if (error instanceof CacheUnavailable || !(error instanceof ActionError)) throw error
      throw new CacheEntryRefused(error, key)
    }
  }

  /** The key of an entry later than the instant; not always the latest one, but then there is one later still. */
  async #laterThan(instant: number, cache: CacheProcess): Promise<string | undefined> {
    const prefixes = laterThan(instant).map(bits => this.#prefix + bits)
    const questions = Array.from({ length: Math.ceil(prefixes.length / 9) }, (_, at) =>
      prefixes.slice(at * 9, at * 9 + 9),
    )
    return (await cache.look(questions)).find(found => found !== undefined)
  }

  /** `codex-auth/default/<42 bits>/20261121110000000-<run>-<attempt>-<digest>`: readable, sortable, and unique. */
  #keyOf(instant: number, sealed: Buffer): string {
    const { GITHUB_RUN_ID: run = '0', GITHUB_RUN_ATTEMPT: attempt = '0' } = this.options.env
    const date = new Date(instant).toISOString().replaceAll(/\D/g, '')
    return `${this.#prefix}${bitsOf(instant)}/${[date, run, attempt, digest(sealed)].join('-')}`
  }

  /** Tries again, with a new process each time, while the service can't be reached or breaks off. */
  async #insistently<T>(use: (cache: CacheProcess) => Promise<T>): Promise<T> {
    const { directory, client, env, log, patience = PATIENCE } = this.options
    const { default: pRetry } = await import('p-retry')
    const attempt = async () => {
      const cache = await CacheProcess.start(directory, client, env, patience.orderMs)
      return use(cache).finally(() => cache.end())
    }
    return pRetry(attempt, {
      ...patience.retries,
      shouldRetry: ({ error }) => error instanceof CacheUnavailable && error.transient,
      onFailedAttempt: ({ error, retriesLeft }) => {
        if (error instanceof CacheUnavailable && error.transient && retriesLeft > 0)
          log.info(`${error.explanation.what} Trying again.`)
      },
    })
  }
}

export type Writing =
  | { readonly may: true }
  | { readonly may: false; readonly refusal: CacheBranch | CacheReadOnly }

/** Whether a job may store: asked before anything rotates. A read-only token shows only at `assertWritable`. */
export function mayWrite(
  ref: string | undefined,
  defaultBranch: string | undefined,
  env: Environment,
): Writing {
  if (!defaultBranch || ref !== `refs/heads/${defaultBranch}`)
    return { may: false, refusal: new CacheBranch(ref, defaultBranch) }
  // `write-only` won't do: what is there must be read before it is written over.
  if (['none', 'read', 'write-only'].includes(cacheMode(env)))
    return { may: false, refusal: new CacheReadOnly(`the cache-mode of this job is "${cacheMode(env)}"`) }
  return { may: true }
}

const cacheMode = (env: Environment) => (env.ACTIONS_CACHE_MODE ?? '').trim().toLowerCase()

/** Milliseconds since the epoch until the year 2109, in binary: so few prefixes cover all that is later. */
const bitsOf = (instant: number) => instant.toString(2).padStart(42, '0')
const digest = (sealed: Buffer) => createHash('sha256').update(sealed).digest('hex').slice(0, 16)
const instantOf = (key: string) => Number.parseInt(/\/([01]{42})\//.exec(key)?.[1] ?? '0', 2)

/** The prefixes that together cover every later instant, the latest first: wherever it has a 0, a 1 is later. */
function laterThan(instant: number): string[] {
  const bits = bitsOf(instant)
  return [...bits].flatMap((bit, at) => (bit === '0' ? [`${bits.slice(0, at)}1`] : []))
}

/** The newest entry can't be used: `code` is that of a `SealRefused`, or `cache-damaged`. */
export class CacheEntryRefused extends ActionError {
  override readonly name = 'CacheEntryRefused'
  /** When its generation was made, in milliseconds since the epoch: only a later login may take its place. */
  readonly instant: number

  constructor(refusal: ActionError, key: string) {
    super(refusal.code, refusal.explanation, { cause: refusal })
    this.instant = instantOf(key)
  }
}

export class CacheBranch extends ActionError {
  override readonly name = 'CacheBranch'

  constructor(ref: string | undefined, defaultBranch: string | undefined) {
    super('cache-branch', {
      what: `This job runs on ${ref ?? 'an unknown ref'}, and the login is stored on the default branch (${defaultBranch ?? 'unknown'}) only.`,
      why: 'GitHub lets a run store for its own ref alone, where a refreshed login would be hidden from all other branches, and would hide theirs from this one.',
      remedy:
        'Let a scheduled keep-fresh workflow on the default branch refresh the login; jobs on other branches use what it stored.',
    })
  }
}

export class CacheReadOnly extends ActionError {
  override readonly name = 'CacheReadOnly'

  constructor(because: string) {
    super('cache-read-only', {
      what: `This job can't store the login in the Actions cache: ${because}.`,
      why: 'A login that is refreshed and not stored is lost. GitHub gives runs that strangers can start a read-only cache, such as pull_request_target and issue_comment.',
      remedy:
        'Refresh the login where the cache can be written: in a keep-fresh workflow on `schedule` and `workflow_dispatch`, with `cache-mode: write` if it is set.',
    })
  }
}
