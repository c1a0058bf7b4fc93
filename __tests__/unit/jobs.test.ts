import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { GithubClient } from '../../src/github/client.js'
import { type JobReference, jobState } from '../../src/github/jobs.js'
import { type GithubDouble, startGithub } from '../doubles/github/github.js'
import type { LabJob } from '../doubles/github/jobs.js'
import type { Level } from '../doubles/github/tokens.js'

const REPOSITORY = 'lab/project'
const JOB: JobReference = { repository: REPOSITORY, jobId: '5001', run: '4001', attempt: '1' }
/** As a wait asks: once, and again some time later. */
const PACE = { retries: 0, minTimeout: 0, factor: 1, maxTimeout: 0, tryTimeout: 3000, total: 3000 }

let github: GithubDouble
beforeEach(async () => {
  github = await startGithub()
  github.world.addRepository(REPOSITORY)
  github.world.addRepository('lab/another')
})
afterEach(async () => {
  await github.close()
  github.assertClean()
})

const labJob = (status: LabJob['status'], more: Partial<LabJob> = {}): LabJob => ({
  repository: REPOSITORY,
  runId: 4001,
  attempt: 1,
  status,
  ...more,
})

function ask(job: JobReference, permissions: Record<string, Level> = { actions: 'read' }, url = github.url) {
  const token = github.tokens.githubToken(REPOSITORY, permissions)
  const credentials = { kind: 'token', token } as const
  const options = { apiUrl: url, credentials, mask: () => undefined, log: () => undefined, pace: PACE }
  return jobState(new GithubClient(options), job)
}

test.each<[LabJob['status'], string]>([
  ['completed', 'over'],
  ['in_progress', 'running'],
  ['queued', 'running'],
  ['waiting', 'running'],
  ['pending', 'running'],
])('a job that is %s is %s, by one question', async (status, state) => {
  github.jobs.set(5001, labJob(status))
  expect(await ask(JOB)).toBe(state)
  expect(github.requests.map(({ path }) => path)).toEqual(['/repos/lab/project/actions/jobs/5001'])
})

test('a job that another job of its run outlives is over; without its id the whole attempt is asked', async () => {
  github.jobs.set(5001, labJob('completed'))
  github.jobs.set(5002, labJob('in_progress'))
  expect(await ask(JOB)).toBe('over')
  expect(await ask({ repository: REPOSITORY, run: '4001', attempt: '1' })).toBe('running')
  github.jobs.update(5002, { status: 'completed' })
  expect(await ask({ repository: REPOSITORY, run: '4001', attempt: '1' })).toBe('over')
})

test('a re-run is another attempt: the first one is over, the second runs', async () => {
  github.jobs.set(5001, labJob('completed'))
  github.jobs.set(5002, labJob('in_progress', { attempt: 2 }))
  expect(await ask({ repository: REPOSITORY, run: '4001', attempt: '1' })).toBe('over')
  expect(await ask({ repository: REPOSITORY, run: '4001', attempt: '2' })).toBe('running')
})

test.each<[string, JobReference]>([
  ['that GitHub does not know', { ...JOB, jobId: '9', run: '9' }],
  ['of a repository that the token does not see', { ...JOB, repository: 'lab/another' }],
  ['without any id', { repository: REPOSITORY }],
  ['with ids that are none', { repository: REPOSITORY, jobId: 'x', run: '../..', attempt: '-' }],
  ['of a repository whose name is none', { ...JOB, repository: '' }],
])('a job %s is no reason to take anything over', async (_, job) => {
  expect(await ask(job)).toBe('unknown')
})

test('without `actions: read` it is forbidden to ask', async () => {
  github.jobs.set(5001, labJob('completed'))
  expect(await ask(JOB, { contents: 'write' })).toBe('forbidden')
})

test.each([
  ['no answer', 'silent'],
  ['a broken line', 'reset'],
  ['an error of GitHub', { status: 502 }],
  ['a page of HTML', 'garbage'],
] as const)('%s is no reason to take anything over, and nothing to wait for', async (_, fault) => {
  github.jobs.set(5001, labJob('completed'))
  github.fault({ at: 'GET /', fault, times: 9 })
  const start = performance.now()
  expect(await ask(JOB)).toBe('unknown')
  expect(performance.now() - start).toBeLessThan(5 * PACE.total)
})
