import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { machinePath } from '../doubles/lab/index.js'
import type { JobResult, Values } from '../doubles/runner/index.js'
import { inWorld } from '../e2e/cache-world.js'
import type { HostedJob } from '../e2e/hosted.js'
import { inLab, type Lab } from '../e2e/lab.js'
import { inLeaseWorld } from '../e2e/lease-world.js'
import { withSecret } from '../e2e/secret-repository.js'

const LATE = 600_000
const JOBS = 20
const SKIP = { 'on-unavailable': 'skip', prompt: 'Say OK' }
/** A machine without Codex: a job that wants one would ask the registry, and the lab ends it. */
const WITHOUT_CODEX = { env: { PATH: machinePath() } }

type Job = (inputs: Values, spec?: HostedJob) => Promise<JobResult>

const outputsOf = ({ steps }: JobResult): Values => steps[0]?.outputs ?? {}
const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0

async function timed(job: () => Promise<JobResult>): Promise<{ ms: number; result: JobResult }> {
  const start = performance.now()
  const result = await job()
  return { ms: performance.now() - start, result }
}

/** Jobs on machines of their own that share a login: the first finds its plan used up, the others know. */
async function skips(store: string, lab: Lab, job: Job, gitKinds: () => string[] = () => []): Promise<void> {
  const { openai } = lab
  const setup: number[] = []
  for (let count = 0; count < 3; count += 1) {
    const { ms, result } = await timed(() => job({}))
    expect(result.conclusion).toBe('success')
    setup.push(ms)
  }
  Object.assign(openai.rateLimits, { primaryUsedPercent: 100, resetAfterSeconds: 3600 })
  const first = await job(SKIP)
  expect([first.conclusion, outputsOf(first)['auth-reason']]).toEqual(['success', 'usage-limit'])
  const until = outputsOf(first)['retry-at']

  const requests = openai.log.length
  gitKinds()
  const others: number[] = []
  for (let count = 1; count < JOBS; count += 1) {
    const { ms, result } = await timed(() => job(SKIP, WITHOUT_CODEX))
    expect([result.conclusion, outputsOf(result)]).toEqual([
      'success',
      expect.objectContaining({ skipped: 'true', 'auth-reason': 'usage-limit', 'retry-at': until }),
    ])
    others.push(ms)
  }
  expect(openai.log.length - requests).toBe(0)
  // They look at the lease, and take it never.
  expect(gitKinds().filter(kind => kind.startsWith('push'))).toEqual([])
  const ratio = median(others) / median(setup)
  process.stdout.write(
    `${store}: ${others.length} jobs skipped in ${Math.round(median(others))} ms (median), ${ratio.toFixed(2)} of a bare setup (${Math.round(median(setup))} ms)\n`,
  )
  expect(ratio).toBeLessThan(1.5)

  // With a bigger plan keep-fresh corrects the note. After that, a window ends by itself.
  Object.assign(openai.rateLimits, { primaryUsedPercent: 0 })
  expect((await job({ mode: 'keep-fresh' })).conclusion).toBe('success')
  expect(outputsOf(await job(SKIP))['final-message']).toBe('OK')

  Object.assign(openai.rateLimits, { primaryUsedPercent: 100, resetAfterSeconds: 15 })
  const again = outputsOf(await job(SKIP))
  expect([again.skipped, openai.modelCalls]).toEqual(['true', 1])
  await sleep(Date.parse(again['retry-at'] ?? '') - Date.now())
  Object.assign(openai.rateLimits, { primaryUsedPercent: 0 })
  expect(outputsOf(await job(SKIP))['final-message']).toBe('OK')
}

test(
  'host',
  inLab(async lab => {
    const seed = lab.openai.login()
    await skips('host', lab, (inputs, spec) => lab.job({ 'auth-json': seed, ...inputs }, spec))
  }),
  LATE,
)

test(
  'cache',
  inWorld(async ({ lab, job }) => {
    const seed = lab.openai.login()
    const git = await lab.git()
    const asked = () => git.requests.splice(0).map(({ kind }) => String(kind))
    await skips('cache', lab, (inputs, spec) => job({ 'auth-json': seed, ...inputs }, spec), asked)
  }),
  LATE,
)

test(
  'command',
  inLeaseWorld(async ({ lab, job, asked }) => {
    const seed = lab.openai.login()
    await skips('command', lab, (inputs, spec) => job({ 'auth-json': seed, ...inputs }, spec), asked)
  }),
  LATE,
)

test(
  'github-secret',
  withSecret('repository', async repository => {
    const { lab } = repository
    repository.set(lab.openai.login())
    const git = await lab.git()
    const asked = () => git.requests.splice(0).map(({ kind }) => String(kind))
    const app = repository.app()
    await skips('github-secret', lab, (inputs, spec) => repository.job({ ...app, ...inputs }, spec), asked)
  }),
  LATE,
)
