import { stat } from 'node:fs/promises'
import path from 'node:path'
import { systemCode } from '../../system/errors.js'
import { howItFailed, run, succeeded } from '../../system/run.js'
import { fenced } from '../fence.js'
import { notForThisMachine, notRunnable } from './unavailable.js'

/** A machine that Codex is built for. */
export interface Target {
  /** npm's name for it, as in `@openai/codex@0.169.0-linux-x64`. */
  readonly name: string
  /** Rust's name for it: the directory under `vendor/`. */
  readonly triple: string
  /** The file's name. */
  readonly executable: string
}

/** From `bin/codex.js` and `optionalDependencies` of `@openai/codex` 0.169.0. */
const TRIPLES: Readonly<Record<string, string>> = {
  'linux-x64': 'x86_64-unknown-linux-musl',
  'linux-arm64': 'aarch64-unknown-linux-musl',
  'darwin-x64': 'x86_64-apple-darwin',
  'darwin-arm64': 'aarch64-apple-darwin',
  'win32-x64': 'x86_64-pc-windows-msvc',
  'win32-arm64': 'aarch64-pc-windows-msvc',
}

/** @throws CodexUnavailable `codex-platform-unsupported` */
export function targetFor(platform: NodeJS.Platform, arch: string): Target {
  const name = `${platform}-${arch}`
  const triple = TRIPLES[name]
  if (triple === undefined) throw notForThisMachine(name)
  return { name, triple, executable: platform === 'win32' ? 'codex.exe' : 'codex' }
}

/**
 * The native executable in an unpacked platform package, or undefined when it isn't there. Two layouts
 * are known: `vendor/<triple>/bin/` (0.169.0), `vendor/<triple>/codex/` (0.120.0).
 */
export async function executableIn(directory: string, target: Target): Promise<string | undefined> {
  for (const folder of ['bin', 'codex']) {
    const file = path.join(directory, 'vendor', target.triple, folder, target.executable)
    if (await isFile(file)) return file
  }
  return undefined
}

export const isFile = (file: string) =>
  stat(file).then(
    found => found.isFile(),
    () => false,
  )

/** What is asked for, and how it is asked. */
export interface Wanted {
  readonly version: string
  readonly target: Target
  readonly env: NodeJS.ProcessEnv
  /** Milliseconds. */
  readonly versionTimeout: number
}

/**
 * The executable of an installation that answers with the wanted version; undefined if there isn't one, or if it is
 * certainly broken. The answer counts, not the `.complete` file: a rename put it there whole.
 * @throws CodexUnavailable `codex-not-runnable` on an uncertain answer: others may be running it
 */
export async function workingIn(directory: string, wanted: Wanted): Promise<string | undefined> {
  const executable = await executableIn(directory, wanted.target)
  if (executable === undefined) return undefined
  const answer = await askVersion(executable, wanted)
  if (answer.version === wanted.version) return executable
  if (answer.version === undefined && !answer.certain) throw notRunnable(executable, answer.problem)
  return undefined
}

/** The answer of a file to `--version`. `certain` is false if another try might give another answer. */
export type Answer =
  | { readonly version: string }
  | { readonly version?: never; readonly problem: string; readonly certain: boolean }

/** Bytes: a version has a line. */
const MOST_PRINTED = 64 * 1024

/** Failures to start a process that say nothing of the file. */
const OF_THE_MACHINE = new Set(['EAGAIN', 'ENOMEM', 'EMFILE', 'ENFILE', 'ETXTBSY'])

/**
 * Asks an executable which Codex it is. It gets none of our environment, which holds the inputs, and a
 * CODEX_HOME that can't exist: even `--version` makes `$CODEX_HOME/tmp/arg0…` otherwise (seen in 0.169.0),
 * as the wrong user perhaps.
 */
export async function askVersion(
  executable: string,
  { env, versionTimeout }: Pick<Wanted, 'env' | 'versionTimeout'>,
): Promise<Answer> {
  const { SystemRoot } = env
  const program = {
    file: executable,
    args: ['--version'],
    env: { CODEX_HOME: path.join(executable, 'no-home'), ...fenced, SystemRoot },
    timeoutMs: versionTimeout,
    maxOutput: MOST_PRINTED,
  }
  const result = await run(program)
  const version = /^codex-cli (\S+)\s*$/m.exec(result.stdout.toString())?.[1]
  if (succeeded(result) && version) return { version }

  if (result.how === 'not-started')
    return { problem: result.error.message, certain: !OF_THE_MACHINE.has(systemCode(result.error) ?? '') }
  if (result.how === 'ended')
    return { problem: `it ${howItFailed(result, program)}`, certain: result.because === 'output' }
  const problem = `it ended with ${result.how === 'killed' ? result.signal : result.code} and no version`
  return { problem, certain: !(result.how === 'killed' && result.signal === 'SIGKILL') }
}
