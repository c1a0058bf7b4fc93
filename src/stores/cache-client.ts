import { type ChildProcess, fork } from 'node:child_process'
import { subscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ActionError } from '../errors.js'

/** The only file of an entry, in the current directory. The cache's version is a digest of this very string. */
const ENTRY_FILE = 'session.age'
/** A session is 48 KB at most; what is far larger is none. */
const MOST_BYTES = 256 * 1024

type Env = Readonly<Record<string, string | undefined>>

/** A question is up to 9 keys or prefixes of keys: the first that matches wins. */
export type Question = readonly string[]

type Order =
  | { readonly do: 'look'; readonly questions: readonly Question[] }
  | { readonly do: 'restore'; readonly key: string }
  | { readonly do: 'save'; readonly key: string }

/** What became of a request: its status, `cut` when the answer broke off, `none` when there was no answer. */
type Outcome = number | 'cut' | 'none'

export interface Answers {
  /** The key found by each question, null for "not found": to be believed only if the lookups are in order. */
  readonly found: readonly (string | null)[]
  readonly lookups: readonly Outcome[]
  /** The status by which this service says "not found". */
  readonly missing: 200 | 204
  /** The other requests: reservation, upload, download. */
  readonly others: readonly Outcome[]
  /** The service takes nothing from this run. */
  readonly denied: boolean
}

/**
 * A process with @actions/cache in it, in a private directory that goes with it. In our own process the client
 * would take its directory and PATH from process.env, hand all our inputs on to tar, print what it does, and
 * might never end a call that has lost its connection (src of @actions/cache 6.3 and @actions/http-client 4.0).
 */
export class CacheProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly directory: string,
    private readonly orderMs: number,
  ) {}

  /** `module` calls `serveCache`; an order that takes longer than `orderMs` milliseconds ends the process. */
  static async start(parent: string, module: string, env: Env, orderMs: number): Promise<CacheProcess> {
    const directory = await mkdtemp(join(parent, 'codex-auth-cache-'))
    const [cwd, bin] = [join(directory, 'work'), join(directory, 'bin')]
    await Promise.all([mkdir(cwd), mkdir(bin)])
    // The cache's version holds the compression, and that depends on `zstd --version`. One that says nothing
    // counts as none, so that runners with and without zstd find each other's entries.
    for (const name of ['zstd', 'zstd.cmd']) await writeFile(join(bin, name), '', { mode: 0o700 })
    const child = fork(module, {
      cwd,
      env: clientEnvironment(env, directory, bin),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    return new CacheProcess(child, directory, orderMs)
  }

  /** The key that each question finds, undefined for none. Throws `CacheUnavailable` if one was not answered. */
  async look(questions: readonly Question[]): Promise<(string | undefined)[]> {
    const answers = await this.#ask({ do: 'look', questions })
    assertAnswered(answers)
    return answers.found.map(key => key ?? undefined)
  }

  /** Fetches the entry of a key that was found. Throws `CacheUnavailable`, or `CacheDamaged` if it can't be unpacked. */
  async restore(key: string): Promise<void> {
    await rm(this.#file, { recursive: true, force: true })
    const { found, lookups, others } = await this.#ask({ do: 'restore', key })
    if (found[0] === key) return
    if (others.length === 0) throw unavailable(lookups, 'the entry that it named is gone, and ')
    throw others.every(succeeded) ? new CacheDamaged() : unavailable(others)
  }

  /** The bytes last restored; undefined if the entry did not hold our file. */
  async content(): Promise<Buffer | undefined> {
    const facts = await lstat(this.#file).catch(() => undefined)
    return facts?.isFile() && facts.size <= MOST_BYTES ? readFile(this.#file) : undefined
  }

  /** Saves the bytes. What the client answers proves nothing: a failed upload to the service v1 has an id too. */
  async save(key: string, sealed: Buffer): Promise<Answers> {
    await writeFile(this.#file, sealed, { mode: 0o600 })
    return this.#ask({ do: 'save', key })
  }

  async end(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit')
      this.child.kill('SIGKILL')
      await ended
    }
    await rm(this.directory, { recursive: true, force: true, maxRetries: 3 })
  }

  get #file(): string {
    return join(this.directory, 'work', ENTRY_FILE)
  }

  async #ask(order: Order): Promise<Answers> {
    const controller = new AbortController()
    const { signal } = controller
    const answered = once(this.child, 'message', { signal }).then(([answers]) => answers as Answers)
    const ended = 'its client ended'
    const died = once(this.child, 'exit', { signal }).then(() => ended)
    const late = sleep(this.orderMs, `there was no answer within ${this.orderMs / 1000} s`, { signal })
    const unsent = new Promise<string>(resolve => this.child.send(order, error => error && resolve(ended)))
    try {
      const first = await Promise.race([answered, died, late, unsent])
      if (typeof first === 'string') throw new CacheUnavailable(first, true)
      return first
    } finally {
      controller.abort()
    }
  }
}

/** What the client and tar need, and nothing of our inputs, state and secrets. */
function clientEnvironment(env: Env, directory: string, bin: string): Env {
  const needed =
    /^(path|pathext|comspec|systemroot|systemdrive|programfiles|windir|home|userprofile|lang|lc_\w+|(https?|no|all)_proxy|node_extra_ca_certs|ssl_cert_\w+|actions_(cache|runtime|results)_\w+|github_server_url|runner_tracking_id)$/i
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => needed.test(name)))
  const path = Object.keys(kept).find(name => name.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...kept, [path]: `${bin}${delimiter}${kept[path] ?? ''}`, RUNNER_TEMP: directory }
}

