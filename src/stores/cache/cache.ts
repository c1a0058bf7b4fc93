import { createHash } from 'node:crypto'
import type { Login } from '../../login/login.js'
import { changedAt } from '../../login/revision.js'
import type { Log } from '../../report/log.js'
import { type Sealer, SealRefused, sealer } from '../age.js'
import { discloseLogin, EnclosedRefused, encloseLogin } from '../enclosed-login.js'
import { NewerStored, type Store } from '../store.js'
import { CacheCrowded, type EntryKey, KeySpace, keyInstant, latestFirst } from './key.js'
import { type CacheProcess, CacheUnavailable, inWords } from './process.js'
import {
  adviceOn,
  CacheEntryRefused,
  type Closed,
  Damaged,
  deletionOf,
  type Refused,
  refusalIn,
} from './refusal.js'
import { lookIn, type Patience, withCache } from './session.js'
import { type CacheBranch, CacheReadOnly, cacheMode, mayWrite } from './writing.js'

type Environment = Readonly<Record<string, string | undefined>>

export interface CacheOptions {
  /** Names the login: letters, digits, `.`, `_`, `-`; the service doesn't tell `A` from `a`. */
  readonly loginName: string
  /** A key that `sealer` accepts. */
  readonly encryptionKey: string
  /** GITHUB_REF. */
  readonly ref: string | undefined
  /** Its short name, from the event's `repository.default_branch`; unknown, nothing is ever written. */
  readonly defaultBranch: string | undefined
  readonly env: Environment
  /** Where private directories are made, RUNNER_TEMP: only sealed bytes get there, and are removed at once. */
  readonly directory: string
  /** A compiled module that calls `serveCache` of client.ts. */
  readonly client: string
  readonly log: Pick<Log, 'info' | 'warning'>
  readonly patience?: Patience
  /** Milliseconds since the epoch. Entries that are dated more than an hour later don't count. */
  readonly now?: () => number
}

/** Each costs a download, and with a passphrase half a second. */
const MOST_OPENED = 16
/**
 * The login as encrypted entries of the Actions cache, one for each revision. Entries can't be replaced, and the service
 * finds the one *created* last. The order of revisions is in the key, so a late save of an older one changes nothing.
 * Writes only on the default branch: a job would find an entry of another branch before the default branch's newer one.
 *
 * Anybody who can run a workflow in the repository can store entries of any content under any key. So a key counts only if
 * it is complete (key.ts), an archive only if it is packed as ours are (archive.ts), and a login only if it is the one
 * that its seal and its key name (enclosed-login.ts). Other entries are passed over, with one line each in the log.
 */
export class CacheStore implements Store {
  readonly kind = 'cache'
  readonly where
  /** Known from the start, or since the service has refused to take anything. */
  readOnly?: CacheBranch | CacheReadOnly
  readonly #sealer: Sealer
  /** The keys of which the log has a line already. */
  readonly #told = new Set<string>()

  /** Throws `EncryptionKeyRefused`. */
  constructor(private readonly options: CacheOptions) {
    const { loginName, encryptionKey, ref, defaultBranch, env } = options
    this.#sealer = sealer(encryptionKey)
    this.where = `the Actions cache (login ${loginName})` as const
    const writing = mayWrite(ref, defaultBranch, env)
    if (!writing.may) this.readOnly = writing.refusal
  }

