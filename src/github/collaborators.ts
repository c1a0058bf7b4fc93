import type { GithubClient } from './client.js'
import { GithubRefused } from './failure.js'

/**
 * Whether a user may write to a repository ("Get repository permissions for a user"; GITHUB_TOKEN may ask). False
 * for who is no collaborator and for what is no user.
 * @throws GithubRefused, GithubUnavailable
 */
export async function mayWrite(client: GithubClient, repository: string, username: string): Promise<boolean> {
  if (username === '') return false
  const [owner, repo] = repository.split('/')
  const scope = {
    installation: '/repos/{owner}/{repo}/installation',
    parameters: { owner: owner ?? '', repo: repo ?? '' },
    permissions: { metadata: 'read' },
    repositories: [repo ?? ''],
  } as const
  return client.use(scope, async send => {
    try {
      const { data } = await send('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
        owner,
        repo,
        username,
      })
      // `maintain` is told as `write`, `triage` as `read` (the endpoint's own description).
      return ['admin', 'write'].includes(String((data as { permission?: unknown } | null)?.permission))
    } catch (error) {
      if (error instanceof GithubRefused && error.status === 404) return false
      throw error
    }
  })
}
