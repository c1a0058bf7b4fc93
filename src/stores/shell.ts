import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { ActionError, lacksRoom, systemCode } from '../errors.js'

type Environment = Readonly<Record<string, string | undefined>>

/** A script for the shell of the machine, and what surrounds it. */
export interface ShellCommand {
  readonly script: string
  /** What it gets on stdin, which is ended after it; without, stdin is empty. */
  readonly input?: Buffer | undefined
  readonly env: Environment
  readonly cwd: string
  readonly timeoutMs: number
  /** Milliseconds from SIGTERM to SIGKILL, and for what still comes through pipes that something else holds; 2 s by default. */
  readonly graceMs?: number | undefined
  /** Bytes of stdout after which it is ended. */
  readonly maxOutput: number
  readonly signal?: AbortSignal | undefined
}

export interface Ending {
  /** How it failed, as what follows its name in a sentence; undefined after exit code 0. */
  readonly failure?: string
  readonly stdout: Buffer
  /** The last 32 KB of it. */
  readonly stderr: Buffer
  /** False if something that it left running still had stdout: there may have been more to come. */
  readonly complete: boolean
}

const GRACE_MS = 2000
const MAX_STDERR = 32 * 1024
const SCRIPT_VARIABLE = 'CODEX_AUTH_SHELL_COMMAND'

/** What is ours or the runner's: inputs and state of the action, its token, and the files by which it takes commands. */
const NOT_FOR_COMMANDS =
  /^(INPUT_|STATE_)|^ACTIONS_RUNTIME_TOKEN$|^GITHUB_(ENV|PATH|OUTPUT|STATE|STEP_SUMMARY)$/i

/**
 * The script comes by a pipe that is closed before it runs: an expression in it may have become a secret, so
 * it is neither in argv nor on disk. Node's own "pipes" are sockets, which can't be opened as /dev/stdin or
 * /dev/stderr (ENXIO) as scripts do; `cat` makes them the pipes that a `run:`
 * step has. One `exec` each, or the later `cat`s would hold the earlier pipes open;
 * and SIGTERM is for the command alone, whose last words they carry.
 */
const BASH = `IFS= read -r -d '' -u 3 || :
exec 3<&-
exec < <(exec cat)
exec > >(trap '' TERM; exec cat)
exec 2> >(trap '' TERM; exec cat >&2)
eval "$REPLY"`

/** Windows passes on no fourth pipe, so the script comes by a variable that is gone before it runs. */
const POWERSHELL = `$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$OutputEncoding = [Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
$command = [scriptblock]::Create($env:${SCRIPT_VARIABLE})
Remove-Item Env:${SCRIPT_VARIABLE}
. $command
if (Test-Path variable:LASTEXITCODE) { exit $LASTEXITCODE }`

/** The shells to try, in this order, and what starts a script in them that is not in these arguments. */
export function shellOf(platform: NodeJS.Platform): { files: string[]; args: string[] } {
  return platform === 'win32'
    ? { files: ['pwsh', 'powershell'], args: ['-NoProfile', '-NonInteractive', '-Command', POWERSHELL] }
    : { files: ['bash'], args: ['--noprofile', '--norc', '-euo', 'pipefail', '-c', BASH] }
}

/** The job's environment, in which a secret manager finds its credentials, without what is the action's own. */
export function commandEnvironment(env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && entry[0] !== 'CODEX_HOME' && !NOT_FOR_COMMANDS.test(entry[0]),
    ),
  )
}

