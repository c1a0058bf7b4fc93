import { createAuthFile, replaceAuthFile } from '../../src/login/auth-file.js'
import { dieAt } from './die-at.js'

/** A process of its own for the tests of files: writes `content` to `path` and dies at this call of the file system. */
export interface FileOrders {
  readonly how: 'replace' | 'create'
  readonly path: string
  readonly content: string
  readonly call: number
}

const { how, path, content, call } = JSON.parse(process.argv[2] ?? '') as FileOrders
dieAt(call)
await (how === 'replace' ? replaceAuthFile : createAuthFile)(path, Buffer.from(content))
process.exitCode = 3
