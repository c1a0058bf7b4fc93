import type { JobStatus } from './expressions.js'
import type { Folders } from './folders.js'
import type { Manifest } from './manifest.js'
import type { Orphan } from './orphans.js'
import type {
  Annotation,
  JobFacts,
  Known,
  Outcome,
  RunnerKind,
  RunStep,
  StageName,
  StageReport,
  Timing,
  Values,
} from './types.js'

/** An action step on its way to the worker: functions stay in the test's process and are asked for by message. */
export interface SentAction {
  id?: string
  if?: boolean | string
  env?: Values
  continueOnError?: boolean
  timeoutMs?: number
  local: boolean
  /** `owner/repo` as the workflow names it. */
  uses: string
  dir: string
  manifest: Manifest
  /** Undefined when `with` is a function. */
  inputs: Values | undefined
}

export type SentStep = SentAction | RunStep

export const isAction = (step: SentStep): step is SentAction => 'uses' in step

export interface SentJob extends JobFacts {
  steps: SentStep[]
  timing: Timing
  /** RUNNER_TRACKING_ID: whatever still has it at the end is an orphan. */
  trackingId: string
  agent: { name: string; environment: string | null; folders: Folders; env: Values; kind: RunnerKind }
}

export type ToWorker =
  | { type: 'job'; job: SentJob }
  | { type: 'cancel' }
  | { type: 'shutdown' }
  | { type: 'inputs'; ask: number; inputs: Values }
  | { type: 'refused'; ask: number; reason: string }

export interface At {
  step: number
  stage: StageName
}

export interface StepEnd {
  outcome: Outcome
  /** The outcome after `continue-on-error`. */
  conclusion: Outcome
  outputs: Values
}

/** Everything a job shows, as it happens: a worker that is killed has told all it knew. */
export type FromWorker =
  | ({ type: 'ask'; ask: number; known: Known } & At)
  | ({ type: 'started'; pid: number } & At)
  | ({ type: 'line'; pid: number; raw: string | null; shown: string | null } & At)
  | ({ type: 'annotation' } & Annotation)
  | { type: 'mask'; value: string }
  | ({ type: 'summary'; raw: string; shown: string } & At)
  | ({ type: 'ended'; report: Omit<StageReport, 'log'> } & At)
  | { type: 'globals'; env: Values; path: string[] }
  | { type: 'step'; step: number; end: StepEnd }
  | { type: 'done'; conclusion: JobStatus; orphans: Orphan[]; left: Values }
