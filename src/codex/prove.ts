import { z } from 'zod/mini'
import { bounded } from '../system/bounded.js'
import { type AppServer, FencedAppServer, type Reply } from './app-server.js'
import { backendAnswer } from './backend-answer.js'
import { lacksBundle } from './failure.js'
import type { Codex } from './process.js'

const Account = z.looseObject({ account: z.nullish(z.looseObject({ planType: z.optional(z.unknown()) })) })
const RateLimits = z.looseObject({ rateLimits: z.looseObject({ planType: z.nullish(z.unknown()) }) })
/** A word: `pro`, `self_serve_business_usage_based`. */
const Plan = z.string().check(z.regex(/^[a-z0-9_-]{1,40}$/i))

export type Proof =
  | { readonly accepted: true; readonly plan?: string; readonly rateLimits: Record<string, unknown> }
  | NotProven

export interface NotProven {
  readonly accepted: false
  /** The server no longer accepts the access token; otherwise the backend refused, or failed to answer. */
  readonly unauthorized: boolean
  /** Codex's words about the backend's answer. */
  readonly said: string
}

/**
 * Asks the backend whether it takes the login's access token: fenced, and with no model call
 * (docs/facts#rate-limits-prove).
 */
export async function proveLogin(codex: Codex): Promise<Proof> {
  const server = await FencedAppServer.start(codex)
  try {
    return await askBackend(server, await server.account())
  } finally {
    await server.close()
  }
}

/** The same of an app-server that runs. `account` is its answer to `account/read`, where it was asked. */
export async function askBackend(server: AppServer, account?: Reply): Promise<Proof> {
  const limits = await server.request('account/rateLimits/read')
  return judge(account ?? { result: undefined }, limits)
}

/** Exported for its tests. */
export function judge(account: Reply, limits: Reply): Proof {
  const read = RateLimits.safeParse('result' in limits ? limits.result : undefined)
  if (!read.success) {
    const said = 'error' in limits ? limits.error.message : ''
    return { accepted: false, unauthorized: [account, limits].some(isUnauthorized), said }
  }
  const { rateLimits } = read.data
  const known = Account.safeParse('result' in account ? account.result : undefined)
  const plans = [rateLimits.planType, known.success ? known.data.account?.planType : undefined]
  const plan = plans.find(said => Plan.safeParse(said).success) as string | undefined
  // This becomes an output, which later steps and other jobs read.
  const handedOn = bounded(rateLimits) as Record<string, unknown>
  return { accepted: true, rateLimits: handedOn, ...(plan ? { plan } : {}) }
}

/**
 * -32600 means that Codex has no login at all; a 401 comes as -32603 with the backend's answer in the message
 * (docs/facts#rate-limits-errors). In a plan
 * with a workspace it hides behind the configuration that could not be loaded (docs/facts#workspace-configuration).
 */
function isUnauthorized(reply: Reply): boolean {
  if (!('error' in reply)) return false
  const { code, message } = reply.error
  const { status } = backendAnswer(message)
  return code === -32600 || /\b401\b/.test(status || message) || lacksBundle(message)
}
