import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { GithubClient } from '../../src/github/client.js'
import { type CredentialInputs, credentialsFrom } from '../../src/github/credentials.js'
import type { Pace } from '../../src/github/request.js'
import { singleLine } from '../../src/github/single-line.js'
import {
  type GithubSecretOptions,
  GithubSecretStore,
  type SecretSeen,
} from '../../src/stores/github-secret.js'
import { type GithubDouble, startGithub } from '../doubles/github/github.js'
import type { Vault } from '../doubles/github/vault.js'
import { authJson, labLogin, labToken } from './auth-json.js'

const REPOSITORY = 'lab/app'
const NAME = 'CODEX_AUTH_JSON'
const PROBE = `${NAME}_WRITE_PROBE`
const PACE: Pace = { retries: 3, minTimeout: 5, factor: 2, maxTimeout: 20, tryTimeout: 2500, total: 30_000 }

/** The three places of a secret, and the least that a token of each kind needs there. */
const PLACES = {
  repository: { place: {}, permission: 'secrets', scope: 'repo' },
  environment: { place: { environment: 'staging / blue' }, permission: 'environments', scope: 'repo' },
  organization: { place: { organization: 'lab' }, permission: 'organization_secrets', scope: 'admin:org' },
} as const
type Kind = keyof typeof PLACES
const KINDS = Object.keys(PLACES) as Kind[]

const YESTERDAY = Date.now() - 86_400_000

let github: GithubDouble
let vaults: Record<Kind, Vault>
let lines: string[]
let appId: number

beforeEach(async () => {
  github = await startGithub()
  const { environment } = PLACES.environment.place
  const repository = github.world.addRepository(REPOSITORY, { environments: [environment] })
  const organization = github.world.addOrganization('lab')
  appId = repository.id
  vaults = {
    repository: repository.secrets,
    environment: must(repository.environments.get(environment)),
    organization,
  }
  // A person has set it yesterday, for all who may read it.
  for (const vault of Object.values(vaults)) vault.set(NAME, '{}', YESTERDAY, { visibility: 'all' })
  lines = []
})
afterEach(async () => {
  await github.close()
  github.assertClean()
})

const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('there is none')
  return value
}

const pat = (kind: Kind, level: 'read' | 'write' = 'write') => ({
  token: github.tokens.fineGrained({ [PLACES[kind].permission]: level }, [REPOSITORY]),
})
const app = (permissions: Record<string, 'read' | 'write'>): CredentialInputs => {
  const { id, privateKey } = github.tokens.addApp({
    permissions,
    repositories: [REPOSITORY],
    organization: 'lab',
  })
  return { 'app-id': String(id), 'app-private-key': privateKey }
}

function storeOf(kind: Kind, inputs: CredentialInputs, more: Partial<GithubSecretOptions> = {}) {
  const line = (text: string) => void lines.push(text)
  return new GithubSecretStore({
    repository: REPOSITORY,
    ...PLACES[kind].place,
    client: new GithubClient({
      apiUrl: github.url,
      credentials: credentialsFrom(inputs),
      mask() {},
      log: line,
      pace: PACE,
    }),
    stored: undefined,
    log: { warning: line },
    ...more,
  })
}

const login = (name: string) => labLogin({ tokens: { refresh_token: `rt_${labToken(name)}` } })
const seen = () =>
  github.requests.map(({ method, path, status }) => `${method} ${path.replace(/.*\//, '')} ${status}`)

async function failure(work: Promise<unknown>): Promise<Error & { code: string }> {
  const error = await work.then(
    () => {
      throw new Error('it did not fail')
    },
    error => error,
  )
  const all = inspect(error, { depth: 20, showHidden: true }) + lines.join('\n')
  for (const secret of [...github.tokens.values(), labToken('new'), labToken('refresh')])
    expect(all).not.toContain(secret)
  return error
}

