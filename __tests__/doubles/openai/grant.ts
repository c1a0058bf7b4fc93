import { type Identity, mintAccessToken, mintIdToken, mintRefreshToken } from './tokens.js'

/** One set of tokens, as a login or an accepted refresh gives them out. */
export interface TokenSet {
  readonly generation: number
  readonly idToken: string
  readonly accessToken: string
  readonly refreshToken: string
  /** Server time (ms) from which the access token is refused. */
  readonly expiresAt: number
  /** How often the refresh token has been presented; more than once is a reuse. */
  presented: number
}

export type RefreshTokenState = 'live' | 'expired' | 'revoked'

export interface GrantOptions {
  readonly identity: Identity
  /** How long each access token lives (ms), the refreshed ones too. */
  readonly lifeMs: number
  /** When the first access token expires, ms from now; negative for one that has expired. */
  readonly expInMs: number
  /** How long (ms) the access token before a refresh is still accepted; at once refused by default. */
  readonly graceMs?: number
  /** Access tokens carry no `exp`; the server still ends them when they have lived. */
  readonly noExp: boolean
}

/**
 * What the server knows of one login: each of its generations, and which one is current. Two logins of one
 * account are two grants, and neither ends the other, as with OpenAI.
 */
export class Grant {
  readonly generations: TokenSet[] = []
  refreshTokenState: RefreshTokenState = 'live'
  #accessEnded = false
  #graceUntil = 0

  constructor(readonly options: GrantOptions) {
    this.#mint(Date.now() + options.expInMs)
  }

  get current(): TokenSet {
    const current = this.generations.at(-1)
    if (!current) throw new Error('a grant has at least its first generation')
    return current
  }

  /** Spends the current refresh token. The access token before it is refused from now on. */
  refresh(): TokenSet {
    this.#accessEnded = false
    this.#graceUntil = Date.now() + (this.options.graceMs ?? 0)
    return this.#mint(Date.now() + this.options.lifeMs)
  }

  accepts(accessToken: string): boolean {
    const { current } = this
    const isCurrent = accessToken === current.accessToken && Date.now() < current.expiresAt
    return !this.#accessEnded && (isCurrent || this.#hasGrace(accessToken))
  }

  #hasGrace(accessToken: string): boolean {
    const before = this.generations.at(-2)
    return before?.accessToken === accessToken && Date.now() < Math.min(this.#graceUntil, before.expiresAt)
  }

  endAccessToken(): void {
    this.#accessEnded = true
  }

  #mint(expiresAt: number): TokenSet {
    const { identity, lifeMs, noExp } = this.options
    const issuedAt = expiresAt - lifeMs
    const minted: TokenSet = {
      generation: this.generations.length + 1,
      idToken: mintIdToken(identity, issuedAt),
      accessToken: mintAccessToken(identity, issuedAt, noExp ? null : expiresAt),
      refreshToken: mintRefreshToken(),
      expiresAt,
      presented: 0,
    }
    this.generations.push(minted)
    return minted
  }
}
