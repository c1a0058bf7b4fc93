import { createHash, randomBytes } from 'node:crypto'
import { exportVariable, mask } from '../report/sink.js'
import type { Stage } from './stage.js'

type Job = Pick<Stage, 'env' | 'state'>

/** Hands the job's nonce on to later steps, as `NONCE.BINDING`: see `jobDigest`. */
export const JOB_VARIABLE = 'CODEX_AUTH_ACTION_JOB'

/**
 * Tells this job apart from every other one: 32 hexadecimal digits, the same in all steps and stages of the job.
 *
 * Some runners give all jobs of a run the same names and numbers (docs/facts/runner.md, "Other runners"), so the first
 * stage of the job makes a nonce and hands it on. A runner that is started inside of a job inherits the variable, so the
 * nonce counts only together with the ids of the job that it was made for. Only this digest goes into records and files:
 * somebody who reads it there can't pretend to be the job.
 */
export function jobDigest(job: Job): string {
  const ids = idsOf(job)
  return digest([job.state.get('job') ?? keptNonce(job, ids), ...ids], 32)
}

/** The nonce of an earlier step, or a new one; kept for the later stages of this step. */
function keptNonce(job: Job, ids: readonly string[]): string {
  const nonce = inheritedNonce(job, ids) ?? newNonce(ids)
  job.state.set('job', nonce)
  return nonce
}

function idsOf({ env }: Job): string[] {
  const ids = [env.GITHUB_SERVER_URL, env.GITHUB_REPOSITORY, env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT]
  const own = [env.GITHUB_JOB, env.RUNNER_NAME, env.RUNNER_TRACKING_ID, env.RUNNER_TEMP]
  return [...ids, ...own].map(id => id ?? '')
}

function inheritedNonce({ env }: Job, ids: readonly string[]): string | undefined {
  const [, nonce, binding] = /^([0-9a-f]{32})\.([0-9a-f]{16})$/.exec(env[JOB_VARIABLE] ?? '') ?? []
  return nonce && binding === bindingOf(nonce, ids) ? nonce : undefined
}

function newNonce(ids: readonly string[]): string {
  const nonce = randomBytes(16).toString('hex')
  // The runner prints the variables of each step.
  mask(nonce)
  exportVariable(JOB_VARIABLE, `${nonce}.${bindingOf(nonce, ids)}`)
  return nonce
}

const bindingOf = (nonce: string, ids: readonly string[]): string => digest(['binding', nonce, ...ids], 16)

const digest = (parts: readonly string[], length: number): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length)
