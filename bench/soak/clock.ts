import { AsyncLocalStorage } from 'node:async_hooks'
import nodeCrypto from 'node:crypto'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'
import { type Random, randomOf } from './random.js'

/** Something that acts in the virtual machine room: a stage of a job, or a Codex. The dead never act again. */
export interface Actor {
  readonly isAlive: boolean
}

/** Whoever acts now. */
export const acting = new AsyncLocalStorage<Actor>()

interface Due {
  readonly at: number
  readonly order: number
  readonly actor: Actor | undefined
  readonly run: () => void
}

const turn = setImmediate
/** Work of this process that is under way: files and encryption. It takes no virtual time. */
let working = 0

/**
 * Virtual time: it stands still while anybody works, and then leaps to the next instant at which somebody has something to
 * do. So one job works at a time, in an order that depends on the seed alone.
 */
class Clock {
  now = 0
  #order = 0
  #due: Due[] = []

  begin(now: number): void {
    this.now = now
    this.#order = 0
    this.#due = []
  }

  /** Calls back in so many milliseconds, unless the actor of now is dead by then. The result takes it back. */
  after(ms: number, run: () => void): () => void {
    this.#order += 1
    const due = { at: this.now + Math.max(0, ms), order: this.#order, actor: acting.getStore(), run }
    this.#insert(due)
    return () => {
      this.#due = this.#due.filter(other => other !== due)
    }
  }

  async wait(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    await new Promise<void>((resolve, reject) => {
      const cancel = this.after(ms, () => {
        signal?.removeEventListener('abort', abort)
        resolve()
      })
      const abort = () => {
        cancel()
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', abort, { once: true })
    })
  }

  /** Lets time pass until nobody has anything to do, or `isOver`. */
  async run(isOver: () => boolean): Promise<void> {
    await quiet()
    for (let next = this.#due.shift(); next && !isOver(); next = this.#due.shift()) {
      this.now = Math.max(this.now, next.at)
      const { actor, run } = next
      if (actor?.isAlive === false) continue
      if (actor) acting.run(actor, run)
      else run()
      await quiet()
    }
  }

  #insert(due: Due): void {
    let at = this.#due.length
    while (at > 0 && (this.#due[at - 1]?.at ?? 0) > due.at) at -= 1
    this.#due.splice(at, 0, due)
  }
}

export const clock = new Clock()

/** Until all work of this process has come to an end, or to something for which time has to pass. */
async function quiet(): Promise<void> {
  for (let turns = 0; turns < 3; turns = working === 0 ? turns + 1 : 0)
    await new Promise<void>(resolve => turn(resolve))
}

/** Counts the calls of these methods as work until their promises settle. */
export function counted(owner: object, names: readonly string[]): void {
  const methods = owner as Record<string, (...given: unknown[]) => unknown>
  for (const name of names) {
    const method = methods[name]
    if (typeof method !== 'function') continue
    methods[name] = async function (this: unknown, ...given: unknown[]) {
      working += 1
      try {
        return await method.apply(this, given)
      } finally {
        working -= 1
      }
    }
  }
}

/** Has this whole process live in virtual time, with chance that can be repeated. */
export async function installClock(): Promise<void> {
  Date.now = () => Math.floor(clock.now)
  performance.now = () => clock.now
  installChance()
  Object.assign(timers, { setTimeout: sleep })
  Object.assign(globalThis, {
    setTimeout: timer(false),
    setInterval: timer(true),
    clearTimeout,
    clearInterval,
  })
  AbortSignal.timeout = (ms: number) => {
    const controller = new AbortController()
    clock.after(ms, () => controller.abort(new DOMException('The time is over', 'TimeoutError')))
    return controller.signal
  }
  await countFiles()
  // age encrypts by it.
  counted(SubtleCrypto.prototype, Object.getOwnPropertyNames(SubtleCrypto.prototype))
  syncBuiltinESMExports()
}

let chance: Random = randomOf('')
/** Begins what looks random again. */
export const useChance = (seed: string): void => {
  chance = randomOf(seed)
}

/** Pauses have a random part, and the keys of a cache's entries a digest of what is sealed. */
function installChance(): void {
  Math.random = () => chance()
  const fill = <T extends ArrayBufferView>(view: T): T => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = Math.floor(chance() * 256)
    return view
  }
  Object.defineProperty(crypto, 'getRandomValues', { value: fill })
  const randomBytes = (size: number) => fill(Buffer.alloc(size))
  const randomUUID = () =>
    randomBytes(16)
      .toString('hex')
      .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
  Object.assign(nodeCrypto, { randomBytes, randomUUID })
}

async function countFiles(): Promise<void> {
  const { open } = fs.promises
  const file = await open('/dev/null')
  counted(Object.getPrototypeOf(file), ['read', 'write', 'writeFile', 'sync', 'stat', 'chmod'])
  await file.close()
  fs.promises.open = async (...given) => {
    const opened = await open(...given)
    // Each handle has a method of its own for that.
    counted(opened, ['close'])
    return opened
  }
  counted(
    fs.promises,
    Object.keys(fs.promises).filter(name => name !== 'watch' && name !== 'constants'),
  )
}

async function sleep<T>(
  ms = 0,
  value?: T,
  { signal }: { signal?: AbortSignal } = {},
): Promise<T | undefined> {
  await clock.wait(ms, signal)
  return value
}

interface Timer {
  cancel: () => void
  unref(): Timer
  ref(): Timer
}

const timer =
  (again: boolean) =>
  (run: (...given: unknown[]) => void, ms = 0, ...given: unknown[]): Timer => {
    const begin = (): (() => void) =>
      clock.after(Math.max(1, ms), () => {
        if (again) made.cancel = begin()
        run(...given)
      })
    const made: Timer = { cancel: begin(), unref: () => made, ref: () => made }
    return made
  }

const clearTimeout = (given?: Timer): void => given?.cancel()
const clearInterval = clearTimeout
