import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { ServerCertificate } from './certificate.js'
import { answer, type Exchange, type Route, readBody } from './exchange.js'
import type { RequestRecord } from './request-log.js'

export interface LoopbackServer {
  readonly origin: string
  readonly log: RequestRecord[]
  readonly unexpected: string[]
  /** Breaks every connection, the hanging ones too. */
  close(): Promise<void>
}

/** Serves the routes on a free port of 127.0.0.1; what no route knows is noted and answered 404. */
export async function serve(routes: readonly Route[], tls: ServerCertificate): Promise<LoopbackServer> {
  const log: RequestRecord[] = []
  const unexpected: string[] = []
  const server = createServer({ cert: tls.cert, key: tls.key }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A caller that goes away while it sends is killed Codex, not a fault of the double.
      if (!request.destroyed) unexpected.push(`the double failed: ${error}`)
      response.destroy()
    })
  })
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'https://localhost')
    const record = audit(request, response, pathname)
    log.push(record)
    const exchange: Exchange = {
      request,
      response,
      path: pathname,
      body: await readBody(request),
      record,
      unexpected: why => void unexpected.push(why),
    }
    const route = routes.find(({ method, path }) => method === request.method && matches(path, pathname))
    if (route) {
      record.kind = route.kind
      return route.handle(exchange)
    }
    exchange.unexpected(`${request.method} ${pathname}`)
    answer(exchange, 404, { detail: 'Not Found' })
  }
  server.listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    unexpected,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function audit(request: IncomingMessage, response: ServerResponse, path: string): RequestRecord {
  const record: RequestRecord = {
    at: Date.now(),
    method: request.method ?? '',
    path,
    userAgent: request.headers['user-agent'] ?? '',
    kind: 'unexpected',
    status: 0,
  }
  response.once('finish', () => {
    record.status = response.statusCode
    record.endedAt = Date.now()
  })
  return record
}

function matches(path: string | RegExp, pathname: string): boolean {
  return typeof path === 'string' ? path === pathname : path.test(pathname)
}
