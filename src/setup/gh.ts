import { parseJson } from '../system/json.js'
import { quote } from '../system/quote.js'
import { type RunResult, succeeded } from '../system/run.js'
import type { Context } from './context.js'
import { type Call, call, change, insist, shown } from './program.js'
import { SetupRefused } from './refused.js'

export interface Reply {
  readonly status: number
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Undefined if it is not JSON. */
  readonly body: unknown
  readonly text: string
}

/** `gh` exits so where nobody is logged in. */
const NOT_LOGGED_IN = 4

/** GitHub, as the person's own `gh` reaches it: with their login, host and proxy. */
export class Gh {
  readonly #env: Readonly<Record<string, string>>

  /** `host`: github.com, or that of a GitHub Enterprise Server. */
  constructor(
    private readonly context: Context,
    readonly host: string,
  ) {
    this.#env = {
      GH_HOST: host,
      GH_PROMPT_DISABLED: '1',
      GH_NO_UPDATE_NOTIFIER: '1',
      NO_COLOR: '1',
      CLICOLOR: '0',
    }
  }

  /** Any status is an answer. @throws SetupRefused without one */
  async get(path: string): Promise<Reply> {
    const request = this.#call(['api', '-i', path])
    return replyOf(await call(this.context, request), request)
  }

  /** A request that changes something, with its fields; undefined in a dry run. */
  async send(
    method: 'PUT' | 'POST',
    path: string,
    fields: Readonly<Record<string, unknown>>,
  ): Promise<Reply | undefined> {
    // Its body comes on stdin, because fields of `gh api` can't be nested.
    const body = JSON.stringify(fields)
    const request = this.#call(['api', '-i', '-X', method, path, '--input', '-'], body)
    const result = await change(this.context, request, body)
    return result && replyOf(result, request)
  }

  /** The value goes to `gh` on its standard input: never in an argument, a variable or a file. */
  async setSecret(
    name: string,
    value: string | Buffer,
    { repository, environment, words }: SecretPlace,
  ): Promise<void> {
    const place = ['--repo', repository, ...(environment ? ['--env', environment] : [])]
    await insist(this.context, this.#call(['secret', 'set', name, ...place], value), words)
  }

  /** Starts a workflow of the default branch; undefined in a dry run. */
  runWorkflow(
    file: string,
    options: { repository: string; ref: string; inputs: Readonly<Record<string, string>> },
  ) {
    const { repository, ref, inputs } = options
    const fields = Object.entries(inputs).flatMap(([name, value]) => ['-f', `${name}=${value}`])
    return change(
      this.context,
      this.#call(['workflow', 'run', file, '--repo', repository, '--ref', ref, ...fields]),
    )
  }

  #call(args: readonly string[], input?: string | Buffer): Call {
    return { file: 'gh', args, env: this.#env, ...(input === undefined ? {} : { input }) }
  }
}

export interface SecretPlace {
  readonly repository: string
  readonly environment: string | undefined
  /** The kind of value, for the line that is printed. */
  readonly words: string
}

/** `gh api -i` prints status line, headers, a blank line and the body, whatever the status. */
function replyOf(result: RunResult, request: Call): Reply {
  const printed = result.stdout.toString()
  const status = Number(/^HTTP\/[\d.]+ (\d{3})/.exec(printed)?.[1])
  if (!status)
    throw result.how === 'exited' && result.code === NOT_LOGGED_IN ? notLoggedIn() : noAnswer(request, result)
  const end = /\r?\n\r?\n/.exec(printed)
  const head = end ? printed.slice(0, end.index) : printed
  const text = end ? printed.slice(end.index + end[0].length) : ''
  const headers = head
    .split(/\r?\n/)
    .slice(1)
    .map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()])
  return { status, headers: Object.fromEntries(headers), body: parseJson(text), text }
}

const notLoggedIn = () =>
  new SetupRefused('setup-tool', {
    what: '`gh` is not logged in.',
    why: 'The set-up reaches GitHub with it. Nothing was changed.',
    remedy: 'Run `gh auth login --scopes repo,workflow`, then this command again.',
  })

const noAnswer = (request: Call, result: RunResult) =>
  new SetupRefused('setup-tool', {
    what: `\`${shown(request)}\` got no answer: ${quote(result.stderr.toString(), 400) || 'it said nothing'}`,
    why: 'The set-up reaches GitHub with it. Earlier steps stay done.',
    remedy: 'Try `gh api user`. Once that works, run the same command again.',
  })

/** GitHub's own words for a refusal. */
export const messageOf = ({ body, status }: Reply): string => {
  const message = (body as { message?: unknown } | undefined)?.message
  return `${status}${typeof message === 'string' ? `, ${quote(message)}` : ''}`
}

export { succeeded }
