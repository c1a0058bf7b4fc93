import { ActionError, lacksRoom } from '../../system/errors.js'
import { howItFailed, run, succeeded } from '../../system/run.js'

type Environment = Readonly<Record<string, string | undefined>>

/** A script for the shell of the machine, and what surrounds it. */
export interface ShellCommand {
  readonly script: string
  /** Bytes for stdin, which ends after them. Without it stdin is empty. */
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
export async function runInShell({
  script,
  env,
  graceMs = GRACE_MS,
  ...rest
}: ShellCommand): Promise<Ending> {
  const { files, args } = shellOf(process.platform)
  const windows = process.platform === 'win32'
  const program = {
    ...rest,
    args,
    env: { ...commandEnvironment(env), ...(windows ? { [SCRIPT_VARIABLE]: script } : {}) },
    ...(windows ? {} : { descriptor3: script }),
    graceMs,
    drainMs: graceMs,
  }

  let missing: unknown
  for (const file of files) {
    const result = await run({ what: 'restore-command or persist-command', ...program, file })
    if (result.how === 'not-started' && !lacksRoom(result.error)) {
      missing = result.error
      continue
    }
    const { stdout, stderr, complete } = result
    const failure = succeeded(result) ? {} : { failure: howItFailed(result, program) }
    return { ...failure, stdout, stderr, complete }
  }
  throw new NoShell(files, missing)
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
