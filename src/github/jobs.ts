import type { GithubClient } from './client.js'
import { GithubRefused } from './failure.js'
import type { Send } from './request.js'
import { scopeOf } from './scope.js'

/** A job, as the runner names it. */
export interface JobReference {
  /** `owner/name`. */
  readonly repository: string
  /** `job.check_run_id`, which is the API's `job_id`. */
  readonly jobId?: string | undefined
  readonly run?: string | undefined
  readonly attempt?: string | undefined
}

export type JobState = 'over' | 'running' | 'unknown' | 'forbidden'

/**
 * Whether a job is over. Asks "Get a job for a workflow run", or otherwise "Get a workflow run attempt". `forbidden`: the
 * token lacks `actions: read`. Never throws: if GitHub can't say it, the job counts as running.
 */
export function jobState(client: GithubClient, job: JobReference): Promise<JobState> {
  const scope = scopeOf(job.repository, { actions: 'read' })
  return client
    .use(scope, send => stateOf(send, { ...scope.parameters, ...numbers(job) }))
    .catch(error => (error instanceof GithubRefused && error.status === 403 ? 'forbidden' : 'unknown'))
}

async function stateOf(send: Send, ids: Record<string, unknown>): Promise<JobState> {
  const { owner, repo, job_id, run_id, attempt_number } = ids
  if (job_id) {
    const job = send('GET /repos/{owner}/{repo}/actions/jobs/{job_id}', { owner, repo, job_id })
    const state = await job.then(statusIn, (error): JobState => {
      if (error instanceof GithubRefused && error.status === 404) return 'unknown'
      throw error
    })
    if (state !== 'unknown') return state
  }
  if (!run_id || !attempt_number) return 'unknown'
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}'
  return statusIn(await send(route, { owner, repo, run_id, attempt_number }))
}

function statusIn({ data }: { data: unknown }): JobState {
  const status = (data as { status?: unknown } | null)?.status
  if (typeof status !== 'string') return 'unknown'
  return status === 'completed' ? 'over' : 'running'
}

const numbers = ({ jobId, run, attempt }: JobReference) => ({
  job_id: Number(jobId) || undefined,
  run_id: Number(run) || undefined,
  attempt_number: Number(attempt) || undefined,
})
