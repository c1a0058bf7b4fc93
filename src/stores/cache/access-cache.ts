import { createHash } from 'node:crypto'
import type { AccessLogin } from '../../login/access.js'
import type { Log } from '../../report/log.js'
import { ActionError } from '../../system/errors.js'
import type { AccessKey } from '../access-key.js'
import { packAccess, unpackAccess } from './access-entry.js'
import { CacheCrowded, type EntryKey, KeySpace, latestFirst } from './key.js'
import { type CacheProcess, CacheUnavailable, inWords } from './process.js'
import { deletionOf } from './refusal.js'
import { lookIn, type Patience, withCache } from './session.js'
import { CacheReadOnly, cacheMode, mayWrite } from './writing.js'

type Environment = Readonly<Record<string, string | undefined>>

export interface AccessCacheOptions {
  readonly loginName: string
  readonly accessKey: AccessKey
  /** GITHUB_REPOSITORY. */
  readonly repository: string
  /** GITHUB_REF. */
  readonly ref: string | undefined
  /** The short name of the default branch. */
  readonly defaultBranch: string | undefined
  readonly env: Environment
  /** Where private directories are made, RUNNER_TEMP. */
  readonly directory: string
  /** A compiled module that calls `serveCache` of client.ts. */
  readonly client: string
  readonly log: Pick<Log, 'info' | 'warning'>
  readonly patience?: Patience
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** Each costs a download. */
const MOST_OPENED = 16

/**
 * Access logins as entries of the Actions cache, one for each publication: the keeper writes them, workers read them. They
 * are not the entries of the full login (cache.ts), and no key opens both. Entries that the keeper didn't make are passed
 * over, with one line each in the log.
 */
export class AccessCache {
  /** The keys of which the log has a line already. */
  readonly #told = new Set<string>()

  constructor(private readonly options: AccessCacheOptions) {}

  /**
   * The access login that was published last.
   * @throws AccessMissing, AccessEntryRefused or ArchiveRefused if there are entries and none is good, CacheUnavailable, CacheCrowded
   */
  async read(): Promise<AccessLogin> {
    const mode = cacheMode(this.options.env)
    if (['none', 'write-only'].includes(mode))
      throw new CacheUnavailable(`the cache-mode of this job is "${mode}"`, false)
    return withCache(this.options, cache => this.#newest(cache))
  }

  /** Stores a new entry beside the others. @throws CacheBranch, CacheReadOnly, CacheUnavailable */
  async write(login: AccessLogin, madeAt: number): Promise<void> {
    const { accessKey, loginName, repository, ref, defaultBranch, env } = this.options
    const writing = mayWrite(ref, defaultBranch, env)
    if (!writing.may) throw writing.refusal
    await withCache(this.options, async cache => {
      const sealed = await accessKey.sealer.seal(login.bytes)
      const { GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt } = env
      const digest = createHash('sha256').update(sealed).digest('hex').slice(0, 16)
      const key = this.#space().keyOf({ instant: madeAt * 1000, run, attempt, digest })
      const answers = await cache.save(
        key,
        packAccess(accessKey, { login, sealed, repository, loginName, key }),
      )
      // It counts as saved if it can be found, whatever the client made of the answers.
      if ((await cache.look([[key]]))[0] === key) return
      if (answers.denied) throw new CacheReadOnly('the service takes nothing from this run')
      throw new CacheUnavailable(`what was saved is not there, and ${inWords(answers.others)}`, true)
    })
  }

  #space(): KeySpace {
    const { loginName, now } = this.options
    return KeySpace.of(loginName, { now: now(), family: 'codex-access' })
  }

  async #newest(cache: CacheProcess): Promise<AccessLogin> {
    const space = this.#space()
    let refusal: ActionError | undefined
    let opened = 0
    const foreign = (key: string) => this.#warn(key, FOREIGN_KEY)
    for await (const key of latestFirst(space, lookIn(cache), foreign)) {
      opened += 1
      if (opened > MOST_OPENED) throw new CacheCrowded(space.prefix)
      const login = await this.#open(cache, key)
      if (!(login instanceof ActionError)) return login
      this.#warn(key.text, login.explanation.what)
      refusal ??= login
    }
    throw refusal ?? new AccessMissing(this.options.loginName)
  }

  /** The access login in an entry, or why it can't be used. */
  async #open(cache: CacheProcess, { text: key }: EntryKey): Promise<AccessLogin | ActionError> {
    const { accessKey, repository, loginName, now } = this.options
    const restored = await cache.restore(key)
    if ('refusal' in restored) return restored.refusal
    return unpackAccess(accessKey, restored.sealed, { repository, loginName, key, now: now() }).catch(
      (error: unknown) => {
        if (error instanceof ActionError) return error
        throw error
      },
    )
  }

  #warn(key: string, what: string): void {
    if (this.#told.has(key)) return
    this.#told.add(key)
    this.options.log.warning(
      `Passed over an entry of the Actions cache. ${what} Find out who stored it, and delete it: ${deletionOf(key)}.`,
    )
  }
}

const FOREIGN_KEY =
  'Its key is not one that this action makes for this access login, or is dated more than an hour from now.'

/** No access login was published in the cache of this repository. */
export class AccessMissing extends ActionError {
  override readonly name = 'AccessMissing'

  constructor(loginName: string) {
    super('access-missing', {
      what: `The Actions cache of this repository has no access login (login ${loginName}).`,
      why: 'A worker has no login of its own. Nothing was changed.',
      remedy:
        'Run the keep-fresh workflow with `share-access: cache`, the same `access-key` and the same `login-name` on the default branch of this repository. GitHub drops entries that nobody reads for 7 days, so keep-fresh must run more often.',
    })
  }
}
