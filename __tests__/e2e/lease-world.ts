import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { type LeaseRecord, recordIn } from '../../src/leases/git/record.js'
import type { GitServer, Kind, Right } from '../doubles/git/index.js'
import { type GithubDouble, startGithub } from '../doubles/github/github.js'
import type { Level } from '../doubles/github/tokens.js'
import type { OpenAiOptions } from '../doubles/openai/openai.js'
import type { JobResult, JobRun, Runner, Step, Values } from '../doubles/runner/index.js'
import { type HostedJob, hostedJob } from './hosted.js'
import { inLab, type Lab, REPOSITORY } from './lab.js'
import { findLeaks } from './leaks.js'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
/** A hosted job takes two or three seconds alone, and the slowest test here has four of them. */
export const LATE = 60_000
export const REF = 'refs/codex-auth/default'
/** A later step of a job, which says that it is there and stays until the test lets it go. */
export const HOLD: Step = { run: 'echo held; until [ -e "$LAB_STORE/go" ]; do sleep 0.05; done' }
/** What a workflow's permissions must be for all that the lease can do. */
const ALL = { contents: 'write', actions: 'read' } as const

export interface LeasedJob extends HostedJob {
  /** `permissions:` of the job. */
  readonly permissions?: Readonly<Record<string, Level>>
  /** Steps after the one that uses the action; a `with` of theirs lacks the store's commands. */
  readonly later?: readonly Step[]
}

/** A job under way, and what it runs on. */
export interface Started {
  readonly id: number
  readonly runner: Runner
  readonly run: JobRun
  readonly result: Promise<JobResult>
  /** The machine is gone from one moment to the next, with all that runs on it; GitHub does not know it yet. */
  powerOff(): Promise<void>
}

/**
 * One login of one repository, its store a file that is reached by commands, its lease on a git server; jobs on
 * machines of their own, each with a token of its own, which GitHub knows as its jobs.
 */
export interface LeaseWorld {
  readonly lab: Lab
  readonly git: GitServer
  readonly github: GithubDouble
  /** Starts a job; it is over for GitHub when it has ended by itself. */
  start(inputs: Values, spec?: LeasedJob): Promise<Started>
  job(inputs: Values, spec?: LeasedJob): Promise<JobResult>
  /** For GitHub the job is over, as it is some time after its machine was lost. */
  declareOver(started: Started): void
  /** What the lease's ref holds. */
  record(ref?: string): Promise<LeaseRecord | undefined>
  /** What the git server was asked since the last call. */
  asked(): Kind[]
  /** Puts a login into the store, as an earlier job did; without, a job that has a seed stores that first. */
  put(authJson: string): Promise<void>
  /** What the store holds; empty if nothing. */
  stored(): Promise<string>
  /** Generations that the store has held, in order. */
  history(): Promise<number[]>
  /** Lets every step `HOLD` end. */
  letGo(): Promise<void>
  /** Which generation of the one login this is, from 1. */
  generationOf(authJson: string): number
}

export const inLeaseWorld = (
  use: (world: LeaseWorld) => Promise<void>,
  options: Partial<OpenAiOptions> = {},
): (() => Promise<void>) =>
  inLab(async lab => {
    const github = await startGithub()
    github.world.addRepository(REPOSITORY)
    const git = await lab.git()
    try {
      await use(await createWorld(lab, git, github))
    } finally {
      await github.close()
    }
    const tokens = github.tokens.values()
    const basic = tokens.map(token => Buffer.from(`x-access-token:${token}`).toString('base64'))
    // Without what is the same in each of them.
    const parts = [
      ...tokens.map(token => token.replace(/^[a-z]+_/, '')),
      ...basic.map(text => text.slice(30)),
    ]
    expect(await findLeaks(parts, lab.results, lab.dir)).toEqual([])
    github.assertClean()
  }, options)

