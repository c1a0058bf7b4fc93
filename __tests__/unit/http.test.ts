import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { Http, type HttpRequest, proxyFor } from '../../src/system/http.js'
import { readStream } from '../../src/system/read-stream.js'
import { startProxy } from '../doubles/proxy.js'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A server on the loopback that answers as it is told, and remembers who asked. */
class Machine {
  answer: Answer = (_, response) => void response.end('lab')
  readonly asked: IncomingMessage[] = []
  readonly sockets = new Set<Socket>()
  readonly #server: Server = createServer((request, response) => {
    this.asked.push(request)
    this.answer(request, response)
  }).on('connection', (socket: Socket) => {
    this.sockets.add(socket.on('close', () => this.sockets.delete(socket)))
  })

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return this
  }

  url(path = '/'): URL {
    return new URL(path, `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`)
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }
}

let here: Machine
let elsewhere: Machine
let http: Http
beforeEach(async () => {
  ;[here, elsewhere] = await Promise.all([new Machine().start(), new Machine().start()])
  http = new Http()
})
afterEach(async () => {
  await http.end()
  await Promise.all([here.close(), elsewhere.close()])
})

const request = (change: Partial<HttpRequest> = {}): HttpRequest => ({
  url: here.url(),
  headers: { accept: 'lab' },
  credentials: { origin: here.url().origin, authorization: 'Bearer lab' },
  signal: new AbortController().signal,
  follow: ({ to }) => to ?? (Promise.reject(new Error('no address')) as never),
  ...change,
})
const text = (change: Partial<HttpRequest> = {}) =>
  http.send(request(change), async ({ body }) => String(await readStream(body, { limit: 1000 })))
const sendOn =
  (location: string, status = 302): Answer =>
  (_, response) =>
    void response.writeHead(status, { location }).end()

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds() && tries < 1000; tries += 1) await sleep(5)
  expect(holds()).toBe(true)
}

describe('credentials', () => {
  test('go to their own origin, and to no other that a redirect leads to', async () => {
    here.answer = sendOn(elsewhere.url('/there').href)
    elsewhere.answer = ({ url }, response) =>
      url === '/there'
        ? sendOn('/again')(here.asked[0] as IncomingMessage, response)
        : void response.end('found')
    expect(await text()).toBe('found')
    expect(here.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer lab'])
    expect(elsewhere.asked.map(({ headers: { accept, authorization } }) => [accept, authorization])).toEqual([
      ['lab', undefined],
      ['lab', undefined],
    ])
  })

  test('are there again after a way through another origin, and are those that were given', async () => {
    const back = here.url('/back')
    back.username = 'lab'
    back.password = 'other'
    elsewhere.answer = sendOn(back.href)
    here.answer = ({ url }, response) =>
      url === '/back'
        ? void response.end('found')
        : void response.writeHead(302, { location: elsewhere.url().href }).end()
    expect(await text()).toBe('found')
    expect(here.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer lab', 'Bearer lab'])
  })

  test('for another origin are not sent at all', async () => {
    await text({ credentials: { origin: elsewhere.url().origin, authorization: 'Bearer lab' } })
    expect(here.asked[0]?.headers.authorization).toBeUndefined()
  })
})

describe('a redirect', () => {
  test('is followed as the caller says, who hears of status, place and count', async () => {
    const seen: unknown[] = []
    here.answer = sendOn('/next', 307)
    const follow: HttpRequest['follow'] = ({ status, from, to, hops }) => {
      seen.push([status, from.pathname, to?.pathname, hops])
      if (hops === 1) throw new Error('enough')
      return to as URL
    }
    await expect(text({ follow })).rejects.toThrow('enough')
    expect(seen).toEqual([
      [307, '/', '/next', 0],
      [307, '/next', '/next', 1],
    ])
  })

  test.each(['http://[', 'http://'])('to what is no address is none: %s', async location => {
    here.answer = sendOn(location)
    const follow: HttpRequest['follow'] = ({ to }) => {
      throw new Error(`to ${to}`)
    }
    await expect(text({ follow })).rejects.toThrow('to undefined')
  })

  test.each([300, 304, 305])('is not what an answer %i is', async status => {
    here.answer = sendOn('/next', status)
    expect(await http.send(request(), async answer => answer.status)).toBe(status)
  })
})

describe('a connection', () => {
  const isLost = () => here.asked[0]?.socket.destroyed === true
  const silent: Answer = () => undefined
  const half: Answer = (_, response) => void response.writeHead(200, { 'content-length': 100 }).write('half')

  test.each<[string, Answer, string]>([
    ['without an answer', silent, 'no answer in 0.3 s'],
    ['that stalls half-way', half, 'the transfer stalled'],
  ])('%s counts as lost', async (_, answer, message) => {
    here.answer = answer
    await expect(text({ stallMs: 300 })).rejects.toThrow(message)
    await until(isLost)
  })

  test.each<[string, Answer]>([
    ['before the answer', silent],
    ['half-way', half],
  ])('is ended by the signal: %s', async (_, answer) => {
    here.answer = answer
    const controller = new AbortController()
    const reading = text({ signal: controller.signal })
    await until(() => here.asked.length > 0)
    controller.abort(new Error('lab: cancelled'))
    await expect(reading).rejects.toThrow('lab: cancelled')
    await until(isLost)
  })

  test('that breaks off is an error', async () => {
    here.answer = (_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy())
    }
    await expect(text()).rejects.toThrow(/closed|terminated|reset/)
  })

  test('is kept for the next request, and nothing is left after the end', async () => {
    await text()
    // undici waits for one turn of the event loop: a server might close what it has said to keep.
    await sleep(20)
    await text()
    expect(here.asked).toHaveLength(2)
    expect(here.sockets.size).toBe(1)
    await http.end()
    await until(() => here.sockets.size === 0)
  })

  test('whose body nobody reads is closed', async () => {
    here.answer = (_, response) => {
      response.writeHead(200)
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(1 << 16)));
        response.once('drain', more)
      }
      more()
    }
    expect(await http.send(request(), async ({ status }) => status)).toBe(200)
    await until(isLost)
  })

  test('to a proxy that does not answer is ended by the signal, and closed at the end', async () => {
    const proxy = await startProxy()
    process.env.http_proxy = proxy.url
    try {
      const controller = new AbortController()
      const asking = text({ url: new URL('http://github.lab.invalid/'), signal: controller.signal })
      await until(() => proxy.requests.length > 0)
      controller.abort(new Error('lab: cancelled'))
      await expect(asking).rejects.toThrow('lab: cancelled')
      await http.end()
      await until(() => proxy.connections() === 0)
    } finally {
      delete process.env.http_proxy
      await proxy.close()
    }
  })
})