describe.each(KINDS)('A secret of the %s', kind => {
  test.each([
    ['a fine-grained token', () => pat(kind)],
    ['a classic token', () => ({ token: github.tokens.classic(PLACES[kind].scope) })],
    ['an App', () => app({ [PLACES[kind].permission]: 'write' })],
  ])('is written with %s, and can be opened by GitHub alone', async (_, credentials) => {
    const store = storeOf(kind, credentials())
    const written = login('new')
    await store.assertWritable(login('old'))
    expect(vaults[kind].names()).toEqual([NAME])
    await store.write(written)
    expect(vaults[kind].get(NAME)?.value).toBe(written.bytes.toString())
    expect(vaults[kind].names()).toEqual([NAME])
    expect(github.tokens.installationTokens().every(({ revoked }) => revoked)).toBe(true)
  })

  test('is replaced, and its date says so', async () => {
    vaults[kind].set(NAME, '{}', Date.now() - 86_400_000, { visibility: 'private' })
    const store = storeOf(kind, pat(kind))
    const before = must(vaults[kind].get(NAME)).updatedAt
    await store.write(login('new'))
    expect(must(vaults[kind].get(NAME)).updatedAt - before).toBeGreaterThan(86_000_000)
  })

  test.each([
    ['read only', () => pat(kind, 'read')],
    [
      'a token of something else',
      () => ({ token: github.tokens.fineGrained({ contents: 'write', actions: 'read' }, [REPOSITORY]) }),
    ],
    ['GITHUB_TOKEN', () => ({ token: github.tokens.githubToken(REPOSITORY) })],
  ])('is not writable with %s: found out with nothing changed', async (_, credentials) => {
    const error = await failure(storeOf(kind, credentials()).assertWritable(login('old')))
    expect(error.code).toBe('secret-forbidden')
    const needed = {
      repository: 'repository permission "Secrets: write"',
      environment: 'repository permission "Environments: write"',
      organization: 'organization permission "Secrets: write"',
    }
    expect(error.message).toContain(needed[kind])
    expect(error.message).toContain(`GitHub asks for: ${PLACES[kind].permission}=`)
    expect(error.message).toContain('GITHUB_TOKEN can never write secrets')
    expect(vaults[kind].names()).toEqual([NAME])
  })

  test('is not writable with an App that lacks the permission', async () => {
    const error = await failure(storeOf(kind, app({ contents: 'write' })).assertWritable(login('old')))
    expect(error.code).toBe('app-permission')
    expect(error.message).toContain(`${PLACES[kind].permission}: write`)
  })

  test.each([
    ['5xx', { status: 502 }],
    ['a limit', { status: 429, headers: { 'retry-after': '0' } }],
    ['a reply lost after the write', 'lost-reply'],
    ['silence', 'silent'],
  ] as const)('is written in spite of %s', async (_, fault) => {
    github.fault({ fault, at: 'PUT /', times: fault === 'silent' ? 1 : 2 })
    const store = storeOf(kind, pat(kind))
    await store.write(login('new'))
    expect(vaults[kind].get(NAME)?.value).toBe(login('new').bytes.toString())
    expect(await store.read()).toEqual(login('new').bytes)
  })

  test('that stays down is said to be, and the old bytes stay what is known', async () => {
    github.fault({ fault: { status: 500 }, at: 'PUT /', times: 99 })
    const store = storeOf(kind, pat(kind), { stored: Buffer.from('{"old":1}') })
    expect((await failure(store.write(login('new')))).code).toBe('github-unreachable')
    expect(await store.read()).toEqual(Buffer.from('{"old":1}'))
  })
})

