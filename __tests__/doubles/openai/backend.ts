import { answer, answerPage, authenticate, type Exchange, type Page, type Route } from './exchange.js'
import type { Ledger } from './ledger.js'
import type { Identity } from './tokens.js'

/** The windows of a plan, as `GET /wham/usage` gives them; Codex makes `account/rateLimits/read` of it. */
export interface RateLimits {
  primaryUsedPercent: number
  secondaryUsedPercent: number
  /** Seconds from now until the primary window begins anew. */
  resetAfterSeconds: number
  /** Whether the account has bought credits, which go on where a window is full. */
  hasCredits: boolean
}

/** What Codex asks of the ChatGPT backend besides model calls (docs/facts/codex.md, §11). */
export class Backend {
  readonly rateLimits: RateLimits = {
    primaryUsedPercent: 12,
    hasCredits: false,
    secondaryUsedPercent: 34,
    resetAfterSeconds: 3600,
  }

  /** From now on what is asked of the backend is never answered. */
  hangs = false
  /** From now on requests of these kinds (`usage`, `models`, …) are answered by this page. */
  readonly pages = new Map<string, Page>()

  constructor(readonly ledger: Ledger) {}

  readonly routes: Route[] = [
    this.#get('/backend-api/wham/accounts/check', 'accounts-check', accountsCheck),
    this.#get('/backend-api/codex/models', 'models', () => ({ models: [] })),
    this.#get('/backend-api/wham/usage', 'usage', identity => usage(identity, this.rateLimits)),
    this.#get(/^(\/backend-api)?\/wham\/config\/bundle$/, 'config-bundle', () => ({})),
  ]

  #get(path: string | RegExp, kind: string, value: (identity: Identity) => unknown): Route {
    return {
      method: 'GET',
      path,
      kind,
      handle: (exchange: Exchange) => {
        if (this.hangs) return
        const page = this.pages.get(kind)
        if (page) return answerPage(exchange, page)
        const known = authenticate(exchange, this.ledger)
        if (known) answer(exchange, 200, value(known.grant.options.identity))
      },
    }
  }
}

function accountsCheck({ account, plan }: Identity): unknown {
  return {
    accounts: [
      {
        id: account,
        name: 'lab',
        plan_type: plan,
        structure: 'personal',
        workspace_backend_origin: 'NO_CONSTRAINT',
        account_routing_override: 'NO_CONSTRAINT',
      },
    ],
    account_ordering: [account],
    default_account_id: account,
  }
}

function usage({ plan }: Identity, limits: RateLimits): unknown {
  const window = (used: number, lengthSeconds: number, resetAfter: number) => ({
    used_percent: used,
    limit_window_seconds: lengthSeconds,
    reset_after_seconds: resetAfter,
    reset_at: Math.floor(Date.now() / 1000) + resetAfter,
  })
  const reached = limits.primaryUsedPercent >= 100 || limits.secondaryUsedPercent >= 100
  return {
    plan_type: plan,
    rate_limit: {
      allowed: !reached,
      limit_reached: reached,
      primary_window: window(limits.primaryUsedPercent, 18_000, limits.resetAfterSeconds),
      secondary_window: window(limits.secondaryUsedPercent, 604_800, 345_600),
    },
    credits: { has_credits: limits.hasCredits, unlimited: false, balance: '0' },
  }
}
