import { InputError } from '../system/errors.js'
import { type Scope, scopeOf } from './scope.js'

export const DEFAULT_SECRET_NAME = 'CODEX_AUTH_JSON'

export interface SecretPlace {
  /** GITHUB_REPOSITORY, `owner/name`. */
  readonly repository: string
  readonly environment?: string | undefined
  readonly organization?: string | undefined
}

/** Which collection of secrets is meant, and what its three kinds differ in. */
export interface SecretTarget {
  readonly kind: 'repository' | 'environment' | 'organization'
  readonly owner: string
  readonly repo: string
  /** The owner of the secrets, in the words of a message. */
  readonly words: string
  /** The collection's path, and its parameters. */
  readonly base: string
  readonly parameters: Readonly<Record<string, string>>
  /** The permissions that an App's token needs. */
  readonly scope: Scope
}

/** @throws InputError if the place is named twice, or the repository isn't `owner/name` */
export function secretTarget({ repository, environment, organization }: SecretPlace): SecretTarget {
  const [owner, repo, ...rest] = repository.split('/')
  if (!owner || !repo || rest.length > 0)
    throw new InputError('repository', `is "${repository}"`, 'Give it as `owner/name`.')
  if (environment && organization)
    throw new InputError(
      'secret-organization',
      'is given beside `secret-environment`',
      'Give one of them: a secret belongs to an environment or to an organization.',
    )
  const common = { owner, repo }
  if (organization)
    return {
      ...common,
      kind: 'organization',
      words: `organization ${organization}`,
      base: '/orgs/{org}/actions/secrets',
      parameters: { org: organization },
      // An organization's secret belongs to no repository, so the token can't be narrowed to one.
      scope: {
        installation: '/orgs/{org}/installation',
        parameters: { org: organization },
        permissions: { organization_secrets: 'write' },
      },
    }
  if (environment)
    return {
      ...common,
      kind: 'environment',
      words: `environment ${environment} of ${repository}`,
      base: '/repos/{owner}/{repo}/environments/{environment_name}/secrets',
      parameters: { ...common, environment_name: environment },
      scope: scopeOf(repository, { environments: 'write' }),
    }
  return {
    ...common,
    kind: 'repository',
    words: `repository ${repository}`,
    base: '/repos/{owner}/{repo}/actions/secrets',
    parameters: common,
    scope: scopeOf(repository, { secrets: 'write' }),
  }
}
