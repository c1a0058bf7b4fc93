import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

export interface ConnectProxy {
  readonly url: string
  /** `host:port` of every CONNECT, in order. */
  readonly requests: string[]
  /** Leads every CONNECT to this port on the loopback; until then none is answered. */
  leadsTo(port: number): void
  /** How many clients are connected now. */
  connections(): number
  close(): Promise<void>
}

/** An HTTP proxy that knows CONNECT alone. */
export async function startProxy(): Promise<ConnectProxy> {
  const requests: string[] = []
  const clients = new Set<Socket>()
  let target: number | undefined
  const server = createServer((_, response) => response.writeHead(405).end())
  server.on('connection', (client: Socket) => {
    clients.add(client.on('close', () => clients.delete(client)).on('error', () => undefined))
  })
  server.on('connect', (request, client) => {
    requests.push(request.url ?? '')
    // Node's server would keep its half of a connection open.
    client.on('end', () => client.destroy())
    // A socket that nobody reads from never notices that the other side is gone.
    if (target === undefined) return client.resume()
    const there = connect(target, '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'))
    client.pipe(there).pipe(client)
    there.on('error', () => client.destroy())
    there.on('close', () => client.resume())
    client.on('close', () => there.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    leadsTo(port) {
      target = port
    },
    connections: () => clients.size,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        for (const client of clients) client.destroy()
      }),
  }
}
