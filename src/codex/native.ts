import { spawn } from 'node:child_process'
import { constants, createReadStream } from 'node:fs'
import { access, mkdir, open, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { ActionError, type Explanation } from '../errors.js'

/** Why no Codex could be had. */
export type CodexUnavailableCode =
  | 'CODEX_VERSION_INVALID'
  | 'CODEX_PLATFORM_UNSUPPORTED'
  | 'CODEX_VERSION_NOT_FOUND'
  | 'CODEX_REGISTRY_INVALID'
  | 'CODEX_REGISTRY_UNREACHABLE'
  | 'CODEX_REGISTRY_REFUSED'
  | 'CODEX_INTEGRITY_MISSING'
  | 'CODEX_INTEGRITY_MISMATCH'
  | 'CODEX_UNPACK_FAILED'
  | 'CODEX_WRONG_VERSION'
  | 'CODEX_NOT_RUNNABLE'
  | 'CODEX_TOOL_CACHE_NOT_WRITABLE'

/** No Codex of the wanted version could be had; `code` says at which point. */
export class CodexUnavailable extends ActionError {
  override readonly name = 'CodexUnavailable'
  declare readonly code: CodexUnavailableCode

  constructor(code: CodexUnavailableCode, { cause, ...explanation }: Explanation & { cause?: unknown }) {
    super(code, explanation, cause === undefined ? undefined : { cause })
  }
}

/** The `code` of whatever was thrown. Not by `instanceof`: jest runs us in another realm than Node's own errors. */
export const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code ?? ''
export const reasonOf = (error: unknown) =>
  (error as Error | undefined)?.message || codeOf(error) || String(error)

/** A machine that Codex is built for. */
export interface Target {
  /** What npm calls it, as in `@openai/codex@0.169.0-linux-x64`. */
  readonly name: string
  /** What Rust calls it: the directory under `vendor/`. */
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

/** @throws CodexUnavailable `CODEX_PLATFORM_UNSUPPORTED` */
export function targetFor(platform: NodeJS.Platform, arch: string): Target {
  const name = `${platform}-${arch}`
  const triple = TRIPLES[name]
  if (triple === undefined) {
    throw new CodexUnavailable('CODEX_PLATFORM_UNSUPPORTED', {
      what: `There is no Codex for this machine (${name}).`,
      why: 'The Codex CLI is only built for Linux, macOS and Windows on x64 and arm64.',
      remedy: 'Choose another runner with `runs-on`, such as ubuntu-24.04.',
    })
  }
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

/**
 * The native executable behind what a shell would start as `codex`, or undefined when that can't be told.
 * npm puts a script on PATH that starts the native one as its child. We need the native one itself: the
 * pid we hold must be Codex's own, and so must the standard input that we close to end it.
 */
export async function nativeBehind(found: string, target: Target): Promise<string | undefined> {
  const real = await realpath(found)
  const head = await readHead(real)
  if (isNative(head)) return real
  const script = isCodexScript(real) ? real : await scriptNamedBy(real, head.toString('latin1'))
  return script === undefined ? undefined : nativeOfScript(script, target)
}

/** The first `codex` on PATH, as an absolute path. Relative entries are skipped: they follow the checkout. */
export async function codexOnPath(env: NodeJS.ProcessEnv, platform: NodeJS.Platform) {
  const windows = platform === 'win32'
  // Windows spells it `Path`, and a copy of process.env is no longer blind to case.
  const key = windows ? Object.keys(env).find(name => name.toUpperCase() === 'PATH') : 'PATH'
  const entries = (key === undefined ? undefined : env[key])?.split(windows ? ';' : ':') ?? []
  const names = windows ? ['codex.exe', 'codex.cmd', 'codex.ps1'] : ['codex']
  for (const directory of entries.filter(entry => path.isAbsolute(entry))) {
    for (const name of names) {
      const file = path.join(directory, name)
      if ((await isFile(file)) && (await isExecutable(file))) return file
    }
  }
  return undefined
}

/** What a file answered to `--version`. `certain` is false if another try might go another way. */
export type Answer =
  | { readonly version: string }
  | { readonly version?: never; readonly problem: string; readonly certain: boolean }

/** Failures to start a process that say nothing of the file. */
const OF_THE_MACHINE = new Set(['EAGAIN', 'ENOMEM', 'EMFILE', 'ENFILE', 'ETXTBSY'])

/**
 * Asks an executable which Codex it is. It gets none of our environment, which holds the inputs, and a
 * CODEX_HOME that can't exist: even `--version` makes `$CODEX_HOME/tmp/arg0…` otherwise (seen in 0.169.0),
 * as the wrong user perhaps. `CODEX_REFRESH_TOKEN_URL_OVERRIDE` is the fence, facts/codex.md §3.
 * @param timeout milliseconds
 */
export function askVersion(executable: string, env: NodeJS.ProcessEnv, timeout: number): Promise<Answer> {
  const child = spawn(executable, ['--version'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
    env: {
      CODEX_HOME: path.join(executable, 'no-home'),
      CODEX_REFRESH_TOKEN_URL_OVERRIDE: 'https://rotation-fenced.invalid/',
      ...(env.SystemRoot === undefined ? {} : { SystemRoot: env.SystemRoot }),
    },
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text.slice(0, 1000)
  })
  return new Promise<Answer>(resolve => {
    // Not spawn's own `timeout`: after a failed start its timer stays, and keeps our process alive.
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      child.stdout.destroy()
      resolve({ problem: `no answer in ${timeout / 1000} s`, certain: false })
    }, timeout)
    child.on('error', error => {
      clearTimeout(timer)
      resolve({ problem: error.message, certain: !OF_THE_MACHINE.has(codeOf(error)) })
    })
    child.on('close', (status, signal) => {
      clearTimeout(timer)
      const version = /^codex-cli (\S+)\s*$/m.exec(output)?.[1]
      const problem = `it ended with ${signal ?? status} and no version`
      resolve(status === 0 && version ? { version } : { problem, certain: signal !== 'SIGKILL' })
    })
  })
}

export const notRunnable = (executable: string, problem: string) =>
  new CodexUnavailable('CODEX_NOT_RUNNABLE', {
    what: `${executable} could not be run: ${problem}.`,
    why: 'Without an answer to `codex --version` we do not know which Codex it is.',
    remedy:
      'Check that the disk under RUNNER_TOOL_CACHE allows programs (no `noexec`) and that the machine is not overloaded.',
  })

/** Unpacks a package. Only files and directories may be in it, and nothing that leads out. */
export async function unpack(tarball: string, into: string): Promise<void> {
  const { extract } = await import('tar')
  await mkdir(into)
  let strange: string | undefined
  const files = extract({
    cwd: into,
    strip: 1,
    strict: true,
    preserveOwner: false,
    noMtime: true, // npm's date is 1985: whoever tidies up old files would take it for one
    // What is thrown in here would be lost between tar's streams.
    filter: (name, entry) => {
      const plain = 'type' in entry && PLAIN.has(entry.type) && !/^[\\/]|(^|[\\/])\.\.([\\/]|$)/.test(name)
      if (!plain) strange ??= name
      return plain
    },
  })
  // tar's own gunzip goes by 16 KB: 415 MB took it 2.7 s, and in pieces of 1 MB they take 1.5 s.
  const unzip = createGunzip({ chunkSize: MEGABYTE })
  await pipeline(createReadStream(tarball, { highWaterMark: MEGABYTE }), unzip, files)
  if (strange === undefined) return
  throw new CodexUnavailable('CODEX_UNPACK_FAILED', {
    what: `The package holds ${strange}, which is a link or leads out of the package.`,
    why: 'No package of Codex has such entries: somebody made it to write elsewhere on this machine. Nothing was installed.',
    remedy: 'Check NPM_CONFIG_REGISTRY, or use the public registry.',
  })
}

const MEGABYTE = 1024 * 1024
const PLAIN: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile', 'Directory'])

const isFile = (file: string) =>
  stat(file).then(
    found => found.isFile(),
    () => false,
  )

const isExecutable = (file: string) =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  )