describe('the proxy', () => {
  const env = { https_proxy: 'http://one.example:1', http_proxy: 'http://two.example:2' }

  test.each([
    ['https://api.github.com/', env, 'http://one.example:1'],
    ['http://mirror.example/', env, 'http://two.example:2'],
    ['https://api.github.com/', { HTTPS_PROXY: 'http://one.example:1' }, 'http://one.example:1'],
    ['https://api.github.com/', { https_proxy: '', HTTPS_PROXY: 'http://x.example' }, 'http://x.example'],
    ['https://api.github.com/', { ...env, HTTPS_PROXY: 'http://x.example' }, 'http://one.example:1'],
    ['https://api.github.com/', { https_proxy: 'proxy.example:3128' }, 'http://proxy.example:3128'],
    ['https://api.github.com/', { http_proxy: 'http://two.example:2' }, undefined],
    ['https://api.github.com/', {}, undefined],
  ])('for %s with %j is %s', (url, env, proxy) => expect(proxyFor(new URL(url), env)).toBe(proxy))

  test.each([
    ['example.com', 'https://example.com/', true],
    ['example.com', 'https://ghes.example.com/', true],
    ['.example.com', 'https://ghes.example.com/', true],
    ['.example.com', 'https://example.com/', false],
    ['example.com', 'https://notexample.com/', false],
    ['other.example, EXAMPLE.COM ', 'https://ghes.Example.com/', true],
    ['example.com:8443', 'https://example.com:8443/', true],
    ['example.com:8443', 'https://example.com/', false],
    ['example.com:443', 'https://example.com/', true],
    ['*', 'https://example.com/', true],
    ['', 'https://example.com/', false],
    [',', 'https://example.com/', false],
    ['', 'http://127.0.0.1:8080/', true],
    ['', 'https://localhost/', true],
    ['', 'http://[::1]/', true],
    ['', 'http://127.0.0.1.example/', false],
  ])('no_proxy=%s, %s: passed by %s', (no_proxy, url, passedBy) =>
    expect(proxyFor(new URL(url), { ...env, no_proxy }) === undefined).toBe(passedBy),
  )
})
