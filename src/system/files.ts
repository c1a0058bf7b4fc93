import { randomUUID } from 'node:crypto'
import { link, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { systemCode } from '../errors.js'

const TEMPORARY = '.codex-auth-action-'
const STALE_MS = 10 * 60_000

/** Replaces the file at `path`, or makes it, so that a reader sees all of the old or all of the new. A link is replaced. */
export async function replaceFile(path: string, bytes: Buffer | string, mode = 0o600): Promise<void> {
  const temporary = await writeBeside(path, bytes, mode)
  await rename(temporary, path).catch(dropping(temporary))
  await syncDirectory(dirname(path))
}

/** Makes the file with its whole content in one step; false if something is there already. */
export async function createFile(path: string, bytes: Buffer | string): Promise<boolean> {
  const temporary = await writeBeside(path, bytes)
  try {
    await link(temporary, path)
    await syncDirectory(dirname(path))
    return true
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
    // On NFS the answer may be lost, and the call that is sent again finds our own link (open(2), O_EXCL).
    return (await stat(temporary)).nlink === 2
  } finally {
    await rm(temporary, { force: true })
  }
}

async function writeBeside(path: string, bytes: Buffer | string, mode = 0o600): Promise<string> {
  await removeStale(dirname(path))
  const temporary = join(dirname(path), `${TEMPORARY}${basename(path)}-${randomUUID()}`)
  try {
    const file = await open(temporary, 'wx', mode)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    await dropping(temporary)(error)
  }
  return temporary
}

/**
 * Removes the second name that a kill in `createFile` leaves a file with. Codex refreshes a login whose file has
 * two names, and then refuses to save it (tried with 0.169.0).
 */
export async function removeSecondName(path: string): Promise<void> {
  const { ino, nlink } = await stat(path)
  if (nlink < 2) return
  for (const name of await readdir(dirname(path))) {
    const other = join(dirname(path), name)
    const found = name.startsWith(TEMPORARY) ? await stat(other).catch(() => undefined) : undefined
    if (found?.ino === ino) await rm(other, { force: true })
  }
}

/** A process killed between write and rename leaves its temporary file, with tokens in it, behind. */
async function removeStale(directory: string): Promise<void> {
  for (const name of await readdir(directory).catch(() => [])) {
    if (!name.startsWith(TEMPORARY)) continue
    const path = join(directory, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
    if (mtimeMs < Date.now() - STALE_MS) await rm(path, { force: true }).catch(() => undefined)
  }
}

const dropping = (temporary: string) => async (error: unknown) => {
  await rm(temporary, { force: true })
  throw error
}

/** Makes a rename survive a power cut; systems that can't open a directory (Windows) don't need it. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r').catch(() => undefined)
  await directory?.sync().catch(() => undefined)
  await directory?.close()
}

/** Where a path leads, behind all links; the path itself if nothing is there. */
export const realFile = (path: string): Promise<string> => realpath(path).catch(() => path)

export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Whether a path is a directory or lies in it, as both are written: links are not followed. */
export function isWithin(path: string, directory: string): boolean {
  const way = relative(resolve(directory), path)
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}
