import { constants } from 'node:fs'
import { access, chmod, lstat, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ActionError } from '../errors.js'
import {
  askVersion,
  CodexUnavailable,
  codeOf,
  codexOnPath,
  executableIn,
  nativeBehind,
  notRunnable,
  reasonOf,
  type Target,
  targetFor,
  unpack,
} from './native.js'
import { downloadPackage, RETRY_DELAYS, registryFrom } from './registry.js'

/** The version that this action's tests drive. */
export const DEFAULT_CODEX_VERSION = '0.169.0'

export interface CodexRequest {
  /** Exactly `X.Y.Z`, or with a prerelease, `0.170.0-alpha.1`. */
  readonly version: string
  /** Read: PATH, RUNNER_TOOL_CACHE, NPM_CONFIG_REGISTRY. */
  readonly env: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
  readonly arch: string
  readonly log: (line: string) => void
  /** Milliseconds since the epoch. */
  readonly now?: () => number
  /** Milliseconds before each further try at the registry. */
  readonly retryDelays?: readonly number[]
  /** Milliseconds without a byte from the registry. */
  readonly stallTimeout?: number
  /** Milliseconds for one `codex --version`: 5 from memory, but a cold disk or a virus scanner takes its time. */
  readonly versionTimeout?: number
}

export interface ProvidedCodex {
  /** The native executable, never npm's script. */
  readonly path: string
  readonly version: string
  readonly source: 'path' | 'tool-cache' | 'registry'
  /** To be put on PATH, so that later steps run the same Codex. */
  readonly directory: string
}

/**
 * Gets Codex in the wanted version: from PATH, else from the runner's tool cache, else from the npm
 * registry into the tool cache. Any number of processes may do so at once.
 * @throws CodexUnavailable
 */
export async function provideCodex(request: CodexRequest): Promise<ProvidedCodex> {
  const job = prepare(request)
  const found = (await fromPath(job)) ?? (await fromToolCache(job)) ?? (await fromRegistry(job))
  return { ...found, version: job.version, directory: path.dirname(found.path) }
}

type Found = Pick<ProvidedCodex, 'path' | 'source'>

type Job = Required<CodexRequest> & {
  readonly target: Target
  /** `<tool cache>/codex`. */
  readonly root: string
  /** `<tool cache>/codex/<version>/<arch>`, as @actions/tool-cache has it; that with `.complete` says it's whole. */
  readonly place: string
}

function prepare(request: CodexRequest): Job {
  const { version, env, platform, arch } = request
  if (
    !/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/.test(version) ||
    version.length > 64
  ) {
    throw new CodexUnavailable('CODEX_VERSION_INVALID', {
      what: `codex-version ${JSON.stringify(version.slice(0, 64))} is not one exact version.`,
      why: 'Codex holds your login and changes how it keeps it between releases; a tag such as "latest" or a range could bring an untested one into the middle of a week.',
      remedy: `Write it as X.Y.Z, without "v", for example ${DEFAULT_CODEX_VERSION}, or leave it out for that one.`,
    })
  }
  const target = targetFor(platform, arch)
  const cache = env.RUNNER_TOOL_CACHE || path.join(homedir(), '.cache', 'codex-auth-action')
  const root = path.join(cache, 'codex')
  const place = path.join(root, version, arch)
  const defaults = { now: Date.now, retryDelays: RETRY_DELAYS, stallTimeout: 60_000, versionTimeout: 60_000 }
  return { ...defaults, ...request, target, root, place }
}

async function fromPath(job: Job): Promise<Found | undefined> {
  const found = await codexOnPath(job.env, job.platform)
  if (found === undefined) return undefined
  const native = await nativeBehind(found, job.target).catch(() => undefined)
  if (native === undefined) {
    job.log(`Codex on PATH (${found}) is a script that leads to no native executable we know: not used.`)
    return undefined
  }
  const answer = await askVersion(native, job.env, job.versionTimeout)
  if (answer.version === job.version) {
    job.log(`Codex ${job.version}: the one on PATH, ${native}.`)
    return { path: native, source: 'path' }
  }
  job.log(
    `Codex on PATH (${found}) is ${answer.version ?? `not usable: ${answer.problem}`}, wanted is ${job.version}: not used.`,
  )
  return undefined
}

async function fromToolCache(job: Job): Promise<Found | undefined> {
  const executable = await workingIn(job.place, job)
  if (executable === undefined) return undefined
  await markComplete(job.place)
  job.log(`Codex ${job.version}: from the tool cache, ${executable}.`)
  return { path: executable, source: 'tool-cache' }
}

