import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { ActionsSecrets } from '../../src/github/actions-secrets.js'
import { GithubClient } from '../../src/github/client.js'
import { credentialsFrom } from '../../src/github/credentials.js'
import type { Pace } from '../../src/github/request.js'
import { secretTarget } from '../../src/github/secret-target.js'
import { type GithubDouble, startGithub } from '../doubles/github/github.js'

const REPOSITORY = 'lab/app'
const PACE: Pace = { retries: 1, minTimeout: 5, factor: 2, maxTimeout: 20, tryTimeout: 15_000, total: 30_000 }
const target = secretTarget({ repository: REPOSITORY })
const SECRETS = '/repos/lab/app/actions/secrets'

let github: GithubDouble
let token: string
/** A server that is not GitHub: all that came there, headers and body. */
let stranger: { readonly url: string; readonly asked: string[]; close(): void }

beforeEach(async () => {
  github = await startGithub()
  github.world.addRepository(REPOSITORY)
  token = github.tokens.fineGrained({ secrets: 'write' }, [REPOSITORY])
  stranger = await startStranger()
})
afterEach(async () => {
  stranger.close()
  await github.close()
})

async function startStranger() {
  const asked: string[] = []
  const server = createServer((request, response) => {
    read(request).then(body => {
      asked.push(JSON.stringify([request.method, request.url, request.headers, body]))
      const key = Buffer.alloc(32, 1).toString('base64')
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ key_id: 'lab', key, updated_at: new Date().toISOString() }))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url, asked, close }
}

async function read(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}

const withSecrets = <T>(work: (secrets: ActionsSecrets) => Promise<T>): Promise<T> => {
  const credentials = credentialsFrom({ token })
  const client = new GithubClient({ apiUrl: github.url, credentials, mask() {}, log() {}, pace: PACE })
  return client.use(target.scope, send => work(new ActionsSecrets(send, target)))
}

const sendOn = (at: string, status: number, location?: string, times = 1) =>
  github.fault({ fault: { status, ...(location ? { headers: { location } } : {}) }, at, times })

async function refusal(work: Promise<unknown>): Promise<Error & { code: string }> {
  const error = await work.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  )
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(token)
  return error as Error & { code: string }
}

const WORK: Record<string, [string, (secrets: ActionsSecrets) => Promise<unknown>]> = {
  'the public key': ['GET /repos', secrets => secrets.publicKey()],
  'a write': ['PUT /repos', secrets => secrets.put('LAB', 'key', 'sealed lab value')],
  'a removal': ['DELETE /repos', secrets => secrets.remove('LAB')],
}

describe.each(Object.keys(WORK))('%s that is sent on', name => {
  const [at = '', work = async () => undefined] = WORK[name] ?? []

  test.each([301, 302, 303, 307, 308])(
    'to another origin is refused, and nothing comes there: %i',
    async status => {
      sendOn(at, status, `${stranger.url}${SECRETS}/public-key`)
      const error = await refusal(withSecrets(work))
      expect(stranger.asked).toEqual([])
      if (at.startsWith('GET') || status > 303) {
        expect(error.code).toBe('github-redirected')
        expect(error.message).toContain(` redirects ${at.split(' ')[0]} ${SECRETS}`)
        expect(error.message).toContain(` to ${stranger.url}.\nThe server there would get the token`)
      } else expect(error.code).toBe('github-unexpected-answer')
      expect(github.requests).toHaveLength(1)
    },
  )

  test.each([307, 308])('on the same origin is done there: %i', async status => {
    github.world.repositories.get(REPOSITORY)?.secrets.set('LAB', 'x', 0)
    const path = at.startsWith('GET') ? '/public-key' : '/LAB'
    sendOn(at, status, `${SECRETS}${path}`)
    const { key, key_id } = await withSecrets(secrets => secrets.publicKey()).catch(() => ({
      key: '',
      key_id: '',
    }))
    if (at.startsWith('GET')) expect(Buffer.from(key, 'base64')).toHaveLength(32)
    else {
      const { seal } = await import('../../src/github/sealed-box.js')
      const value = await seal(Buffer.from('lab value'), key)
      if (at.startsWith('PUT')) await withSecrets(secrets => secrets.put('LAB', key_id, value))
      else await withSecrets(secrets => secrets.remove('LAB'))
      const stored = github.world.repositories.get(REPOSITORY)?.secrets.get('LAB')?.value
      expect(stored).toBe(at.startsWith('PUT') ? 'lab value' : undefined)
    }
    expect(github.requests.map(({ as }) => as)).toEqual(github.requests.map(() => 'pat'))
  })
})

describe('a redirect', () => {
  test.each([301, 302, 303])('of a renamed repository is followed: %i', async status => {
    sendOn('GET /repos', status, `${github.url}${SECRETS}/public-key`)
    expect(await withSecrets(secrets => secrets.publicKey())).toMatchObject({ key_id: expect.any(String) })
  })

  test('without end is refused', async () => {
    sendOn('GET /repos', 301, `${SECRETS}/public-key`, 99)
    const error = await refusal(withSecrets(secrets => secrets.publicKey()))
    expect(error.code).toBe('github-redirected')
    expect(error.message).toContain('without end')
    expect(github.requests).toHaveLength(6)
  })

  test.each([
    ['no address', undefined],
    ['one that is none', 'http://['],
    ['a file', 'file:///etc/passwd'],
    ['another scheme', 'https://127.0.0.1'],
    ['data', 'data:application/json,{"key_id":"lab"}'],
  ])('to %s is refused', async (_, location) => {
    sendOn('GET /repos', 302, location)
    expect((await refusal(withSecrets(secrets => secrets.publicKey()))).code).toBe('github-redirected')
  })

  test('first here, then elsewhere, is refused, too', async () => {
    sendOn('GET /repos', 302, `${SECRETS}/public-key`)
    sendOn('GET /repos', 302, `${stranger.url}/`)
    expect((await refusal(withSecrets(secrets => secrets.publicKey()))).code).toBe('github-redirected')
    expect(stranger.asked).toEqual([])
  })

  test('with a login in its address does not replace ours', async () => {
    sendOn('GET /repos', 302, `${github.url.replace('http://', 'http://user:lab@')}${SECRETS}/public-key`)
    await withSecrets(secrets => secrets.publicKey())
    expect(github.requests.map(({ as }) => as)).toEqual(['pat', 'pat'])
  })
})
