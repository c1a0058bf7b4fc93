import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { judge } from '../../src/codex/prove.js'
import { ActionsSecrets } from '../../src/github/actions-secrets.js'
import { GithubClient } from '../../src/github/client.js'
import { mayWrite } from '../../src/github/collaborators.js'
import { credentialsFrom } from '../../src/github/credentials.js'
import { judge as judgeThrown } from '../../src/github/judge.js'
import type { Pace } from '../../src/github/request.js'
import { secretTarget } from '../../src/github/secret-target.js'
import { usageInWords } from '../../src/report/format.js'

const PACE: Pace = { retries: 1, minTimeout: 5, factor: 2, maxTimeout: 20, tryTimeout: 15_000, total: 30_000 }
const target = secretTarget({ repository: 'lab/app', organization: 'lab' })
const KEY = Buffer.alloc(32, 7).toString('base64')
const HOSTILE = '\u001b]0;x\u0007\n::stop-commands::lab\u2028##[add-mask]x'

/** What answers in GitHub's place: by the end of the path, a body, or a function that answers. */
let answers: Record<string, unknown>
let asked: string[]
let url: string
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  const { pathname } = new URL(request.url ?? '', 'http://lab')
  const found = Object.entries(answers).find(([end]) => pathname.endsWith(end))?.[1]
  if (typeof found === 'function') return found(response, request.url)
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(found ?? {}))
})

beforeEach(async () => {
  answers = {}
  asked = []
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})

const client = () =>
  new GithubClient({
    apiUrl: url,
    credentials: credentialsFrom({ token: 'ghp_lab0123456789' }),
    mask() {},
    log() {},
    pace: PACE,
  })
const secrets = <T>(work: (endpoints: ActionsSecrets) => Promise<T>) =>
  client().use(target.scope, send => work(new ActionsSecrets(send, target)))
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string; message: string }) => {
      expect(error.message).not.toMatch(/[\u001b\u2028]|^::|^##\[/m)
      return error.code ?? error.message
    },
  )

describe('a public key', () => {
  test('of 32 bytes is taken', async () => {
    answers['/public-key'] = { key_id: '568250167242549743', key: KEY, more: 1 }
    expect(await secrets(each => each.publicKey())).toEqual({ key_id: '568250167242549743', key: KEY })
  })

  test.each<[string, unknown]>([
    ['no object', [KEY]],
    ['a number for its id', { key_id: 5, key: KEY }],
    ['an id of another line', { key_id: 'a\nb', key: KEY }],
    ['an id without end', { key_id: 'a'.repeat(5000), key: KEY }],
    ['no id', { key_id: '', key: KEY }],
    ['a key of 31 bytes', { key_id: 'a', key: Buffer.alloc(31).toString('base64') }],
    ['a key of 33 bytes', { key_id: 'a', key: Buffer.alloc(33).toString('base64') }],
    ['a key in another alphabet', { key_id: 'a', key: KEY.replace('B', '-') }],
    ['a key with words behind', { key_id: 'a', key: `${KEY}\n${HOSTILE}` }],
  ])('with %s is refused', async (_, body) => {
    answers['/public-key'] = body
    expect(await codeOf(secrets(each => each.publicKey()))).toBe('github-unexpected-answer')
  })
})

describe('the date of a secret', () => {
  const find = (updated_at: unknown) => {
    answers['/LAB'] = { updated_at, visibility: 'all' }
    return codeOf(secrets(each => each.find('LAB')))
  }

  test.each(['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.123Z', '2026-11-20T11:00:00+01:00'])(
    'as GitHub writes it is taken: %s',
    async date => expect(await find(date)).toBe('accepted'),
  )

  test.each([
    ...['', 'now', '2026', '9'.repeat(400), '2200-01-01T00:00:00Z', '2026-99-99T99:99:99Z'],
    ...[`2026-11-20T10:00:00Z${HOSTILE}`, 1e300, null, { valueOf: 1 }],
  ])('as nobody writes it, or in the future, is refused: %j', async date =>
    expect(await find(date)).toBe('github-unexpected-answer'),
  )

  test('with a visibility that there is not is refused', async () => {
    answers['/LAB'] = { updated_at: '2026-11-20T10:00:00Z', visibility: HOSTILE }
    expect(await codeOf(secrets(each => each.find('LAB')))).toBe('github-unexpected-answer')
  })
})

