import { randomUUID } from 'node:crypto'
import { LONGEST_HOLDING_MS } from '../bounds.js'
import { Git, type GitOptions, type GitResult } from './git.js'
import { EMPTY, type LeaseRecord, messageOf, recordIn } from './record.js'
import { foreign, ignoredIn, type LeasePlace, refusalIn, unreachable } from './refusal.js'

/** The ref as it was read: its commit, and the state in it; neither if there is no ref. */
export interface Seen {
  readonly commit?: string
  readonly record: LeaseRecord
}

const LOCAL = 'refs/lease'
/** Tried again at once, then after 0.3, 0.6, 1.2, 2.4 s and a little more at random. */
export const RETRIES = { retries: 5, minTimeout: 300, factor: 2, randomize: true }

/** Git failed in a way that may not last; a push that ended like this may have got through. */
class Broken extends Error {}

/**
 * A ref of a git server as a register with compare-and-swap: a commit on the empty tree for each state, the state
 * as JSON in its message. Throws LeaseRefused for what can't be, and the signal's reason.
 */
export class RefRegister {
  readonly #git: Git
  readonly #url: string
  #tree: string | undefined
  #last: Seen | undefined

  readonly #server: string
  readonly #warn: (line: string) => void

  /** `warn` gets a line that says which parts of a record are left out, and how to clean up. */
  constructor(
    { warn = () => undefined, ...options }: GitOptions & { readonly warn?: (line: string) => void },
    readonly place: LeasePlace,
    private readonly pauses: typeof RETRIES = RETRIES,
  ) {
    this.#git = new Git(options)
    this.#url = options.url
    this.#server = new URL(options.url).origin
    this.#warn = warn
  }

  /** The server's clock, milliseconds since the epoch, to the second; `sure` is false where it never said. */
  now(): { readonly ms: number; readonly sure: boolean } {
    return { ms: Date.now() + (this.#git.ahead ?? 0), sure: this.#git.ahead !== undefined }
  }

  /** The state now. The first look fetches it; later ones ask for the ref's value, and fetch only what is new. */
  async read(signal?: AbortSignal): Promise<Seen> {
    return this.#insistently(async () => {
      if (this.#last) {
        const commit = await this.#look(signal)
        if (commit === this.#last.commit) return this.#last
        if (commit === undefined) return this.#saw({ record: EMPTY })
      }
      const fetched = await this.#git.run(
        ['fetch', '--quiet', '--depth=1', '--no-tags', '--force', this.#url, `${this.place.ref}:${LOCAL}`],
        { signal },
      )
      if (!fetched.ok && /couldn't find remote ref/i.test(fetched.said)) return this.#saw({ record: EMPTY })
      this.#check(fetched)
      const logged = await this.#git.run(['log', '-1', '--format=%H%n%B', LOCAL])
      this.#check(logged)
      const { stdout } = logged
      const end = stdout.indexOf('\n')
      const { ms, sure } = this.now()
      // By a clock that may be wrong no honest record may be ignored.
      const read = recordIn(stdout.slice(end + 1), sure ? ms : ms + LONGEST_HOLDING_MS)
      if (!read) throw foreign(this.place)
      if (read.ignored.length > 0) this.#warn(ignoredIn(this.place, read.ignored))
      return this.#saw({ commit: stdout.slice(0, end), record: this.#ofThisServer(read.record) })
    }, signal)
  }

  /**
   * Puts `record` in the place of what was seen, if that is there still. The state now there if it is ours,
   * undefined if somebody else was faster. Where the server's answer is lost, the ref itself says what became of it.
   */
  async swap(seen: Seen, record: LeaseRecord, signal?: AbortSignal): Promise<Seen | undefined> {
    const commit = await this.#insistently(() => this.#commit(record), signal)
    const lease = `--force-with-lease=${this.place.ref}:${seen.commit ?? ''}`
    return this.#insistently(async () => {
      const pushed = await this.#git.run(
        ['push', '--quiet', '--porcelain', lease, this.#url, `${commit}:${this.place.ref}`],
        { signal },
      )
      if (pushed.ok) return this.#saw({ commit, record })
      const said = `${pushed.stdout}\n${pushed.said}`
      const refusal = refusalIn(said, this.place)
      if (refusal) throw refusal
      const there = await this.#look(signal)
      if (there === commit) return this.#saw({ commit, record })
      // The text proves nothing: a server that can't lock the ref for a moment says the same as for a ref that has moved.
      if (there !== seen.commit) return undefined
      throw new Broken(lastLine(said))
    }, signal)
  }

  end = (): Promise<void> => this.#git.end()

  async #look(signal?: AbortSignal): Promise<string | undefined> {
    const listed = await this.#git.run(['ls-remote', '--quiet', this.#url, this.place.ref], { signal })
    this.#check(listed)
    return /^([0-9a-f]{40,64})\t/.exec(listed.stdout)?.[1]
  }

  #check({ ok, said }: GitResult): void {
    if (!ok) throw refusalIn(said, this.place) ?? new Broken(lastLine(said))
  }

  /** Without addresses of other servers, because people see and open them. */
  #ofThisServer(record: LeaseRecord): LeaseRecord {
    const isOurs = (url: string | undefined) =>
      url !== undefined && URL.canParse(url) && new URL(url).origin === this.#server
    const checked = <T extends { url?: string | undefined }>(part: T): T => ({
      ...part,
      url: isOurs(part.url) ? part.url : undefined,
    })
    const { holder, marks, spending, refused } = record
    return {
      ...record,
      ...(holder ? { holder: checked(holder) } : {}),
      marks: marks.map(checked),
      spending: spending.map(checked),
      refused: refused.map(checked),
    }
  }

  #saw(seen: Seen): Seen {
    this.#last = seen
    return seen
  }

  async #commit(record: LeaseRecord): Promise<string> {
    this.#tree ??= await this.#write(['hash-object', '-t', 'tree', '-w', '--stdin'])
    const message = messageOf({ ...record, state: randomUUID() })
    return this.#write(['commit-tree', '--no-gpg-sign', '-F', '-', this.#tree], message)
  }

  /** The id of an object that git writes here. With none, as where the disk is full, a push would delete the ref. */
  async #write(args: readonly string[], input?: string): Promise<string> {
    const { stdout, said } = await this.#git.run([...args], input === undefined ? {} : { input })
    const id = stdout.trim()
    if (!/^[0-9a-f]{40,64}$/.test(id)) throw new Broken(lastLine(said))
    return id
  }

  async #insistently<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { default: pRetry } = await import('p-retry')
    try {
      return await pRetry(work, {
        ...this.pauses,
        ...(signal ? { signal } : {}),
        shouldRetry: ({ error }) => error instanceof Broken,
      })
    } catch (error) {
      signal?.throwIfAborted()
      throw error instanceof Broken ? unreachable(this.place, error.message) : error
    }
  }
}

const lastLine = (said: string): string => said.trim().split('\n').at(-1)?.slice(0, 200) ?? ''
