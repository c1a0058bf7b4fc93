import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { GithubClient } from '../../src/github/client.js'
import { type CredentialInputs, credentialsFrom } from '../../src/github/credentials.js'
import type { Pace } from '../../src/github/request.js'
import { sender } from '../../src/github/request.js'
import { secretTarget } from '../../src/github/secret-target.js'
import { type GithubDouble, startGithub } from '../doubles/github/github.js'

const REPOSITORY = 'lab/app'
const GET_REPO = 'GET /repos/{owner}/{repo}'
const PATH = { owner: 'lab', repo: 'app' }
const { scope } = secretTarget({ repository: REPOSITORY })
/** The times are far beyond what a loaded machine needs: a request is sent again only where a test makes it so. */
const PACE: Pace = { retries: 3, minTimeout: 5, factor: 2, maxTimeout: 20, tryTimeout: 15_000, total: 30_000 }

let github: GithubDouble
let lines: string[]
let masked: string[]

beforeEach(async () => {
  github = await startGithub()
  github.world.addRepository(REPOSITORY, { environments: ['production'] })
  lines = []
  masked = []
})
afterEach(async () => {
  await github.close()
  github.assertClean()
})

const client = (inputs: CredentialInputs, pace = PACE, apiUrl = github.url) =>
  new GithubClient({
    apiUrl,
    credentials: credentialsFrom(inputs),
    mask: value => masked.push(value),
    log: line => lines.push(line),
    pace,
  })

const pat = () => github.tokens.fineGrained({ secrets: 'write' }, [REPOSITORY])
const statuses = () => github.requests.map(({ status }) => status)

/** The error of something that must fail, after a search of all of it for tokens. */
async function failure(work: Promise<unknown>, ...secrets: string[]): Promise<Error & { code: string }> {
  const error = await work.then(
    () => {
      throw new Error('it did not fail')
    },
    error => error,
  )
  const all = inspect(error, { depth: 20, showHidden: true }) + (error.stack ?? '') + lines.join('\n')
  for (const secret of [...github.tokens.values(), ...masked, ...secrets]) expect(all).not.toContain(secret)
  return error
}

