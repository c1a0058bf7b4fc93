import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Liveness, ProcessIdentity } from '../../src/system/process-identity.js'
import { messageOf } from './forked.js'
import type { IdentityOrders } from './identity-worker.js'

const WORKER = fileURLToPath(new URL('./identity-worker.js', import.meta.url))

/** What another process with this environment says of it. */
export async function seenBy(env: NodeJS.ProcessEnv, orders: IdentityOrders) {
  const child = fork(WORKER, [JSON.stringify(orders)], { env: { ...process.env, ...env } })
  return messageOf<{ identity?: ProcessIdentity; liveness?: Liveness }>(child)
}
