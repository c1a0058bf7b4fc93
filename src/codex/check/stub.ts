import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { parseJson } from '../../system/json.js'
import { readStream } from '../../system/read-stream.js'
import { ACCOUNTS, type SyntheticTokens } from './synthetic-login.js'

/** A request for a refresh. */
export interface Exchange {
  readonly refreshToken: unknown
}

export interface StubOptions {
  /** The tokens that its backend accepts; others get a 401. Asked at each request. */
  readonly current: () => SyntheticTokens
  /** Answers a request for a refresh. Without it, a refresh is refused. */
  readonly exchange?: (exchange: Exchange) => Promise<SyntheticTokens | undefined>
  /** The output items of the model's answer to a call; undefined for a 401. */
  readonly model?: (call: number) => object | undefined
}

const MOST_BYTES = 16 * 1024 * 1024
/** Hosts that are remembered. */
const MOST_HOSTS = 100

/**
 * What a Codex under check finds in OpenAI's place: token endpoint, backend and model over plain HTTP on the loopback, and
 * the proxy through which everything else would have to leave the machine. The proxy lets nothing through (docs/facts §16).
 */
export class Stub {
  /** Every request for a refresh, in order. */
  readonly exchanges: Exchange[] = []
  /** `host:port` of whatever was asked of the proxy. */
  readonly outside = new Set<string>()
  readonly #server: Server
  readonly #sockets = new Set<Duplex>()
  #modelCalls = 0

  private constructor(private readonly options: StubOptions) {
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => response.destroy())
    })
    this.#server.on('connection', socket => {
      this.#sockets.add(socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket)))
    })
    this.#server.on('connect', ({ url = '' }, socket: Duplex) => {
      this.#refuse(url)
      socket.on('error', () => undefined).end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n')
    })
    this.#server.on('upgrade', (_, socket: Duplex) => {
      socket.on('error', () => undefined).end('HTTP/1.1 426 Upgrade Required\r\ncontent-length: 0\r\n\r\n')
    })
  }

  static async start(options: StubOptions): Promise<Stub> {
    const stub = new Stub(options)
    await new Promise<void>((resolve, reject) => {
      stub.#server.once('error', reject).listen(0, '127.0.0.1', resolve)
    })
    return stub
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** The variables that lead whatever would leave the machine to this stub. */
  get proxy(): Record<string, string> {
    const url = `http://127.0.0.1:${this.port}`
    const values = { HTTPS_PROXY: url, HTTP_PROXY: url, ALL_PROXY: url, NO_PROXY: '127.0.0.1,localhost' }
    return Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) => [
        [name, value],
        [name.toLowerCase(), value],
      ]),
    )
  }

  /** config.toml for a CODEX_HOME whose Codex has only this stub. */
  get configToml(): string {
    const origin = `http://127.0.0.1:${this.port}`
    return `model_provider = "check"
openai_base_url = "${origin}/backend-api/codex"
chatgpt_base_url = "${origin}/backend-api/"

[analytics]
enabled = false

[model_providers.check]
name = "check"
base_url = "${origin}/backend-api/codex"
wire_api = "responses"
requires_openai_auth = true
supports_websockets = false
`
  }

  /** Some of the hosts that Codex asked for, besides these and its backend, which isn't a token endpoint. */
  othersThan(expected: readonly string[]): string[] {
    return [...this.outside].filter(host => !expected.includes(host) && !BACKEND_HOST.test(host)).slice(0, 3)
  }

  async close(): Promise<void> {
    const closed = new Promise<void>(resolve => this.#server.close(() => resolve()))
    this.#server.closeAllConnections()
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #refuse(host: string): void {
    if (this.outside.size < MOST_HOSTS) this.outside.add(host.slice(0, 200))
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', method = '' } = request
    if (!url.startsWith('/')) {
      this.#refuse(URL.canParse(url) ? new URL(url).host : url)
      return answer(response, 403, {})
    }
    const body = await readStream(request, { limit: MOST_BYTES })
    if (body === undefined) return void response.destroy()
    const path = url.replace(/\?.*$/s, '')
    if (path === TOKEN_PATH) return this.#exchange(body, response)

    const { access_token } = this.options.current()
    if (request.headers.authorization !== `Bearer ${access_token}`)
      return answer(response, 401, {
        error: { code: 'token_expired', message: 'The check has ended this token.' },
      })
    if (method === 'POST' && path.endsWith('/responses')) return this.#respond(response)
    answer(response, 200, BACKEND.find(([end]) => path.endsWith(end))?.[1] ?? {})
  }

  async #exchange(body: Buffer, response: ServerResponse): Promise<void> {
    const { refresh_token } = (parseJson(body.toString('utf8')) ?? {}) as { refresh_token?: unknown }
    const exchange = { refreshToken: refresh_token }
    this.exchanges.push(exchange)
    const tokens = await this.options.exchange?.(exchange)
    if (tokens) answer(response, 200, tokens)
    else
      answer(response, 401, {
        error: { code: 'refresh_token_invalidated', message: 'The check refuses it.' },
      })
  }

  #respond(response: ServerResponse): void {
    this.#modelCalls += 1
    const item = this.options.model?.(this.#modelCalls)
    if (item === undefined) {
      answer(response, 401, {})
      return
    }
    const id = `resp_check_${this.#modelCalls}`
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const send = (event: { type: string; [field: string]: unknown }) =>
      response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    send({ type: 'response.created', response: { id } })
    send({ type: 'response.output_item.done', output_index: 0, item })
    send({ type: 'response.completed', response: { id, output: [item], usage: USAGE } })
    response.end()
  }
}

/** Its backend and its metrics, under the very names that releases have (docs/facts §9): a token endpoint may get one beside. */
const BACKEND_HOST = /^(ab\.)?chatgpt\.com:443$/
/** Where the stub refreshes. */
export const TOKEN_PATH = '/oauth/token'

const BACKEND: readonly (readonly [string, object])[] = [
  ['/accounts/check', ACCOUNTS],
  ['/models', { models: [] }],
]
const USAGE = {
  input_tokens: 1,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 1,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 2,
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