/** As much of a file as tells a program from a script; npm's and pnpm's shims are under 2 KB. */
async function readHead(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8192), 0, 8192, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** ELF, PE (`MZ`), Mach-O (64 bits, little endian) and its fat form. */
const isNative = (head: Buffer) =>
  /^(7f454c46|4d5a|cffaedfe|cafebabe)/.test(head.subarray(0, 4).toString('hex'))

const isCodexScript = (file: string) =>
  file.split(/[\\/]/).slice(-4).join('/') === '@openai/codex/bin/codex.js'

/**
 * The script that a wrapper starts: npm's `codex.cmd` has `%dp0%\node_modules\@openai\codex\bin\codex.js`,
 * `codex.ps1` and the shell form (npm on Windows, pnpm) have `$basedir/…`.
 */
async function scriptNamedBy(wrapper: string, text: string): Promise<string | undefined> {
  const relative = /(?:\$basedir|%~?dp0%?)[\\/]([^"'\r\n]*@openai[\\/]codex[\\/]bin[\\/]codex\.js)/.exec(
    text,
  )?.[1]
  if (relative === undefined) return undefined
  return realpath(path.resolve(path.dirname(wrapper), ...relative.split(/[\\/]/))).catch(() => undefined)
}

/** Looks where `bin/codex.js` looks: up the node_modules for the platform package, then in its own vendor/. */
async function nativeOfScript(script: string, target: Target): Promise<string | undefined> {
  const root = path.dirname(path.dirname(script))
  for (let at = root; ; at = path.dirname(at)) {
    const found = await executableIn(path.join(at, 'node_modules', '@openai', `codex-${target.name}`), target)
    if (found !== undefined) return realpath(found)
    if (at === path.dirname(at)) return executableIn(root, target)
  }
}
