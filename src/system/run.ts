import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemCode } from './errors.js'
import { programEnvironment } from './program-environment.js'
import { waitFor } from './waits.js'

/** A program to run to its end, and what surrounds it. */
export interface Program {
  /** Its name for people, where that isn't the name of the file. */
  readonly what?: string
  readonly file: string
  readonly args?: readonly string[]
  /** Its whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd?: string | undefined
  /** Its stdin, which is closed after it. Without it, stdin is empty. */
  readonly input?: string | Buffer | undefined
  /** The content of descriptor 3, written after `input`. Windows has no such pipe. */
  readonly descriptor3?: string | undefined
  /** Milliseconds after which it is ended. */
  readonly timeoutMs: number
  /** Ends it. */
  readonly signal?: AbortSignal | undefined
  /** Bytes of output after which it is ended. */
  readonly maxOutput: number
  /** `tail`, the default: only its last 32 KB are kept. `counted`: all of it is kept, and it counts as output. */
  readonly stderr?: 'tail' | 'counted'
  /** Milliseconds from SIGTERM to SIGKILL; by default it is killed at once. */
  readonly graceMs?: number
  /** Milliseconds to wait after its end for what comes through pipes that something else holds; 2 s by default. */
  readonly drainMs?: number
  /**
   * `own`, the default: all that it starts is ended with it, and a Ctrl-C meant for us spares it. `ours` keeps it in the
   * terminal, where sudo looks for what it has allowed before (sudoers(5), `timestamp_type`).
   */
  readonly group?: 'own' | 'ours'
}

type Because = 'timeout' | 'output' | 'cancelled'

/** How it came to its end: by itself, by somebody's signal, by us, or not at all. */
type End =
  | { readonly how: 'exited'; readonly code: number }
  | { readonly how: 'killed'; readonly signal: NodeJS.Signals }
  | { readonly how: 'ended'; readonly because: Because }
  | { readonly how: 'not-started'; readonly error: Error }

export type RunResult = End & {
  readonly stdout: Buffer
  readonly stderr: Buffer
  /** False if something that it left running still had stdout: there may have been more to come. */
  readonly complete: boolean
}

const DRAIN_MS = 2000
const TAIL_BYTES = 32 * 1024

/**
 * Runs a program to its end, which comes in time whatever it does. Never throws: the result says how it ended.
 * Everything but Codex runs here. `@actions/exec` has no time-out, signal, process group or limit. execa 9.6 has them, but
 * waits for pipes that a grandchild holds, also after its time-out, and every stage of a job would load 300 KB more.
 */
export const run = (program: Program): Promise<RunResult> => waitFor(nameOf(program), runToEnd(program))

/** `git push`; never more of the arguments, which may have anything in them. */
const nameOf = ({ what, file, args = [] }: Program): string =>
  what ?? [basename(file), ...args.slice(0, 1).filter(arg => /^[a-z-]{2,20}$/.test(arg))].join(' ')

async function runToEnd(program: Program): Promise<RunResult> {
  const { signal, timeoutMs, drainMs = DRAIN_MS } = program
  if (signal?.aborted) return { how: 'ended', because: 'cancelled', ...NOTHING }
  const started = await start(program)
  if ('error' in started) return { how: 'not-started', error: started.error, ...NOTHING }

  const { child } = started
  const closed = new Promise(resolve => child.once('close', resolve))
  let endedBecause: Because | undefined
  let ending: Promise<void> | undefined
  let giveUp = () => {}
  const end = (because: Because) => {
    if (endedBecause) return
    endedBecause = because
    ending = endAll(child, closed, program)
    // Another user's process stays for all our signals.
    ending.then(() => setTimeout(() => giveUp(), drainMs).unref())
  }
  const output = collect(child, program, () => end('output'))
  const cancel = () => end('cancelled')
  signal?.addEventListener('abort', cancel)
  const timer = setTimeout(() => end('timeout'), timeoutMs)

  const exit = await new Promise<End | undefined>(resolve => {
    giveUp = () => resolve(undefined)
    child.once('exit', (code, signal) =>
      resolve(signal ? { how: 'killed', signal } : { how: 'exited', code: code ?? 1 }),
    )
  })
  clearTimeout(timer)
  // A process that it left running may hold the pipes forever. Its own output is here by then.
  await Promise.race([closed, sleep(drainMs, undefined, { ref: false })])
  await ending

  signal?.removeEventListener('abort', cancel)
  for (const pipe of child.stdio) pipe?.destroy()
  child.unref()
  const how: End = endedBecause ? { how: 'ended', because: endedBecause } : (exit as End)
  return { ...how, ...output() }
}