describe('the list of repositories that may read a secret', () => {
  const page = (ids: number[], total: unknown) => (response: ServerResponse) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ total_count: total, repositories: ids.map(id => ({ id })) }))
  const HUNDRED = Array.from({ length: 100 }, (_, at) => at + 1)
  const access = () => {
    answers['/LAB'] = { updated_at: '2026-11-20T10:00:00Z', visibility: 'selected' }
    return secrets(each => each.access('LAB'))
  }

  test('over several pages is read whole, each once', async () => {
    answers['/repositories'] = (response: ServerResponse, path: string) => {
      const at = Number(new URL(path, url).searchParams.get('page'))
      page(
        HUNDRED.slice(0, at === 3 ? 50 : 100).map(id => id + 100 * (at - 1)),
        250,
      )(response)
    }
    expect((await access())?.selected_repository_ids).toHaveLength(250)
    expect(asked).toHaveLength(4)
  })

  test.each<[string, (response: ServerResponse, path: string) => void, number]>([
    ['that comes again without end', page(HUNDRED, 1e15), 3],
    ['with no page that brings more', page([], 5), 2],
    [
      'that grows without end',
      (response, path) => {
        const at = Number(new URL(path, url).searchParams.get('page'))
        page(
          HUNDRED.map(id => id + 100 * at),
          100 * (at + 1),
        )(response)
      },
      101,
    ],
  ])('%s ends with a refusal', async (_, answer, most) => {
    answers['/repositories'] = answer
    expect(await codeOf(access())).toBe('secret-repositories-hidden')
    expect(asked.length).toBeLessThanOrEqual(most)
  })

  test.each<[string, unknown]>([
    ['a count below nothing', { total_count: -1, repositories: [] }],
    ['half a repository', { total_count: 1.5, repositories: [] }],
    ['words for ids', { total_count: 1, repositories: [{ id: HOSTILE }] }],
    ['more than a page', { total_count: 1, repositories: Array.from({ length: 101 }, () => ({ id: 1 })) }],
    ['an id that no number holds', { total_count: 1, repositories: [{ id: 2 ** 60 }] }],
  ])('with %s is refused', async (_, body) => {
    answers['/repositories'] = body
    expect(await codeOf(access())).toBe('github-unexpected-answer')
  })
})

describe('the right of a user', () => {
  test.each<[unknown, boolean]>([
    [{ permission: 'write' }, true],
    [{ permission: 'admin' }, true],
    [{ permission: 'read' }, false],
    [{ permission: ['admin'] }, false],
    [{ permission: { toString: 'admin' } }, false],
    [{ permission: 'admin\n' }, false],
    [['admin'], false],
    ['admin', false],
    [null, false],
  ])('is what GitHub writes, as it writes it: %j', async (body, may) => {
    answers['/permission'] = body
    expect(await mayWrite(client(), 'lab/app', 'somebody')).toBe(may)
  })
})

describe('an installation token', () => {
  test.each(['', 'a', 'ghs_lab', `ghs_lab0123456789012345\n${HOSTILE}`, 'x'.repeat(5000), 7, null])(
    'that can be none is refused, and never masked: %j',
    async token => {
      answers['/installation'] = { id: 7 }
      answers['/access_tokens'] = { token }
      const { generateKeyPairSync } = await import('node:crypto')
      const pem = { type: 'pkcs8', format: 'pem' } as const
      const { privateKey } = generateKeyPairSync('rsa', {
        modulusLength: 2048,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: pem,
      })
      const masked: string[] = []
      const app = new GithubClient({
        apiUrl: url,
        credentials: credentialsFrom({ 'app-id': '7', 'app-private-key': privateKey }),
        mask: value => masked.push(value),
        log() {},
        pace: PACE,
      })
      expect(await codeOf(app.use(target.scope, async () => 'used'))).toBe('github-unexpected-answer')
      expect(masked).toEqual([expect.stringMatching(/^eyJ/)])
    },
  )
})

