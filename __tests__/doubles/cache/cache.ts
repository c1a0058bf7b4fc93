import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Services, Values } from '../runner/types.js'
import { empty, json, strings } from './answers.js'
import { Blobs } from './blobs.js'
import { Entries, type Rights } from './entries.js'
import { kindV1, serviceV1 } from './service-v1.js'
import { kindV2, serviceV2 } from './service-v2.js'
import type { Answer, CacheEntry, CacheJob, CacheRequest, How, Kind } from './types.js'

export interface CacheDouble {
  readonly origin: string
  readonly requests: CacheRequest[]
  readonly unexpected: string[]
  /** What a job of the runner double takes as `services`; every call gives a new token. */
  environment(job?: CacheJob): Services
  /** The same as the variables that a process of that job has. */
  variables(job?: CacheJob): Values
  /** What is stored, the entry created first first. */
  readonly entries: readonly CacheEntry[]
  /** An entry that somebody stores in a run of the default branch, with the client's own version of our paths. */
  plant(key: string, bytes: Buffer, scope?: string): CacheEntry
  evict(which: (entry: CacheEntry) => boolean): void
  /** As if these had been created last: saves that were overtaken. */
  overtake(which: (entry: CacheEntry) => boolean): void
  /** The next `times` requests of that kind fail so; once, unless told. */
  fault(kind: Kind, how: How, times?: number): void
  /** Forgets the faults that are left. */
  heal(): void
  /** Breaks every connection, the hanging ones too. */
  close(): Promise<void>
  /** Throws if anything was asked that the real services don't know. */
  assertClean(): void
}

/** Of the path `login.age`, gzip, on every system (getCacheVersion in the client's lib/internal/cacheUtils.js). */
const VERSION = createHash('sha256').update('login.age|gzip|1.0').digest('hex')

/** The Actions cache on the loopback, v2 and v1 on the same entries; port 0. */
export async function startCache(): Promise<CacheDouble> {
  const entries = new Entries()
  const tokens = new Map<string, Rights>()
  const requests: CacheRequest[] = []
  const unexpected: string[] = []
  const faults: { kind: Kind; how: How; left: number }[] = []
  let origin = ''
  const blobs = new Blobs(() => origin, entries)

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!request.destroyed) unexpected.push(`the double failed: ${error}`)
      response.destroy()
    })
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '' } = request
    const url = new URL(request.url ?? '/', origin)
    const record: CacheRequest = { at: Date.now(), method, path: url.pathname, kind: 'unexpected', status: 0 }
    requests.push(record)
    response.once('finish', () => {
      record.answeredAt = Date.now()
    })
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const kind = kindOf(method, url.pathname)
    if (!kind) return send(response, record, unknown(`${method} ${url.pathname}`))
    record.kind = kind
    const version = url.searchParams.get('version') ?? strings(body, 'version')?.version
    if (version) record.version = version
    const how = faultFor(kind)
    if (how === 'silent') return
    if (how === 'cut') return void response.destroy()
    if (typeof how === 'number') return send(response, record, refusal(how))
    const answer = route(kind, url, request, body, record) ?? unknown(`a malformed ${kind}`)
    if (how === 'lost') return void response.destroy()
    if (how === 'endless') return sendEndless(response)
    send(response, record, spoilt(answer, how), how === 'half')
  }

  const kindOf = (method: string, path: string) =>
    kindV2(method, path) ?? kindV1(method, path) ?? blobs.kind(method, path)

  function route(
    kind: Kind,
    url: URL,
    { headers }: IncomingMessage,
    body: Buffer,
    record: CacheRequest,
  ): Answer | undefined {
    if (blobs.kind(record.method, url.pathname)) return blobs.handle(kind, url, headers, body)
    const rights = tokens.get(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '')
    if (!rights) return json(401, { code: 'unauthenticated', msg: 'no such token', message: 'no such token' })
    record.scope = rights.ref
    if (kindV2(record.method, url.pathname)) return serviceV2(kind, body, rights, entries, blobs)
    return serviceV1({ kind, url, headers, body }, rights, entries, blobs)
  }

  function unknown(what: string): Answer {
    unexpected.push(what)
    return empty(404)
  }

  function faultFor(kind: Kind): How | undefined {
    const fault = faults.find(fault => fault.kind === kind && fault.left > 0)
    if (fault) fault.left -= 1
    return fault?.how
  }

  function environment(job: CacheJob = {}): Services {
    const { ref = 'refs/heads/main', defaultRef = 'refs/heads/main', baseRef, grant = 'write' } = job
    const runtimeToken = `lab-cache-token-${randomBytes(16).toString('hex')}`
    const scopes = [...new Set([ref, baseRef ?? ref, defaultRef])]
    tokens.set(runtimeToken, { ref, scopes, grant })
    return {
      runtimeToken,
      resultsUrl: `${origin}/`,
      cacheUrl: `${origin}/`,
      cacheV2: job.api !== 'v1',
      ...(job.cacheMode ? { cacheMode: job.cacheMode } : {}),
    }
  }

  // Node's own server hangs up when the client does half of it; a network that has gone dead does not.
  Object.assign(server, { httpAllowHalfOpen: true })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    origin,
    requests,
    unexpected,
    environment,
    variables: job => variablesOf(environment(job)),
    get entries() {
      return entries.all
    },
    plant: (key, bytes, scope = 'refs/heads/main') => entries.plant({ key, bytes, scope, version: VERSION }),
    evict: which => entries.evict(which),
    overtake: which => entries.overtake(which),
    fault: (kind, how, times = 1) => void faults.push({ kind, how, left: times }),
    heal: () => void faults.splice(0),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
    assertClean() {
      if (unexpected.length > 0) throw new Error(`the cache double was asked for: ${unexpected.join(', ')}`)
    },
  }
}

