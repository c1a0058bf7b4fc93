import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type GithubDouble, startGithub } from '../doubles/github/github.js'

const REPOSITORY = 'lab/project'
const JOB = 4242
const RUN = 99
const JOB_PATH = `/repos/${REPOSITORY}/actions/jobs/${JOB}`
const attempt = (n: number) => `/repos/${REPOSITORY}/actions/runs/${RUN}/attempts/${n}`

let github: GithubDouble

beforeEach(async () => {
  github = await startGithub()
  github.world.addRepository(REPOSITORY)
  github.world.addRepository('lab/other')
  github.jobs.set(JOB, { repository: REPOSITORY, runId: RUN, attempt: 1, status: 'in_progress' })
})
afterEach(() => github.close())

const headersOf = (token: string) => ({
  accept: 'application/vnd.github+json',
  authorization: `Bearer ${token}`,
  'x-github-api-version': '2022-11-28',
})

async function ask(path: string, token = github.tokens.githubToken(REPOSITORY)) {
  const response = await fetch(github.url + path, { headers: headersOf(token) })
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  }
}

describe('a job', () => {
  test('is as it was set, and of one attempt of a run', async () => {
    github.jobs.update(JOB, { attempt: 3, name: 'build', runner: 'lab-runner' })
    const { status, body } = await ask(JOB_PATH)
    expect(status).toBe(200)
    expect(body).toMatchObject({ id: JOB, run_id: RUN, run_attempt: 3, name: 'build' })
    expect(body).toMatchObject({ status: 'in_progress', conclusion: null, runner_name: 'lab-runner' })
    expect(github.requests).toMatchObject([{ operation: 'actions/get-job-for-workflow-run', status: 200 }])
    github.assertClean()
  })

  test.each([
    ['queued', undefined, null],
    ['completed', undefined, 'success'],
    ['completed', 'cancelled', 'cancelled'],
  ] as const)('%s, %s', async (status, given, conclusion) => {
    github.jobs.update(JOB, { status, ...(given ? { conclusion: given } : {}) })
    const { body } = await ask(JOB_PATH)
    expect(body).toMatchObject({ status, conclusion })
    expect(body.completed_at === null).toBe(status !== 'completed')
    github.assertClean()
  })

  test('is not found in another repository, nor if there is none', async () => {
    const token = github.tokens.fineGrained({ actions: 'read' })
    expect(await ask(`/repos/lab/other/actions/jobs/${JOB}`, token)).toMatchObject({ status: 404 })
    expect(await ask(`/repos/${REPOSITORY}/actions/jobs/1`, token)).toMatchObject({ status: 404 })
    expect(() => github.jobs.update(1, {})).toThrow('no job 1')
    github.assertClean()
  })

  test('whose id is none is a fault of the client', async () => {
    await ask(`/repos/${REPOSITORY}/actions/jobs/build`)
    expect(() => github.assertClean()).toThrow('job_id is no integer')
  })
})

describe('an attempt of a run', () => {
  test.each([
    [['queued', 'waiting'], 'queued', null],
    [['queued', 'in_progress'], 'in_progress', null],
    [['completed', 'queued'], 'in_progress', null],
    [['completed', 'completed'], 'completed', 'failure'],
  ] as const)('with jobs that are %j', async ([first, second], status, conclusion) => {
    github.jobs.update(JOB, { status: first })
    const other = { repository: REPOSITORY, runId: RUN, attempt: 1, conclusion: 'failure' } as const
    github.jobs.set(JOB + 1, { ...other, status: second })
    const { body } = await ask(attempt(1))
    expect(body).toMatchObject({ id: RUN, run_attempt: 1, status, conclusion })
    github.assertClean()
  })

  test('is over though the next one runs, and is not found before it is there', async () => {
    github.jobs.update(JOB, { status: 'completed' })
    expect(await ask(attempt(2))).toMatchObject({ status: 404 })
    github.jobs.set(JOB + 1, { repository: REPOSITORY, runId: RUN, attempt: 2, status: 'in_progress' })
    expect((await ask(attempt(1))).body).toMatchObject({ status: 'completed', conclusion: 'success' })
    expect((await ask(attempt(2))).body).toMatchObject({ status: 'in_progress' })
    expect(github.requests.at(-1)).toMatchObject({ operation: 'actions/get-workflow-run-attempt' })
    github.assertClean()
  })
})

