import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  answer,
  answerPage,
  authenticate,
  type Exchange,
  type Page,
  parseObject,
  type Route,
} from './exchange.js'
import type { Ledger } from './ledger.js'

/** What the model answers to one call. A run that uses a tool makes a second call with the tool's output. */
export type ModelAnswer = (
  | { readonly message: string }
  | { readonly reasoning: string; readonly message: string }
  /** The model runs a shell command by its tool `exec_command`. */
  | { readonly command: string; readonly yieldTimeMs?: number }
  /** Raw items of the Responses API, for tools that the double has no word for. */
  | { readonly items: readonly object[] }
  /** 429 `usage_limit_reached`: the plan's window is used up. */
  | { readonly usageLimit: true }
  /** An error, with the backend's own body if `error` is given. */
  | { readonly status: number; readonly error?: object }
  /** The server accepts and never answers. */
  | { readonly hang: true }
  /** What answers in the model's place. */
  | { readonly page: Page }
) & {
  /** ms between the items and the completion of the stream. */
  readonly delayMs?: number
  /** Once answered, the server ends this access token: the turn's next call gets a 401. */
  readonly endAccessToken?: true
}

const OK: ModelAnswer = { message: 'OK' }

/** `POST …/responses`: the model, played from a script. */
export class Model {
  /** Calls answered with a stream. */
  calls = 0
  /** The bodies of those calls, in order, for a test on what Codex sends. */
  readonly requests: Record<string, unknown>[] = []
  #script: ModelAnswer[] = []

  constructor(readonly ledger: Ledger) {}

  readonly routes: Route[] = [
    {
      method: 'GET',
      path: '/backend-api/codex/responses',
      kind: 'responses-websocket',
      // Codex tries a WebSocket first and falls back to server-sent events on 426.
      handle: exchange => answer(exchange, 426, { error: { message: 'Upgrade Required' } }),
    },
    {
      method: 'POST',
      path: '/backend-api/codex/responses',
      kind: 'responses',
      handle: exchange => this.#handle(exchange),
    },
  ]

  /** One answer a call, in order; when they are used up, every call gets the message `OK`. */
  script(answers: readonly ModelAnswer[]): void {
    this.#script = [...answers]
  }

  async #handle(exchange: Exchange): Promise<void> {
    const known = authenticate(exchange, this.ledger)
    if (!known) return
    const request = parseObject(exchange.body)
    if (!request) return exchange.unexpected('a model call whose body is no JSON object')
    const next = this.#script.shift() ?? OK
    if ('hang' in next) return
    if ('page' in next) return answerPage(exchange, next.page)
    if ('status' in next)
      return answer(exchange, next.status, { error: next.error ?? { message: 'The lab has no model.' } })
    if ('usageLimit' in next) return answer(exchange, 429, usageLimit(known.grant.options.identity.plan))
    this.calls += 1
    this.requests.push(request)
    await stream(exchange, items(next), next.delayMs ?? 0)
    if (next.endAccessToken) known.grant.endAccessToken()
    exchange.response.end()
  }
}

function items(
  next: Exclude<ModelAnswer, { hang: true } | { page: Page } | { status: number } | { usageLimit: true }>,
): readonly object[] {
  if ('items' in next) return next.items
  if ('command' in next) return [execCommand(next.command, next.yieldTimeMs ?? 8000)]
  const message = {
    type: 'message',
    role: 'assistant',
    id: id('msg'),
    content: [{ type: 'output_text', text: next.message }],
  }
  if (!('reasoning' in next)) return [message]
  return [
    { type: 'reasoning', id: id('rs'), summary: [{ type: 'summary_text', text: next.reasoning }] },
    message,
  ]
}

function execCommand(cmd: string, yieldTimeMs: number): object {
  const parameters = JSON.stringify({ cmd, yield_time_ms: yieldTimeMs })
  return {
    type: 'function_call',
    id: id('fc'),
    call_id: id('call'),
    name: 'exec_command',
    arguments: parameters,
  }
}

async function stream({ response }: Exchange, output: readonly object[], delayMs: number): Promise<void> {
  const send = (event: { type: string }) =>
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
  const responseId = id('resp')
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  send({ type: 'response.created', ...{ response: { id: responseId } } })
  output.forEach((item, index) => {
    send({ type: 'response.output_item.done', ...{ output_index: index, item } })
  })
  await sleep(delayMs)
  const usage = {
    input_tokens: 100,
    input_tokens_details: { cached_tokens: 20 },
    output_tokens: 10,
    output_tokens_details: { reasoning_tokens: 4 },
    total_tokens: 110,
  }
  send({ type: 'response.completed', ...{ response: { id: responseId, output, usage } } })
}

function usageLimit(plan: string): object {
  const resetsAt = Math.floor(Date.now() / 1000) + 3600
  return {
    error: {
      type: 'usage_limit_reached',
      message: 'The usage limit has been reached',
      plan_type: plan,
      resets_at: resetsAt,
      resets_in_seconds: 3600,
    },
  }
}

function id(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`
}
