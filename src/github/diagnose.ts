import type { TokenKind } from './credentials.js'
import { GithubRefused } from './failure.js'
import type { Send } from './request.js'
import { environmentMissing, forbidden, rejected, repositoryNotSeen } from './secret-refusal.js'
import type { SecretTarget } from './secret-target.js'

/**
 * Says what a refusal means for secrets. A 403 is a missing permission. A 404 may be that too, because GitHub hides what a
 * token may not see; so this asks whether the token sees the repository and the environment.
 * @param send with the token that was refused
 * @param where the secret, in the words of a message
 */
export async function diagnose(
  error: unknown,
  send: Send,
  target: SecretTarget,
  kind: TokenKind,
  where: string,
): Promise<unknown> {
  if (!(error instanceof GithubRefused)) return error
  if (error.status === 403) return forbidden(target, kind, error)
  if (error.status === 404) return notFound(error, send, target, kind)
  if (error.status === 422) return rejected(where, error)
  return error
}

async function notFound(error: GithubRefused, send: Send, target: SecretTarget, kind: TokenKind) {
  const { owner, repo, parameters } = target
  if (target.kind === 'organization')
    return forbidden(target, kind, error, ' Or there is no such organization: check `secret-organization`.')
  if ((await status(send, 'GET /repos/{owner}/{repo}', { owner, repo })) === 404)
    return repositoryNotSeen(target)
  if (target.kind === 'repository') return forbidden(target, kind, error)
  const seen = await status(send, 'GET /repos/{owner}/{repo}/environments/{environment_name}', parameters)
  if (seen === 404) return environmentMissing(target)
  const unsure =
    seen === 200 ? '' : ' Or there is no such environment: the token may not look (Actions: read).'
  return forbidden(target, kind, error, unsure)
}

/** The status answered; undefined if GitHub can't be had: the diagnosis is not worth another failure. */
const status = (send: Send, route: string, parameters: Record<string, unknown>) =>
  send(route, parameters).then(
    reply => reply.status,
    error => (error instanceof GithubRefused ? error.status : undefined),
  )