describe.each([JOB_PATH, attempt(1)])('GET %s', path => {
  test('needs actions: read', async () => {
    const token = github.tokens.githubToken(REPOSITORY, { contents: 'write' })
    const { status, body, headers } = await ask(path, token)
    expect([status, body.message]).toEqual([403, 'Resource not accessible by integration'])
    expect(headers.get('x-accepted-github-permissions')).toBe('actions=read')
    expect(await ask(path, github.tokens.githubToken(REPOSITORY, { actions: 'read' }))).toMatchObject({
      status: 200,
    })
    github.assertClean()
  })

  test('needs no permission in a public repository', async () => {
    github.world.addRepository(REPOSITORY, { private: false })
    expect(await ask(path, github.tokens.githubToken(REPOSITORY, {}))).toMatchObject({ status: 200 })
  })

  test('is not there for a token of another repository, and 401 without a known one', async () => {
    expect(await ask(path, github.tokens.githubToken('lab/other'))).toMatchObject({ status: 404 })
    expect(await ask(path, 'ghs_labnobody')).toMatchObject({ status: 401 })
    github.assertClean()
  })

  test('meets faults, and is dated by the clock of this GitHub', async () => {
    github.fault({ fault: { status: 502 }, at: 'GET /repos' })
    github.advance(600_000)
    expect(await ask(path)).toMatchObject({ status: 502 })
    const { status, headers } = await ask(path)
    expect(status).toBe(200)
    const ahead = Date.parse(headers.get('date') ?? '') - Date.now()
    expect(Math.round(ahead / 60_000)).toBe(10)
    github.assertClean()
  })
})

describe('a request that does not fit the description', () => {
  const PROJECT = `/repos/${REPOSITORY}`
  const SECRET = `${PROJECT}/actions/secrets/A`
  const put = (body: object) => ({ method: 'PUT', body: JSON.stringify(body) })
  const send = (path: string, init: RequestInit = {}) =>
    fetch(github.url + path, {
      ...init,
      headers: {
        ...headersOf(github.tokens.fineGrained({ secrets: 'write' }, [REPOSITORY])),
        ...(init.body ? { 'content-type': 'application/json' } : {}),
        ...init.headers,
      },
    })

  test.each<[string, string, RequestInit, RegExp]>([
    ['an unknown endpoint', `${PROJECT}/actions/variables`, {}, /variables is not in the description/],
    ['an unknown query', `${PROJECT}?x=1`, {}, /no query parameter x/],
    ['a body where none belongs', SECRET, { method: 'DELETE', body: '{}' }, /a body where none is described/],
    ['a missing field', SECRET, put({ key_id: '1' }), /must have required property 'encrypted_value'/],
    ['a wrong type', SECRET, put({ key_id: 1, encrypted_value: 'AAAA' }), /\/key_id must be string/],
    [
      'no base64',
      SECRET,
      put({ key_id: '1', encrypted_value: '{}' }),
      /\/encrypted_value must match pattern/,
    ],
    ['an unknown field', SECRET, put({ key_id: '1', encrypted_value: 'AAAA', x: 1 }), /\/x is not described/],
    ['a wrong accept', PROJECT, { headers: { accept: '*/*' } }, /accept \*\/\*/],
  ])('is noted: %s', async (_, path, init, words) => {
    await send(path, init)
    expect(() => github.assertClean()).toThrow(words)
  })

  test('and one that fits is not', async () => {
    expect((await send(PROJECT)).status).toBe(200)
    github.assertClean()
  })
})

test('a job reads an environment secret as it is at its start, the others as they were when its run was queued', () => {
  const repository = github.world.addRepository('lab/app', { environments: ['staging'] })
  const organization = github.world.addOrganization('lab')
  const vaults = [organization, repository.secrets, repository.environments.get('staging')]
  const setAll = (when: string) => {
    for (const [at, vault] of vaults.entries()) vault?.set(`OF_${at}`, when, 0, { visibility: 'all' })
  }
  setAll('before')
  const run = github.world.queueRun('lab/app')
  setAll('after')
  expect(run.startJob()).toEqual({ OF_0: 'before', OF_1: 'before' })
  expect(run.startJob('staging')).toEqual({ OF_0: 'before', OF_1: 'before', OF_2: 'after' })
})

test('a secret of an environment goes before one of the repository, and that before one of the organization', () => {
  const repository = github.world.addRepository('lab/app', { environments: ['staging', 'bare'] })
  const organization = github.world.addOrganization('lab')
  const vaults = {
    organization,
    repository: repository.secrets,
    environment: repository.environments.get('staging'),
  }
  for (const [kind, vault] of Object.entries(vaults)) vault?.set('NAME', kind, 0, { visibility: 'private' })
  organization.set('OTHER', 'organization', 0, { visibility: 'selected', selected: [] })
  const run = github.world.queueRun('lab/app')
  expect([run.startJob('staging'), run.startJob('bare')]).toEqual([
    { NAME: 'environment' },
    { NAME: 'repository' },
  ])
})

test('a page of a list has a hundred entries at most, whatever is asked for', async () => {
  const selected = Array.from({ length: 205 }, (_, at) => 5000 + at)
  github.world.addOrganization('lab').set('A', '{}', 0, { visibility: 'selected', selected })
  const token = github.tokens.classic('admin:org')
  const page = async (query: string) => {
    const { body } = await ask(`/orgs/lab/actions/secrets/A/repositories?${query}`, token)
    return [body.total_count, (body.repositories as object[]).length]
  }
  expect(await page('page=1')).toEqual([205, 30])
  expect(await page('per_page=100&page=3')).toEqual([205, 5])
  github.assertClean()
  expect(await page('per_page=1000')).toEqual([205, 100])
  expect(() => github.assertClean()).toThrow('per_page is over 100')
})
