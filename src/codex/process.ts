import { type ChildProcess, type SpawnOptionsWithStdioTuple, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { ActionError, lacksRoom } from '../system/errors.js'
import { withoutEscapes } from '../system/escapes.js'
import { identify, type ProcessIdentity } from '../system/process-identity.js'
import { signalGroup } from '../system/session-processes.js'
import { codexEnvironment } from './environment.js'
import { asOtherUser, type OtherUser, signalOtherUser } from './exec/other-user.js'
import { fenced } from './fence.js'
import { readLines } from './lines.js'
import type { Unfenced } from './unfenced.js'

/** A Codex that can be started: where it is, whose login it uses, and what surrounds it. */
export interface Codex {
  /** The native executable: the pid we hold must be Codex's own. */
  readonly path: string
  /** CODEX_HOME. */
  readonly home: string
  /** The environment of this stage; what Codex must not see is taken out. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** The user who runs the process; by default the user that runs this job. `home` is then the home that was made there. */
  readonly user?: OtherUser
}

export interface Start {
  readonly args: readonly string[]
  /** More variables for this Codex. The fence isn't theirs to lift. */
  readonly variables?: Readonly<Record<string, string>>
  readonly cwd?: string | undefined
  /** Written at once, before anything else is done; stdin stays open. */
  readonly input?: string
  readonly onStdout?: (line: string) => void
  /** A line of stdout had more than 8 MB, and was not kept. */
  readonly onLostStdout?: () => void
  /** Cut after 16 KB, and without escapes. */
  readonly onStderr?: (line: string) => void
}

export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/**
 * A Codex that may be refreshing. It can't be signaled: a signal at the wrong moment loses the login
 * (docs/facts#signal-loses).
 */
export interface RunningCodex {
  readonly identity: ProcessIdentity
  readonly stdin: Writable
  /** Settles when Codex has exited and all that it printed was read. */
  readonly exited: Promise<Exit>
  /** Lets our own process end while it is still there. */
  leave(): void
}

/** A Codex that can't refresh. */
export interface FencedCodex extends RunningCodex {
  /** Signals Codex and all that runs in its process group. */
  kill(signal: NodeJS.Signals): void
}

const DRAIN_MS = 2000
/** An event contains a command's output, and JSON may need six characters for one. */
const LONGEST_STDOUT = 8 * 1024 * 1024
const LONGEST_STDERR = 16 * 1024

/** Both hold against any configuration of the machine: auth.json is a file, and nothing but the API is called. */
export const SETTINGS = ['-c', 'cli_auth_credentials_store="file"', '-c', 'analytics.enabled=false'] as const

/** Starts Codex fenced: it can't reach the token endpoint. Throws `CannotStart`. */
export const startCodex = (codex: Codex, start: Start): Promise<FencedCodex> =>
  spawnCodex(codex, start, { variables: fenced, outlivesUs: false })

/** Starts a Codex that may refresh the login, for the holder of the lease. Throws `CannotStart`. */
export async function startUnfenced(codex: Codex, start: Start, right: Unfenced): Promise<RunningCodex> {
  const { kill: _, ...running } = await spawnCodex(codex, start, {
    variables: right.variables,
    outlivesUs: true,
  })
  return running
}

interface Reach {
  /** The fence, or what lifts it. */
  readonly variables: Readonly<Record<string, string>>
  /** It must live on if we are killed: it may be refreshing. */
  readonly outlivesUs: boolean
}

/**
 * Starts Codex in a process group of its own, so that a signal meant for us (Ctrl-C in a terminal) never
 * reaches a Codex that is refreshing, and one meant for Codex reaches the commands it runs.
 * `@actions/exec` has neither stdin nor signals of the child, so this is Node's own spawn.
 */
async function spawnCodex(
  codex: Codex,
  start: Start,
  { variables, outlivesUs }: Reach,
): Promise<FencedCodex> {
  const { user } = codex
  const own = {
    CODEX_HOME: codex.home,
    ...(user ? { HOME: user.userHome, USER: user.name } : {}),
    ...start.variables,
    ...variables,
  }
  const env = codexEnvironment(codex.env, own)
  const command = [codex.path, ...start.args]
  const [file = '', ...args] = user ? asOtherUser(user, env, command) : command
  const child = begin(file, args, {
    cwd: start.cwd,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    // Windows ends a child that isn't detached together with us, whatever it is about to save (docs/facts, "Node on
    // Windows and macOS").
    detached: outlivesUs || process.platform !== 'win32',
  })
  // Where it could not be started, the error comes later, and for want of files there are not even pipes.
  if (child.pid === undefined) {
    const [error] = await once(child, 'error')
    throw new CannotStart(error)
  }
  // Codex may be gone before it has read what we write: its exit tells, not the broken pipe.
  child.stdin.on('error', () => undefined)
  if (start.input !== undefined) child.stdin.write(start.input)
  const exited = exitOf(child, [
    readLines(child.stdout, {
      longest: LONGEST_STDOUT,
      onLine: start.onStdout,
      onTooLong: start.onLostStdout,
    }),
    // Codex colors its stderr even where that isn't a terminal.
    readLines(child.stderr, {
      longest: LONGEST_STDERR,
      onLine: line => start.onStderr?.(withoutEscapes(line)),
      onTooLong: (line, length) =>
        start.onStderr?.(`${withoutEscapes(line)} … (${length - line.length} more characters)`),
    }),
  ])
  exited.catch(() => undefined) // reported to whoever awaits it; until then it isn't an unhandled rejection
  return {
    identity: (await identify(child.pid)) ?? { pid: child.pid, startedAt: '', scope: { host: '' } },
    stdin: child.stdin,
    exited,
    kill: signal => (user ? void signalOtherUser(user, signal) : signalChild(child, signal)),
    leave() {
      for (const it of [child, child.stdin, child.stdout, child.stderr]) (it as { unref?(): void }).unref?.()
    },
  }
}

/** Some errors come as an event, and some are thrown, such as that of an executable for another machine. */
function begin(file: string, args: string[], options: SpawnOptionsWithStdioTuple<'pipe', 'pipe', 'pipe'>) {
  try {
    return spawn(file, args, { ...options, windowsHide: true })
  } catch (error) {
    throw new CannotStart(error as Error)
  }
}

async function exitOf(child: ChildProcess, outputs: Promise<void>[]): Promise<Exit> {
  const exit = await new Promise<Exit>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  // A command that the model left running may hold the pipes open for ever: what Codex itself wrote is here by then.
  await Promise.race([Promise.all(outputs), sleep(DRAIN_MS, undefined, { ref: false })])
  child.stdout?.destroy()
  child.stderr?.destroy()
  return exit
}

function signalChild(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  signalGroup(child.pid, signal)
}

/** Codex's executable could not be started at all. */
export class CannotStart extends ActionError {
  override readonly name = 'CannotStart'

  constructor(cause: Error) {
    super(
      'cannot-start',
      {
        what: 'Codex could not be started.',
        ...(lacksRoom(cause)
          ? {
              why: 'The machine had no room for one more process or open file. The login was not touched.',
              remedy: 'Run the job again, with less running beside it.',
            }
          : {
              why: 'The executable is missing, or not made for this machine. The login was not touched.',
              remedy:
                'Remove the damaged installation (its path is in the cause below), or leave `codex-version` at its default.',
            }),
      },
      { cause },
    )
  }
}
