import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { create } from 'tar'
import { type CodexRequest, DEFAULT_CODEX_VERSION as VERSION } from '../../src/codex/install/provide.js'
import { CodexUnavailable } from '../../src/codex/install/unavailable.js'
import { CLOSED, installedCodex, linkOrCopy } from './lab/index.js'
import { LAB_KEY, type NpmRegistry, type RegistryOptions, startRegistry } from './npm-registry.js'

/** The real package, as npm installed it for us: the only platform these tests run on. */
export const INSTALLED = installedCodex().directory
const TRIPLE = 'vendor/x86_64-unknown-linux-musl'
/** Where the executable lies in a package. */
export const CODEX = `${TRIPLE}/bin/codex`
/** No registry answers there. */
export const NOWHERE = CLOSED
/** What a working Codex's script does. */
export const ANSWERS = `echo codex-cli ${VERSION}`

/** A machine with no Codex, an empty tool cache, and registries when asked for. */
export interface Machine {
  readonly home: string
  /** On PATH. */
  readonly bin: string
  /** `<tool cache>/codex`. */
  readonly root: string
  /** Where the default version belongs. */
  readonly place: string
  /** What was logged. */
  readonly log: string[]
  /** A package whose codex is a shell script that answers with the default version. */
  readonly script: string
  /** Packs a package whose codex is a shell script. */
  pack(body: string, change?: Change): Promise<string>
  /** A registry that has the default version, as the script unless told. */
  registry(options?: RegistryOptions & { tarball?: string; integrity?: string | null }): Promise<NpmRegistry>
  request(registry: string, changes?: Partial<CodexRequest>): CodexRequest
  remove(): Promise<void>
}

export async function createMachine(): Promise<Machine> {
  const home = await mkdtemp(path.join(tmpdir(), 'codex-machine-'))
  const cache = path.join(home, 'tools')
  const root = path.join(cache, 'codex')
  const bin = path.join(home, 'bin')
  const log: string[] = []
  const open: NpmRegistry[] = []

  const script = await pack(home, ANSWERS)
  return {
    home,
    bin,
    root,
    place: path.join(root, VERSION, 'x64'),
    log,
    script,
    pack: (body, change) => pack(home, body, change),
    async registry({ tarball = script, integrity, ...options } = {}) {
      const registry = await startRegistry(options)
      open.push(registry)
      await registry.publish(`${VERSION}-linux-x64`, {
        tarball,
        ...(integrity === undefined ? {} : { integrity }),
      })
      return registry
    },
    request: (registry, changes = {}) => ({
      version: VERSION,
      env: { PATH: bin, RUNNER_TOOL_CACHE: cache, NPM_CONFIG_REGISTRY: registry },
      platform: 'linux',
      arch: 'x64',
      log: line => log.push(line),
      retries: { retries: 2, minTimeout: 10, factor: 2, maxTimeout: 1_000 },
      stallTimeout: 20_000,
      // The default version is a script here, and it is not npm that signs it.
      pins: {},
      keys: [LAB_KEY],
      ...changes,
    }),
    async remove() {
      await Promise.all(open.map(registry => registry.close()))
      await rm(home, { recursive: true, force: true })
    },
  }
}

type Change = (directory: string) => Promise<unknown>

async function pack(home: string, body: string, change?: Change): Promise<string> {
  const directory = await mkdtemp(path.join(home, 'packed-'))
  await writeScript(path.join(directory, 'package', CODEX), body)
  await change?.(path.join(directory, 'package'))
  const file = path.join(directory, 'codex.tgz')
  await create({ file, cwd: directory, gzip: { level: 1 } }, ['package'])
  return file
}

/** What makes a package so large that it is met half unpacked. */
export const FILLER = 'filler'

/** Packs a Codex that answers, with 256 MB of zeros beside it. */
export const packLarge = (directory: string) =>
  pack(directory, ANSWERS, async unpacked => {
    await writeFile(path.join(unpacked, FILLER), '')
    await truncate(path.join(unpacked, FILLER), 256 << 20)
  })

/** Packs the real Codex: its executable alone, unpressed, 294 MB. */
export async function packReal(directory: string): Promise<string> {
  await mkdir(path.join(directory, 'package', TRIPLE, 'bin'), { recursive: true })
  for (const file of ['package.json', CODEX, `${TRIPLE}/codex-package.json`]) {
    linkOrCopy(path.join(INSTALLED, file), path.join(directory, 'package', file))
  }
  const file = path.join(directory, 'real.tgz')
  await create({ file, cwd: directory, gzip: { level: 0 } }, ['package'])
  return file
}

/** Packs the real Codex as npm has it: all of its files, pressed, 173 MB. Takes 15 s. */
export async function packPublished(directory: string): Promise<string> {
  const file = path.join(directory, 'published.tgz')
  await create({ file, cwd: INSTALLED, gzip: true, prefix: 'package' }, ['.'])
  return file
}

export async function writeScript(file: string, body: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, `#!/bin/sh\n${body}\n`)
  await chmod(file, 0o755)
}

/**
 * provideCodex in a process of its own, as another job on this host would run it; the answer has `code` and `message`
 * if it failed. SIGUSR2 cancels it.
 */
export function otherProcess(
  request: CodexRequest,
  { shell = 'exec "$@"', env = {} }: { shell?: string; env?: Record<string, string> } = {},
) {
  const module = new URL('../../src/codex/install/provide.js', import.meta.url).href
  const code = `import { provideCodex } from ${JSON.stringify(module)}
    const request = JSON.parse(process.argv[1])
    const controller = new AbortController()
    process.on('SIGUSR2', () => controller.abort('cancelled'))
    const log = () => {}
    const found = await provideCodex({ ...request, log, signal: controller.signal }).catch(error => ({
      code: error.code ?? String(error),
      message: error.message,
    }))
    process.stdout.write(JSON.stringify(found))`
  const { log: _, ...plain } = request
  const argv = ['-c', shell, 'sh', process.execPath, '--input-type=module', '-e', code, JSON.stringify(plain)]
  const child = spawn('/bin/sh', argv, { stdio: ['ignore', 'pipe', 'inherit'], env })
  return { child, answer: outputOf(child).then(text => (text === '' ? undefined : JSON.parse(text))) }
}

/** The refusal that the work must end with. */
export async function refusal(work: Promise<unknown>): Promise<CodexUnavailable> {
  const error = await work.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  )
  if (error instanceof CodexUnavailable) return error
  throw error
}

/** What an executable says of its version. */
export const versionOf = (executable: string) =>
  outputOf(
    spawn(executable, ['--version'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { CODEX_HOME: '/dev/null/none' },
    }),
  )

async function outputOf(child: ReturnType<typeof spawn>): Promise<string> {
  const chunks: Buffer[] = []
  child.stdout?.on('data', chunk => chunks.push(chunk))
  await once(child, 'close')
  return Buffer.concat(chunks).toString().trim()
}

/** A directory's entries, sorted; none when there is no directory. */
export const entriesOf = (directory: string) =>
  readdir(directory).then(
    names => names.sort(),
    () => [],
  )

/** Waits until it holds, 20 s at most. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    if (await holds()) return
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  throw new Error('waited in vain')
}
