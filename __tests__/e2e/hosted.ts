import type { JobResult, JobRun, JobSpec, Runner, Values } from '../doubles/runner/index.js'
import { type Lab, REPOSITORY } from './lab.js'

/** What a push or a schedule of a private repository brings: the payload that every event has. */
const EVENT = { repository: { default_branch: 'main', private: true, visibility: 'private' } }

export interface HostedJob extends Partial<JobSpec> {
  /** Defaults to a runner that nothing has ever touched. */
  readonly on?: Runner
  /** Called when the job has started, for a test that acts while it runs. */
  readonly during?: (run: JobRun) => Promise<void> | void
}

/** The token of a job that is given none, as the runner double makes it. */
const JOB_TOKEN = 'ghs_labtoken'

/** One job with one use of the action on a GitHub-hosted runner: its disk is empty, and is gone afterwards. */
export async function hostedJob(
  lab: Lab,
  inputs: Values,
  { on, during, ...spec }: HostedJob = {},
): Promise<JobResult> {
  const git = await lab.git()
  for (const token of [spec.token ?? JOB_TOKEN, inputs.token ?? ''])
    if (token && !git.knows(token)) git.grant(token, { [REPOSITORY]: 'write' })
  const secrets = [inputs['encryption-key'] ?? '', inputs['auth-json'] ?? ''].filter(Boolean)
  const run = lab.job(inputs, {
    on: on ?? (await lab.fresh()),
    event: EVENT,
    ref: 'refs/heads/main',
    secrets,
    // The cache's client takes a server of any other name for a GitHub Enterprise Server, which has no cache v2.
    serverUrl: git.url.replace('127.0.0.1', 'github.localhost'),
    ...spec,
  })
  await during?.(run)
  return run
}
