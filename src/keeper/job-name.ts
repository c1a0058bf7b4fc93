import type { Stage } from './stage.js'

type Environment = Stage['env']

/** For people: `job build of run 42 on runner-1`. */
export function describeJob({
  RUNNER_NAME: runner,
  GITHUB_JOB: job,
  GITHUB_RUN_ID: run,
}: Environment): string {
  return `job ${job ?? '?'} of run ${run ?? '?'}${runner ? ` on runner ${runner}` : ''}`
}

export const serverUrl = (env: Environment): string => env.GITHUB_SERVER_URL ?? 'https://github.com'

/** The page of this run. */
export const runUrl = (env: Environment): string | undefined =>
  env.GITHUB_RUN_ID && `${serverUrl(env)}/${env.GITHUB_REPOSITORY ?? ''}/actions/runs/${env.GITHUB_RUN_ID}`
