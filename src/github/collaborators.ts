import { z } from 'zod/mini'
import type { GithubClient } from './client.js'
import { GithubRefused } from './failure.js'
import { scopeOf } from './scope.js'

const Writer = z.object({ permission: z.enum(['admin', 'write', 'owner']) })

/**
 * Whether a user may write to a repository ("Get repository permissions for a user"; GITHUB_TOKEN may ask). False for
 * anyone who isn't a collaborator, and for a name that isn't a user.
 * @throws GithubRefused, GithubUnavailable
 */
export async function mayWrite(client: GithubClient, repository: string, username: string): Promise<boolean> {
  if (username === '') return false
  const scope = scopeOf(repository, { metadata: 'read' })
  return client.use(scope, async send => {
    try {
      const { data } = await send('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
        ...scope.parameters,
        username,
      })
      // The endpoint reports `maintain` as `write`, and `triage` as `read` (its own description). Gitea has `owner`, too.
      return Writer.safeParse(data).success
    } catch (error) {
      if (error instanceof GithubRefused && error.status === 404) return false
      throw error
    }
  })
}
