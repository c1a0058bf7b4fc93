import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { systemCode } from '../../src/system/errors.js'
import { replaceFile } from '../../src/system/files.js'

/** A process of its own that replaces a file where the system refuses the first renames. */
export interface ReplaceOrders {
  readonly platform: NodeJS.Platform
  readonly path: string
  readonly content: string
  readonly code: string
  readonly refusals: number
}
export interface Replaced {
  readonly renames: number
  readonly error?: string
}

const orders = JSON.parse(process.argv[2] ?? '') as ReplaceOrders
Object.defineProperty(process, 'platform', { value: orders.platform })
const { rename } = fs.promises
let renames = 0
fs.promises.rename = (...args) => {
  renames += 1
  const { code, refusals } = orders
  return renames <= refusals
    ? Promise.reject(Object.assign(new Error('lab'), { code, path: orders.path }))
    : rename(...args)
}
syncBuiltinESMExports()
const error = await replaceFile(orders.path, orders.content).then(
  () => undefined,
  error => String(systemCode(error)),
)
process.send?.({ renames, ...(error && { error }) } satisfies Replaced, () => process.disconnect?.())
