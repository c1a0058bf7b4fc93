import path from 'node:path'
import { Writable } from '../../system/writable.js'
import { TRIED } from '../tried.js'
import { type Target, targetFor } from './native.js'
import { DEFAULT_CODEX_VERSION, PINS } from './pins.js'
import { RETRIES, type Retries } from './retries.js'
import type { RegistryKey } from './signatures.js'
import { defaultPlaceFor, type Place, placeFor } from './tool-cache.js'

export { DEFAULT_CODEX_VERSION }

export interface CodexRequest {
  /** `X.Y.Z`, also with a prerelease (`0.170.0-alpha.1`); a range of such versions, or `latest`. */
  readonly version: string
  /** Read: PATH, RUNNER_TOOL_CACHE, NPM_CONFIG_REGISTRY. */
  readonly env: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
  readonly arch: string
  readonly log: (line: string) => void
  /** Shows a warning; by default it is logged. */
  readonly warn?: (text: string) => void
  /** Folds what is logged during some work under a title; by default the title is logged before it. */
  readonly fold?: Fold
  /** Directories that the model's commands may write, absolute. No Codex is used from there or installed there. */
  readonly writable?: readonly string[]
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
  /** Known `dist.integrity` values, by version and platform. Default: those of the default version. */
  readonly pins?: Readonly<Record<string, string>>
  /** Versions that need no check. Default: those that this action's tests have driven. */
  readonly tried?: readonly string[]
  /** Keys that must have signed a registry's package if it is signed. Default: npm's. */
  readonly keys?: readonly RegistryKey[]
}

export type Fold = <T>(title: string, work: () => Promise<T>) => Promise<T>

/** A request for one version, with all that it left open. */
export type Job = Required<Omit<CodexRequest, 'keys' | 'writable'>> & {
  readonly keys?: readonly RegistryKey[]
  readonly target: Target
  readonly place: Place
  readonly writable: Writable
}

/** @throws CodexUnavailable for a machine that has no Codex */
export async function prepare(request: CodexRequest): Promise<Job> {
  const { version, env, platform, arch, log, writable: places = [] } = request
  const writable = await Writable.of(places)
  const place = placeFor(version, arch, env)
  const isSafe = !(await writable.holds(path.resolve(place.directory)))
  if (!isSafe) request.log(`The tool cache (${place.root}) is not used, because the model may write there.`)
  return {
    now: Date.now,
    signal: new AbortController().signal,
    retries: RETRIES,
    stallTimeout: 60_000,
    versionTimeout: 30_000,
    pins: PINS,
    tried: TRIED,
    warn: log,
    fold: (title, work) => {
      log(title)
      return work()
    },
    ...request,
    writable,
    target: targetFor(platform, arch),
    place: isSafe ? place : defaultPlaceFor(version, arch, env),
  }
}