export const succeeded = (result: RunResult): boolean => result.how === 'exited' && result.code === 0

/** How it failed, as what follows its name in a sentence: `failed with exit code 1`. */
export function howItFailed(
  result: RunResult,
  { timeoutMs, maxOutput }: Pick<Program, 'timeoutMs' | 'maxOutput'>,
): string {
  if (result.how === 'exited') return `failed with exit code ${result.code}`
  if (result.how === 'killed') return `was ended by ${result.signal}`
  if (result.how === 'not-started')
    return `could not be started (${systemCode(result.error) ?? result.error.message})`
  return {
    timeout: `did not end within ${Math.round(timeoutMs / 1000)} s`,
    output: `printed more than ${Math.round(maxOutput / 1024)} KB`,
    cancelled: 'was cancelled',
  }[result.because]
}

const NOTHING = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), complete: true }

/** Some errors come as an event, and some are thrown, such as that of arguments that are too long. */
async function start(program: Program): Promise<{ child: ChildProcess } | { error: Error }> {
  const { file, args = [], env, cwd, input, descriptor3, group = 'own' } = program
  const more = descriptor3 === undefined ? [] : ['pipe' as const]
  try {
    const child = spawn(file, args, {
      cwd,
      env,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', ...more],
      detached: group === 'own' && process.platform !== 'win32',
      // On Windows a console of its own, too: a Ctrl+C for ours doesn't reach it.
      windowsHide: true,
    })
    await once(child, 'spawn')
    child.on('error', () => undefined)
    feed(child.stdin, input)
    // Last: a shell that starts a script before its input is there, as we are killed, would store nothing at all.
    feed(child.stdio[3], descriptor3)
    return { child }
  } catch (error) {
    return { error: error as Error }
  }
}

/** Writes and closes it. The program may end before it has read what we write: its exit tells, not the broken pipe. */
function feed(pipe: Readable | Writable | null | undefined, content: string | Buffer | undefined): void {
  if (!(pipe && 'end' in pipe)) return
  pipe.on('error', () => undefined)
  pipe.end(content)
}

/** Gathers what it prints; calls back when that is too much. */
function collect(child: ChildProcess, { maxOutput, stderr: mode }: Program, tooMuch: () => void) {
  const [out, err]: [Buffer[], Buffer[]] = [[], []]
  let tail = Buffer.alloc(0)
  let counted = 0
  let complete = false
  const keep = (chunks: Buffer[]) => (chunk: Buffer) => {
    counted += chunk.length
    if (counted <= maxOutput) chunks.push(chunk)
    else tooMuch()
  }
  const keepTail = (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES)
  }
  child.stdout?.on('data', keep(out)).once('end', () => {
    complete = true
  })
  child.stderr?.on('data', mode === 'counted' ? keep(err) : keepTail)
  return () => ({ stdout: Buffer.concat(out), stderr: Buffer.concat([...err, tail]), complete })
}

/** SIGTERM to all it started, and SIGKILL when nobody prints any more, or after so many milliseconds. */
async function endAll(child: ChildProcess, closed: Promise<unknown>, program: Program): Promise<void> {
  const { graceMs = 0, group = 'own' } = program
  const pid = child.pid as number
  if (process.platform === 'win32') return endTree(pid).catch(() => void child.kill())
  const kill = (signal: NodeJS.Signals) => {
    try {
      process.kill(group === 'own' ? -pid : pid, signal)
    } catch {
      // Nothing of it is left, or it is another user's.
    }
  }
  if (graceMs > 0) {
    kill('SIGTERM')
    await Promise.race([closed, sleep(graceMs)])
  }
  kill('SIGKILL')
}

const TASKKILL_MS = 10_000

/** Windows has no groups, and its `taskkill` looks for children of children. Throws if it can't be started. */
export async function endTree(pid: number): Promise<void> {
  const args = ['/pid', String(pid), '/t', '/f']
  const limits = { timeoutMs: TASKKILL_MS, maxOutput: TAIL_BYTES }
  const started = await start({ file: 'taskkill', args, env: programEnvironment(process.env), ...limits })
  if ('error' in started) throw started.error
  const { child } = started
  if (child.exitCode === null)
    await Promise.race([once(child, 'exit'), sleep(TASKKILL_MS, undefined, { ref: false })])
  for (const pipe of child.stdio) pipe?.destroy()
  child.unref()
}
