import fs from 'node:fs'
import { readFile } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { assertSavable } from '../../src/codex/preflight.js'
import { refresh } from '../../src/codex/refresh.js'
import { Unfenced } from '../../src/codex/unfenced.js'
import { ActionError } from '../../src/system/errors.js'
import { readRegularFile } from '../../src/system/files.js'

/** A process of its own on "Windows", where another program has auth.json open. */
export interface OpenOrders {
  readonly home: string
  readonly work: 'preflight' | 'refresh' | 'read'
  /** How often an open is refused; with `refresh` only from when Codex is announced. */
  readonly refusals: number
}
export interface Opened {
  /** How often it was refused. */
  readonly refused: number
  /** What the lease was told, for `refresh`. */
  readonly calls: readonly string[]
  /** The code of its failure, and what is said of it. */
  readonly failure?: string
  readonly what?: string
}

const { home, work, refusals } = JSON.parse(process.argv[2] ?? '') as OpenOrders
Object.defineProperty(process, 'platform', { value: 'win32' })
const authFile = join(home, 'auth.json')
const calls: string[] = []
let refused = 0
const { open } = fs.promises
const UV_FS_O_EXLOCK = 0x1000_0000
fs.promises.open = (path, flags, mode) => {
  const isAlone = typeof flags === 'number' && (flags & UV_FS_O_EXLOCK) !== 0
  const isRefused = path === authFile && (isAlone || work === 'read')
  if (!isRefused || refused >= refusals || (work === 'refresh' && calls.length === 0))
    return open(path, isAlone ? 'r+' : flags, mode)
  refused += 1
  return Promise.reject(Object.assign(new Error('lab'), { code: 'EBUSY', path }))
}
syncBuiltinESMExports()

const called = (name: string) => async () => void calls.push(name)
const WORK = {
  preflight: () => assertSavable(authFile),
  read: () => readRegularFile(authFile, { limit: 1024 }),
  refresh: () =>
    refresh(
      { path: join(home, 'codex'), home, env: process.env },
      {
        authFile,
        right: new Unfenced('https://lab.invalid/'),
        watch: {
          announceCodex: called('announced'),
          protectCodex: called('protected'),
          codexEnded: called('ended'),
        },
        when: 'forced',
        remaining: 1e9,
        generation: () => readFile(authFile, 'utf8'),
        onRefreshed: called('stored'),
        words: { reseed: 'lab' },
      },
    ),
}
const failure = await WORK[work]().then(
  () => undefined,
  (error: unknown) => error,
)
const told =
  failure instanceof ActionError
    ? { failure: failure.code, what: failure.explanation.what }
    : { ...(failure ? { failure: String(failure) } : {}) }
process.send?.({ refused, calls, ...told } satisfies Opened, () => process.disconnect?.())
