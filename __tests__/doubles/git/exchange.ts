import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Access } from './access.js'
import { plain } from './answers.js'
import type { Backend } from './backend.js'
import { type Faults, inWords } from './faults.js'
import { noteBody, startRecord } from './record.js'
import { type Route, routeOf } from './route.js'
import type { Answer, Delay, GitRequest, How } from './types.js'

/** All that one request needs to know of the server. */
export interface Desk {
  readonly access: Access
  readonly backend: Backend
  readonly faults: Faults
  readonly requests: GitRequest[]
  readonly unexpected: string[]
  /** What git's environment has besides. */
  readonly env: () => Record<string, string>
  /** Milliseconds since the epoch, by the server's clock. */
  readonly now: () => number
  readonly closing: AbortSignal
}

/** One request from its first byte to its answer, or to what it met instead of one. */
export async function exchange(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { access, faults, requests, unexpected } = desk
  const url = new URL(request.url ?? '/', 'http://localhost')
  const route = routeOf(request.method ?? '', url)
  const caller = access.caller(request.headers.authorization)
  const record = startRecord(request, url.pathname, route, caller)
  requests.push(record)
  response.once('close', () => {
    record.endedAt = Date.now()
  })
  const body = await readBody(request)
  if (!route) {
    unexpected.push(`${request.method} ${url.pathname}${url.search}`)
    return send(desk, response, record, plain(404, 'Not Found'))
  }
  const noteAnswer = noteBody(record, body)
  const met = faults.met(record)
  if (met.length > 0) record.fault = met.map(inWords).join(' + ')
  await pass(desk, met, 'delay')
  const end = met.find(how => typeof how === 'string' || 'status' in how || 'sendOn' in how)
  if (end === 'hang') return
  if (end === 'cut-before') return void response.destroy()
  if (typeof end === 'object' && 'status' in end) return send(desk, response, record, refusal(end))
  if (typeof end === 'object' && 'sendOn' in end) {
    const location = end.sendOn(url.pathname + url.search)
    return send(desk, response, record, plain(end.as ?? 301, 'Moved', { location }))
  }
  const refused = access.refusal(caller, route.repository, route.kind)
  const answer = refused ?? (await act(desk, route, request, body, record))
  noteAnswer(answer)
  await pass(desk, met, 'delayReply')
  if (end === 'drop-reply') return void response.destroy()
  if (end === 'half-reply') return sendHalf(desk, response, answer)
  send(desk, response, record, answer)
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const act = (
  { backend, env }: Desk,
  { path, query }: Route,
  { headers }: IncomingMessage,
  body: Buffer,
  { method, protocol, encoding, as: user }: GitRequest,
): Promise<Answer> => {
  const contentType = headers['content-type'] ?? ''
  return backend.answer({ method, path, query, contentType, encoding, protocol, user, body, env: env() })
}

/** Waits for every delay of that name; throws once the server closes. */
async function pass({ closing }: Desk, met: readonly How[], name: 'delay' | 'delayReply'): Promise<void> {
  for (const how of met) {
    if (typeof how !== 'object' || !(name in how)) continue
    const delay = (how as Record<typeof name, Delay>)[name]
    if (typeof delay === 'number') await sleep(delay, undefined, { signal: closing })
    else await Promise.race([delay.catch(() => undefined), aborted(closing)])
  }
  closing.throwIfAborted()
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))

function send(desk: Desk, response: ServerResponse, record: GitRequest, answer: Answer): void {
  // Nobody is told what a client that went away was to be told.
  if (response.closed) return
  record.status = answer.status
  head(desk, response, answer).end(answer.body)
}

function sendHalf(desk: Desk, response: ServerResponse, answer: Answer): void {
  const half = answer.body.subarray(0, answer.body.length >> 1)
  head(desk, response, answer).write(half, () => response.destroy())
}

function head({ now }: Desk, response: ServerResponse, { status, headers, body }: Answer): ServerResponse {
  const date = new Date(now()).toUTCString()
  return response.writeHead(status, { ...headers, date, 'content-length': body.length })
}

function refusal({ status, retryAfter, message }: Extract<How, { status: number }>): Answer {
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  return plain(status, message ?? `lab fault ${status}`, headers)
}