async function fromRegistry(job: Job): Promise<Found> {
  const staging = await makeStaging(job)
  try {
    const fresh = await fetchInto(staging, job)
    const ours = await putInPlace(fresh, path.join(staging, 'replaced'), job)
    await markComplete(job.place)
    if (!ours) job.log('Another job was faster; using what it installed.')
  } finally {
    await rm(staging, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
  }
  const executable = await executableIn(job.place, job.target)
  if (executable === undefined) throw notWritable(job, new Error('it was gone again at once'))
  return { path: executable, source: 'registry' }
}

/**
 * The executable of an installation that answers with the wanted version; undefined when there is none, or
 * when it is certainly broken. The answer counts, not the `.complete` file: a rename put it there whole.
 * @throws CodexUnavailable `CODEX_NOT_RUNNABLE` on an uncertain answer: others may be running it
 */
async function workingIn(place: string, job: Job): Promise<string | undefined> {
  const executable = await executableIn(place, job.target)
  if (executable === undefined) return undefined
  const answer = await askVersion(executable, job.env, job.versionTimeout)
  if (answer.version === job.version) return executable
  if (answer.version === undefined && !answer.certain) throw notRunnable(executable, answer.problem)
  return undefined
}

/**
 * Makes the directory in which everything happens until it is known to be good: beside its final place, so
 * that one rename takes it there. Proves first that the rename will be allowed.
 */
async function makeStaging(job: Job): Promise<string> {
  try {
    await mkdir(path.dirname(job.place), { recursive: true })
    await access(path.dirname(job.place), constants.W_OK)
    await removeLeftovers(job)
    return await mkdtemp(path.join(job.root, STAGING))
  } catch (error) {
    throw notWritable(job, error)
  }
}

const STAGING = '.staging-'
const DAY = 24 * 60 * 60 * 1000

/** What killed installs left behind. One of today may still be at work. */
async function removeLeftovers({ root, now }: Job): Promise<void> {
  for (const name of (await readdir(root)).filter(entry => entry.startsWith(STAGING))) {
    const directory = path.join(root, name)
    const made = await lstat(directory).catch(() => undefined)
    if (made === undefined || now() - made.mtimeMs < DAY) continue
    await rm(directory, { recursive: true, force: true }).catch(() => undefined)
  }
}

/** Downloads, verifies, unpacks and tries it out. @returns the unpacked package's directory */
async function fetchInto(staging: string, job: Job): Promise<string> {
  const registry = registryFrom(job.env)
  const version = `${job.version}-${job.target.name}`
  const file = path.join(staging, 'package.tgz')
  const fresh = path.join(staging, 'package')
  job.log(`Codex ${job.version}: downloading @openai/codex@${version} from ${registry.base}`)
  const started = job.now()
  const { log, retryDelays, stallTimeout } = job
  const bytes = await orDiskFailure(
    downloadPackage({ registry, version, file, log, retryDelays, stallTimeout }),
  )
  const downloaded = job.now()
  await orDiskFailure(unpack(file, fresh))
  await tryOut(fresh, job)
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
  log(
    `Codex ${job.version}: ${Math.ceil(bytes / 1e6)} MB in ${seconds(downloaded - started)}, sha512 verified, ` +
      `unpacked in ${seconds(job.now() - downloaded)}.`,
  )
  return fresh
}

async function tryOut(fresh: string, job: Job): Promise<void> {
  const executable = await executableIn(fresh, job.target)
  if (executable === undefined) throw wrongVersion(job, 'holds no executable where Codex has it')
  await chmod(executable, 0o755)
  const answer = await askVersion(executable, job.env, job.versionTimeout)
  if (answer.version === undefined) throw notRunnable(executable, answer.problem)
  if (answer.version !== job.version) throw wrongVersion(job, `says it is ${answer.version}`)
}

/** What a rename says when something is already there, or (Windows) somebody has it open. */
const OCCUPIED = new Set(['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EPERM', 'EACCES', 'EBUSY'])

/**
 * Renames a fresh installation into place. If there is one that works, that one stays: a job may be running
 * it. A broken one is moved to `aside` first.
 * @returns false when another's was left in place
 */
async function putInPlace(fresh: string, aside: string, job: Job): Promise<boolean> {
  let failure: unknown
  for (const pause of [0, 100, 500, 2_000]) {
    await sleep(pause)
    try {
      await rename(fresh, job.place)
      return true
    } catch (error) {
      if (!OCCUPIED.has(codeOf(error))) throw notWritable(job, error)
      failure = error
    }
    const seen = await identity(job.place)
    if ((await workingIn(job.place, job)) !== undefined) return false
    if (seen !== undefined) await moveAside(job.place, seen, aside)
  }
  throw notWritable(job, failure)
}

/** Moves away what was seen to be broken, and puts it back if it is another's good one that came in between. */
async function moveAside(place: string, seen: bigint, aside: string): Promise<void> {
  await rename(place, aside).catch(() => undefined)
  if ((await identity(aside)) !== seen) await rename(aside, place).catch(() => undefined)
}

const identity = (file: string) =>
  lstat(file, { bigint: true }).then(
    found => found.ino,
    () => undefined,
  )

/** So that others that use @actions/tool-cache see it. Where we may only read, it's no loss. */
const markComplete = (place: string) =>
  writeFile(`${place}.complete`, '', { flag: 'a' }).catch(() => undefined)

/** What has a system's, tar's or zlib's code is the disk's or the archive's failure; our own, and our defects, pass. */
async function orDiskFailure<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ActionError || codeOf(error) === '') throw error
    throw new CodexUnavailable('CODEX_UNPACK_FAILED', {
      what: `Codex could not be written to the disk and unpacked: ${reasonOf(error)}.`,
      why: 'It takes about 600 MB while it is installed and 420 MB afterwards. Nothing half-written was kept.',
      remedy:
        'Make room where RUNNER_TOOL_CACHE lies. If there is room, the package itself is at fault: try another version.',
      cause: error,
    })
  }
}

const notWritable = ({ root }: Job, cause: unknown) =>
  new CodexUnavailable('CODEX_TOOL_CACHE_NOT_WRITABLE', {
    what: `Codex could not be put into the tool cache ${root}: ${reasonOf(cause)}.`,
    why: 'It is kept there so that the next job need not download it.',
    remedy:
      'Let the user that runs the job write there, or install Codex in an earlier step, so that `codex` is on PATH.',
    cause,
  })

const wrongVersion = ({ version, target }: Job, found: string) =>
  new CodexUnavailable('CODEX_WRONG_VERSION', {
    what: `The package @openai/codex@${version}-${target.name} ${found}.`,
    why: 'A registry that serves something else under this name can not be trusted with a program that holds your login. Nothing was installed.',
    remedy: 'Check NPM_CONFIG_REGISTRY, or use the public registry.',
  })
