import { constants } from 'node:fs'
import { access, lstat, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { systemCode } from '../../system/errors.js'
import { userHome } from '../../system/user-path.js'
import type { Retries } from './retries.js'
import { notWritable } from './unavailable.js'

/** Where one version of Codex belongs in the runner's tool cache. */
export interface Place {
  /** `<tool cache>/codex`. */
  readonly root: string
  /** `<tool cache>/codex/<version>/<arch>`, as @actions/tool-cache has it; that with `.complete` says it's whole. */
  readonly directory: string
}

export function placeFor(version: string, arch: string, env: NodeJS.ProcessEnv): Place {
  return env.RUNNER_TOOL_CACHE
    ? placeIn(env.RUNNER_TOOL_CACHE, version, arch)
    : defaultPlaceFor(version, arch, env)
}

/** Used if there is no tool cache, or if the model may write into it. */
export function defaultPlaceFor(version: string, arch: string, env: NodeJS.ProcessEnv): Place {
  return placeIn(path.join(userHome(env), '.cache', 'codex-auth-action'), version, arch)
}

function placeIn(cache: string, version: string, arch: string): Place {
  const root = path.join(cache, 'codex')
  return { root, directory: path.join(root, version, arch) }
}

/** So that others that use @actions/tool-cache see it. Where we may only read, it's no loss. */
export const markComplete = ({ directory }: Place) =>
  writeFile(`${directory}.complete`, '', { flag: 'a' }).catch(() => undefined)

const STAGING = '.staging-'
const DAY = 24 * 60 * 60 * 1000

/**
 * Makes the directory in which everything happens until it is known to be good: beside its final place, so
 * that one rename takes it there. Proves first that the rename will be allowed.
 * @param now milliseconds since the epoch
 * @throws CodexUnavailable `codex-tool-cache-not-writable`
 */
export async function makeStaging({ root, directory }: Place, now: number): Promise<string> {
  try {
    await mkdir(path.dirname(directory), { recursive: true })
    await access(path.dirname(directory), constants.W_OK)
    await removeLeftovers(root, now)
    return await mkdtemp(path.join(root, STAGING))
  } catch (error) {
    throw notWritable(root, error)
  }
}

export const removeStaging = (staging: string) =>
  rm(staging, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)

/** Removes the rest of killed installs. One of today may still be in use. */
async function removeLeftovers(root: string, now: number): Promise<void> {
  for (const name of (await readdir(root)).filter(entry => entry.startsWith(STAGING))) {
    const leftover = path.join(root, name)
    const made = await lstat(leftover).catch(() => undefined)
    if (made !== undefined && now - made.mtimeMs >= DAY) await removeStaging(leftover)
  }
}

/** Codes of a rename when something is already there, or (Windows) when a program has it open. */
const OCCUPIED = new Set(['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EPERM', 'EACCES', 'EBUSY'])
const isOccupied = (error: unknown) => OCCUPIED.has(systemCode(error) ?? '')

export interface Fresh {
  /** The new installation's directory, in staging. */
  readonly fresh: string
  /** Where a broken one is moved, in staging too. */
  readonly aside: string
  /** Whether the existing one works. An error that it throws ends the installation. */
  readonly works: () => Promise<boolean>
  readonly signal: AbortSignal
  /** Between the tries; `PAUSES` by default. */
  readonly pauses?: Retries
}

/** Again after 0.1, 0.5 and 2 s. */
export const PAUSES: Retries = { retries: 3, minTimeout: 100, factor: 5, maxTimeout: 2_000 }

/**
 * Renames a fresh installation into place, and tries it again. If there is one that works,
 * that one stays: a job may be running it. A broken one is moved away first.
 * @returns false when another's was left in place
 * @throws CodexUnavailable `codex-tool-cache-not-writable`
 */
export async function putInPlace(
  place: Place,
  { fresh, aside, works, signal, pauses = PAUSES }: Fresh,
): Promise<boolean> {
  const { default: pRetry } = await import('p-retry')
  const attempt = async () => {
    try {
      await rename(fresh, place.directory)
      return true
    } catch (error) {
      if (isOccupied(error)) {
        const seen = await identityOf(place.directory)
        if (await works()) return false
        if (seen !== undefined) await moveAside(place.directory, seen, aside)
      }
      throw notWritable(place.root, error)
    }
  }
  return pRetry(attempt, { ...pauses, signal, shouldRetry: ({ error }) => isOccupied(error.cause) })
}

/**
 * Moves away what was seen to be broken, and puts it back if it is another's good one that came in between.
 * @param seen `identityOf` the broken one
 */
export async function moveAside(directory: string, seen: bigint, aside: string): Promise<void> {
  await rename(directory, aside).catch(() => undefined)
  if ((await identityOf(aside)) !== seen) await rename(aside, directory).catch(() => undefined)
}

/** Stays the same when a directory is renamed. */
export const identityOf = (file: string) =>
  lstat(file, { bigint: true }).then(
    found => found.ino,
    () => undefined,
  )
