import { plain } from './answers.js'
import type { Answer, Kind, Right, Rights } from './types.js'

export interface Bearer {
  /** The name in the log of requests. */
  readonly label: string
  /** The name that a refusal calls it by. */
  readonly login: string
  readonly rights: Rights
}

export type Caller = Bearer | 'nobody' | 'a stranger'

const isPush = (kind: Kind) => kind === 'push' || kind === 'push-refs'

/** Who may do what, and how GitHub says no. */
export class Access {
  readonly #bearers = new Map<string, Bearer>()

  constructor(
    private readonly exists: (repository: string) => boolean,
    private readonly isPublic: (repository: string) => boolean,
  ) {}

  /** From now on the token has these rights and no others. */
  grant(token: string, rights: Rights, { label, login }: Partial<Omit<Bearer, 'rights'>> = {}): void {
    this.#bearers.set(token, {
      rights,
      label: label ?? this.#bearers.get(token)?.label ?? `token ${this.#bearers.size + 1}`,
      login: login ?? 'github-actions[bot]',
    })
  }

  /** As when the job is over, or the hour of an installation's token. */
  revoke(token: string): void {
    this.#bearers.delete(token)
  }

  knows(token: string): boolean {
    return this.#bearers.has(token)
  }

  /**
   * `basic` with the user `x-access-token`, or `bearer`. Stricter than GitHub, which takes any user before a token:
   * this one is documented.
   */
  caller(authorization: string | undefined): Caller {
    if (!authorization) return 'nobody'
    const [, scheme = '', value = ''] = /^(basic|bearer) (\S+)$/i.exec(authorization) ?? []
    if (scheme.toLowerCase() === 'bearer') return this.#bearers.get(value) ?? 'a stranger'
    const [, token = ''] = /^x-access-token:(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? []
    return this.#bearers.get(token) ?? 'a stranger'
  }

  /** Why not; undefined if it may. The words are those that jobs' logs show (actions/checkout#1432 and many more). */
  refusal(caller: Caller, repository: string, kind: Kind): Answer | undefined {
    if (caller === 'a stranger')
      return unauthorized(
        'Invalid username or token. Password authentication is not supported for Git operations.',
      )
    const open = this.isPublic(repository)
    if (caller === 'nobody') {
      if (open && !isPush(kind)) return undefined
      return unauthorized(open ? 'No anonymous write access.' : 'Repository not found.')
    }
    const right: Right = caller.rights[repository] ?? 'none'
    if (!this.exists(repository) || (right === 'none' && !open)) return plain(404, 'Repository not found.')
    if (!isPush(kind) || right === 'write') return undefined
    return plain(403, `Permission to ${repository}.git denied to ${caller.login}.`)
  }
}

const unauthorized = (text: string): Answer =>
  plain(401, text, { 'www-authenticate': 'Basic realm="GitHub"' })
