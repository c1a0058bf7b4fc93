/**
 * The runner double: runs an action's `dist/` as actions/runner does, stage by stage, in processes of their own
 * below a worker process. See docs/facts/runner.md for what it honours; times are milliseconds.
 */

export { Masker } from './masking.js'
export { node24 } from './node24.js'
export type { Orphan } from './orphans.js'
export type { JobResult, StepResult } from './record.js'
export type { JobRun } from './run.js'
export { createRunner, type JobSpec, type Runner, type RunnerOptions } from './runner.js'
export type { JobEvent, Running } from './story.js'
export type * from './types.js'
