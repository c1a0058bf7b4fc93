import { setTimeout as sleep } from 'node:timers/promises'
import type { ProcessIdentity } from '../../system/process-identity.js'
import { endSession } from '../../system/session-processes.js'
import { type Codex, type FencedCodex, SETTINGS, startCodex } from '../process.js'
import { type CodexEvent, errorMessage, parseEvent, wantsRefresh } from './events.js'
import { withHelpers } from './retry-lost-helper.js'
import { untrustedHeadArguments } from './untrusted-head.js'

/** The runner sends SIGTERM 7.5 s after SIGINT (docs/facts, "Cancel"); by then all must be over. */
const KILL_AFTER_MS = 3000
const KEPT_STDERR_LINES = 200

export interface ExecRequest {
  readonly prompt: string
  readonly model?: string | undefined
  readonly effort?: string | undefined
  /** Arguments that keep the model's commands within bounds: see `permissionArguments`. */
  readonly permissions: readonly string[]
  /** `exec`'s own words for another task than a new thread: `['review', '--uncommitted']`, `['resume', ID]`. */
  readonly subcommand: readonly string[]
  /** A file with the JSON schema of the final message. */
  readonly schemaFile?: string | undefined
  /** Whether Codex may read files of the working directory (AGENTS.md, skills) as instructions. */
  readonly projectInstructions: boolean
  readonly workingDirectory: string
  /** Arguments of the user's, put last. */
  readonly args: readonly string[]
  /** Milliseconds; a server that accepts and never answers makes Codex wait for ever (docs/facts#waits-forever). */
  readonly timeoutMs: number
  readonly signal: AbortSignal
  readonly onStart: (process: ProcessIdentity) => void
  readonly onEvent: (event: CodexEvent) => void
  /** Codex's access token has ended and it waits for a newer auth.json. Called for every sign of it. */
  readonly onWantsRefresh: () => void
}

export interface ExecResult {
  /** `stopped` if the signal ended it, `timed-out` if its time did; `sandbox-failed` if no command could start. */
  readonly outcome: 'succeeded' | 'failed' | 'timed-out' | 'stopped' | 'sandbox-failed'
  readonly exitCode: number | null
  /** The signal that ended it, if one did. */
  readonly signal?: NodeJS.Signals
  readonly finalMessage?: string
  readonly threadId?: string
  readonly usage?: Record<string, unknown>
  /** The words of the failed turn, or otherwise of the last error. */
  readonly failure?: string
  /** The lines of stderr until its thread began: later ones may repeat what the model said. */
  readonly stderr: readonly string[]
  /** The last line of all, for a person to read. */
  readonly lastWords?: string
}

/** Runs `codex exec`, always fenced: it can't use the refresh token at any moment, so it may be signaled. */
export const runExec = (codex: Codex, request: ExecRequest): Promise<ExecResult> =>
  withHelpers(
    () => runOnce(codex, request),
    ({ outcome, threadId }) => outcome !== 'failed' || threadId !== undefined,
  )

async function runOnce(codex: Codex, request: ExecRequest): Promise<ExecResult> {
  const collected: Partial<{ -readonly [K in keyof ExecResult]: ExecResult[K] }> = {}
  const stderr: string[] = []
  const sandbox = new SandboxWatch()
  const { projectInstructions, workingDirectory } = request
  const head = projectInstructions ? [] : await untrustedHeadArguments(workingDirectory)
  const running = await startCodex(codex, {
    args: execArguments(request, head),
    cwd: request.workingDirectory,
    onStdout: line => {
      const event = parseEvent(line)
      if (!event) return
      Object.assign(collected, harvest(event))
      sandbox.see(event)
      request.onEvent(event)
      if (wantsRefresh(event)) request.onWantsRefresh()
    },
    onLostStdout: () => {
      // bubblewrap's own error is short, so this was a command that started, or no command.
      sandbox.works = true
      request.onEvent(LOST)
    },
    onStderr: line => {
      collected.lastWords = line
      if (collected.threadId === undefined && stderr.push(line) > KEPT_STDERR_LINES) stderr.shift()
    },
  })
  request.onStart(running.identity)
  // The prompt goes by stdin, never argv, and stdin is ended: an open one hangs Codex (docs/facts#stdin-is-read).
  running.stdin.end(request.prompt)

  const ended = await endOf(running, request)
  const exit = await running.exited
  await endSession(running.identity.pid)
  const succeeded = ended === 'exited' && exit.code === 0
  const broken = succeeded ? sandbox.broken : undefined
  if (broken !== undefined)
    return { ...collected, outcome: 'sandbox-failed', exitCode: exit.code, stderr, failure: broken }
  return {
    ...collected,
    outcome: succeeded ? 'succeeded' : ended === 'exited' ? 'failed' : ended,
    exitCode: exit.code,
    ...(exit.signal ? { signal: exit.signal } : {}),
    stderr,
  }
}

