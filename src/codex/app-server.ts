import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod/mini'
import { ActionError } from '../system/errors.js'
import { parseJson } from '../system/json.js'
import type { ProcessIdentity } from '../system/process-identity.js'
import { waitFor } from '../system/waits.js'
import {
  type Codex,
  type Exit,
  type FencedCodex,
  type RunningCodex,
  SETTINGS,
  type Start,
  startCodex,
  startUnfenced,
} from './process.js'
import type { Unfenced } from './unfenced.js'

/** Features that would only add requests at start-up (docs/facts#fewest-requests). */
const QUIET = ['apps', 'plugins', 'remote_plugin'].flatMap(feature => ['-c', `features.${feature}=false`])
/** Log settings for Codex beside its errors: each try of a refresh, and each of its requests. `fateOf` reads them. */
const LOGGED = 'error,codex_login::auth::manager=info,codex_http_client::client=debug'
const CLIENT = { name: 'codex-auth-action', title: 'codex-auth-action', version: '1' }
/** Kept for the classification of failures; a Codex that floods its stderr doesn't fill our memory. */
const KEPT_STDERR_LINES = 200
/** Codex waits 45 s for a token endpoint that hangs (docs/facts#endpoint-hangs-45s). */
const REPLY_MS = 60_000
/** With an expired token it then tries again, 185 s in all (tried with 0.169.0). */
const EXIT_MS = 240_000
const ABANDON_MS = 1000

const RpcError = z.object({ code: z.number(), message: z.string() })
export type Reply = { readonly result: unknown } | { readonly error: z.infer<typeof RpcError> }
export type OnNotification = (method: string, params: unknown) => void

interface Started<Process> {
  readonly process: Process
  /** The reply to the question that every start asks. */
  readonly account: Promise<Reply>
}

/**
 * `codex app-server`: JSON-RPC over stdio, an object a line (docs/facts#app-server-protocol). Every start asks it for
 * the account at once, without forcing a refresh. Its start alone refreshes a token that is about to expire or that the
 * server has ended; if we die, or close its input, while that question is not pending, it exits at once and loses such
 * a refresh; and a forced refresh not preceded by it races its start.
 */
export class AppServer<Process extends RunningCodex = RunningCodex> {
  readonly stderr: string[] = []
  readonly #waiting = new Map<number, (reply: Reply) => void>()
  #nextId = 1
  #started: Started<Process> | undefined

  protected constructor(private readonly onNotification: OnNotification = () => undefined) {}

  /** Starts one that may refresh the login, and logs how. It has no way to be killed. Throws `CannotStart`. */
  static startUnfenced(codex: Codex, right: Unfenced): Promise<AppServer> {
    const variables = { RUST_LOG: LOGGED }
    return new AppServer().begin(start => startUnfenced(codex, { ...start, variables }, right))
  }

  protected async begin(launch: (start: Start) => Promise<Process>): Promise<this> {
    const questions = [
      this.#question('initialize', { clientInfo: CLIENT }),
      { message: { method: 'initialized' } },
      this.#question('account/read', { refreshToken: false }),
    ] as const
    const process = await launch({
      args: [...SETTINGS, ...QUIET, 'app-server'],
      input: questions.map(({ message }) => line(message)).join(''),
      onStdout: text => this.#receive(text),
      onStderr: text => {
        if (this.stderr.push(text) > KEPT_STDERR_LINES) this.stderr.shift()
      },
    })
    this.#started = { process, account: questions[2].reply }
    return this
  }

  /** Rejects when it exits. */
  get ended(): Promise<never> {
    return this.#ended('its work')
  }

  get identity(): ProcessIdentity {
    return this.process.identity
  }

  /** The reply to the question that `start` asked. Its start, with a refresh if there was one, is over by then. */
  account(): Promise<Reply> {
    return this.#answered('account/read', this.#started?.account)
  }

  /** Asks and waits. Throws `AppServerEnded` if Codex exits without a reply, `AppServerStuck` after a minute. */
  request(method: string, params: object = {}): Promise<Reply> {
    const { message, reply } = this.#question(method, params)
    this.process.stdin.write(line(message))
    return this.#answered(method, reply)
  }

  /**
   * Ends it the only safe way, by closing its input: it finishes a refresh in flight, saves and exits (facts
   * §2). Never a signal: one that comes between the server's answer and the save loses the login.
   */
  async close(): Promise<Exit> {
    const { stdin, exited, leave } = this.process
    stdin.end()
    return waitFor('Codex to end', Promise.race([exited, stuck(EXIT_MS)])).catch(error => {
      leave()
      throw error
    })
  }

  protected get process(): Process {
    if (!this.#started) throw new Error('not started')
    return this.#started.process
  }

  #question(method: string, params: object): { message: object; reply: Promise<Reply> } {
    const id = this.#nextId++
    const reply = new Promise<Reply>(settle => this.#waiting.set(id, settle))
    return { message: { id, method, params }, reply }
  }

  #answered(method: string, reply: Promise<Reply> | undefined): Promise<Reply> {
    const answered = Promise.race([...(reply ? [reply] : []), this.#ended(method), stuck(REPLY_MS)])
    return waitFor(`Codex, which asks OpenAI (${method})`, answered)
  }

  #ended(during: string): Promise<never> {
    return this.process.exited.then(exit => {
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

export interface FencedOptions {
  /** More variables for its environment. */
  readonly variables?: Readonly<Record<string, string>>
  readonly onNotification?: OnNotification
}

/** One that can't refresh, so it may be killed. */
export class FencedAppServer extends AppServer<FencedCodex> {
  /** Throws `CannotStart`. */
  static start(
    codex: Codex,
    { variables = {}, onNotification }: FencedOptions = {},
  ): Promise<FencedAppServer> {
    return new FencedAppServer(onNotification).begin(start => startCodex(codex, { ...start, variables }))
  }

  /** Ends one that has nothing to lose, such as one that waits for a device login: it is killed if it does not exit. */
  async abandon(): Promise<void> {
    const { stdin, exited } = this.process
    stdin.end()
    const gone = await Promise.race([exited, sleep(ABANDON_MS, undefined, { ref: false })])
    if (!gone) this.process.kill('SIGKILL')
    await exited
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
      why: "It is what refreshes the login, so this run can't tell whether the login still works.",
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
