/** The words of the runner double: what a test gives it and what it hands back. Times are milliseconds. */

export type StageName = 'pre' | 'main' | 'post'
export type Outcome = 'success' | 'failure' | 'cancelled' | 'skipped'
export type Values = Record<string, string>

/**
 * `act`: nektos/act in host mode, and the runners made from it. It names neither itself nor the job, numbers all runs alike,
 * and skips the post of a step whose main it skipped (docs/facts/runner.md, "Other runners").
 */
export type RunnerKind = 'github' | 'act'

/** What a `with` function may look at: the `steps` and `env` contexts at the moment of the stage. */
export interface Known {
  steps: Record<string, { outcome: Outcome; outputs: Values }>
  env: Values
}

interface AnyStep {
  id?: string
  /** A boolean, or an expression; as in a workflow, `success()` is implied unless it has a status function. */
  if?: boolean | string
  env?: Values
  continueOnError?: boolean
  /** `timeout-minutes`: applies to each stage by itself. */
  timeoutMs?: number
}

export interface ActionStep extends AnyStep {
  /** `self` is the runner's `actionDir`; anything else is the directory of another action. */
  uses: string
  /**
   * Evaluated again at each stage. In an object, `${{ }}` is resolved; what a function answers is data. A function
   * can be empty in pre and wrong in post (docs/facts/runner.md).
   */
  with?: Values | ((stage: StageName, known: Known) => Values | Promise<Values>)
  /** `uses: ./…`: has no pre. */
  local?: boolean
}

export interface RunStep extends AnyStep {
  run: string
}

export type Step = ActionStep | RunStep

/** The waits of the runner; the defaults are its own (ProcessInvoker.cs, docs/facts/runner.md). */
export interface Timing {
  /** SIGINT to SIGTERM, 7500. */
  sigint: number
  /** SIGTERM to SIGKILL, 2500. */
  sigterm: number
  /** How long a stage that has exited is waited for while a grandchild holds its output, 5000. */
  streams: number
  /** Job cancel to the death of the worker, 285 000. */
  jobCancel: number
}

/** Where the services of Actions live; without addresses a closed loopback port stands in. */
export interface Services {
  runtimeToken?: string
  resultsUrl?: string
  cacheUrl?: string
  cacheMode?: 'none' | 'read' | 'write' | 'write-only'
  cacheV2?: boolean
  idTokenUrl?: string
}

/** The part of a job that can travel to the worker as JSON. */
export interface JobFacts {
  event?: Record<string, unknown>
  eventName?: string
  repository?: string
  ref?: string
  sha?: string
  runId?: string
  runNumber?: string
  attempt?: string
  jobName?: string
  workflow?: string
  actor?: string
  triggeringActor?: string
  serverUrl?: string
  apiUrl?: string
  /** The workflow's and the job's `env`. */
  env?: Values
  /** Values of the workflow's secrets: masked from the start. */
  secrets?: string[]
  /** GITHUB_TOKEN: masked, in the `github` context, never in the environment. */
  token?: string
  services?: Services
  /** Laid over the contexts that expressions see, e.g. `{ strategy: { 'job-total': 4 } }`. */
  contexts?: Record<string, Record<string, unknown>>
  /** Step debugging: RUNNER_DEBUG=1, `::debug::` shown, commands echoed. */
  debug?: boolean
  timing?: Partial<Timing>
}

export interface Annotation {
  level: 'error' | 'warning' | 'notice'
  /** As given, not masked: a secret in a title must be found by a leak search. */
  title: string | undefined
  message: string
  step: number
  stage: StageName
}

export interface StageReport {
  outcome: Outcome
  pid: number
  exitCode: number | null
  signal: string | null
  durationMs: number
  /** The environment the process was given, for leak searches. */
  env: Values
  /** The step's state after this stage. */
  state: Values
  /** Outputs written in this stage; only main's become the step's. */
  outputs: Values
  /** As the web page shows it. */
  log: string
}
