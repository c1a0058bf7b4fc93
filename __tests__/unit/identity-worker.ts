import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { identify, liveness, type ProcessIdentity } from '../../src/system/process-identity.js'

/** A process of its own, with an environment of its own, that looks at another one. */
export interface IdentityOrders {
  readonly pid: number
  /** Looks at whether this one lives, too. */
  readonly known?: ProcessIdentity | undefined
  /** The system whose way of looking is taken. */
  readonly platform?: NodeJS.Platform | undefined
  /** From here on no file can be opened, as in a process that has too many open. */
  readonly filesExhausted?: boolean
}

const { pid, known, platform, filesExhausted } = JSON.parse(process.argv[2] ?? '') as IdentityOrders
if (platform) Object.defineProperty(process, 'platform', { value: platform })
const identity = await identify(pid)
if (filesExhausted) {
  fs.promises.readFile = () => Promise.reject(Object.assign(new Error('lab'), { code: 'EMFILE' }))
  syncBuiltinESMExports()
}
process.send?.({ identity, liveness: known && (await liveness(known)) }, () => process.disconnect?.())
