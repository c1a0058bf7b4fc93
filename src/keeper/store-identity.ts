import { createHash } from 'node:crypto'
import { DEFAULT_SECRET_NAME } from '../github/secret-target.js'
import type { StoreKind } from '../stores/store.js'
import { realPathOf } from '../system/real-path.js'
import type { Inputs } from './inputs.js'
import { serverUrl } from './job-name.js'
import type { Stage } from './stage.js'

export interface StorePlace {
  readonly kind: StoreKind
  readonly inputs: Inputs
  readonly env: Stage['env']
  /** CODEX_HOME of the host store; elsewhere it doesn't matter. */
  readonly home?: string
}

/**
 * Names a store: 16 hexadecimal digits, the same for all jobs that keep their login in the same place, and for no other.
 * Two stores may have the same `login-name`.
 */
export function storeIdentity(place: StorePlace): string {
  const parts = [place.kind, ...whereabouts(place)]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}

function whereabouts({ kind, inputs, env, home = '' }: StorePlace): string[] {
  // GitHub ignores the case of these names.
  const repository = `${serverUrl(env)}/${env.GITHUB_REPOSITORY ?? ''}`.toLowerCase()
  const name = inputs['login-name']

  switch (kind) {
    case 'host':
      return [realPathOf(home)]
    case 'cache':
      return [repository, name]
    case 'command':
      // A workflow may read the same store in another way, as one that only repairs it.
      return [name, folded(inputs['persist-command'])]
    case 'github-secret':
      return [secretName(inputs), ...secretScope(inputs, repository, serverUrl(env))]
  }
}

const secretName = (inputs: Inputs): string => (inputs['secret-name'] ?? DEFAULT_SECRET_NAME).toUpperCase()

function secretScope(inputs: Inputs, repository: string, server: string): string[] {
  const { 'secret-organization': organization, 'secret-environment': environment } = inputs
  if (organization) return ['organization', server, organization.toLowerCase()]
  return environment ? ['environment', repository, environment.toLowerCase()] : ['repository', repository]
}

/** Indentation and line ends don't make it another command. */
const folded = (command = ''): string => command.trim().replace(/\s+/g, ' ')
