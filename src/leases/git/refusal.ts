import { ActionError } from '../../system/errors.js'

export type LeaseRefusalCode =
  | 'lease-forbidden'
  | 'lease-protected'
  | 'lease-token'
  | 'lease-repository'
  | 'lease-no-git'
  | 'lease-git-broken'
  | 'lease-foreign'
  | 'lease-unreachable'
  | 'lease-redirected'

const WHY =
  'Two jobs that refresh at once would use the same refresh token and end the login, so without this lease nothing is refreshed.'

/** The lease in git can't be had here; `code` says why. Nothing was changed, and no refresh token was used. */
export class LeaseRefused extends ActionError {
  override readonly name = 'LeaseRefused'
  declare readonly code: LeaseRefusalCode

  constructor(code: LeaseRefusalCode, what: string, remedy: string, why = WHY) {
    super(code, { what, why, remedy })
  }
}

/** The place of the lease, for the message of a refusal. */
export interface LeasePlace {
  /** `owner/name`. */
  readonly repository: string
  readonly ref: string
}

/**
 * The refusal in git's output, if trying again can't help; undefined for failures that may pass.
 * @param said git's standard error and porcelain lines, with nothing of the token in it
 */
export function refusalIn(said: string, { repository, ref }: LeasePlace): LeaseRefused | undefined {
  const quoted = said
    .split('\n')
    .find(line => /denied|declined|protected|refus|error: 403/i.test(line))
    ?.replace(/^remote: /, '')
    .trim()
  if (/error: 403|Permission to |Write access to repository not granted/i.test(said))
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

/** @param how what follows `git`: `ended with exit code 127`, `could not be started (EACCES)` */
export const brokenGit = (how: string) =>
  new LeaseRefused(
    'lease-git-broken',
    `The \`git\` on PATH does not work: \`git version\` ${how}.`,
    'Run `git version` on the runner as the user of the job: is it a wrapper that hangs, a file that may not be run, or is a library missing?',
  )

export const oldGit = (version: string, oldest: string) =>
  new LeaseRefused(
    'lease-no-git',
    `The runner has git ${version}, and the lease needs ${oldest}.`,
    'Install a newer git on the runner: older ones take a token in their arguments or files only.',
  )

const NOT_SENT_ON =
  'The server there would get the token, so it was not sent there. Without the lease nothing is refreshed.'
const REDIRECT_REMEDY =
  "Check `lease-repository`, GITHUB_SERVER_URL and the runner's proxy: a captive portal or a gateway may have answered instead of the server."

/** @param from @param to origins; `to` is undefined if it is not an address */
export const elsewhere = (from: string, to: string | undefined) =>
  new LeaseRefused(
    'lease-redirected',
    from === to
      ? `The git server ${from} redirects the lease's request to a page that is not a repository.`
      : `The git server ${from} redirects the lease's request to ${to ?? 'something that is not an address'}.`,
    REDIRECT_REMEDY,
    NOT_SENT_ON,
  )

export const tooFar = (origin: string) =>
  new LeaseRefused(
    'lease-redirected',
    `The git server ${origin} redirects the lease's request without end.`,
    REDIRECT_REMEDY,
  )

/** The ref is not a branch, so only the API can delete it (GitHub's "Delete a reference"). */
const deletion = ({ repository, ref }: LeasePlace) => `gh api --method DELETE repos/${repository}/git/${ref}`

export const foreign = (place: LeasePlace) =>
  new LeaseRefused(
    'lease-foreign',
    `What ${place.ref} in ${place.repository} holds was not written by this version of the action.`,
    `Use the same version of the action in all workflows that share this login. If the ref belongs to something else, give another \`lease-ref\`. If it was damaged, delete it: \`${deletion(place)}\`.`,
  )

/** @param parts the parts of the record that were left out */
export const ignoredIn = (place: LeasePlace, parts: readonly string[]): string =>
  `${place.ref} in ${place.repository} has an impossible value for ${parts.join(' and ')}, which this job ignores. Find out who writes that ref. If this warning comes back, delete the ref: ${deletion(place)}`

export const unreachable = ({ repository }: LeasePlace, said: string) =>
  new LeaseRefused(
    'lease-unreachable',
    `The git server of ${repository} could not be reached: ${said || 'no answer in time'}.`,
    "Look at the runner's network and proxy, and at the server itself (GitHub's state is on githubstatus.com), and run the job again.",
  )
