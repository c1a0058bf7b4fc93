import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Liveness, ProcessIdentity } from '../../src/system/process-identity.js'
import type { IdentityOrders } from './identity-worker.js'

const WORKER = fileURLToPath(new URL('./identity-worker.js', import.meta.url))

/** What another process with this environment says of it. */
export async function seenBy(env: NodeJS.ProcessEnv, orders: IdentityOrders) {
  const child = fork(WORKER, [JSON.stringify(orders)], { env: { ...process.env, ...env } })
  const [seen] = (await once(child, 'message')) as [{ identity?: ProcessIdentity; liveness?: Liveness }]
  return seen
}