describe('The probe', () => {
  test('is deleted even when the delete fails at first, or its reply is lost', async () => {
    for (const fault of [{ status: 500 }, 'lost-reply'] as const) {
      github.fault({ fault, at: 'DELETE /' })
      await storeOf('repository', pat('repository')).assertWritable(login('old'))
      expect(vaults.repository.names()).toEqual([NAME])
    }
    expect(lines.join()).not.toContain('could not be deleted')
  })

  test('that stays is told of, and proves as much', async () => {
    github.fault({ fault: { status: 500 }, at: 'DELETE /', times: 99 })
    await storeOf('repository', pat('repository')).assertWritable(login('old'))
    expect(lines.join('\n')).toContain(`${PROBE} of repository lab/app could not be deleted`)
    expect(vaults.repository.get(PROBE)?.value).not.toContain('rt_')
  })

  test('is cleaned up when its write was done, but never answered', async () => {
    github.fault({ fault: 'lost-reply', at: 'PUT /', times: 99 })
    const error = await failure(storeOf('repository', pat('repository')).assertWritable(login('old')))
    expect(error.code).toBe('github-unreachable')
    expect(vaults.repository.names()).toEqual([NAME])
  })

  test('never touches the login', async () => {
    vaults.repository.set(NAME, 'theirs', 0)
    await storeOf('repository', pat('repository')).assertWritable(login('old'))
    expect(vaults.repository.get(NAME)).toMatchObject({ value: 'theirs', updatedAt: 0 })
    expect(seen()).toEqual([
      `GET ${NAME} 200`,
      'GET public-key 200',
      `PUT ${PROBE} 201`,
      `DELETE ${PROBE} 204`,
    ])
  })

  test('of an organization is for nobody to read', async () => {
    github.fault({ fault: { status: 500 }, at: 'DELETE /', times: 99 })
    await storeOf('organization', pat('organization')).assertWritable(login('old'))
    expect(vaults.organization.get(PROBE)).toMatchObject({ visibility: 'selected', selected: [] })
  })

  test.each([[500], [503]])('is no proof when GitHub answers %d', async status => {
    github.fault({ fault: { status }, at: 'PUT /', times: 99 })
    const error = await failure(storeOf('repository', pat('repository')).assertWritable(login('old')))
    expect(error.code).toBe('github-unreachable')
  })
})

describe('An organization secret keeps its readers', () => {
  test.each(['all', 'private'] as const)('%s', async visibility => {
    vaults.organization.set(NAME, '{}', 0, { visibility })
    await storeOf('organization', pat('organization')).write(login('new'))
    expect(vaults.organization.get(NAME)).toMatchObject({ visibility, selected: [] })
  })

  test('selected, more than a page of them', async () => {
    const selected = Array.from({ length: 205 }, (_, i) => 5000 + i)
    vaults.organization.set(NAME, '{}', 0, { visibility: 'selected', selected })
    await storeOf('organization', pat('organization')).write(login('new'))
    expect(vaults.organization.get(NAME)).toMatchObject({ visibility: 'selected', selected })
  })

  test.each(['assertWritable', 'write'] as const)('or %s refuses, when it sees only some', async call => {
    vaults.organization.set(NAME, '{}', 0, { visibility: 'selected', selected: [1, 2, 3] })
    github.hideRepositories(2)
    const error = await failure(storeOf('organization', pat('organization'))[call](login('new')))
    expect(error.code).toBe('secret-repositories-hidden')
    expect(vaults.organization.get(NAME)).toMatchObject({ value: '{}', selected: [1, 2, 3] })
  })

  test('and is made for this repository alone when it is gone', async () => {
    vaults.organization.delete(NAME)
    await storeOf('organization', pat('organization'), { repositoryId: appId }).write(login('new'))
    expect(vaults.organization.get(NAME)).toMatchObject({ visibility: 'selected', selected: [appId] })
  })
})

describe('A 404 is told apart', () => {
  const actions = { environments: 'write', actions: 'read' } as const
  const gone = { environment: 'gone' }

  test('an environment that is missing', async () => {
    const token = github.tokens.fineGrained(actions, [REPOSITORY])
    const error = await failure(storeOf('environment', { token }, gone).assertWritable(login('old')))
    expect(error.code).toBe('environment-missing')
    expect(error.message).toContain('environment gone of lab/app')
  })

  test('an environment that may be missing', async () => {
    const error = await failure(storeOf('environment', pat('environment'), gone).assertWritable(login('old')))
    expect(error.code).toBe('secret-forbidden')
    expect(error.message).toContain('Or there is no such environment')
  })

  test('an environment that is there, but hidden', async () => {
    const token = github.tokens.fineGrained(actions, [REPOSITORY])
    github.fault({ fault: { status: 404 }, at: 'GET /repos', times: 2 })
    const error = await failure(storeOf('environment', { token }).assertWritable(login('old')))
    expect(error.code).toBe('secret-forbidden')
    expect(error.message).not.toContain('Or there is no such environment')
  })

  test.each(['repository', 'environment'] as const)(
    'a repository that the token does not see: %s',
    async kind => {
      const token = github.tokens.fineGrained({ secrets: 'write', environments: 'write' }, ['lab/other'])
      const error = await failure(storeOf(kind, { token }).assertWritable(login('old')))
      expect(error.code).toBe('repository-not-seen')
    },
  )

  test('a classic token without its scope', async () => {
    const error = await failure(
      storeOf('organization', { token: github.tokens.classic('repo') }).assertWritable(login('old')),
    )
    expect(error.code).toBe('secret-forbidden')
    expect(error.message).toContain('a classic personal access token')
    expect(error.message).toContain('`admin:org`')
  })
})

