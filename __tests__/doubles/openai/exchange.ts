import type { IncomingMessage, ServerResponse } from 'node:http'
import { decompress } from 'fzstd'
import type { Ledger } from './ledger.js'
import type { RequestRecord } from './request-log.js'

/** One request and its answer, with what every route needs to know of it. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly path: string
  readonly body: Buffer
  readonly record: RequestRecord
  /** Notes a breach of protocol: `assertClean` will throw. */
  unexpected(why: string): void
}

export interface Route {
  readonly method: string
  readonly path: string | RegExp
  /** The name in the audit. */
  readonly kind: string
  handle(exchange: Exchange): Promise<void> | void
}

/** Codex compresses the bodies of model calls with zstd, which Node 20 can't read by itself. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  return request.headers['content-encoding'] === 'zstd' ? Buffer.from(decompress(body)) : body
}

export function parseObject(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString())
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

export function answer({ response }: Exchange, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}

/** An answer as it is on the wire, such as the page of a proxy. */
export interface Page {
  readonly status: number
  readonly body: string
  /** `text/html` by default. */
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
}

export function answerPage(
  { response }: Exchange,
  { status, body, type = 'text/html', headers }: Page,
): void {
  response.writeHead(status, { 'content-type': type, ...headers })
  response.end(body)
}

/**
 * Answers 401 and returns undefined unless the bearer is an account's current, unexpired access token. The
 * account header must name the same account: a mixed-up pair of token and account is never an accident.
 */
export function authenticate(exchange: Exchange, ledger: Ledger) {
  const { request, record } = exchange
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const known = ledger.byAccessToken(token)
  if (known) {
    record.account = known.grant.options.identity.account
    record.generation = known.tokens.generation
  }
  const header = request.headers['chatgpt-account-id']
  if (known && header !== undefined && header !== record.account) {
    exchange.unexpected('chatgpt-account-id names another account than the bearer')
  }
  if (known?.grant.accepts(token)) return known
  answer(exchange, 401, {
    error: { message: 'Provided authentication token is expired.', code: 'token_expired' },
    status: 401,
  })
  return undefined
}