  /**
   * The newest login that opens with our key.
   *
   * Later entries could be newer logins, but don't open: they were sealed with another key, or are damaged. Somebody without
   * the key can make such entries, so they don't stop a job: an older entry that opens shows that the key is right. If one
   * of them is the newest login after all, the older one still works as long as its access token, and the mark in the lease
   * prevents a second use of its refresh token. If no entry opens, the key may be wrong, and this throws.
   *
   * @throws {CacheUnavailable} The service can't be asked.
   * @throws {CacheEntryRefused} There are entries, and none of them can be opened.
   * @throws {CacheCrowded}
   */
  async read(): Promise<Buffer | undefined> {
    const mode = cacheMode(this.options.env)
    if (['none', 'write-only'].includes(mode))
      throw new CacheUnavailable(`the cache-mode of this job is "${mode}"`, false)
    const { bytes, closed } = await withCache(this.options, cache => this.#newest(cache, this.#space()))
    if (!bytes && closed.length > 0) throw CacheEntryRefused.of(closed)
    for (const { key, refusal } of closed) this.#warn(key.text, refusal.explanation.what, adviceOn(refusal))
    return bytes
  }

  /** Saves the current login once more, which changes nothing: nothing less proves that a save works. */
  async assertWritable(current: Login | undefined): Promise<void> {
    if (current) await this.write(current)
  }

  /**
   * Stores the login beside the entries that are there, which all stay. So it stores even if later entries don't open, or
   * there are too many of them.
   *
   * Throws `CacheBranch`, `CacheReadOnly`, `NewerStored` or `CacheUnavailable`.
   */
  async write(login: Login): Promise<void> {
    if (this.readOnly) throw this.readOnly
    const instant = keyInstant(changedAt(login))
    const space = this.#space(instant)
    await withCache(this.options, async cache => {
      const later = await this.#newest(cache, space).catch(error => {
        if (!(error instanceof CacheCrowded)) throw error
        return undefined
      })
      if (later?.bytes) throw new NewerStored(this.where)

      const sealed = await this.#sealer.seal(encloseLogin(this.options.loginName, login))
      const { GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt } = this.options.env
      const key = space.keyOf({ instant, run, attempt, digest: digest(sealed) })
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

  #space(after?: number): KeySpace {
    const { loginName, now = Date.now } = this.options
    return KeySpace.of(loginName, { now: now(), ...(after !== undefined && { after }) })
  }

  /** The newest login of these entries, and the entries above it that could be one too, and don't open. */
  async #newest(cache: CacheProcess, space: KeySpace): Promise<{ bytes?: Buffer; closed: Closed[] }> {
    const closed: Closed[] = []
    let opened = 0
    const foreign = (key: string) => this.#warn(key, FOREIGN_KEY)
    for await (const key of latestFirst(space, lookIn(cache), foreign)) {
      opened += 1
      if (opened > MOST_OPENED) throw new CacheCrowded(space.prefix)
      const { bytes, refusal, isForged } = await this.#open(cache, key)
      if (bytes) return { bytes, closed }
      if (isForged) this.#warn(key.text, refusal.explanation.what)
      else closed.push({ key, refusal })
    }
    return { closed }
  }

  /** The login in an entry, or why it can't be used. An entry that seems damaged is fetched again: the download may be at fault. */
  async #open(cache: CacheProcess, key: EntryKey, again = true): Promise<Opened> {
    try {
      const restored = await cache.restore(key.text)
      if ('refusal' in restored) throw restored.refusal
      // An entry that doesn't match the digest in its key was damaged. One that does is as its maker made it.
      const { sealed } = restored
      const isWhole = digest(sealed) === key.digest
      const plain = await this.#sealer.open(sealed).catch((error: unknown) => {
        throw !isWhole && error instanceof SealRefused ? new Damaged(error) : error
      })
      if (!isWhole) throw new Damaged(new SealRefused('seal-altered'))

      const login = discloseLogin(this.options.loginName, plain)
      if (!login) throw new EnclosedRefused('enclosed-not')
      if (keyInstant(login.changedAt) !== key.instant) throw new EnclosedRefused('enclosed-older')
      return { bytes: login.bytes }
    } catch (error) {
      const refused = refusalIn(error)
      if (refused.isDamaged && again) return this.#open(cache, key, false)
      return refused
    }
  }

  /** One line for each entry that is passed over, with the command that deletes it. */
  #warn(key: string, what: string, advice = 'Find out who stored it, and delete it'): void {
    if (this.#told.has(key)) return
    this.#told.add(key)
    this.options.log.warning(
      `Passed over an entry of the Actions cache. ${what} ${advice}: ${deletionOf(key)}.`,
    )
  }
}

const digest = (sealed: Buffer) => createHash('sha256').update(sealed).digest('hex').slice(0, 16)

type Opened =
  | { readonly bytes: Buffer; readonly refusal?: never; readonly isForged?: never }
  | (Refused & { readonly bytes?: never })

const FOREIGN_KEY =
  'Its key is not one that this action makes for this login, or is dated more than an hour from now.'
