/** One request, for a test to look at afterwards. Holds no token, ever. */
export interface RequestRecord {
  /** Server time (ms since 1970) at which the request's head arrived. */
  readonly at: number
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly userAgent: string
  /** What the double took it for; `unexpected` for what it doesn't know. */
  kind: string
  account?: string
  /** Which generation of the login the token in the request belongs to, current or not. */
  generation?: number
  /** The status answered; 0 while unanswered, which a hanging request stays. */
  status: number
  /** Server time (ms) at which the answer was complete. */
  endedAt?: number
}

/** One request to the token endpoint that carried a refresh token. */
export interface RefreshRecord {
  readonly account: string
  /** The generation whose refresh token was presented. */
  readonly generation: number
  /** Codex's `refresh_reason`: proactive_expiry, scheduled, unauthorized_recovery or forced; empty up to 0.163.0. */
  readonly reason: string
  readonly startedAt: number
  /** When the answer was sent; undefined while it isn't (delayed, hanging, or the caller is gone). */
  endedAt?: number
  /** `refreshed`, or the error code answered, or `pending`. */
  outcome: string
  /** True when the caller was gone before it had the answer: a refresh it then knows nothing of. */
  abandoned: boolean
}

/** How often the refresh token of one generation has been presented. */
export interface Presentation {
  readonly account: string
  readonly generation: number
  readonly times: number
}