describe('an answer', () => {
  test('without end is refused', async () => {
    answers['/public-key'] = (response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const piece = ' '.repeat(1 << 20)
      const more = () => {
        while (!response.destroyed && response.write(piece));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    }
    expect(await codeOf(secrets(each => each.publicKey()))).toBe('github-unexpected-answer')
  })

  test('in which a refusal is hostile is quoted in one short line', async () => {
    const errors = { message: HOSTILE, id: 2 ** 60 }
    answers['/public-key'] = (response: ServerResponse) =>
      response
        .writeHead(422, { 'content-type': 'application/json', 'x-accepted-github-permissions': 'a\tb' })
        .end(JSON.stringify({ message: `${HOSTILE}${'y'.repeat(1 << 20)}`, errors }))
    const error = await secrets(each => each.publicKey()).catch((reason: Error) => reason)
    const [what = ''] = (error as Error).message.split('\n')
    expect(what).toMatch(/\(422: .*stop-commands.*yyy\)\.$/)
    expect(what.length).toBeLessThan(350)
    expect(await codeOf(Promise.reject(error))).toBe('github-refused')
  })
})

describe('how long GitHub asks to wait', () => {
  const wait = (headers: Record<string, string>) =>
    (
      judgeThrown({ response: { status: 429, headers, data: {} } }, 'GET /', 'lab', 0) as unknown as {
        waitMs: number
      }
    ).waitMs
  const DAY = 86_400_000

  test.each<[Record<string, string>, number]>([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '-7' }, 0],
    [{ 'retry-after': '1e300' }, DAY],
    [{ 'retry-after': '1e999' }, 60_000],
    [{ 'retry-after': 'soon' }, 60_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' }, 30_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '-30' }, 0],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1e300' }, DAY],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'NaN' }, 60_000],
  ])('is bounded: %j', (headers, ms) => expect(wait(headers)).toBe(ms))
})

describe("what Codex's app-server says of the limits", () => {
  const proof = (rateLimits: unknown, account: unknown = { account: { planType: 'pro' } }) =>
    judge({ result: account }, { result: { rateLimits } })

  test('is handed on as it is', () => {
    const limits = {
      primary: { usedPercent: 12, windowDurationMins: 300, resetsAt: 1_790_000_000 },
      secondary: null,
      planType: 'plus',
    }
    expect(proof(limits)).toEqual({ accepted: true, plan: 'plus', rateLimits: limits })
  })

  test('is handed on within bounds', () => {
    const said = proof({
      primary: { usedPercent: 1e300, windowDurationMins: 300, resetsAt: -1e300 },
      words: HOSTILE + 'z'.repeat(100_000),
      [HOSTILE]: 1,
      deep: { a: { b: { c: { d: { e: 1 } } } } },
      many: Array.from({ length: 10_000 }, (_, at) => at),
      planType: HOSTILE,
    })
    const text = JSON.stringify(said)
    expect(text.length).toBeLessThan(1000)
    expect(text).not.toMatch(/1e\+?300|\\u001b|\u2028|\\n|"e"/)
    expect(said).toMatchObject({ accepted: true, plan: 'pro' })
    expect(said.accepted && usageInWords(said.rateLimits)).toEqual([])
  })

  test.each([HOSTILE, 'x'.repeat(41), 5, ['pro'], ''])('names no plan that is no word: %j', planType => {
    expect(proof({ planType }, { account: { planType } })).not.toHaveProperty('plan')
  })
})
