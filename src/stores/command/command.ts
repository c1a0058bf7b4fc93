import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import pRetry from 'p-retry'
import type { Login } from '../../login/login.js'
import { maskLogin } from '../../login/mask.js'
import { harmlessLines } from '../../report/harmless.js'
import type { Log } from '../../report/log.js'
import { replaceFile } from '../../system/files.js'
import { parseJson } from '../../system/json.js'
import type { Sealer } from '../age.js'
import { encloseLogin } from '../enclosed-login.js'
import type { Store } from '../store.js'
import { NotReadBack, PersistFailed, RestoreFailed, type Stakes, StoreChanged } from './failure.js'
import { MOST_PRINTED_BYTES, unpack } from './restore-output.js'
import { scrub } from './scrub.js'
import { type Ending, runInShell } from './shell.js'

export interface CommandStoreOptions {
  /** Prints the login on stdout, raw or in base64, or nothing if none is stored yet. */
  readonly restoreCommand: string
  /** Takes on stdin what restore-command is to print from then on. */
  readonly persistCommand: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly log: Pick<Log, 'info' | 'group'>
  /** Milliseconds for one run of a command; 60 s by default. */
  readonly timeoutMs?: number
  /** Ends a command that runs, and lets no other start. A refreshed login is lost by that: see `write`. */
  readonly signal?: AbortSignal | undefined
  readonly sealer?: Sealer | undefined
  /** The name of the login, which is sealed with it. */
  readonly loginName: string
  /** A directory of this machine, mode 0700, in which what was replaced is kept; undefined if it would not outlive the job. */
  readonly keepIn?: string | undefined
  readonly addMask?: (value: string) => void
  /** How often a persist-command that fails, and a restore-command that answers otherwise, is run again; 3 by default. */
  readonly retries?: number
  /** Milliseconds before the first repetition, which then double; 1 s by default. */
  readonly pauseMs?: number
  /** Milliseconds after which no repetition starts; 100 s by default. */
  readonly patienceMs?: number
  /** Milliseconds for the last words of a command; 2 s by default. */
  readonly graceMs?: number
}

const OPENING_BRACE = 0x7b
const TIMEOUT_MS = 60_000
const RETRIES = 3
const PAUSE_MS = 1000
/** A cancelled job has 5 minutes in all (docs/facts, "Cancel"). */
const PATIENCE_MS = 100_000

/** The login lives in a secret manager, which two commands of the user read and write. */
export class CommandStore implements Store {
  readonly kind = 'command'
  readonly where = 'the output of restore-command'
  /** The secrets to hide: all that the commands got, or printed on stdout. */
  readonly #secrets: Buffer[] = []

  constructor(private readonly options: CommandStoreOptions) {}

  /** Throws `RestoreFailed`, `Garbled` or `SealedWithoutKey`: a failure is never taken for "nothing stored". */
  read(patiently = false): Promise<Buffer | undefined> {
    return patiently ? this.#readUntil(() => true) : this.#readOnce()
  }

