import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { faultsOfAnswer, faultsOfRequest, type Matched, match } from './description.js'
import { type Fault, Faults, type Trouble } from './faults.js'
import type { Jobs } from './jobs.js'
import { type Answer, operations } from './operations.js'
import { denial } from './permissions.js'
import { Tokens } from './tokens.js'
import { World } from './world.js'

/** One request, for a test to look at. Holds no token. */
export interface RequestRecord {
  readonly method: string
  readonly path: string
  /** GitHub's operationId. */
  readonly operation: string
  /** Whose token it was: `pat`, `GITHUB_TOKEN`, `app 7`, `installation 1`, or `nobody`. */
  readonly as: string
  /** 0 while unanswered. */
  status: number
}

export interface GithubDouble {
  /** GITHUB_API_URL. */
  readonly url: string
  readonly world: World
  /** The jobs of `world`. */
  readonly jobs: Jobs
  readonly tokens: Tokens
  readonly requests: RequestRecord[]
  fault(trouble: Trouble): void
  /** From now on a list of repositories shows this many fewer than it counts, as to a token that may not see all. */
  hideRepositories(count: number): void
  /** Milliseconds by which this GitHub's clock goes on at once. */
  advance(ms: number): void
  /** Throws if a request or an answer did not fit GitHub's description of its API. */
  assertClean(): void
  close(): Promise<void>
}

export interface GithubOptions {
  /** The path of the API: `/api/v3` on a GitHub Enterprise Server. */
  readonly prefix?: string
}

/** A GitHub on the loopback with just the endpoints that this action uses, strict in what it takes. */
export async function startGithub({ prefix = '' }: GithubOptions = {}): Promise<GithubDouble> {
  let ahead = 0
  const now = () => Date.now() + ahead
  const world = new World(now)
  const tokens = new Tokens(now)
  const faults = new Faults()
  const requests: RequestRecord[] = []
  const breaches: string[] = []

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      breaches.push(`the double failed: ${error}`)
      response.destroy()
    })
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '/' } = request
    const { pathname, searchParams: query } = new URL(url, 'http://localhost')
    const body = await readBody(request)
    const matched = pathname.startsWith(`${prefix}/`)
      ? match(method, pathname.slice(prefix.length))
      : undefined
    const bearer = tokens.known(/^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')
    const record = {
      method,
      path: pathname,
      operation: matched?.id ?? '?',
      as: bearer?.label ?? 'nobody',
      status: 0,
    }
    requests.push(record)
    if (!matched) {
      breaches.push(`${method} ${pathname} is not in the description`)
      response.writeHead(404).end()
      return
    }
    const place = `${method} ${pathname}`
    const wrong = [...faultsOfHeaders(request, body), ...faultsOfRequest(matched, query, body)]
    breaches.push(...wrong.map(what => `${place}: ${what}`))
    const fault = faults.next(method, pathname)
    if (fault === 'silent') return
    if (fault === 'reset') return void response.destroy()
    const answer = answerTo(matched, fault)
    breaches.push(
      ...faultsOfAnswer(matched, answer.status, answer.body).map(what => `answer to ${place}: ${what}`),
    )
    if (fault === 'lost-reply') return void response.destroy()
    record.status = answer.status
    send(response, answer, new Date(now()), fault)

    function answerTo({ id, path }: Matched, fault: Fault | undefined): Answer & { accepted?: string } {
      if (typeof fault === 'object') return refusal(fault.status, fault.message ?? `fault ${fault.status}`)
      const denied = denial(world, bearer, id, path)
      if (denied || !bearer) return { ...refusal(denied?.status ?? 401, denied?.message ?? ''), ...denied }
      const given = body.length > 0 ? JSON.parse(body.toString()) : {}
      const call = { path, query, body: given, bearer, world, tokens, pretend: fault === 'pretend' }
      return operations[id]?.(call) ?? refusal(500, `no operation ${id}`)
    }
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    world,
    jobs: world.jobs,
    tokens,
    requests,
    fault: trouble => faults.add(trouble),
    hideRepositories(count) {
      world.hidden = count
    },
    advance(ms) {
      ahead += ms
    },
    assertClean() {
      if (breaches.length > 0) throw new Error(`GitHub's double saw:\n${breaches.join('\n')}`)
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const refusal = (status: number, message: string): Answer => ({
  status,
  body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
})

/** What GitHub demands of every request, or its documentation asks for. */
function faultsOfHeaders({ headers }: IncomingMessage, body: Buffer): string[] {
  const wrong: string[] = []
  if (!headers['user-agent']) wrong.push('no user-agent')
  if (headers.accept !== 'application/vnd.github+json') wrong.push(`accept ${headers.accept}`)
  if (headers['x-github-api-version'] !== '2022-11-28') wrong.push('no x-github-api-version')
  if (body.length > 0 && !/^application\/json\b/.test(headers['content-type'] ?? ''))
    wrong.push('body without JSON type')
  return wrong
}

function send(
  response: ServerResponse,
  { status, body, accepted }: Answer & { accepted?: string },
  date: Date,
  fault?: Fault,
): void {
  response.setHeader('date', date.toUTCString())
  if (accepted) response.setHeader('x-accepted-github-permissions', accepted)
  if (typeof fault === 'object')
    for (const [name, value] of Object.entries(fault.headers ?? {})) response.setHeader(name, value)
  if (fault === 'garbage')
    return void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Sign in</p>')
  if (body === undefined) return void response.writeHead(status).end()
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}