/** Runs a script to its end, which comes in time whatever it does. Throws `NoShell`. */
export async function runInShell(command: ShellCommand): Promise<Ending> {
  const { graceMs = GRACE_MS } = command
  const child = await start(command)
  if (typeof child === 'string')
    return { failure: child, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), complete: true }
  const closed = new Promise(resolve => child.once('close', resolve))
  let failure: string | undefined
  let ended: Promise<void> | undefined
  let giveUp = () => {}
  const stop = (how: string) => {
    if (failure !== undefined) return
    failure = how
    ended = endGroup(child, closed, graceMs)
    ended.then(() => setTimeout(() => giveUp(), graceMs).unref())
  }
  const cancel = () => stop('was cancelled')
  const timer = setTimeout(
    () => stop(`did not end within ${Math.round(command.timeoutMs / 1000)} s`),
    command.timeoutMs,
  )
  command.signal?.addEventListener('abort', cancel)
  if (command.signal?.aborted) cancel()
  const stdout: Buffer[] = []
  let size = 0
  child.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= command.maxOutput) stdout.push(chunk)
    else stop(`printed more than ${Math.round(command.maxOutput / 1024)} KB`)
  })
  let stderr: Buffer = Buffer.alloc(0)
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = Buffer.concat([stderr, chunk]).subarray(-MAX_STDERR)
  })
  let complete = false
  child.stdout?.once('end', () => {
    complete = true
  })
  const exit = await new Promise<string | undefined>(resolve => {
    giveUp = () => resolve(undefined)
    child.once('exit', (code, signal) => resolve(code === 0 ? undefined : howItEnded(code, signal)))
  })
  clearTimeout(timer)
  // What it left running may hold the pipes for ever: what it printed itself is here by then.
  await Promise.race([closed, sleep(graceMs, undefined, { ref: false })])
  await ended
  command.signal?.removeEventListener('abort', cancel)
  child.stdout?.destroy()
  child.stderr?.destroy()
  failure ??= exit
  return { ...(failure === undefined ? {} : { failure }), stdout: Buffer.concat(stdout), stderr, complete }
}

const howItEnded = (code: number | null, signal: NodeJS.Signals | null): string =>
  signal ? `was ended by ${signal}` : `failed with exit code ${code}`

/** In a process group of its own, so that all it starts can be ended with it. Words where it can't start just now. */
async function start({ script, input, env, cwd }: ShellCommand): Promise<ChildProcess | string> {
  const { files, args } = shellOf(process.platform)
  const windows = process.platform === 'win32'
  let missing: unknown
  for (const file of files) {
    let child: ChildProcess
    try {
      child = spawn(file, args, {
        cwd,
        env: { ...commandEnvironment(env), ...(windows ? { [SCRIPT_VARIABLE]: script } : {}) },
        stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe', windows ? 'ignore' : 'pipe'],
        detached: !windows,
        windowsHide: true,
      })
      await once(child, 'spawn')
    } catch (error) {
      if (lacksRoom(error)) return `could not be started (${systemCode(error)})`
      missing = error
      continue
    }
    // The script last: a shell that starts it before its input is there, as we are killed, would store nothing at all.
    feed(child.stdin, input)
    feed(child.stdio[3], script)
    return child
  }
  throw new NoShell(files, missing)
}

/** Writes and ends it. The command may end before it has read what we write: its exit tells, not the broken pipe. */
function feed(pipe: Readable | Writable | null | undefined, content: string | Buffer | undefined): void {
  if (!(pipe && 'end' in pipe)) return
  pipe.on('error', () => undefined)
  pipe.end(content)
}

/** SIGTERM to all it started, and SIGKILL when nobody prints any more, or after so many milliseconds. */
async function endGroup(child: ChildProcess, closed: Promise<unknown>, graceMs: number): Promise<void> {
  signalGroup(child, 'SIGTERM')
  await Promise.race([closed, sleep(graceMs)])
  signalGroup(child, 'SIGKILL')
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  const pid = child.pid as number
  try {
    if (process.platform !== 'win32') process.kill(-pid, signal)
    else
      spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { windowsHide: true }).on('error', () =>
        child.kill(),
      )
  } catch {
    // Nothing of it is left.
  }
}

/** The shell in which the two commands run is not there. */
export class NoShell extends ActionError {
  override readonly name = 'NoShell'

  constructor(files: readonly string[], cause: unknown) {
    super(
      'no-shell',
      {
        what: `The shell for \`restore-command\` and \`persist-command\` could not be started (${files.join(', ')}).`,
        why: 'The stored login can be neither read nor written. Nothing was changed.',
        remedy:
          'Install it on the runner or in the job container, and check that the working directory exists.',
      },
      { cause },
    )
  }
}
