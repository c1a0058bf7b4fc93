import { HostLease } from '../leases/host-lease.js'
import type { Lease } from '../leases/lease.js'
import { mask } from '../report/sink.js'
import { identify, type ProcessIdentity } from '../system/process-identity.js'
import { runnerTemp } from '../system/runner-temp.js'
import type { Inputs } from './inputs.js'
import { jobDigest } from './job-identity.js'
import { describeJob, runUrl, serverUrl } from './job-name.js'
import type { Stage } from './stage.js'

/** A refresh takes seconds, and minutes with an endpoint that hangs: a holder out of sight counts as gone then. */
const REFRESH_MS = 15 * 60_000
/** A self-hosted job may run for 5 days, a GitHub-hosted one for 6 hours, and no longer (GitHub's limits). */
export const longestJob = ({ RUNNER_ENVIRONMENT }: Stage['env']): number =>
  RUNNER_ENVIRONMENT === 'github-hosted' ? 6 * 3_600_000 : 5 * 86_400_000
const DEFAULT_WAIT_MS = 10 * 60_000
/** The parent of a process whose own has died. */
const ORPHAN = 1

/** Milliseconds that a stage waits for the lease. */
export const waiting = (inputs: Inputs): number => inputs['lease-timeout'] ?? DEFAULT_WAIT_MS

/** The lease beside `home`'s auth.json, for this job. */
export async function hostLease(stage: Stage, home: string, lifeMs = REFRESH_MS): Promise<HostLease> {
  const { env, log } = stage
  const owner = await workerOf(stage)
  const description = describeJob(env)
  return new HostLease({ home, job: jobDigest(stage), description, owner, lifeMs, warn: log.warning })
}

/**
 * The process whose death frees the lease and the homes of this job: the runner's worker. If that has died already, no
 * later stage comes, and they end with this one. Undefined in a job container, where the worker is out of sight (the parent is 0).
 */
export async function workerOf({ env, parent }: Stage): Promise<ProcessIdentity | undefined> {
  // Gitea's and Forgejo's runner is one process for all of its jobs: its life says nothing of theirs.
  if (parent === 0 || env.GITEA_ACTIONS || env.FORGEJO_ACTIONS) return undefined
  const isOrphan = parent === ORPHAN || parent !== process.ppid
  return identify(isOrphan ? process.pid : parent)
}

/** The lease in git, for jobs on other machines. Loaded where it is used: most jobs never need it. */
export async function gitLease(stage: Stage, inputs: Inputs, lifeMs = REFRESH_MS): Promise<Lease> {
  const { env, log } = stage
  const { GitLease } = await import('../leases/git/git-lease.js')
  const { RefRegister } = await import('../leases/git/register.js')
  const { GithubClient } = await import('../github/client.js')
  const { jobState } = await import('../github/jobs.js')
  const own = env.GITHUB_REPOSITORY ?? ''
  const repository = inputs['lease-repository'] ?? own
  // Not the App's: what that may write is the secret, and what a workflow's own token may write is its repository.
  const token = inputs.token?.trim() ?? ''
  const url = `${serverUrl(env)}/${repository}`
  const directory = runnerTemp(env)
  const { GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt } = env
  const ref = inputs['lease-ref'] ?? defaultRef(inputs['login-name'])
  const register = new RefRegister({ url, token, directory, env, warn: log.warning }, { repository, ref })
  const credentials = { kind: 'token', token } as const
  const apiUrl = env.GITHUB_API_URL ?? 'https://api.github.com'
  const client = new GithubClient({
    apiUrl,
    credentials,
    mask,
    log: () => undefined,
    pace: ASKING,
  })
  let told = false
  return new GitLease({
    register,
    lifeMs,
    claimant: {
      job: jobDigest(stage),
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
function defaultRef(login: string): string {
  const plain = !/^[.-]|\.\.|\.$|\.lock$/i.test(login)
  return `refs/codex-auth/${plain ? login : `x${Buffer.from(login).toString('hex')}`}`
}
