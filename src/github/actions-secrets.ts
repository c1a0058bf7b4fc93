import { z } from 'zod/mini'
import { GithubRefused, unexpectedAnswer } from './failure.js'
import type { Reply, Send } from './request.js'
import { repositoriesHidden } from './secret-refusal.js'
import type { SecretTarget } from './secret-target.js'

const PublicKey = z.object({ key_id: z.string(), key: z.string() })
export type PublicKey = z.infer<typeof PublicKey>

const Visibility = z.enum(['all', 'private', 'selected'])
const Secret = z.object({ updated_at: z.string(), visibility: z.optional(Visibility) })
const Selected = z.object({
  total_count: z.number(),
  repositories: z.array(z.object({ id: z.number() })),
})

/** Who may read an organization's secret: what a PUT sets anew each time. */
export interface Access {
  readonly visibility: z.infer<typeof Visibility>
  readonly selected_repository_ids?: readonly number[]
}

export interface SecretFacts {
  /** Milliseconds since the epoch, to the second. */
  readonly updatedAt: number
  readonly visibility?: Access['visibility'] | undefined
}

/** The endpoints "GitHub Actions Secrets" of one target, with one token. Each throws as `Send` does. */
export class ActionsSecrets {
  constructor(
    private readonly send: Send,
    private readonly target: SecretTarget,
  ) {}

  async publicKey(): Promise<PublicKey> {
    return this.#parse(PublicKey, await this.#ask('GET', '/public-key'))
  }

  /** What may be known of a secret: never its value. Undefined if there is none of that name. */
  async find(name: string): Promise<SecretFacts | undefined> {
    try {
      const { updated_at, visibility } = this.#parse(
        Secret,
        await this.#ask('GET', '/{secret_name}', { secret_name: name }),
      )
      return { updatedAt: Date.parse(updated_at), visibility }
    } catch (error) {
      if (error instanceof GithubRefused && error.status === 404) return undefined
      throw error
    }
  }

  put(name: string, key_id: string, encrypted_value: string, access?: Access): Promise<Reply> {
    return this.#ask('PUT', '/{secret_name}', { secret_name: name, key_id, encrypted_value, ...access })
  }

  /** Removes it; that it is gone already is as good, as when a reply was lost. */
  async remove(name: string): Promise<void> {
    try {
      await this.#ask('DELETE', '/{secret_name}', { secret_name: name })
    } catch (error) {
      if (!(error instanceof GithubRefused && error.status === 404)) throw error
    }
  }

  /**
   * Who may read an organization's secret now. GitHub forgets the selected repositories when a PUT doesn't name
   * them (external-secrets/external-secrets#6514), so they are read first; undefined if there is no such secret.
   * @throws SecretRefused `secret-repositories-hidden` if GitHub shows only a part of them
   */
  async access(name: string): Promise<Access | undefined> {
    const visibility = (await this.find(name))?.visibility
    if (visibility !== 'selected') return visibility && { visibility }
    const ids: number[] = []
    for (let page = 1; ; page++) {
      const reply = await this.#ask('GET', '/{secret_name}/repositories', {
        secret_name: name,
        per_page: 100,
        page,
      })
      const { total_count, repositories } = this.#parse(Selected, reply)
      ids.push(...repositories.map(({ id }) => id))
      if (ids.length >= total_count) return { visibility, selected_repository_ids: ids }
      if (repositories.length === 0) throw repositoriesHidden(`the secret ${name} of ${this.target.words}`)
    }
  }

  #ask(method: string, path: string, parameters: Record<string, unknown> = {}): Promise<Reply> {
    return this.send(`${method} ${this.target.base}${path}`, { ...this.target.parameters, ...parameters })
  }

  #parse<T>(schema: z.ZodMiniType<T>, { data, status }: Reply): T {
    const parsed = schema.safeParse(data)
    if (!parsed.success) throw unexpectedAnswer(`the request for secrets of ${this.target.words}`, status)
    return parsed.data
  }
}
