import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ActionError } from '../../system/errors.js'
import { HelperLost, HelperProcess } from '../../system/helper-process.js'
import { ArchiveRefused, ENTRY_FILE } from './archive.js'
import type { Answers, Order, Outcome, Question } from './orders.js'

type Env = Readonly<Record<string, string | undefined>>

/** A sealed entry that was fetched, or why it was not unpacked. */
export type Restored = { readonly sealed: Buffer } | { readonly refusal: ArchiveRefused }

interface CacheProcessOptions {
  /** Where the private directory is made. */
  readonly parent: string
  /** A compiled module that calls `serveCache`. */
  readonly module: string
  readonly env: Env
  /** Milliseconds after which an order ends the process. */
  readonly orderMs: number
}

/**
 * A process with @actions/cache in it, in a private directory that goes with it. In our own process the client
 * would take its directory and PATH from process.env, hand all our inputs on to tar, print what it does, and
 * might never end a call that has lost its connection (src of @actions/cache 6.3 and @actions/http-client 4.0).
 */
export class CacheProcess {
  private constructor(
    private readonly client: HelperProcess<Order, Answers>,
    private readonly directory: string,
  ) {}

  static async start({ parent, module, env, orderMs }: CacheProcessOptions): Promise<CacheProcess> {
    const directory = await mkdtemp(join(parent, 'codex-auth-cache-'))
    const bin = join(directory, 'bin')
    await Promise.all([mkdir(join(directory, 'work')), mkdir(bin)])
    // The client must find a `tar`, but starts no program (startNoPrograms). It finds no `zstd`, so it compresses with gzip
    // on every runner. The cache's version depends on that.
    for (const name of ['tar', 'tar.exe']) await writeFile(join(bin, name), '', { mode: 0o700 })
    const client = new HelperProcess<Order, Answers>({
      what: 'the Actions cache',
      module,
      cwd: join(directory, 'work'),
      env: clientEnvironment(env, bin),
      answerMs: orderMs,
    })
    client.start()
    return new CacheProcess(client, directory)
  }

  /** The key that each question finds, undefined for none. Throws `CacheUnavailable` if one was not answered. */
  async look(questions: readonly Question[]): Promise<(string | undefined)[]> {
    const answers = await this.#ask({ do: 'look', questions })
    assertAnswered(answers)
    return answers.found.map(key => (key === null ? undefined : bounded(key)))
  }

  /** Fetches the entry of a key that was found. Throws `CacheUnavailable`. */
  async restore(key: string): Promise<Restored> {
    const { found, lookups, others, fetched } = await this.#ask({ do: 'restore', key })
    if (fetched && 'content' in fetched && found[0] === key)
      return { sealed: Buffer.from(fetched.content, 'base64') }
    if (fetched && 'fault' in fetched && fetched.fault === 'cache-foreign') {
      // The client in there may still try a download again that was broken off.
      await this.client.end()
      return { refusal: new ArchiveRefused('cache-foreign') }
    }

    // The client also takes the body of an error for an archive.
    if (others.length === 0) throw unavailable(lookups, 'the entry that it named is gone, and ')
    if (!others.every(succeeded)) throw unavailable(others)
    return { refusal: new ArchiveRefused('cache-damaged') }
  }

  /** Saves the bytes. The client's answer proves nothing: it names an id even after a failed upload to the service v1. */
  async save(key: string, sealed: Buffer): Promise<Answers> {
    await writeFile(join(this.directory, 'work', ENTRY_FILE), sealed, { mode: 0o600 })
    return this.#ask({ do: 'save', key })
  }

  async end(): Promise<void> {
    await this.client.end()
    await rm(this.directory, { recursive: true, force: true, maxRetries: 3 })
  }

  #ask(order: Order): Promise<Answers> {
    return this.client.ask(order).catch(error => {
      throw error instanceof HelperLost ? new CacheUnavailable(error.message, true) : error
    })
  }
}

/** GitHub's own limit for a key. */
const LONGEST_KEY = 512

/** A key that somebody made, in printable ASCII. Keys of ours stay as they are. */
const bounded = (key: unknown): string =>
  String(key)
    .slice(0, LONGEST_KEY)
    .replace(/[^\x21-\x7e]/g, '?')

/** The variables that the client needs: none of our inputs, state and secrets. All its files are below the current directory. */
function clientEnvironment(env: Env, bin: string): Env {
  const needed =
    /^(pathext|systemroot|systemdrive|windir|home|userprofile|(https?|no|all)_proxy|node_extra_ca_certs|ssl_cert_\w+|actions_(cache|runtime|results)_\w+|github_server_url|runner_tracking_id)$/i
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => needed.test(name)))
  return { ...kept, PATH: bin, RUNNER_TEMP: '.' }
}

const succeeded = (outcome: Outcome) => typeof outcome === 'number' && outcome >= 200 && outcome < 300

/**
 * Throws if a "not found" is wrong. The client says it after every failure. But after a failure it asked again, or the
 * status shows it. If the client for v1 can't read an answer, it says it at once: there only 204 counts.
 */
function assertAnswered({ found, lookups, missing }: Answers): void {
  const nothing = found.filter(key => key === null).length
  if (nothing === 0) return
  const asExpected = lookups.length === found.length && lookups.every(succeeded)
  if (!asExpected || lookups.filter(status => status === missing).length < nothing) throw unavailable(lookups)
}

function unavailable(outcomes: readonly Outcome[], before = ''): CacheUnavailable {
  const final = outcomes.some(outcome => [400, 401, 403, 404, 422].includes(outcome as number))
  return new CacheUnavailable(before + inWords(outcomes), !final)
}

/** `it answered 503, 503, nothing` */
export function inWords(outcomes: readonly Outcome[]): string {
  const words = outcomes.map(outcome =>
    outcome === 'none' ? 'nothing' : outcome === 'cut' ? 'half' : outcome,
  )
  return words.length === 0 ? 'it was never asked' : `it answered ${words.join(', ')}`
}

/** Whether something is stored can't be known. */
export class CacheUnavailable extends ActionError {
  override readonly name: string = 'CacheUnavailable'

  /** `transient`: it may be another time. */
  constructor(
    because: string,
    readonly transient: boolean,
  ) {
    super('cache-unavailable', {
      what: `The Actions cache is out of reach: ${because}.`,
      why: 'The newest state of the login may be there, and to go on with an older one would end it.',
      remedy:
        'Run the job again later; see githubstatus.com. On a self-hosted runner, check that it reaches the cache service.',
    })
  }
}
