import { sample } from './sample.js'

/** One job of one attempt of a run. A re-run is another attempt, with other jobs. */
export interface LabJob {
  /** `owner/name`. */
  readonly repository: string
  readonly runId: number
  readonly attempt: number
  readonly status: 'queued' | 'in_progress' | 'completed' | 'waiting' | 'requested' | 'pending'
  /** Of a completed job; `success` unless told. */
  readonly conclusion?: 'success' | 'failure' | 'cancelled' | 'timed_out'
  readonly name?: string
  readonly runner?: string
}

interface Place {
  readonly repository: string
  readonly runId: number
  readonly attempt: number
}

/** The jobs there are, by the id that is also `job.check_run_id`. A run is what its jobs make of it. */
export class Jobs {
  readonly #jobs = new Map<number, LabJob>()

  /** From now on the job is so. */
  set(id: number, job: LabJob): void {
    this.#jobs.set(id, job)
  }

  /** Changes what is given: `update(7, { status: 'completed' })`. */
  update(id: number, change: Partial<LabJob>): void {
    const job = this.#jobs.get(id)
    if (!job) throw new Error(`no job ${id}`)
    this.#jobs.set(id, { ...job, ...change })
  }

  /** As GitHub's answer has it; undefined if that repository has no such job. */
  job(repository: string, id: number): Record<string, unknown> | undefined {
    const job = this.#jobs.get(id)
    if (job?.repository !== repository) return undefined
    return sample('job', {
      id,
      run_id: job.runId,
      run_attempt: job.attempt,
      name: job.name ?? 'lab',
      status: job.status,
      conclusion: conclusionOf(job),
      completed_at: job.status === 'completed' ? COMPLETED : null,
      runner_name: job.runner ?? null,
    })
  }

  /** As GitHub's answer has it; undefined if no job was ever part of that attempt. */
  run({ repository, runId, attempt }: Place): Record<string, unknown> | undefined {
    const jobs = [...this.#jobs.values()].filter(
      job => job.repository === repository && job.runId === runId && job.attempt === attempt,
    )
    if (jobs.length === 0) return undefined
    const isOver = jobs.every(({ status }) => status === 'completed')
    const hasBegun = jobs.some(({ status }) => status === 'completed' || status === 'in_progress')
    return sample('workflow-run', {
      id: runId,
      run_attempt: attempt,
      status: isOver ? 'completed' : hasBegun ? 'in_progress' : 'queued',
      conclusion: isOver ? worst(jobs) : null,
    })
  }
}

const COMPLETED = '2026-11-21T00:10:00Z'

const conclusionOf = ({ status, conclusion = 'success' }: LabJob) =>
  status === 'completed' ? conclusion : null

const worst = (jobs: readonly LabJob[]) =>
  (['cancelled', 'failure', 'timed_out'] as const).find(bad => jobs.some(job => conclusionOf(job) === bad)) ??
  'success'
