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

async function ask(path: string, token = github.tokens.githubToken(REPOSITORY)) {
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token}`,
    'x-github-api-version': '2022-11-28',
  }
  const response = await fetch(github.url + path, { headers })
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
