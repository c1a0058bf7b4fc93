import { setTimeout as sleep } from 'node:timers/promises'
import { ActionError } from '../errors.js'
import { parseJson } from '../system/json.js'
import type { ProcessIdentity } from '../system/process-identity.js'
import { type Codex, type Exit, type RunningCodex, SETTINGS, startCodex } from './process.js'

/** Features that would only add requests at start-up (facts §2, "fewest calls"). */
const QUIET = ['apps', 'plugins', 'remote_plugin'].flatMap(feature => ['-c', `features.${feature}=false`])
/** Kept for the classification of failures; a Codex that floods its stderr doesn't fill our memory. */
const KEPT_STDERR_LINES = 200
/** Codex waits 45 s for a token endpoint that hangs (facts §2). */
const REPLY_MS = 60_000
/** With an expired token it then tries again, 185 s in all (tried with 0.169.0). */
const EXIT_MS = 240_000

export interface RpcError {
  readonly code: number
  readonly message: string
}
export type Reply = { readonly result: unknown } | { readonly error: RpcError }

/** `codex app-server`: JSON-RPC over stdio, an object a line, requests strictly one after another (facts §2). */
export class AppServer {
  #nextId = 1
  #waiting: { id: number; settle: (reply: Reply) => void } | undefined

  private constructor(
    private readonly process: RunningCodex,
    readonly stderr: readonly string[],
  ) {}

  /** Starts it. With a token about to expire it begins to rotate at once, before it is asked anything. */
  static async start(codex: Codex, rotation: Readonly<Record<string, string>>): Promise<AppServer> {
    const stdout: { receive: (line: string) => void } = { receive: () => undefined }
    const stderr: string[] = []
    const process = await startCodex(codex, {
      args: [...SETTINGS, ...QUIET, 'app-server'],
      rotation,
      onStdout: line => stdout.receive(line),
      onStderr: line => {
        if (stderr.push(line) > KEPT_STDERR_LINES) stderr.shift()
      },
    })
    const server = new AppServer(process, stderr)
    stdout.receive = line => server.#receive(line)
    return server
  }

  get identity(): ProcessIdentity {
    return this.process.identity
  }

  async initialize(): Promise<void> {
    const clientInfo = { name: 'codex-auth-action', title: 'codex-auth-action', version: '1' }
    await this.request('initialize', { clientInfo })
    this.#send({ method: 'initialized' })
  }

  /** The reply to one request. Throws `AppServerEnded` if Codex exits without one, `AppServerStuck` after minutes. */
  async request(method: string, params: object = {}): Promise<Reply> {
    const id = this.#nextId++
    const reply = new Promise<Reply>(settle => {
      this.#waiting = { id, settle }
    })
    this.#send({ id, method, params })
    const ended = this.process.exited.then(exit => {
      throw new AppServerEnded(method, exit)
    })
    return Promise.race([reply, ended, stuck(REPLY_MS)])
  }

  /**
   * Ends it the only safe way, by closing its input: it finishes a refresh in flight, saves and exits (facts
   * §2). Never a signal: one that comes between the server's answer and the save loses the session.
   */
  async close(): Promise<Exit> {
    const { stdin, exited } = this.process
    stdin.end()
    return Promise.race([exited, stuck(EXIT_MS)])
  }

  #send(message: object): void {
    this.process.stdin.write(`${JSON.stringify(message)}\n`)
  }

  #receive(line: string): void {
    const message = parseJson(line) as (Reply & { id?: number }) | undefined
    if (message?.id === undefined || message.id !== this.#waiting?.id) return
    this.#waiting.settle(message)
    this.#waiting = undefined
  }
}

/** Codex's app-server exited before it answered. */
export class AppServerEnded extends ActionError {
  override readonly name = 'AppServerEnded'

  constructor(method: string, { code, signal }: Exit) {
    super('app-server-ended', {
      what: `Codex's app-server ended (${signal ?? `exit ${code}`}) before it answered \`${method}\`.`,
      why: 'It is what refreshes the login, so this run can not tell whether the login still works.',
      remedy: 'Run the job again; if it stays, check config.toml in CODEX_HOME and the `codex-version`.',
    })
  }
}

async function stuck(ms: number): Promise<never> {
  await sleep(ms, undefined, { ref: false })
  throw new AppServerStuck()
}

/** Codex's app-server doesn't end. It is left alone, and the lease stays held as long as it lives. */
export class AppServerStuck extends ActionError {
  override readonly name = 'AppServerStuck'

  constructor() {
    super('app-server-stuck', {
      what: "Codex's app-server does not answer.",
      why: 'It may still be waiting for the refreshed login, so it was not killed: that could lose the login.',
      remedy: 'Look for a `codex app-server` process on the runner; when it has ended, run the job again.',
    })
  }
}
