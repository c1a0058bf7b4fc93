import { ActionError } from '../../system/errors.js'

type Environment = Readonly<Record<string, string | undefined>>

export type Writing =
  | { readonly may: true }
  | { readonly may: false; readonly refusal: CacheBranch | CacheReadOnly }

/** Whether a job may store: asked before anything refreshes. A read-only token shows only at `assertWritable`. */
export function mayWrite(
  ref: string | undefined,
  defaultBranch: string | undefined,
  env: Environment,
): Writing {
  if (!defaultBranch || ref !== `refs/heads/${defaultBranch}`)
    return { may: false, refusal: new CacheBranch(ref, defaultBranch) }
  // `write-only` won't do: what is there must be read before it is written over.
  if (['none', 'read', 'write-only'].includes(cacheMode(env)))
    return { may: false, refusal: new CacheReadOnly(`the cache-mode of this job is "${cacheMode(env)}"`) }
  return { may: true }
}

/** `read`, `write`, `write-only`, `none`, or empty where the job sets none. */
export const cacheMode = (env: Environment) => (env.ACTIONS_CACHE_MODE ?? '').trim().toLowerCase()

export class CacheBranch extends ActionError {
  override readonly name = 'CacheBranch'

  constructor(ref: string | undefined, defaultBranch: string | undefined) {
    super('cache-branch', {
      what: `This job runs on ${ref ?? 'an unknown ref (GITHUB_REF is not set)'}, and the login is stored on the default branch (${defaultBranch ?? 'unknown: the event has no `repository.default_branch`'}) only.`,
      why: 'GitHub lets a run store for its own ref alone, where a refreshed login would be hidden from all other branches, and would hide theirs from this one.',
      remedy: defaultBranch
        ? 'Let a scheduled keep-fresh workflow on the default branch refresh the login; jobs on other branches use what it stored.'
        : "GitHub's own runner writes that field into the event (GITHUB_EVENT_PATH). Another one may have a setting for it, as act has `--defaultbranch` and `--eventpath`. Or keep the login in another store (`storage`).",
    })
  }
}

export class CacheReadOnly extends ActionError {
  override readonly name = 'CacheReadOnly'

  constructor(because: string) {
    super('cache-read-only', {
      what: `This job can't store the login in the Actions cache: ${because}.`,
      why: 'A login that is refreshed and not stored is lost. GitHub gives runs that strangers can start a read-only cache, such as pull_request_target and issue_comment.',
      remedy:
        'Refresh the login where the cache can be written: in a keep-fresh workflow on `schedule` and `workflow_dispatch`, with `cache-mode: write` if it is set.',
    })
  }
}
