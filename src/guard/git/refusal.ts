import { ActionError } from '../../errors.js'

export type LeaseRefusalCode =
  | 'lease-forbidden'
  | 'lease-protected'
  | 'lease-token'
  | 'lease-repository'
  | 'lease-no-git'
  | 'lease-foreign'
  | 'lease-unreachable'

const WHY =
  'Two jobs that refresh at once would spend the same refresh token and end the login, so without this lease nothing is refreshed.'

/** The lease in git can't be had here; `code` says why. Nothing is changed, and nothing was spent. */
export class LeaseRefused extends ActionError {
  override readonly name = 'LeaseRefused'
  declare readonly code: LeaseRefusalCode

  constructor(code: LeaseRefusalCode, what: string, remedy: string, why = WHY) {
    super(code, { what, why, remedy })
  }
}

/** Where the lease lies, for the words of a refusal. */
export interface LeasePlace {
  /** `owner/name`. */
  readonly repository: string
  readonly ref: string
}

/**
 * What git printed when it failed for good; undefined for what may work the next time.
 * @param said git's standard error and porcelain lines, with nothing of the token in it
 */
export function refusalIn(said: string, { repository, ref }: LeasePlace): LeaseRefused | undefined {
  const quoted = /(?:remote: )?([^\n]*(?:denied|declined|protected|refus|error: 403)[^\n]*)/i
    .exec(said)?.[1]
    ?.trim()
  if (/error: 403|Permission to .* denied|Write access to repository not granted/i.test(said))
    return new LeaseRefused(
      'lease-forbidden',
      `The token may not write ${ref} in ${repository} (${quoted ?? 'HTTP 403'}).`,
      'Give the job these permissions:\npermissions:\n  contents: write\n  actions: read\nA personal access token in `token` needs "Contents: write" on that repository, besides what the store needs.',
    )
  if (/error: 404|Repository not found/i.test(said))
    return new LeaseRefused(
      'lease-repository',
      `The token does not see the repository ${repository}.`,
      'Check `lease-repository`; GITHUB_TOKEN sees only the repository of its own workflow. A private one also needs `contents: write` in the job’s `permissions:`.',
    )
  if (/error: 401|Authentication failed|could not read (Username|Password)|Invalid username/i.test(said))
    return new LeaseRefused(
      'lease-token',
      `The git server does not accept the token for ${repository}.`,
      'Leave out `token` to use the one of the workflow, or store a valid one; it needs "Contents: write".',
    )
  if (isMoved(said) || !/remote rejected|declined|protected ref|hidden ref/i.test(said)) return undefined
  return new LeaseRefused(
    'lease-protected',
    `The git server does not let ${ref} be written in ${repository} (${quoted ?? 'rejected'}).`,
    'Give another name in `lease-ref`, such as refs/heads/codex-auth-lease, or let the rule set of the repository allow this one.',
  )
}

/** True if a push was refused because the ref is no longer what it was: somebody else was faster. */
const isMoved = (said: string): boolean =>
  /stale info|cannot lock ref|reference already exists|is at [0-9a-f]{7,} but expected|failed to update ref|incorrect old value|fetch first/i.test(
    said,
  )

export const noGit = () =>
  new LeaseRefused(
    'lease-no-git',
    'There is no `git` on this runner.',
    'Install git on the runner: every GitHub-hosted runner has it.',
  )

export const oldGit = (version: string, oldest: string) =>
  new LeaseRefused(
    'lease-no-git',
    `The runner has git ${version}, and the lease needs ${oldest}.`,
    'Install a newer git on the runner: older ones take a token in their arguments or files only.',
  )

export const foreign = ({ repository, ref }: LeasePlace) =>
  new LeaseRefused(
    'lease-foreign',
    `What ${ref} in ${repository} holds was not written by this version of the action.`,
    'Use the same version of the action in all workflows that share this login. If the ref belongs to something else, give another `lease-ref`.',
  )

export const unreachable = ({ repository }: LeasePlace, said: string) =>
  new LeaseRefused(
    'lease-unreachable',
    `The git server of ${repository} could not be reached: ${said || 'no answer in time'}.`,
    "Look at githubstatus.com and at the runner's network and proxy, and run the job again.",
  )
