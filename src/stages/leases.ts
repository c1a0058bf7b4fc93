import { HostLease } from '../guard/host-lease.js'
import type { Inputs } from '../inputs.js'
import { identify } from '../system/process-identity.js'
import type { Stage } from './stage.js'

/** A rotation takes seconds, and minutes with an endpoint that hangs: a holder out of sight counts as gone then. */
const ROTATION_MS = 15 * 60_000
/** A self-hosted job may run for 5 days, and no longer (GitHub's limit). */
export const LONGEST_JOB_MS = 5 * 86_400_000
const DEFAULT_WAIT_MS = 10 * 60_000

/** Milliseconds that a stage waits for the lease. */
export const waiting = (inputs: Inputs): number => inputs['lease-timeout'] ?? DEFAULT_WAIT_MS

/** The lease beside `home`'s auth.json, for this job: its owner is the runner's worker, the parent of every stage. */
export async function hostLease({ env }: Stage, home: string, lifeMs = ROTATION_MS): Promise<HostLease> {
  const { RUNNER_NAME: runner, GITHUB_JOB: job, GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt } = env
  // In a job container the worker is out of sight and the parent is 0; an orphan's parent is 1.
  const owner = process.ppid > 1 ? await identify(process.ppid) : undefined
  return new HostLease({
    home,
    job: [run, attempt, job, runner, env.RUNNER_TRACKING_ID].join('/'),
    description: `job ${job ?? '?'} of run ${run ?? '?'} on runner ${runner ?? '?'}`,
    owner,
    lifeMs,
  })
}
