import { execFile, execFileSync } from 'node:child_process'
import { existsSync, utimesSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { labFolder } from '../../doubles/lab/index.js'

const run = promisify(execFile)

/** The release whose behavior docs/facts/runner.md describes, under "Other runners". */
const VERSION = 'v0.2.89'
const MODULE = `github.com/nektos/act@${VERSION}`
/** A build with nothing cached took two minutes on two busy cores. */
const BUILD_MS = 10 * 60_000
/** The first Go that fetches the newer one that act asks for (go.dev/doc/toolchain). */
const OLDEST_GO = 21

/** Outside the repository, so that clones share it. The lab's clean-up keeps what was used within a day. */
const folder = (): string => join(labFolder(), `act-${VERSION}`)
const binaryIn = (directory: string): string => join(directory, 'act')

/** Why there is no act on this machine and none can be built; undefined if there is one, or can be. */
export function whyNoAct(): string | undefined {
  if (process.platform !== 'linux') return `the runs under act read /proc, and this is ${process.platform}`
  if (existsSync(binaryIn(folder()))) return undefined

  const go = goVersion()
  if (go === undefined) return `there is no Go here to build ${MODULE} with`
  const minor = Number(/^go1\.(\d+)/.exec(go)?.[1] ?? 0)
  return minor < OLDEST_GO ? `${go} can't build ${MODULE}: it needs Go 1.${OLDEST_GO} or newer` : undefined
}

function goVersion(): string | undefined {
  try {
    return execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8', timeout: 10_000 }).trim()
  } catch {
    return undefined
  }
}

/**
 * The path of act, built by Go from its module where it isn't there yet.
 * @throws if it can't be built here, or not within ten minutes, or if what was built is another release
 */
export async function provideAct(): Promise<string> {
  const directory = folder()
  const binary = binaryIn(directory)
  const why = whyNoAct()
  if (why !== undefined) throw new Error(`The runs under act can't be tried: ${why}.`)
  if (!existsSync(binary)) await build(directory)

  const { stdout } = await run(binary, ['--version'], { timeout: 10_000 })
  if (stdout.trim() !== `act version ${VERSION.slice(1)}`) throw new Error(`${binary} is ${stdout.trim()}`)
  const now = new Date()
  utimesSync(directory, now, now)
  return binary
}

/** Builds it beside its place and renames it, so that nobody finds half of it. */
async function build(directory: string): Promise<void> {
  const staging = await mkdtemp(`${directory}-staging-`)
  try {
    await run('go', ['install', MODULE], {
      env: { ...process.env, GOBIN: staging, GOTOOLCHAIN: 'auto', CGO_ENABLED: '0' },
      timeout: BUILD_MS,
    })
    await mkdir(directory, { recursive: true })
    await rename(binaryIn(staging), binaryIn(directory))
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}
