import { z } from 'zod/mini'
import { GithubRefused, unexpectedAnswer } from './failure.js'
import type { Reply, Send } from './request.js'
import { repositoriesHidden } from './secret-refusal.js'
import type { SecretTarget } from './secret-target.js'

/** libsodium's format: 32 bytes, in base64. */
const PublicKey = z.object({
  key_id: z.string().check(z.regex(/^[\x21-\x7e]{1,100}$/)),
  key: z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/)),
})
export type PublicKey = z.infer<typeof PublicKey>

const Visibility = z.enum(['all', 'private', 'selected'])
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/
const Secret = z.object({
  updated_at: z.string().check(z.regex(INSTANT)),
  visibility: z.optional(Visibility),
})
const PAGE = 100
/** GitHub's own lists end at 1000 pages. No organization selects more repositories than these by hand. */
const MOST_PAGES = 100
const count = z.int().check(z.nonnegative())
const Selected = z.object({
  total_count: count,
  repositories: z.array(z.object({ id: count })).check(z.maxLength(PAGE)),
})
/** Clocks of GitHub may differ by seconds. A later date would seem to prove every future change. */
const AHEAD_MS = 3_600_000

/** The repositories that may read an organization's secret. Each PUT replaces this list. */
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

  /** The date and visibility of a secret, never its value. Undefined if no secret has that name. */
  async find(name: string): Promise<SecretFacts | undefined> {
    try {
      const reply = await this.#ask('GET', '/{secret_name}', { secret_name: name })
      const { updated_at, visibility } = this.#parse(Secret, reply)
      const updatedAt = Date.parse(updated_at)
      // NaN fails this test, too.
      if (!(updatedAt <= (reply.date ?? Date.now()) + AHEAD_MS)) throw this.#unexpected(reply)
      return { updatedAt, visibility }
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
   * The repositories that may read an organization's secret. GitHub forgets the selected ones when a PUT doesn't name
   * them (external-secrets/external-secrets#6514), so they are read first; undefined if there is no such secret.
   * @throws SecretRefused `secret-repositories-hidden` if GitHub shows only a part of them, or the same ones again
   */
  async access(name: string): Promise<Access | undefined> {
    const visibility = (await this.find(name))?.visibility
    if (visibility !== 'selected') return visibility && { visibility }
    const ids = new Set<number>()
    for (let page = 1; page <= MOST_PAGES; page++) {
      const reply = await this.#ask('GET', '/{secret_name}/repositories', {
        secret_name: name,
        per_page: PAGE,
        page,
      })
      const { total_count, repositories } = this.#parse(Selected, reply)
      const before = ids.size
      for (const { id } of repositories) ids.add(id)
      if (ids.size >= total_count) return { visibility, selected_repository_ids: [...ids] }
      if (ids.size === before) break
    }
    throw repositoriesHidden(`the secret ${name} of ${this.target.words}`)
  }

  #ask(method: string, path: string, parameters: Record<string, unknown> = {}): Promise<Reply> {
    return this.send(`${method} ${this.target.base}${path}`, { ...this.target.parameters, ...parameters })
  }

  #parse<T>(schema: z.ZodMiniType<T>, reply: Reply): T {
    const parsed = schema.safeParse(reply.data)
    if (!parsed.success) throw this.#unexpected(reply)
    return parsed.data
  }

  #unexpected = ({ status }: Reply) =>
    unexpectedAnswer(`the request for secrets of ${this.target.words}`, status)
}
