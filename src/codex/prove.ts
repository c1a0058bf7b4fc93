import { z } from 'zod/mini'
import { fenced } from '../guard/fence.js'
import { AppServer, type Reply } from './app-server.js'
import { lacksBundle } from './failure.js'
import type { Codex } from './process.js'

const Account = z.looseObject({ account: z.nullish(z.looseObject({ planType: z.optional(z.string()) })) })
const RateLimits = z.looseObject({ rateLimits: z.looseObject({ planType: z.nullish(z.string()) }) })

export type Proof =
  | { readonly accepted: true; readonly plan?: string; readonly rateLimits: Record<string, unknown> }
  /** `unauthorized`: the server no longer takes the access token; otherwise the backend failed to answer. */
  | { readonly accepted: false; readonly unauthorized: boolean }

/** Asks the backend whether it takes the session's access token: fenced, and with no model call (facts §2). */
export async function proveSession(codex: Codex): Promise<Proof> {
  const server = await AppServer.start(codex, fenced)
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

function judge(account: Reply, limits: Reply): Proof {
  const read = RateLimits.safeParse('result' in limits ? limits.result : undefined)
  if (!read.success) return { accepted: false, unauthorized: [account, limits].some(isUnauthorized) }
  const { rateLimits } = read.data
  const known = Account.safeParse('result' in account ? account.result : undefined)
  const plan = rateLimits.planType ?? (known.success ? known.data.account?.planType : undefined)
  return { accepted: true, rateLimits, ...(plan ? { plan } : {}) }
}

/**
 * -32600 is no login at all; a 401 comes as -32603 with the backend's answer in the message (facts §2). In a plan
 * with a workspace it hides behind the configuration that could not be loaded (tried with 0.169.0).
 */
function isUnauthorized(reply: Reply): boolean {
  if (!('error' in reply)) return false
  const { code, message } = reply.error
  return code === -32600 || /\b401\b/.test(message) || lacksBundle(message)
}
