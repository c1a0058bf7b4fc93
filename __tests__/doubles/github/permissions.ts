import type { Bearer, Level } from './tokens.js'
import type { World } from './world.js'

/** Why a bearer may not do what it asks; undefined if it may. */
export interface Denial {
  readonly status: 401 | 403 | 404
  readonly message: string
  /** `X-Accepted-GitHub-Permissions`. */
  readonly accepted?: string
}

interface Need {
  readonly permission: string
  readonly level: Level
}

/** From GitHub's "Permissions required for GitHub Apps" and "… for fine-grained personal access tokens". */
function needOf(operation: string): Need | undefined {
  const level = /create|update|delete/.test(operation) ? 'write' : 'read'
  if (operation.startsWith('apps/')) return undefined
  if (operation === 'repos/get' || operation === 'repos/get-collaborator-permission-level')
    return { permission: 'metadata', level: 'read' }
  if (operation === 'repos/get-environment' || ofRuns(operation))
    return { permission: 'actions', level: 'read' }
  if (operation.startsWith('issues/')) return { permission: 'issues', level }
  const permission = /-org-/.test(operation)
    ? 'organization_secrets'
    : /environment/.test(operation)
      ? 'environments'
      : 'secrets'
  return { permission, level }
}

const ofRuns = (operation: string) => /job|run/.test(operation)

const NOT_FOUND: Denial = { status: 404, message: 'Not Found' }

export function denial(
  world: World,
  bearer: Bearer | undefined,
  operation: string,
  path: Readonly<Record<string, string>>,
): Denial | undefined {
  const wantsJwt = operation.startsWith('apps/') && operation !== 'apps/revoke-installation-access-token'
  if (wantsJwt)
    return bearer?.kind === 'app'
      ? undefined
      : { status: 401, message: 'A JSON web token could not be decoded' }
  if (!bearer || bearer.kind === 'app') return { status: 401, message: 'Bad credentials' }
  if (operation.startsWith('apps/'))
    return bearer.kind === 'installation' ? undefined : { status: 403, message: 'Must be an installation' }
  const repository = path.owner && `${path.owner}/${path.repo}`
  const known = repository ? world.repositories.get(repository) : world.organizations.has(path.org ?? '')
  if (!known) return NOT_FOUND
  const isPublic = typeof known === 'object' && !known.private
  if (repository && bearer.repositories && !bearer.repositories.includes(repository) && !isPublic)
    return NOT_FOUND
  const need = needOf(operation)
  if (!need || (isPublic && (operation.startsWith('repos/get') || ofRuns(operation)))) return undefined
  if (bearer.scopes) return bearer.scopes.includes(repository ? 'repo' : 'admin:org') ? undefined : NOT_FOUND
  const { permission, level } = need
  const granted = permission === 'metadata' ? 'read' : bearer.permissions[permission]
  if (granted === 'write' || granted === level) return undefined
  const by = bearer.kind === 'fine-grained' ? 'personal access token' : 'integration'
  return { status: 403, message: `Resource not accessible by ${by}`, accepted: `${permission}=${level}` }
}