function variablesOf({ runtimeToken = '', resultsUrl = '', cacheUrl = '', ...rest }: Services): Values {
  return {
    ACTIONS_RUNTIME_TOKEN: runtimeToken,
    ACTIONS_RESULTS_URL: resultsUrl,
    ACTIONS_CACHE_URL: cacheUrl,
    ...(rest.cacheV2 ? { ACTIONS_CACHE_SERVICE_V2: 'True' } : {}),
    ...(rest.cacheMode ? { ACTIONS_CACHE_MODE: rest.cacheMode } : {}),
  }
}

function refusal(status: number): Answer {
  const retry: Record<string, string> = status === 429 ? { 'retry-after': '60' } : {}
  return json(status, { code: 'lab', msg: `lab fault ${status}`, message: `lab fault ${status}` }, retry)
}

function spoilt(answer: Answer, how: How | undefined): Answer {
  if (how === 'garbage') return { status: 200, body: Buffer.from('<html>a proxy was here</html>') }
  if (how === 'truncate') return { ...answer, body: answer.body.subarray(0, answer.body.length >> 1) }
  if (how === 'flip') return { ...answer, body: flipped(answer.body) }
  return answer
}

/** The bytes with one bit in the middle turned. */
export function flipped(bytes: Buffer, at = bytes.length >> 1): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

async function sendEndless(response: ServerResponse): Promise<void> {
  response.writeHead(200)
  const megabyte = Buffer.alloc(1024 * 1024)
  for (let sent = 0; sent < 1024 && !response.destroyed; sent += 1)
    if (!response.write(megabyte)) await Promise.race([once(response, 'drain'), once(response, 'close')])
  response.end()
}

function send(response: ServerResponse, record: CacheRequest, answer: Answer, half = false): void {
  const { status, body, headers } = answer
  record.status = status
  // No length for 204: the real services send none.
  response.writeHead(status, { ...headers, ...(status === 204 ? {} : { 'content-length': body.length }) })
  if (!half) return void response.end(body)
  response.write(body.subarray(0, body.length >> 1), () => response.destroy())
}
