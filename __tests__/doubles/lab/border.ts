import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { isNobody, OutsideReached, proxiedBy } from './loopback.js'

/** The proxy that stops everything that processes of a lab would send to other machines. */
export interface Border {
  /** The variables that lead them here. */
  readonly env: Record<string, string>
  /** @throws OutsideReached if one of them tried to leave */
  assertClean(): void
  close(): Promise<void>
}

/**
 * An HTTP proxy on the loopback that lets nobody through.
 * @param onCrossing called at each attempt to reach a host that could exist
 */
export async function startBorder(onCrossing: () => void): Promise<Border> {
  const crossings = new Set<string>()
  const refuse = (host: string): string => {
    if (isNobody(host.replace(/:\d+$/, ''))) return `${host} does not exist.`
    crossings.add(host)
    onCrossing()
    return new OutsideReached([host]).message
  }

  const tunnels = new Set<Duplex>()
  const server = createServer((request, response) => {
    const { url = '' } = request
    const host = URL.canParse(url) ? new URL(url).host : url
    response.writeHead(403, { 'content-type': 'text/plain' }).end(refuse(host))
  })
  server.on('connect', ({ url = '' }, socket: Duplex) => {
    tunnels.add(socket)
    socket.on('error', () => undefined).on('end', () => socket.destroy())
    socket.on('close', () => tunnels.delete(socket)).resume()
    socket.end(`HTTP/1.1 403 Forbidden\r\ncontent-type: text/plain\r\n\r\n${refuse(url)}\n`)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))

  return {
    env: proxiedBy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    assertClean() {
      if (crossings.size > 0) throw new OutsideReached([...crossings])
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const tunnel of tunnels) tunnel.destroy()
      }),
  }
}
