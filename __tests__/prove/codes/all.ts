import { BACKEND } from './backend.js'
import { DEVICE_LOGIN } from './device-login.js'
import { ENDPOINT } from './endpoint.js'
import { INSTALL } from './install.js'
import { LEASES } from './leases.js'
import { LOGINS } from './logins.js'
import { MACHINES } from './machines.js'
import { SECRETS } from './secret.js'
import { STORES } from './stores.js'
import type { Story } from './story.js'
import { TRUST } from './trust.js'
import { WORKERS } from './workers.js'

/** What OpenAI answers. */
export const ROWS = [...BACKEND, ...ENDPOINT]
/** What is wrong with logins, machines, stores and rights. */
export const STORIES: readonly Story[] = [
  ...[LOGINS, WORKERS, STORES, SECRETS, LEASES, TRUST, MACHINES, INSTALL, DEVICE_LOGIN].flat(),
]