  async #readOnce(): Promise<Buffer | undefined> {
    const { signal, sealer, loginName } = this.options
    signal?.throwIfAborted()
    const ending = await this.#run(this.options.restoreCommand)
    this.#keepSecret(ending.stdout)
    try {
      if (ending.failure) {
        signal?.throwIfAborted()
        throw new RestoreFailed(ending.failure)
      }
      const bytes = await unpack(ending.stdout, sealer && { sealer, loginName })
      if (bytes) this.#keepSecret(bytes)
      else if (!ending.complete)
        throw new RestoreFailed('printed nothing, but left a process running that may yet print')
      return bytes
    } finally {
      this.#show('restore-command', ending.stderr)
    }
  }

  /**
   * Writes what is stored once more, with one space in it more or less: so it is seen that restore-command reads
   * what persist-command writes. Refuses if what is stored isn't `current`: a manager that answers with an old
   * copy would else have it put over a newer one. Throws what `read` and `write` throw, and `StoreChanged`.
   */
  async assertWritable(current: Login | undefined): Promise<void> {
    if (!current) return
    const isCurrent = (bytes: Buffer | undefined) => !bytes || isSame(bytes, current.bytes)
    const stored = await this.#readUntil(isCurrent)
    if (!isCurrent(stored)) throw new StoreChanged()
    if (!stored) return this.#store(current, current.bytes, 'proof')
    try {
      await this.#store(current, respaced(stored), 'proof', stored)
    } catch (error) {
      await this.#putBack(current, stored)
      throw error
    }
  }

  /** A command that broke off may have left half of the login. The proof reports its own error, not one from here. */
  async #putBack(current: Login, stored: Buffer): Promise<void> {
    const found = await this.#readOnce().catch(() => undefined)
    if (found && isSame(found, stored)) return
    this.options.log.info('The proof has left something else in the store: putting back what was there.')
    await this.#persist(await this.#packed(current, stored), 'proof').catch(() => undefined)
  }

  /**
   * Stores it and always reads it back. A command that does nothing, or writes elsewhere, ends with exit code 0 too, and
   * the loss would show only after the old refresh token is used. With a `signal`, a cancel ends it half-way: give none
   * for a refreshed login. Throws `PersistFailed`, `NotReadBack`.
   */
  write(login: Login): Promise<void> {
    return this.#store(login, login.bytes, 'write')
  }

  /** Keeps one revision, sealed if the store is: not every manager keeps former versions. */
  async setAside(bytes: Buffer): Promise<string | undefined> {
    const { keepIn, sealer, loginName } = this.options
    if (keepIn === undefined) return undefined
    const path = join(keepIn, `replaced-${loginName}.${sealer ? 'age' : 'json'}`)
    await mkdir(keepIn, { recursive: true, mode: 0o700 })
    await replaceFile(path, sealer ? await sealer.seal(bytes) : bytes)
    return path
  }

  async #store(login: Login, bytes: Buffer, stakes: Stakes, before?: Buffer): Promise<void> {
    const { signal, addMask } = this.options
    signal?.throwIfAborted()
    if (addMask) maskLogin(login, addMask)
    this.#keepSecret(bytes)
    await this.#persist(await this.#packed(login, bytes), stakes)
    const isOld = (found: Buffer) => before?.equals(found) === true
    const found = await this.#readUntil(found => !!found && isSame(found, bytes) && !isOld(found)).catch(
      error => {
        throw new NotReadBack('fails', stakes, error)
      },
    )
    if (!found) throw new NotReadBack('prints nothing', stakes)
    if (isOld(found)) throw new NotReadBack('still prints what it printed before', stakes)
    if (!isSame(found, bytes)) throw new NotReadBack('prints something else', stakes)
  }

  /** Base64 survives what command-line tools do to binary data and to the end of a text. */
  async #packed(login: Login, bytes: Buffer): Promise<Buffer> {
    const { sealer, loginName } = this.options
    if (!sealer) return bytes
    return Buffer.from((await sealer.seal(encloseLogin(loginName, login, bytes))).toString('base64'))
  }

  async #persist(packed: Buffer, stakes: Stakes): Promise<void> {
    const { signal, log, pauseMs = PAUSE_MS, patienceMs = PATIENCE_MS, retries = RETRIES } = this.options
    const run = async () => {
      const ending = await this.#run(this.options.persistCommand, packed)
      this.#show('persist-command', Buffer.concat([ending.stdout, ending.stderr]))
      if (ending.failure) throw new PersistFailed(ending.failure, stakes)
    }
    await pRetry(run, {
      retries,
      minTimeout: pauseMs,
      maxRetryTime: patienceMs,
      shouldRetry: ({ error }) => error instanceof PersistFailed,
      onFailedAttempt: ({ retriesLeft }) => {
        if (retriesLeft) log.info(`persist-command failed; it is tried up to ${retriesLeft} times more.`)
      },
      ...(signal && { signal }),
    }).catch(error => {
      throw signal?.aborted ? new PersistFailed('was cancelled', stakes, error) : error
    })
  }

  /** Reads repeatedly, as a manager may be slow to settle or fail for a moment. The last answer, wanted or not. */
  async #readUntil(isWanted: (bytes: Buffer | undefined) => boolean): Promise<Buffer | undefined> {
    const { signal, pauseMs = PAUSE_MS, patienceMs = PATIENCE_MS, retries = RETRIES } = this.options
    const end = performance.now() + patienceMs
    for (let pause = pauseMs, left = retries; ; pause *= 2, left -= 1) {
      const isLast = () => left <= 0 || performance.now() > end || signal?.aborted
      try {
        const bytes = await this.#readOnce()
        if (isWanted(bytes) || isLast()) return bytes
      } catch (error) {
        if (isLast()) throw error
      }
      await sleep(pause, undefined, { ...(signal && { signal }) }).catch(() => undefined)
    }
  }

  #run(script: string, input?: Buffer): Promise<Ending> {
    const { env, cwd, signal, timeoutMs = TIMEOUT_MS, graceMs } = this.options
    return runInShell({ script, input, env, cwd, signal, timeoutMs, graceMs, maxOutput: MOST_PRINTED_BYTES })
  }

  #show(name: string, printed: Buffer): void {
    const text = scrub(printed.toString('utf8'), this.#secrets).trimEnd()
    if (text) this.options.log.group(`What ${name} printed`, harmlessLines(text))
  }

  #keepSecret(bytes: Buffer): void {
    const decoded = Buffer.from(bytes.toString('latin1'), 'base64')
    for (const form of decoded[0] === OPENING_BRACE ? [bytes, decoded] : [bytes])
      if (!this.#secrets.some(secret => secret.equals(form))) this.#secrets.push(form)
  }
}

/** The same JSON in bytes that differ: a space after its brace, or none if there was one. */
function respaced(bytes: Buffer): Buffer {
  const text = bytes.toString('utf8')
  return Buffer.from(text.startsWith('{ ') ? `{${text.slice(2)}` : `{ ${text.slice(1)}`)
}

/** The same file, though a manager may have changed white space in it. */
function isSame(a: Buffer, b: Buffer): boolean {
  if (a.equals(b)) return true
  const [one, other] = [parseJson(a.toString('utf8')), parseJson(b.toString('utf8'))]
  try {
    return one !== undefined && isDeepStrictEqual(one, other)
  } catch {
    return false // nested so deep that the stack ends: no auth.json is
  }
}
