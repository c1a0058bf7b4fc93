import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { JOB_VARIABLE, jobDigest } from '../../src/keeper/job-identity.js'
import { type RunnerFiles, runnerFiles } from './job-stage.js'

/** What act gives each job of a matrix. */
const SAME = {
  GITHUB_RUN_ID: '1',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_JOB: 'build',
  GITHUB_REPOSITORY: 'lab/project',
}

let files: RunnerFiles
beforeEach(() => {
  files = runnerFiles()
})
afterEach(() => files.end())

test('all stages and steps of a job have one digest', () => {
  const job = files.job(SAME)
  const digests = [
    jobDigest(job.stage({ name: 'pre', step: 'first' })),
    jobDigest(job.stage({ name: 'pre', step: 'second' })),
    jobDigest(job.stage({ name: 'main', step: 'first' })),
    jobDigest(job.stage({ name: 'main', step: 'third' })),
    jobDigest(job.stage({ name: 'post', step: 'second' })),
  ]
  expect(new Set(digests).size).toBe(1)
  expect(digests[0]).toMatch(/^[0-9a-f]{32}$/)
})

test('jobs whose variables agree have different digests', () => {
  const digests = [1, 2, 3].map(() => jobDigest(files.job(SAME).stage()))
  expect(new Set(digests).size).toBe(3)
})

test('a later stage of a step keeps the digest if a step has changed the variable', () => {
  const job = files.job(SAME)
  const digest = jobDigest(job.stage({ name: 'pre' }))
  job.stage()
  job.env[JOB_VARIABLE] = 'f'.repeat(32)
  expect(jobDigest(job.stage({ name: 'post' }))).toBe(digest)
})

test.each([
  ['another run', { GITHUB_RUN_ID: '2' }],
  ['another attempt', { GITHUB_RUN_ATTEMPT: '2' }],
  ['another job', { GITHUB_JOB: 'test' }],
  ['another repository', { GITHUB_REPOSITORY: 'lab/other' }],
  ['another runner', { RUNNER_NAME: 'inner' }],
  ['another directory', { RUNNER_TEMP: '/lab/inner/temp' }],
])('a job in a runner that was started inside of a job is not that job: %s', (_, changed) => {
  const outer = files.job(SAME)
  const digest = jobDigest(outer.stage({ step: 'first' }))
  outer.stage({ step: 'second' })
  const inherited = outer.env[JOB_VARIABLE]
  expect(inherited).toBeDefined()
  const inner = files.job({ ...SAME, ...changed, [JOB_VARIABLE]: inherited })
  expect(jobDigest(inner.stage())).not.toBe(digest)
  expect(jobDigest(inner.stage({ step: 'second' }))).toBe(jobDigest(inner.stage({ step: 'third' })))
})

test.each(['', 'f'.repeat(32), `${'f'.repeat(32)}.${'0'.repeat(16)}`, 'x'.repeat(100_000)])(
  'a value of the variable that this action has not made counts for nothing',
  value => {
    const digests = [1, 2].map(() => jobDigest(files.job({ ...SAME, [JOB_VARIABLE]: value }).stage()))
    expect(digests[0]).not.toBe(digests[1])
  },
)

test('the nonce is no part of the digest', () => {
  const job = files.job(SAME)
  const digest = jobDigest(job.stage({ step: 'first' }))
  job.stage({ step: 'second' })
  const [nonce = ''] = (job.env[JOB_VARIABLE] ?? '').split('.')
  expect(nonce).toMatch(/^[0-9a-f]{32}$/)
  expect(digest).not.toContain(nonce.slice(0, 8))
})

test.each<[string, Record<string, string>]>([
  ['no variable at all', {}],
  ['empty variables', { GITHUB_RUN_ID: '', GITHUB_JOB: '', RUNNER_NAME: '', RUNNER_TEMP: '' }],
  ['one name for all runners', { ...SAME, RUNNER_NAME: 'runner' }],
  ['one RUNNER_TEMP for all jobs', { ...SAME, RUNNER_TEMP: '/tmp' }],
  [
    'the variables of Gitea’s runner',
    { ...SAME, GITEA_ACTIONS: 'true', RUNNER_TRACKING_ID: '', RUNNER_TEMP: '/tmp' },
  ],
])('with %s each job is one, in all of its steps, and no two are the same', (_, env) => {
  const [one, two] = [files.job(env), files.job(env)]
  const digests = [one, two].map(job => [
    jobDigest(job.stage({ name: 'pre', step: 'first' })),
    jobDigest(job.stage({ name: 'main', step: 'second' })),
    jobDigest(job.stage({ name: 'post', step: 'first' })),
  ])
  expect(digests.map(of => new Set(of).size)).toEqual([1, 1])
  expect(new Set(digests.flat()).size).toBe(2)
})
