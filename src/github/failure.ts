import { ActionError, type Explanation } from '../system/errors.js'

/** The request may succeed if it is tried again; `waitMs` is what GitHub asks to wait first. */
export class Transient extends Error {
  constructor(
    message: string,
    readonly limited = false,
    readonly waitMs = 0,
  ) {
    super(message)
  }
}

/** GitHub could not be had, or not in time: `github-unreachable`, or `github-rate-limited`. */
export class GithubUnavailable extends ActionError {
  override readonly name = 'GithubUnavailable'

  constructor(what: string, limited: boolean) {
    super(limited ? 'github-rate-limited' : 'github-unreachable', {
      what,
      why: 'GitHub may or may not have done what this job asked for.',
      remedy: limited
        ? 'Wait until the limit is over, and run fewer jobs with this token at once.'
        : "Look at githubstatus.com and at the runner's network and proxy (https_proxy, no_proxy), and run the job again.",
    })
  }
}

/** GitHub's final no, or an answer that isn't one. `code` says which; a store turns it into words of its own. */
export class GithubRefused extends ActionError {
  override readonly name = 'GithubRefused'

  constructor(
    code: 'github-refused' | 'github-token-refused' | 'github-unexpected-answer' | 'github-redirected',
    /** The HTTP status; 401 stands for the token, never for what was asked. */
    readonly status: number,
    explanation: Explanation,
    /** GitHub's own words and, from `X-Accepted-GitHub-Permissions`, the permissions it wants. */
    readonly answer: { readonly message: string; readonly accepted?: string } = { message: '' },
  ) {
    super(code, explanation)
  }
}

/** @param what method and path, without a query */
export function refused(
  what: string,
  status: number,
  answer: { readonly message: string; readonly accepted?: string },
): GithubRefused {
  if (status === 401)
    return new GithubRefused(
      'github-token-refused',
      status,
      {
        what: `GitHub does not accept the token (${what} was answered 401: ${answer.message}).`,
        why: 'It is wrong, expired or revoked.',
        remedy: 'Make a new token and store it in the secret that the input `token` is read from.',
      },
      answer,
    )
  return new GithubRefused(
    'github-refused',
    status,
    {
      what: `GitHub refused ${what} (${status}: ${answer.message}).`,
      why: 'Trying again would not change that.',
      remedy: answer.accepted
        ? `Give the token the permission that GitHub asks for: ${answer.accepted}.`
        : 'Check what the token may do, and the names of the repository and the secret.',
    },
    answer,
  )
}

/**
 * @param what method and path
 * @param from @param to origins; `to` is undefined if it is not an address
 */
export const redirected = (what: string, from: string, to: string | undefined, status: number) =>
  new GithubRefused('github-redirected', status, {
    what:
      from === to
        ? `${from} redirects ${what} without end.`
        : `${from} redirects ${what} to ${to ?? 'something that is not an address'}.`,
    why: 'The server there would get the token, and could give its own key for the login, so nothing was sent there.',
    remedy:
      "Check GITHUB_API_URL and the runner's proxy: a captive portal or a gateway may have answered instead of GitHub.",
  })

/** Something answered in GitHub's place, or GitHub has changed. */
export const unexpectedAnswer = (what: string, status: number) =>
  new GithubRefused('github-unexpected-answer', status, {
    what: `The answer to ${what} is not what GitHub's description of its API says.`,
    why: 'A proxy may have answered in its place, or GITHUB_API_URL leads elsewhere.',
    remedy: 'Check the proxy and GITHUB_API_URL.',
  })