const succeeded = (outcome: Outcome) => typeof outcome === 'number' && outcome >= 200 && outcome < 300

/**
 * Throws if a "not found" is none. The client says it for every failure; but after one it has asked again, or
 * the status shows it. Of an answer that it can't read, the client for v1 says it at once: there only 204 counts.
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
        'Run the job again later; see githubstatus.com. On a self-hosted runner, check that it reaches the cache service and has `tar` and `gzip`.',
    })
  }
}

/** An entry is there and was fetched, but can't be unpacked. */
export class CacheDamaged extends ActionError {
  override readonly name = 'CacheDamaged'

  constructor() {
    super('cache-damaged', {
      what: 'The newest entry in the Actions cache was fetched, but can not be unpacked.',
      why: 'It was cut off or altered in the cache, or `tar` and `gzip` are missing here; the state of the login in it may be lost.',
      remedy:
        'Run the job again. If it stays so, log in once more (`mode: login`, or a new seed in `auth-json`): a newer login takes its place.',
    })
  }
}

/** `POST /twirp/…/GetCacheEntryDownloadURL` of the service v2, `GET …/_apis/artifactcache/cache?keys=…` of v1. */
const LOOKUP_V2 = /\/GetCacheEntryDownloadURL$/
const LOOKUP_V1 = /\/_apis\/artifactcache\/cache\?/

/** The other half, for a process of its own: does what it is ordered, one order at a time, until it is left alone. */
export function serveCache(): void {
  const requests = new Map<ClientRequest, IncomingMessage | undefined>()
  let printed = ''
  process.stdout.write = text => {
    printed += text
    return true
  }
  subscribe('http.client.request.start', message => {
    requests.set((message as { request: ClientRequest }).request, undefined)
  })
  subscribe('http.client.response.finish', message => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage }
    requests.set(request, response)
  })
  const outcomes = (lookup: boolean) =>
    [...requests].filter(([request]) => isLookup(request) === lookup).map(outcome)

  async function obey(order: Order): Promise<Answers> {
    requests.clear()
    printed = ''
    const { restoreCache, saveCache, CACHE_WRITE_DENIED_PREFIX } = await import('@actions/cache')
    // GitHub takes the first key for a prefix, too; other services only those after it.
    const find = async (question: Question, lookupOnly: boolean) =>
      (await restoreCache([ENTRY_FILE], question[0] ?? '', [...question], { lookupOnly }, true)) ?? null
    let found: (string | null)[] = []
    if (order.do === 'look') found = await Promise.all(order.questions.map(question => find(question, true)))
    else if (order.do === 'restore') found = [await find([order.key], false)]
    else await saveCache([ENTRY_FILE], order.key, undefined, true)
    const [lookups, others] = [outcomes(true), outcomes(false)]
    const missing = [...requests.keys()].some(({ path }) => LOOKUP_V1.test(path)) ? 204 : 200
    const forbidden = others.some(outcome => outcome === 401 || outcome === 403)
    const denied = forbidden || printed.includes(CACHE_WRITE_DENIED_PREFIX)
    return { found, lookups, missing, others, denied }
  }

  process.once('disconnect', () => process.exit())
  process.on('message', (order: Order) => {
    obey(order).then(
      answers => process.send?.(answers),
      () => process.exit(1),
    )
  })
}

const isLookup = ({ path }: ClientRequest) => LOOKUP_V2.test(path) || LOOKUP_V1.test(path)

function outcome([, response]: [ClientRequest, IncomingMessage | undefined]): Outcome {
  if (!response) return 'none'
  return response.complete ? (response.statusCode ?? 'none') : 'cut'
}