describe('A request', () => {
  test('is answered with data and the time at GitHub', async () => {
    const reply = await client({ token: pat() }).use(scope, send => send(GET_REPO, PATH))
    expect(reply).toMatchObject({ status: 200, data: { full_name: REPOSITORY } })
    expect(Math.abs((reply.date ?? 0) - Date.now())).toBeLessThan(20_000)
  })

  test('goes to a GitHub Enterprise Server under its path', async () => {
    const server = await startGithub({ prefix: '/api/v3' })
    server.world.addRepository(REPOSITORY)
    const token = server.tokens.classic('repo')
    await client({ token }, PACE, `${server.url}/`).use(scope, send => send(GET_REPO, PATH))
    expect(server.requests).toMatchObject([{ path: '/api/v3/repos/lab/app', status: 200, as: 'classic' }])
    server.assertClean()
    await server.close()
  })

  test.each([
    ['500', { status: 500 }],
    ['502', { status: 502 }],
    ['429 with retry-after', { status: 429, headers: { 'retry-after': '0' } }],
    ['a secondary limit by header', { status: 403, headers: { 'retry-after': '0' } }],
    ['a primary limit', { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' } }],
    ['a dropped line', 'reset'],
    ['a lost reply', 'lost-reply'],
    ['no answer in time', 'silent'],
  ] as const)('is sent again after %s', async (_, fault) => {
    github.fault({ fault, at: 'GET /repos', times: 2 })
    const pace = fault === 'silent' ? { ...PACE, tryTimeout: 1000 } : PACE
    const reply = await client({ token: pat() }, pace).use(scope, send => send(GET_REPO, PATH))
    expect(reply.status).toBe(200)
    expect(github.requests).toHaveLength(3)
    expect(lines).toHaveLength(2)
  })

  test('waits as long as GitHub asks', async () => {
    github.fault({ fault: { status: 429, headers: { 'retry-after': '1' } }, at: 'GET /repos' })
    const start = performance.now()
    await client({ token: pat() }).use(scope, send => send(GET_REPO, PATH))
    expect(performance.now() - start).toBeGreaterThan(990)
  })

  test.each([
    ['says how long', { status: 429, headers: { 'retry-after': '3600' } }],
    ['says only that it is one', { status: 403, message: 'You have exceeded a secondary rate limit.' }],
  ])('is given up at once at a limit that lasts longer than the total and %s', async (_, fault) => {
    github.fault({ fault, at: 'GET /repos' })
    const error = await failure(client({ token: pat() }).use(scope, send => send(GET_REPO, PATH)))
    expect(error.code).toBe('github-rate-limited')
    expect(statuses()).toEqual([fault.status])
  })

  test.each([403, 404, 422])('is not sent again after %d', async status => {
    github.fault({ fault: { status, message: 'no' }, at: 'GET /repos', times: 9 })
    const error = await failure(client({ token: pat() }).use(scope, send => send(GET_REPO, PATH)))
    expect(error).toMatchObject({ code: 'github-refused', status })
    expect(github.requests).toHaveLength(1)
  })

  test('fails after its tries', async () => {
    github.fault({ fault: { status: 503 }, at: 'GET /repos', times: 9 })
    const error = await failure(client({ token: pat() }).use(scope, send => send(GET_REPO, PATH)))
    expect(error.code).toBe('github-unreachable')
    expect(error.message).toContain('GET /repos/lab/app failed, and so did trying again: it answered 503.')
    expect(statuses()).toEqual([503, 503, 503, 503])
  })

  test('fails at its total time, however many tries are left', async () => {
    github.fault({ fault: 'silent', at: 'GET /repos', times: 99 })
    const pace = { ...PACE, retries: 99, tryTimeout: 250, total: 700 }
    const start = performance.now()
    const error = await failure(client({ token: pat() }, pace).use(scope, send => send(GET_REPO, PATH)))
    expect(error.code).toBe('github-unreachable')
    expect(error.message).toContain('no answer in time')
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  test('says why nothing is there', async () => {
    const gone = github.url
    await github.close()
    const error = await failure(
      client({ token: 'ghp_labx1' }, PACE, gone).use(scope, s => s(GET_REPO, PATH)),
      'labx1',
    )
    expect(error).toMatchObject({ code: 'github-unreachable' })
    expect(error.message).toContain('ECONNREFUSED')
  })

  test('goes through the proxy of the environment', async () => {
    const hosts: string[] = []
    const proxy = createServer().on('connect', (request, socket) => {
      hosts.push(request.url ?? '')
      const upstream = connect(Number(new URL(github.url).port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        upstream.pipe(socket).pipe(upstream)
      })
      for (const end of [socket, upstream]) end.on('error', () => end.destroy())
    })
    await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
    const before = process.env.http_proxy
    process.env.http_proxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    try {
      await client({ token: pat() }, PACE, 'http://github.lab.invalid').use(scope, s => s(GET_REPO, PATH))
    } finally {
      if (before === undefined) delete process.env.http_proxy
      else process.env.http_proxy = before
      proxy.closeAllConnections()
      await new Promise<void>(resolve => proxy.close(() => resolve()))
    }
    expect(hosts).toEqual(['github.lab.invalid:80'])
    expect(statuses()).toEqual([200])
  })
})

describe('A token', () => {
  test('that is wrong is said to be', async () => {
    const error = await failure(
      client({ token: 'ghp_labwrong99' }).use(scope, send => send(GET_REPO, PATH)),
      'labwrong99',
    )
    expect(error.code).toBe('github-token-refused')
    expect(github.requests).toMatchObject([{ as: 'nobody', status: 401 }])
  })

  test('that a server quotes is not repeated', async () => {
    const token = pat()
    github.fault({ fault: { status: 403, message: `no ${token}\n::stop` }, at: 'GET /repos' })
    const error = await failure(client({ token }).use(scope, send => send(GET_REPO, PATH)))
    expect(error.message).toContain('no *** ::stop')
  })

  test('that no header can hold is not quoted, by fetch or by us', async () => {
    const token = 'ghp_labbroken\nin two'
    expect(() => credentialsFrom({ token })).toThrow('holds something that is not a token')
    const wire = { apiUrl: github.url, pace: { ...PACE, retries: 0 }, log() {} }
    await failure(sender(wire, token)(GET_REPO, PATH), 'ghp_labbroken', 'in two')
  })

  test('may have white space around it', async () => {
    await client({ token: ` ${pat()}\n` }).use(scope, send => send(GET_REPO, PATH))
    expect(statuses()).toEqual([200])
  })

  test.each([
    [{}, 'token'],
    [{ token: ' ' }, 'token'],
    [{ token: 't', 'app-id': '7' }, 'app-private-key'],
    [{ token: 't', 'app-private-key': 'k' }, 'app-id'],
  ])('or an App must be whole: %j', (inputs, name) => {
    expect(() => credentialsFrom(inputs)).toThrow(`\`${name}\` is missing`)
  })
})

describe('An App', () => {
  const install = () =>
    github.tokens.addApp({ permissions: { secrets: 'write', contents: 'write' }, repositories: [REPOSITORY] })
  const inputs = (app: { id: number; privateKey: string }) => ({
    'app-id': String(app.id),
    'app-private-key': app.privateKey,
  })
  const operations = () => github.requests.map(({ operation }) => operation.replace(/^apps\//, ''))
  const LIFE = [
    'get-repo-installation',
    'create-installation-access-token',
    'repos/get',
    'revoke-installation-access-token',
  ]

  test('works with a token of the least rights, which is masked, and revoked afterwards', async () => {
    github.world.addRepository('lab/other')
    await client(inputs(install())).use(scope, send => send(GET_REPO, PATH))
    expect(operations()).toEqual(LIFE)
    expect(github.tokens.installationTokens()).toMatchObject([
      { permissions: { secrets: 'write' }, repositories: [REPOSITORY], revoked: true },
    ])
    expect(masked).toEqual(expect.arrayContaining(github.tokens.values()))
  })

  test('has its token revoked when the work fails', async () => {
    const work = client(inputs(install())).use(scope, () => Promise.reject(new Error('mine')))
    await expect(work).rejects.toThrow('mine')
    expect(github.tokens.installationTokens()).toMatchObject([{ revoked: true }])
  })

  test('takes no second revocation for a failure, nor one that stays down', async () => {
    github.fault({ fault: 'lost-reply', at: 'DELETE /installation/token' })
    await client(inputs(install())).use(scope, send => send(GET_REPO, PATH))
    expect(lines.join()).not.toContain('could not be revoked')
    github.fault({ fault: { status: 500 }, at: 'DELETE /installation/token', times: 9 })
    await client(inputs(install())).use(scope, send => send(GET_REPO, PATH))
    expect(lines.join()).toContain('could not be revoked')
  })

  test.each([
    ['with \\n for line ends', (pem: string) => pem.replaceAll('\n', '\\n')],
    ['with CRLF and blanks around', (pem: string) => `\n ${pem.replaceAll('\n', '\r\n')} `],
  ])('may have a key %s', async (_, change) => {
    const app = install()
    await client(inputs({ ...app, privateKey: change(app.privateKey) })).use(scope, s => s(GET_REPO, PATH))
    expect(operations()).toEqual(LIFE)
  })

  test('may have a PKCS#8 key', async () => {
    const { createPrivateKey } = await import('node:crypto')
    const app = install()
    const pem = createPrivateKey(app.privateKey).export({ type: 'pkcs8', format: 'pem' })
    await client(inputs({ ...app, privateKey: String(pem) })).use(scope, s => s(GET_REPO, PATH))
    expect(operations()).toEqual(LIFE)
  })

  test.each([
    ['no key', () => 'nonsense'],
    ['half a key', (pem: string) => pem.slice(0, 900)],
    [
      'a key of another kind',
      () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ],
    [
      'a key with a passphrase',
      () =>
        generateKeyPairSync('rsa', {
          modulusLength: 2048,
          publicKeyEncoding: { type: 'spki', format: 'pem' },
          privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' },
        }).privateKey,
    ],
  ])('with %s asks GitHub nothing', async (_, make) => {
    const app = install()
    const privateKey = make(app.privateKey)
    const error = await failure(
      client(inputs({ ...app, privateKey })).use(scope, s => s(GET_REPO, PATH)),
      ...privateKey.split('\n').filter(line => line.length > 30 && !line.startsWith('-')),
    )
    expect(error.code).toBe('app-key')
    expect(github.requests).toEqual([])
  })

  test('that GitHub does not know with this key', async () => {
    const other = install()
    const error = await failure(
      client(inputs({ ...install(), privateKey: other.privateKey })).use(scope, s => s(GET_REPO, PATH)),
    )
    expect(error.code).toBe('app-refused')
  })

  test('that is not installed in the repository', async () => {
    const app = github.tokens.addApp({ permissions: { secrets: 'write' }, repositories: [] })
    const error = await failure(client(inputs(app)).use(scope, s => s(GET_REPO, PATH)))
    expect(error.code).toBe('app-not-installed')
  })

  test('that lacks the permission', async () => {
    const app = github.tokens.addApp({ permissions: { secrets: 'read' }, repositories: [REPOSITORY] })
    const error = await failure(client(inputs(app)).use(scope, s => s(GET_REPO, PATH)))
    expect(error.code).toBe('app-permission')
    expect(error.message).toContain('secrets: write')
  })

  test('whose token has ended', async () => {
    const work = client(inputs(install())).use(scope, send => {
      github.advance(3_600_001)
      return send(GET_REPO, PATH)
    })
    expect((await failure(work)).code).toBe('github-token-refused')
  })
})
