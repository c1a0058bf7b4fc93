import { setSecret } from '@actions/core'
import { HostLease } from '../guard/host-lease.js'
import type { Lease } from '../guard/lease.js'
import type { Inputs } from '../inputs.js'
import { identify, type ProcessIdentity } from '../system/process-identity.js'
import { describeJob, nameOfJob, runUrl, serverUrl } from './job-name.js'
import type { Stage } from './stage.js'

/** A rotation takes seconds, and minutes with an endpoint that hangs: a holder out of sight counts as gone then. */
const ROTATION_MS = 15 * 60_000
/** A self-hosted job may run for 5 days, a GitHub-hosted one for 6 hours, and no longer (GitHub's limits). */
export const longestJob = ({ RUNNER_ENVIRONMENT }: Stage['env']): number =>
  RUNNER_ENVIRONMENT === 'github-hosted' ? 6 * 3_600_000 : 5 * 86_400_000
const DEFAULT_WAIT_MS = 10 * 60_000
/** The parent of a process whose own has died. */
const ORPHAN = 1

/** Milliseconds that a stage waits for the lease. */
export const waiting = (inputs: Inputs): number => inputs['lease-timeout'] ?? DEFAULT_WAIT_MS

/** The lease beside `home`'s auth.json, for this job. */
export async function hostLease(stage: Stage, home: string, lifeMs = ROTATION_MS): Promise<HostLease> {
  const { env } = stage
  const owner = await ownerOfLease(stage)
  return new HostLease({ home, job: nameOfJob(env), description: describeJob(env), owner, lifeMs })
}

/**
 * The process whose death frees the lease: the runner's worker. If that has died already no later stage comes, and
 * the lease ends with this one. Undefined in a job container, where the worker is out of sight (the parent is 0).
 */
async function ownerOfLease({ parent }: Stage): Promise<ProcessIdentity | undefined> {
  if (parent === 0) return undefined
  const isOrphan = parent === ORPHAN || parent !== process.ppid
  return identify(isOrphan ? process.pid : parent)
}

/** The lease in git, for jobs on other machines. Loaded where it is used: most jobs never need it. */
export async function gitLease({ env, log }: Stage, inputs: Inputs, lifeMs = ROTATION_MS): Promise<Lease> {
  const { GitLease } = await import('../guard/git-lease.js')
  const { RefRegister } = await import('../guard/git/register.js')
  const { GithubClient } = await import('../github/client.js')
  const { jobState } = await import('../github/jobs.js')
  const own = env.GITHUB_REPOSITORY ?? ''
  const repository = inputs['lease-repository'] ?? own
  // Not the App's: what that may write is the secret, and what a workflow's own token may write is its repository.
  const token = inputs.token?.trim() ?? ''
  const url = `${serverUrl(env)}/${repository}`
  const { RUNNER_TEMP: directory = process.cwd(), GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt } = env
  const ref = inputs['lease-ref'] ?? defaultRef(inputs.session)
  const register = new RefRegister({ url, token, directory, env }, { repository, ref })
  const credentials = { kind: 'token', token } as const
  const apiUrl = env.GITHUB_API_URL ?? 'https://api.github.com'
  const client = new GithubClient({
    apiUrl,
    credentials,
    mask: setSecret,
    log: () => undefined,
    pace: ASKING,
  })
  let told = false
  return new GitLease({
    register,
    lifeMs,
    claimant: {
      job: [own, nameOfJob(env), inputs['job-id'] ?? ''].join('/'),
      description: describeJob(env),
      repository: own,
      ...(inputs['job-id'] ? { jobId: inputs['job-id'] } : {}),
      ...(run ? { run, url: runUrl(env) } : {}),
      ...(attempt ? { attempt } : {}),
    },
    async isOver(holder) {
      const state = await jobState(client, holder)
      if (state === 'forbidden' && !told)
        log.info('Whether the holder still runs can be asked only with the permission `actions: read`.')
      told ||= state === 'forbidden'
      return state === 'over'
    },
  })
}

/** The wait asks again anyway. */
const ASKING = { retries: 0, minTimeout: 0, factor: 1, maxTimeout: 0, tryTimeout: 5000, total: 5000 }

/** Names that git takes as they are (git-check-ref-format); what it doesn't is spelt in hexadecimal. */
function defaultRef(session: string): string {
  const plain = !/^[.-]|\.\.|\.$|\.lock$/i.test(session)
  return `refs/codex-auth/${plain ? session : `x${Buffer.from(session).toString('hex')}`}`
}
