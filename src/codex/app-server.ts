import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod/mini'
import { ActionError } from '../errors.js'
import { parseJson } from '../system/json.js'
import type { ProcessIdentity } from '../system/process-identity.js'
import { type Codex, type Exit, type RunningCodex, SETTINGS, startCodex } from './process.js'

/** Features that would only add requests at start-up (facts §2, "fewest calls"). */
const QUIET = ['apps', 'plugins', 'remote_plugin'].flatMap(feature => ['-c', `features.${feature}=false`])
const CLIENT = { name: 'codex-auth-action', title: 'codex-auth-action', version: '1' }
/** Kept for the classification of failures; a Codex that floods its stderr doesn't fill our memory. */
const KEPT_STDERR_LINES = 200
/** Codex waits 45 s for a token endpoint that hangs (facts §2). */
const REPLY_MS = 60_000
/** With an expired token it then tries again, 185 s in all (tried with 0.169.0). */
const EXIT_MS = 240_000
const ABANDON_MS = 1000

const RpcError = z.object({ code: z.number(), message: z.string() })
export type Reply = { readonly result: unknown } | { readonly error: z.infer<typeof RpcError> }
export type OnNotification = (method: string, params: unknown) => void

/**
 * `codex app-server`: JSON-RPC over stdio, an object a line (facts §2). Made by `start`, which asks it for the
 * account at once, without forcing a refresh. Tried with 0.169.0: its start alone refreshes a token that is
 * about to expire or that the server has ended; if we die, or close its input, while that question is not
 * pending, it exits at once and loses such a refresh; and a forced refresh not preceded by it races its start.
 */
export class AppServer {
  readonly stderr: string[] = []
  readonly #waiting = new Map<number, (reply: Reply) => void>()
  #nextId = 1
  #started: { readonly process: RunningCodex; readonly account: Promise<Reply> } | undefined

  private constructor(private readonly onNotification: OnNotification) {}

  static async start(
    codex: Codex,
    rotation: Readonly<Record<string, string>>,
    onNotification: OnNotification = () => undefined,
  ): Promise<AppServer> {
    const server = new AppServer(onNotification)
    const questions = [
      server.#question('initialize', { clientInfo: CLIENT }),
      { message: { method: 'initialized' } },
      server.#question('account/read', { refreshToken: false }),
    ] as const
    const process = await startCodex(codex, {
      args: [...SETTINGS, ...QUIET, 'app-server'],
      rotation,
      input: questions.map(({ message }) => line(message)).join(''),
      onStdout: text => server.#receive(text),
      onStderr: text => {
        if (server.stderr.push(text) > KEPT_STDERR_LINES) server.stderr.shift()
      },
    })
    server.#started = { process, account: questions[2].reply }
    return server
  }

  /** Rejects when it exits. */
  get ended(): Promise<never> {
    return this.#ended('its work')
  }

  get identity(): ProcessIdentity {
    return this.#process.identity
  }

  /** The reply to the question that `start` asked. Its start, with a refresh if there was one, is over by then. */
  account(): Promise<Reply> {
    return this.#answered('account/read', this.#started?.account)
  }

  /** Asks and waits. Throws `AppServerEnded` if Codex exits without a reply, `AppServerStuck` after a minute. */
  request(method: string, params: object = {}): Promise<Reply> {
    const { message, reply } = this.#question(method, params)
    this.#process.stdin.write(line(message))
    return this.#answered(method, reply)
  }

  /**
   * Ends it the only safe way, by closing its input: it finishes a refresh in flight, saves and exits (facts
   * §2). Never a signal: one that comes between the server's answer and the save loses the session.
   */
  async close(): Promise<Exit> {
    const { stdin, exited, leave } = this.#process
    stdin.end()
    return Promise.race([exited, stuck(EXIT_MS)]).catch(error => {
      leave()
      throw error
    })
  }

  /** Ends one that has nothing to lose, such as one that waits for a device login: killed if it does not go. */
  async abandon(): Promise<void> {
    const { exited } = this.#process
    this.#process.stdin.end()
    const gone = await Promise.race([exited, sleep(ABANDON_MS, undefined, { ref: false })])
    if (!gone) this.#process.kill('SIGKILL')
    await exited
  }

  get #process(): RunningCodex {
    if (!this.#started) throw new Error('not started')
    return this.#started.process
  }

  #question(method: string, params: object): { message: object; reply: Promise<Reply> } {
    const id = this.#nextId++
    const reply = new Promise<Reply>(settle => this.#waiting.set(id, settle))
    return { message: { id, method, params }, reply }
  }

  #answered(method: string, reply: Promise<Reply> | undefined): Promise<Reply> {
    return Promise.race([...(reply ? [reply] : []), this.#ended(method), stuck(REPLY_MS)])
  }

  #ended(during: string): Promise<never> {
    return this.#process.exited.then(exit => {
      throw new AppServerEnded(during, exit)
    })
  }

  #receive(text: string): void {
    const message = parseJson(text)
    if (typeof message !== 'object' || message === null) return
    const { id, method, params } = message as Record<string, unknown>
    if (typeof id === 'number') this.#waiting.get(id)?.(replyOf(message))
    else if (typeof method === 'string') this.onNotification(method, params)
  }
}

/** The reply in a message; one that is neither a result nor an error as JSON-RPC has it is an error too. */
export function replyOf(message: object): Reply {
  if (!('error' in message)) return { result: 'result' in message ? message.result : undefined }
  const error = RpcError.safeParse(message.error)
  return { error: error.success ? error.data : { code: 0, message: 'an error without words' } }
}

const line = (message: object): string => `${JSON.stringify(message)}\n`

async function stuck(ms: number): Promise<never> {
  await sleep(ms, undefined, { ref: false })
  throw new AppServerStuck()
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