async function createWorld(lab: Lab, git: GitServer, github: GithubDouble): Promise<LeaseWorld> {
  const store = join(lab.dir, 'store')
  await mkdir(join(store, 'kept'), { recursive: true })
  const commands = {
    'restore-command': 'cat "$LAB_STORE/auth.json" 2>/dev/null || true',
    'persist-command':
      'f="$LAB_STORE/$$.auth.json"; cat > "$f" && ln "$f" "$LAB_STORE/kept/$(date +%s%N).auth.json" && mv "$f" "$LAB_STORE/auth.json"',
  }
  const read = (file: string) => readFile(join(store, file), 'utf8').catch(() => '')
  const withStore = (step: Step): Step =>
    'uses' in step && typeof step.with === 'object' ? { ...step, with: { ...commands, ...step.with } } : step
  let jobs = 0
  const world: LeaseWorld = {
    lab,
    git,
    github,
    async start(inputs, { permissions = ALL, later = [], contexts, env, ...spec } = {}) {
      const given = { ...commands, ...inputs }
      const at = jobs++
      const id = 5001 + at
      const runId = spec.runId ?? String(4001 + at)
      const token = github.tokens.githubToken(REPOSITORY, permissions)
      git.grant(token, { [REPOSITORY]: rightIn(permissions.contents) }, { label: `job ${id}` })
      github.jobs.set(id, { repository: REPOSITORY, runId: Number(runId), attempt: 1, status: 'in_progress' })
      const runner = spec.on ?? (await lab.fresh())
      let begin: (started: { run: JobRun }) => void = () => undefined
      const begun = new Promise<{ run: JobRun }>(resolve => {
        begin = resolve
      })
      const result = hostedJob(lab, given, {
        token,
        steps: [{ id: 'codex', uses: 'self', with: given }, ...later.map(withStore)],
        apiUrl: github.url,
        runId,
        contexts: { ...contexts, job: { check_run_id: String(id), ...contexts?.job } },
        env: { LAB_STORE: store, ...env },
        secrets: [inputs['auth-json'] ?? ''].filter(Boolean),
        ...spec,
        on: runner,
        during(run) {
          begin({ run })
          return spec.during?.(run)
        },
      })
      result.then(
        ({ workerDied }) => workerDied || github.jobs.update(id, { status: 'completed' }),
        () => undefined,
      )
      const { run } = await begun
      return { id, runner, run, result, powerOff: () => runner.close() }
    },
    job: async (inputs, spec) => (await world.start(inputs, spec)).result,
    declareOver: ({ id }) => github.jobs.update(id, { status: 'completed', conclusion: 'failure' }),
    async record(ref = REF) {
      const message = (await git.repositories.history(REPOSITORY, ref)).at(-1)?.message
      return message === undefined ? undefined : recordIn(message)?.record
    },
    asked: () => git.requests.splice(0).map(({ kind }) => kind as Kind),
    put: authJson => writeFile(join(store, 'auth.json'), authJson),
    stored: () => read('auth.json'),
    async history() {
      const files = (await readdir(join(store, 'kept'))).sort()
      const stored = await Promise.all(
        files.map(async file => world.generationOf(await read(join('kept', file)))),
      )
      // The store is proven by writing there what it holds.
      return stored.filter((generation, at) => generation !== stored[at - 1])
    },
    letGo: () => writeFile(join(store, 'go'), ''),
    generationOf: authJson => Math.floor(lab.openai.allTokens().indexOf(refreshTokenOf(authJson)) / 3) + 1,
  }
  return world
}

const rightIn = (contents: Level | undefined): Right => contents ?? 'none'

const refreshTokenOf = (authJson: string): string =>
  (JSON.parse(authJson) as { tokens: { refresh_token: string } }).tokens.refresh_token

/** How often each refresh token was shown to OpenAI, oldest first. */
export const presented = ({ lab }: LeaseWorld): number[] =>
  lab.openai.presentations().map(({ times }) => times)

export const errorsOf = ({ annotations }: JobResult): string[] =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
export const warningsOf = ({ annotations }: JobResult): string[] =>
  annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)
export const noticesOf = ({ annotations }: JobResult): string[] =>
  annotations.filter(({ level }) => level === 'notice').map(({ message }) => message)
export const outputsOf = ({ steps }: JobResult): Values => steps[0]?.outputs ?? {}
/** What a stage of the step with the action said, masked. */
export const logOf = ({ steps }: JobResult, stage: 'pre' | 'main' | 'post', step = 0): string =>
  steps[step]?.stages[stage]?.log ?? ''

/** Waits until it is so; throws if it doesn't come to that within a test's time. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + LATE
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`Not so after ${LATE / 1000} s: ${isSo}`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
