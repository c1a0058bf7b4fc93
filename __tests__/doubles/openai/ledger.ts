import { Grant, type GrantOptions, type TokenSet } from './grant.js'

/** A token the server knows: which login it belongs to and which generation of it. */
export interface Known {
  readonly grant: Grant
  readonly tokens: TokenSet
}

/** Every grant this server ever made. */
export class Ledger {
  readonly #grants: Grant[] = []

  open(options: GrantOptions): Grant {
    const grant = new Grant(options)
    this.#grants.push(grant)
    return grant
  }

  /** The login whose access token this is, whether it is still accepted or not. */
  byAccessToken(token: string): Known | undefined {
    return this.#find(tokens => tokens.accessToken === token)
  }

  byRefreshToken(token: string): Known | undefined {
    return this.#find(tokens => tokens.refreshToken === token)
  }

  /** Throws for an account that never logged in: a test that ends the wrong account proves nothing. */
  ofAccount(account: string): Grant[] {
    const grants = this.#grants.filter(({ options }) => options.identity.account === account)
    if (grants.length === 0) throw new Error(`no login of account ${account} at the OpenAI double`)
    return grants
  }

  all(): Known[] {
    return this.#grants.flatMap(grant => grant.generations.map(tokens => ({ grant, tokens })))
  }

  allTokens(): string[] {
    return this.all().flatMap(({ tokens }) => [tokens.idToken, tokens.accessToken, tokens.refreshToken])
  }

  #find(matches: (tokens: TokenSet) => boolean): Known | undefined {
    return this.all().find(({ tokens }) => matches(tokens))
  }
}
