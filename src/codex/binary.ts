import path from 'node:path'
import { RETRIES, type Retries } from './download.js'
import { askVersion, type Target, targetFor, workingIn } from './native.js'
import { codexOnPath, nativeBehind } from './on-path.js'
import { markComplete, type Place, placeFor } from './tool-cache.js'
import { notOneVersion } from './unavailable.js'

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
  /** The job's cancel: ends a download, a wait or the unpacking at once. */
  readonly signal?: AbortSignal
  /** Milliseconds since the epoch. */
  readonly now?: () => number
  /** When to try the registry again. */
  readonly retries?: Retries
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
 * @throws CodexUnavailable, or the signal's reason
 */
export async function provideCodex(request: CodexRequest): Promise<ProvidedCodex> {
  request.signal?.throwIfAborted()
  const job = await prepare(request)
  const found = (await fromPath(job)) ?? (await fromToolCache(job)) ?? (await fromRegistry(job))
  return { ...found, version: job.version, directory: path.dirname(found.path) }
}

type Found = Pick<ProvidedCodex, 'path' | 'source'>

/** A request with all that it left open. */
export type Job = Required<CodexRequest> & { readonly target: Target; readonly place: Place }

async function prepare(request: CodexRequest): Promise<Job> {
  const { version, env, platform, arch } = request
  if (!(await isOneVersion(version))) throw notOneVersion(version, DEFAULT_CODEX_VERSION)
  return {
    now: Date.now,
    signal: new AbortController().signal,
    retries: RETRIES,
    stallTimeout: 60_000,
    versionTimeout: 60_000,
    ...request,
    target: targetFor(platform, arch),
    place: placeFor(version, arch, env),
  }
}

/** It becomes a directory's name, and a part of an address. */
async function isOneVersion(version: string): Promise<boolean> {
  if (version === DEFAULT_CODEX_VERSION) return true // in most jobs: semver takes 2 ms to load
  const { default: valid } = await import('semver/functions/valid.js')
  return version.length <= 64 && valid(version) === version
}

async function fromPath(job: Job): Promise<Found | undefined> {
  const found = await codexOnPath(job.env, job.platform)
  if (found === undefined) return undefined
  const native = await nativeBehind(found, job.target).catch(() => undefined)
  if (native === undefined) {
    job.log(`Codex on PATH (${found}) is a script that leads to no native executable we know: not used.`)
    return undefined
  }
  const answer = await askVersion(native, job)
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
  const executable = await workingIn(job.place.directory, job)
  if (executable === undefined) return undefined
  await markComplete(job.place)
  job.log(`Codex ${job.version}: from the tool cache, ${executable}.`)
  return { path: executable, source: 'tool-cache' }
}

async function fromRegistry(job: Job): Promise<Found> {
  // What only a job without Codex needs is loaded only there.
  const { install } = await import('./install.js')
  try {
    return { path: await install(job), source: 'registry' }
  } catch (error) {
    job.signal.throwIfAborted() // a cancel makes all kinds of things fail
    throw error
  }
}
