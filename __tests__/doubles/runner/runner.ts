import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CLOSED, closedRegistry, machinePath, proxiedBy } from '../lab/index.js'
import { type Folders, foldersOf } from './folders.js'
import { installAction, type Manifest } from './manifest.js'
import { killOrphans } from './orphans.js'
import type { SentJob, SentStep } from './protocol.js'
import { type JobRun, type RunHooks, startRun } from './run.js'
import type { ActionStep, JobFacts, RunnerKind, Step, Timing, Values } from './types.js'

export interface RunnerOptions {
  /** A private folder of this agent, outside the repository: holds _work, _work/_temp, _work/_tool and home. */
  root: string
  name?: string
  /** `github` by default. */
  kind?: RunnerKind
  /** RUNNER_ENVIRONMENT; null leaves it out, as older runners do. */
  environment?: 'self-hosted' | 'github-hosted' | null
  /** The agent's own environment, which every stage inherits; of the test's own only PATH is passed on, as a machine has it. */
  env?: Values
  /** The action under test; default: the repository's root. */
  actionDir?: string
  /** How a workflow names it. */
  actionName?: string
  home?: string
  toolCache?: string
}

export interface JobSpec extends JobFacts, RunHooks {
  steps: Step[]
}

export interface Runner {
  readonly folders: Folders
  /** Starts a job; the promise is also a handle on it while it runs. Throws while another job is running here. */
  job(spec: JobSpec): JobRun
  /** For a test's afterEach: ends a job that still runs, and whatever jobs here left behind. */
  close(): Promise<void>
}

const TIMING: Timing = { sigint: 7500, sigterm: 2500, streams: 5000, jobCancel: 285_000 }

/** One runner agent: it has its own folders and runs one job at a time, each in a worker process of its own. */
export function createRunner(options: RunnerOptions): Runner {
  const folders = foldersOf(resolve(options.root), options.home, options.toolCache)
  mkdirSync(folders.home, { recursive: true })
  const agent: SentJob['agent'] = {
    name: options.name ?? 'lab-runner',
    kind: options.kind ?? 'github',
    environment: options.environment === undefined ? 'self-hosted' : options.environment,
    folders,
    // Whatever a test doesn't start, and every other machine, is closed.
    env: { PATH: machinePath(), ...closedRegistry, ...proxiedBy(CLOSED), ...options.env },
  }
  const trackingIds: string[] = []
  let current: JobRun | undefined
  return {
    folders,
    job(spec) {
      if (current !== undefined)
        throw new Error(`Runner ${agent.name} is running a job; an agent runs one at a time. Create another.`)
      const { steps, timing, onLine, onEvent, cancelAfter, ...facts } = spec
      const installed: Installed = new Map()
      const sent: SentJob = {
        ...facts,
        agent,
        trackingId: `github_${randomUUID()}`,
        timing: { ...TIMING, ...timing },
        steps: steps.map(step => ('run' in step ? step : sendAction(step, options, folders, installed))),
      }
      trackingIds.push(sent.trackingId)
      const run = startRun(sent, steps, { onLine, onEvent, cancelAfter })
      void run.finally(() => {
        current = undefined
      })
      current = run
      return run
    },
    async close() {
      current?.kill('both')
      await current
      for (const id of trackingIds) killOrphans(id)
    },
  }
}

type Installed = Map<string, { from: string; manifest: Manifest }>

/** Installs the step's action afresh, as a runner downloads it for each job, and takes functions out of the step. */
function sendAction(
  step: ActionStep,
  options: RunnerOptions,
  folders: Folders,
  installed: Installed,
): SentStep {
  const from = step.uses === 'self' ? (options.actionDir ?? repositoryRoot()) : resolve(step.uses)
  const uses =
    step.uses === 'self'
      ? (options.actionName ?? 'lab/codex-auth-action@v1')
      : `lab/${from.split('/').at(-1)}@v1`
  const dir = join(folders.actions, uses.replace('@', '/'))
  const { with: given = {}, local = false, ...rest } = step
  const inputs = typeof given === 'function' ? undefined : given
  const before = installed.get(dir)
  if (before !== undefined && before.from !== from)
    throw new Error(`${from} and ${before.from} are both ${uses}`)
  const manifest = before?.manifest ?? installAction(from, dir)
  installed.set(dir, { from, manifest })
  return { ...rest, local, inputs, uses, dir, manifest }
}

/** Upward from the compiled file, or from where the tests were started: the first folder with an action.yml. */
function repositoryRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (folder !== dirname(folder) && !folder.endsWith('__tests__')) folder = dirname(folder)
  const beside = dirname(folder)
  return basename(beside) === 'build' ? dirname(beside) : process.cwd()
}
