import { mkdtempSync, rmSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { lookAtEndpoint } from '../../src/codex/look-at-endpoint.js'
import { type OpenAiDouble, startOpenAi } from '../doubles/openai/openai.js'

let openai: OpenAiDouble
let dir: string
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'look-'))
  openai = await startOpenAi({ dir })
})
afterAll(async () => {
  openai.assertClean()
  await openai.close()
  rmSync(dir, { recursive: true })
})

async function at(server: Server, play: (port: number) => Promise<void>): Promise<void> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  try {
    await play((server.address() as AddressInfo).port)
  } finally {
    server.close()
  }
}

test('a host that answers: with its status, and nothing of a login was sent', async () => {
  expect(await lookAtEndpoint(openai.tokenUrl, openai.env)).toEqual({
    answers: true,
    status: 404,
    isPage: false,
  })
  openai.answerTokenEndpoint({ status: 407, body: '<html>' })
  expect(await lookAtEndpoint(openai.tokenUrl, openai.env)).toEqual({
    answers: true,
    status: 407,
    isPage: true,
  })
  expect(openai.log.map(({ method, path }) => `${method} ${path}`)).toEqual(['HEAD /', 'HEAD /'])
  expect(openai.refreshes).toEqual([])
})

test('a certificate that is not known', async () => {
  expect(await lookAtEndpoint(openai.tokenUrl, {})).toEqual({
    answers: false,
    why: expect.stringMatching(
      /^127\.0\.0\.1: its certificate is not trusted on this machine .*\([A-Z_]+\)$/,
    ),
  })
})

test('nobody listens', async () => {
  expect(await lookAtEndpoint('https://127.0.0.1:9/oauth/token', {})).toEqual({
    answers: false,
    why: '127.0.0.1: the connection is refused (ECONNREFUSED)',
  })
})

test('something else than TLS answers', () =>
  at(
    createServer(socket => void socket.end('lab\n')),
    async port => {
      const look = await lookAtEndpoint(`https://127.0.0.1:${port}/`, {})
      expect(look).toEqual({ answers: false, why: expect.stringMatching(/does not speak TLS|cut off/) })
    },
  ))

test('a proxy that is dead, and one that opens nothing; its password stays with it', async () => {
  const through = (port: number) => ({ HTTPS_PROXY: `http://lab:labsecret@127.0.0.1:${port}` })
  expect(await lookAtEndpoint('https://auth.lab.invalid/', through(9))).toEqual({
    answers: false,
    why: expect.stringMatching(
      /^auth\.lab\.invalid: the connection is refused \(ECONNREFUSED\), through the proxy 127\.0\.0\.1:9$/,
    ),
  })
  const refusing = createHttpServer().on('connect', (_, socket) => {
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
  })
  await at(refusing, async port => {
    expect(await lookAtEndpoint('https://auth.lab.invalid/', through(port))).toEqual({
      answers: false,
      why: `the proxy opens no connection to auth.lab.invalid (407), through the proxy 127.0.0.1:${port}`,
    })
  })
})

test(
  'silence ends in time',
  () =>
    at(
      createServer(() => undefined),
      async port => {
        const start = Date.now()
        expect(await lookAtEndpoint(`https://127.0.0.1:${port}/`, {})).toEqual({
          answers: false,
          why: '127.0.0.1: nothing answers',
        })
        expect(Date.now() - start).toBeLessThan(9000)
      },
    ),
  15_000,
)

test('what is no address', async () => {
  expect(await lookAtEndpoint('lab', {})).toEqual({
    answers: false,
    why: expect.stringMatching(/is not a URL/),
  })
})
