import childProcess from 'node:child_process'
import { EventEmitter } from 'node:events'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { PassThrough, Writable } from 'node:stream'
import { type Actor, acting, clock } from './clock.js'

/** A process of a virtual machine. */
export class Process implements Actor {
  static #last = 5_000_000
  static readonly all = new Map<number, Process>()
  readonly pid: number
  readonly startedAt: number
  isAlive = true
  readonly #heirs: (() => void)[] = []

  constructor(
    readonly name: string,
    readonly env: Record<string, string | undefined>,
    /** The pid of the process that started it. */
    readonly parent = 1,
  ) {
    Process.#last += 1
    this.pid = Process.#last
    this.startedAt = this.pid
    Process.all.set(this.pid, this)
  }

  end(): void {
    if (!this.isAlive) return
    this.isAlive = false
    Process.all.delete(this.pid)
    for (const tell of this.#heirs) tell()
  }

  /** Calls back when it has ended; at once if it has already. */
  whenEnded(tell: () => void): void {
    if (this.isAlive) this.#heirs.push(tell)
    else tell()
  }

  /** What proc(5) shows of it. */
  show(file: string): string {
    if (file === 'comm') return `${this.name}\n`
    if (file === 'environ')
      return Object.entries(this.env)
        .map(([name, value]) => `${name}=${value}\0`)
        .join('')
    return `${this.pid} (${this.name}) S ${this.parent} ${'0 '.repeat(17)}${this.startedAt} 0`
  }
}

const current = (): Process | undefined => {
  const actor = acting.getStore()
  return actor instanceof Process ? actor : undefined
}

/** Runs a script of a `restore-command` or `persist-command`; gets its standard input. */
export type Shell = (script: string, input: Buffer) => Promise<{ code: number; stdout: Buffer | string }>

/** The shell of the machine that acts now. */
let shell: Shell = async () => ({ code: 127, stdout: '' })
export const useShell = (given: Shell): void => {
  shell = given
}

/** Shows each process of a virtual machine its own pid, environment, /proc and shell. */
export function installMachine(): void {
  const own = { env: process.env, pid: process.pid, ppid: process.ppid }
  const env = new Proxy(own.env, {
    get: (_, name: string) => (current()?.env ?? own.env)[name],
    set: (_, name: string, value) => Reflect.set(current()?.env ?? own.env, name, String(value)),
    deleteProperty: (_, name: string) => delete (current()?.env ?? own.env)[name],
    has: (_, name: string) => name in (current()?.env ?? own.env),
    ownKeys: () => Reflect.ownKeys(current()?.env ?? own.env),
    getOwnPropertyDescriptor: (_, name) => ({
      ...Reflect.getOwnPropertyDescriptor(current()?.env ?? own.env, name),
      configurable: true,
    }),
  })
  Object.defineProperty(process, 'env', { value: env })
  Object.defineProperty(process, 'pid', { get: () => current()?.pid ?? own.pid })
  Object.defineProperty(process, 'ppid', { get: () => current()?.parent ?? own.ppid })
  // What a stage says to its runner.
  const write = process.stdout.write.bind(process.stdout)
  process.stdout.write = ((...given: Parameters<typeof write>) =>
    current() ? true : write(...given)) as typeof write
  showProcesses()
  Object.assign(childProcess, { spawn })
  syncBuiltinESMExports()
}

function showProcesses(): void {
  const files = fs.promises as unknown as Record<'readFile' | 'readdir', (...given: unknown[]) => unknown>
  const { readFile, readdir } = files
  const absent = (path: string) => Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' })
  files.readFile = async (path, ...given) => {
    const [, pid, file] = /^\/proc\/(\d+|self)\/(stat|comm|environ|mountinfo)$/.exec(String(path)) ?? []
    if (String(path) === '/proc/locks' || file === 'mountinfo') return ''
    if (pid === undefined || file === undefined) return readFile(path, ...given)
    const found = Process.all.get(Number(pid))
    if (!found) throw absent(String(path))
    return found.show(file)
  }
  files.readdir = async (path, ...given) =>
    path === '/proc' ? [...Process.all.keys()].map(String) : readdir(path, ...given)
}

/** Starts nothing but the virtual shell, which gets its script by the fourth pipe (stores/command/shell.ts). */
function spawn(
  file: string,
  _args: readonly string[],
  { stdio }: { stdio: readonly string[] },
): EventEmitter {
  const given: Buffer[][] = [[], [], [], []]
  const reader = (at: number) =>
    new Writable({
      write(chunk, _, next) {
        given[at]?.push(Buffer.from(chunk))
        next()
      },
    })
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const pipes = [stdio[0] === 'pipe' ? reader(0) : null, stdout, stderr, reader(3)] as const
  const child = Object.assign(new EventEmitter(), {
    pid: 4_000_000,
    stdio: pipes,
    stdin: pipes[0],
    stdout,
    stderr,
    exitCode: null,
    unref() {},
    kill: () => true,
  })
  process.nextTick(() => child.emit(file === 'bash' ? 'spawn' : 'error', new Error(`no ${file} here`)))
  pipes[3].once('finish', async () => {
    const { code, stdout: printed } = await shell(
      Buffer.concat(given[3] ?? []).toString(),
      Buffer.concat(given[0] ?? []),
    )
    stdout.end(printed)
    stderr.end()
    child.emit('exit', code, null)
    clock.after(1, () => child.emit('close', code, null))
  })
  return child
}
