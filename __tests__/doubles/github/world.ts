import { Issues } from './issues.js'
import { Jobs } from './jobs.js'
import { Vault } from './vault.js'

/** What a repository lets a collaborator do. */
export type Role = 'read' | 'triage' | 'write' | 'maintain' | 'admin'

export interface LabRepository {
  readonly id: number
  readonly private: boolean
  /** By login, in lower case. */
  readonly collaborators: Map<string, Role>
  readonly secrets: Vault
  readonly environments: Map<string, Vault>
  readonly issues: Issues
}

/** What exists at this GitHub, and who may read which secret when. */
export class World {
  /** By `owner/name`. */
  readonly repositories = new Map<string, LabRepository>()
  readonly organizations = new Map<string, Vault>()
  readonly jobs = new Jobs()
  /** People with an account who are nobody's collaborators, by login, in lower case. Apps' bots are no users. */
  readonly strangers = new Set<string>()
  /** How many of a secret's selected repositories no list shows. */
  hidden = 0

  constructor(readonly now: () => number) {}

  addRepository(
    name: string,
    options: { private?: boolean; environments?: readonly string[] } = {},
  ): LabRepository {
    const repository = {
      id: 1000 + this.repositories.size,
      private: options.private ?? true,
      collaborators: new Map<string, Role>(),
      secrets: new Vault(),
      environments: new Map((options.environments ?? []).map(environment => [environment, new Vault()])),
      issues: new Issues(),
    }
    this.repositories.set(name, repository)
    return repository
  }

  addOrganization(name: string): Vault {
    const vault = new Vault()
    this.organizations.set(name, vault)
    return vault
  }

  /**
   * Queues a run: secrets of repository and organization are read now, those of an environment when a job starts
   * (docs/facts, "When secrets are read"). Environment goes before repository, repository before organization.
   */
  queueRun(name: string): { startJob(environment?: string): Record<string, string> } {
    const repository = this.repositories.get(name)
    if (!repository) throw new Error(`no repository ${name}`)
    const queued = { ...this.#ofOrganization(name, repository), ...valuesOf(repository.secrets) }
    return {
      startJob(environment) {
        const vault = environment === undefined ? undefined : repository.environments.get(environment)
        return { ...queued, ...(vault ? valuesOf(vault) : {}) }
      },
    }
  }

  #ofOrganization(name: string, repository: LabRepository): Record<string, string> {
    const vault = this.organizations.get(name.split('/')[0] ?? '')
    if (!vault) return {}
    return valuesOf(vault, secret => {
      const { visibility, selected } = vault.get(secret) ?? {}
      if (visibility === 'selected') return selected?.includes(repository.id) ?? false
      return visibility === 'all' || repository.private
    })
  }
}

const valuesOf = (vault: Vault, mayRead: (name: string) => boolean = () => true): Record<string, string> =>
  Object.fromEntries(
    vault.names().flatMap(name => (mayRead(name) ? [[name, vault.get(name)?.value ?? '']] : [])),
  )