/** Shown instead of an event that was too long to keep. */
const LOST: CodexEvent = {
  type: 'item.completed',
  item: { type: 'error', message: 'wrote an event that is larger than 8 MB, so it is not shown.' },
}

/** Whether bubblewrap, or a Mac's sandbox-exec, let any of the commands start. If not, exec still exits with 0 (docs/facts#no-namespaces). */
class SandboxWatch {
  works = false
  #said: string | undefined

  see({ type, item }: CodexEvent): void {
    if (type !== 'item.completed' || item?.type !== 'command_execution') return
    const said =
      item.exit_code === 0
        ? undefined
        : /^(?:bwrap|sandbox-exec): .*$/.exec(item.aggregated_output?.trim() ?? '')?.[0]
    if (said === undefined) this.works = true
    else this.#said ??= said
  }

  /** The error of bubblewrap if it let no command start. */
  get broken(): string | undefined {
    return this.works ? undefined : this.#said
  }
}

function execArguments(request: ExecRequest, head: readonly string[]): string[] {
  const { prompt, model, effort, permissions, schemaFile, args, subcommand } = request
  return [
    'exec',
    '--json',
    '--skip-git-repo-check',
    ...SETTINGS,
    ...permissions,
    ...head,
    ...(schemaFile ? ['--output-schema', schemaFile] : []),
    ...(model ? ['--model', model] : []),
    ...(effort ? ['-c', `model_reasoning_effort=${JSON.stringify(effort)}`] : []),
    ...args,
    ...subcommand,
    ...(prompt === '' ? [] : ['-']),
  ]
}

function harvest(event: CodexEvent): Partial<ExecResult> {
  const failure = errorMessage(event)
  return {
    ...(event.thread_id ? { threadId: event.thread_id } : {}),
    ...(event.type === 'turn.completed' && event.usage ? { usage: event.usage } : {}),
    ...(event.type === 'item.completed' &&
    event.item?.type === 'agent_message' &&
    event.item.text !== undefined
      ? { finalMessage: event.item.text }
      : {}),
    ...(failure === undefined ? {} : { failure }),
  }
}

/** Waits for Codex, and stops it when its time is over or the job is cancelled. */
async function endOf(
  running: FencedCodex,
  { timeoutMs, signal }: ExecRequest,
): Promise<'exited' | 'timed-out' | 'stopped'> {
  const over = new AbortController()
  const stopped = AbortSignal.any([over.signal, signal])
  const exited = running.exited.then(() => 'exited' as const)
  const ended = await Promise.race([
    exited,
    // setTimeout counts in 31 bits, so the longest time-out is 24 days.
    sleep(Math.min(timeoutMs, 2 ** 31 - 1), 'timed-out' as const, { signal: stopped }).catch(
      () => 'stopped' as const,
    ),
  ]).finally(() => over.abort())
  if (ended === 'exited') return ended
  running.kill('SIGINT')
  if ((await Promise.race([exited, sleep(KILL_AFTER_MS)])) === undefined) running.kill('SIGKILL')
  return ended
}
