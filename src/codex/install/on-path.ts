import { constants } from 'node:fs'
import { access, open, realpath } from 'node:fs/promises'
import path from 'node:path'
import { executableIn, isFile, type Target } from './native.js'

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

const isExecutable = (file: string) =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  )

/**
 * The native executable behind what a shell would start as `codex`, or undefined if it can't be found.
 * npm puts a script on PATH that starts the native one as its child. We need the native one itself: the
 * pid we hold must be Codex's own, and so must the standard input that we close to end it.
 */
export async function nativeBehind(found: string, target: Target): Promise<string | undefined> {
  const real = await realpath(found)
  const head = await readHead(real)
  if (isNative(head)) return real
  const script = isCodexScript(real) ? real : await scriptNamedBy(real, head.toString('utf8'))
  return script === undefined ? undefined : nativeOfScript(script, target)
}

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
  const [, relative] =
    /(?:\$basedir|%~?dp0%?)[\\/]([^"'\r\n$%]*@openai[\\/]codex[\\/]bin[\\/]codex\.js)/.exec(text) ?? []
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