describe('What is stored', () => {
  test('read() answers what the workflow handed over, then what was written', async () => {
    const stored = login('handed').bytes
    const store = storeOf('repository', pat('repository'), { stored })
    expect(await store.read()).toEqual(stored)
    await store.write(login('new'))
    expect(await store.read()).toEqual(login('new').bytes)
    expect(await storeOf('repository', pat('repository')).read()).toBeUndefined()
  })

  test('has one line, however it was written, and every value as it was', async () => {
    const odd =
      '"a \\"{\\n}\\" \\u00e9 é 💥","n":[1e400,0.10,-0,12345678901234567890123],"e":{},"f":[ ],"t":true,"x":null'
    const pretty = `${JSON.stringify(JSON.parse(authJson()), null, '\t').slice(0, -2)},\r\n\t"odd": ${odd}\n}\n`
    const compact = `${authJson().slice(0, -1)},"odd":${odd.replace('[ ]', '[]')}}`
    await storeOf('repository', pat('repository')).write(labLogin(pretty))
    expect(vaults.repository.get(NAME)?.value).toBe(compact)
  })

  test.each([
    ['{"a": 1,  "b" : "x\\ny"}', '{"a": 1,  "b" : "x\\ny"}'],
    ['{"a": 1,\n "b" : "x  y"}', '{"a":1,"b":"x  y"}'],
    ['{\r"a":[\r1 , 2.50]}', '{"a":[1,2.50]}'],
  ])('%j in one line', async (given, wanted) => {
    expect(String(await singleLine(Buffer.from(given)))).toBe(wanted)
  })

  test('bytes that are no UTF-8 stay what they are', async () => {
    const given = Buffer.from([0x7b, 0x0a, 0x22, 0xff, 0x85, 0x22, 0x3a, 0x31, 0x7d])
    expect(await singleLine(given)).toEqual(Buffer.from([0x7b, 0x22, 0xff, 0x85, 0x22, 0x3a, 0x31, 0x7d]))
  })

  test('no JSON is refused without quoting it', async () => {
    await expect(singleLine(Buffer.from('{\n"rt_lab_secret'))).rejects.toThrow(/^not JSON$/)
  })

  test('fits, up to 48 KB', async () => {
    const padded = (size: number) => {
      const bytes = labLogin({ pad: '' }).bytes.length
      return labLogin({ pad: 'x'.repeat(size - bytes) })
    }
    const store = storeOf('repository', pat('repository'))
    await store.write(padded(48 * 1024))
    expect(vaults.repository.get(NAME)?.value).toHaveLength(48 * 1024)
    const large = { ...login('new'), bytes: Buffer.from(`{"x":"${'x'.repeat(48 * 1024)}"}`) }
    const before = github.requests.length
    for (const call of ['assertWritable', 'write'] as const)
      expect((await failure(store[call](large))).code).toBe('secret-too-large')
    expect(github.requests).toHaveLength(before)
  })

  test('is sealed for the key of the moment, though another was asked for before', async () => {
    const store = storeOf('repository', pat('repository'))
    await store.assertWritable(login('old'))
    vaults.repository.renewKey()
    await store.write(login('new'))
    expect(vaults.repository.get(NAME)?.value).toBe(login('new').bytes.toString())
  })

  test('goes to a secret that exists: another place than `auth-json` comes from is found out', async () => {
    const store = storeOf('repository', pat('repository'), { secretName: 'other' })
    const error = await failure(store.assertWritable(login('old')))
    expect(error.code).toBe('secret-missing')
    expect(error.message).toContain('The secret other of repository lab/app does not exist')
    expect(github.requests.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  test('does not replace what a person has set since the job looked', async () => {
    const store = storeOf('repository', pat('repository'))
    await store.assertWritable(login('old'))
    vaults.repository.set(NAME, 'theirs', Date.now() + 2000)
    expect((await failure(store.write(login('new')))).code).toBe('newer-stored')
    expect(vaults.repository.get(NAME)?.value).toBe('theirs')
  })

  test('is known again as its own after a lost answer, in another stage too; what comes later replaces it', async () => {
    let known: SecretSeen | undefined
    const more = {
      onSeen(seen: SecretSeen) {
        known = seen
      },
    }
    const store = storeOf('repository', pat('repository'), more)
    await store.assertWritable(login('old'))
    github.fault({ fault: 'lost-reply', at: 'PUT /', times: PACE.retries + 1 })
    await failure(store.write(login('new')))
    const puts = () => github.requests.filter(({ method }) => method === 'PUT').length
    const before = puts()
    await storeOf('repository', pat('repository'), { ...more, seen: known }).write(login('new'))
    expect(puts()).toBe(before)
    expect(vaults.repository.get(NAME)?.value).toBe(login('new').bytes.toString())
    await storeOf('repository', pat('repository'), { ...more, seen: known }).write(login('later'))
    expect(vaults.repository.get(NAME)?.value).toBe(login('later').bytes.toString())
  })

  test('that GitHub rejects is an error of its own', async () => {
    github.fault({ fault: { status: 422, message: 'too many secrets' }, at: 'PUT /', times: 2 })
    const error = await failure(storeOf('repository', pat('repository')).assertWritable(login('old')))
    expect(error.code).toBe('secret-rejected')
  })

  test('that GitHub says it took, and did not, is found out', async () => {
    vaults.repository.set(NAME, '{}', Date.now() - 60_000)
    github.fault({ fault: 'pretend', at: 'PUT /' })
    expect((await failure(storeOf('repository', pat('repository')).write(login('new')))).code).toBe(
      'secret-not-confirmed',
    )
  }, 10_000)

  test('costs three requests between refresh and acknowledgement', async () => {
    const store = storeOf('environment', pat('environment'))
    await store.assertWritable(login('old'))
    const before = github.requests.length
    await store.write(login('new'))
    expect(seen().slice(before)).toEqual([`GET ${NAME} 200`, `PUT ${NAME} 204`, `GET ${NAME} 200`])
  })

  test('is not taken for stored when a proxy answers', async () => {
    github.fault({ fault: 'garbage', at: 'GET /', times: 9 })
    const error = await failure(storeOf('repository', pat('repository')).assertWritable(login('old')))
    expect(error.code).toBe('github-unexpected-answer')
  })
})

describe('Names and places', () => {
  test.each(['1A', 'A-B', 'GITHUB_X', 'github_x', 'A B', ''])('"%s" is no name', name => {
    expect(() => storeOf('repository', { token: 't' }, { secretName: name })).toThrow(
      expect.objectContaining({ code: 'secret-name' }),
    )
  })

  test.each([{ repository: 'app' }, { repository: 'a/b/c' }, { environment: 'e', organization: 'o' }])(
    '%j is no place',
    place => {
      expect(() => storeOf('repository', { token: 't' }, place)).toThrow(
        expect.objectContaining({ code: 'input' }),
      )
    },
  )

  test('another name is used throughout', async () => {
    const store = storeOf('repository', pat('repository'), { secretName: 'other' })
    vaults.repository.set('OTHER', '{}', YESTERDAY)
    await store.assertWritable(login('old'))
    await store.write(login('new'))
    expect(vaults.repository.names()).toEqual([NAME, 'OTHER'])
    expect(vaults.repository.get(NAME)?.value).toBe('{}')
    expect(store.where).toBe('the secret other of repository lab/app')
  })
})

describe('When a job sees what was written', () => {
  test.each(KINDS)('is said for the %s', kind => {
    const { queuedNotice } = storeOf(kind, { token: 't' })
    expect(queuedNotice).toContain(`the secret ${NAME} of `)
    if (kind === 'environment') expect(queuedNotice).toContain('when the job starts')
    else expect(queuedNotice).toMatch(/when the run is queued.*prefer/)
  })
})
