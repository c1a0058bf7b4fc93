/** The token that a piece of work needs, and no more. */
export interface Scope {
  /** Where the installation is found: of a repository, or of an organization for its own secrets. */
  readonly installation: string
  /** Path parameters of `installation`. */
  readonly parameters: Readonly<Record<string, string>>
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>
  /** Names without the owner; undefined for what belongs to no repository. */
  readonly repositories?: readonly string[]
}

/** For work in one repository, `owner/name`. */
export function scopeOf(repository: string, permissions: Scope['permissions']): Scope {
  const [owner = '', repo = ''] = repository.split('/')
  const installation = '/repos/{owner}/{repo}/installation'
  return { installation, parameters: { owner, repo }, permissions, repositories: [repo] }
}
