import { type Credentials, type TokenKind, tokenKind } from './credentials.js'
import { PACE, type Pace, type Send, sender } from './request.js'
import type { Scope } from './scope.js'

export interface ClientOptions {
  /** GITHUB_API_URL of the runner. */
  readonly apiUrl: string
  readonly credentials: Credentials
  /** Registers a token that is made here with the runner's masker. */
  readonly mask: (value: string) => void
  readonly log: (line: string) => void
  readonly pace?: Pace
}

/** GitHub's REST API with the credentials of the inputs. Nothing is asked or made before `use`. */
export class GithubClient {
  readonly tokenKind: TokenKind
  readonly #options: ClientOptions

  constructor(options: ClientOptions) {
    this.#options = options
    this.tokenKind = tokenKind(options.credentials)
  }

  /**
   * Does `work` with a token. With an App that is an installation token of just this `scope`, minted here and
   * revoked when the work is done or has failed.
   * @throws GithubRefused, GithubUnavailable, AppRefused, and what `work` throws
   */
  async use<T>(scope: Scope, work: (send: Send) => Promise<T>): Promise<T> {
    const { credentials, apiUrl, mask, log, pace = PACE } = this.#options
    const withToken = (token: string, own = pace) => sender({ apiUrl, pace: own, log }, token)
    if (credentials.kind === 'token') return work(withToken(credentials.token))
    const { withInstallationToken } = await import('./app.js')
    return withInstallationToken({ app: credentials, sender: withToken, pace, mask, log }, scope, work)
  }
}
