import { randomUUID } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { type FileHandle, link, mkdir, open, readdir, realpath, rm, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { ActionError, systemCode } from './errors.js'
import { kindOf } from './kind-of-file.js'
import { renameOver, whileOpenElsewhere } from './rename.js'
import { atPlace } from './unusable-place.js'

export { kindOf } from './kind-of-file.js'

const TEMPORARY = '.codex-auth-action-'
const STALE_MS = 10 * 60_000

/**
 * Replaces the file at `path`, or makes it, so that a reader sees all of the old or all of the new. A link is replaced.
 * Throws `UnusablePlace`.
 */
export async function replaceFile(path: string, bytes: Buffer | string, mode = 0o600): Promise<void> {
  const temporary = await writeBeside(path, bytes, mode)
  await atPlace(path, renameOver(temporary, path)).catch(dropping(temporary))
  await syncDirectory(dirname(path))
}

/** Makes the file with its whole content in one step; false if something is there already. Throws `UnusablePlace`. */
export async function createFile(path: string, bytes: Buffer | string): Promise<boolean> {
  const temporary = await writeBeside(path, bytes)
  try {
    await atPlace(path, link(temporary, path))
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
  await atPlace(dirname(path), writeNew(temporary, bytes, mode)).catch(dropping(temporary))
  return temporary
}

async function writeNew(path: string, bytes: Buffer | string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes the directory, 0700, and those above it, where they are missing. Throws `UnusablePlace`. */
export async function makeDirectory(path: string): Promise<void> {
  await atPlace(path, mkdir(path, { recursive: true, mode: 0o700 }))
}

/**
 * Removes the second name that a kill in `createFile` leaves a file with. Codex refreshes a login whose file has
 * two names, and then refuses to save it (docs/facts#second-name-loses).
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
export async function removeStale(directory: string): Promise<void> {
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

/** Flags for a file of any kind: opening a pipe or a device must not wait for its other end. */
const READ_ANYTHING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0)
const PIECE_BYTES = 64 * 1024

/**
 * The content of a regular file. Links are followed. Everything else is refused: a pipe would keep us waiting for its
 * other end, and a device has no end.
 * @param limit bytes; a larger file is refused, and no more than that is read
 * @throws NotRegularFile, FileTooLarge, or UnusablePlace, of which `systemCode` tells the system's code
 */
export async function readRegularFile(path: string, { limit }: { limit: number }): Promise<Buffer> {
  const opened = whileOpenElsewhere(() => open(path, READ_ANYTHING), ['EBUSY'])
  const file = await atPlace(path, opened).catch(async error => {
    // A socket can't be opened; on Windows, a directory can't either.
    await assertNothingOdd(path)
    throw error
  })
  try {
    assertRegular(path, await file.stat())
    return await atPlace(path, readUpTo(path, file, limit))
  } finally {
    await file.close()
  }
}

/** Throws `NotRegularFile` if something else is in a file's place. It's fine if nothing is there. */
export async function assertNothingOdd(path: string): Promise<void> {
  const info = await stat(path).catch(() => undefined)
  if (info) assertRegular(path, info)
}

/** Doesn't trust the size in `stat`: it is 0 in /proc, and the file may grow during the read. */
async function readUpTo(path: string, file: FileHandle, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  for (let size = 0; ; ) {
    const piece = Buffer.allocUnsafe(PIECE_BYTES)
    const { bytesRead } = await file.read(piece, 0, PIECE_BYTES, null)
    if (bytesRead === 0) return Buffer.concat(pieces)
    size += bytesRead
    if (size > limit) throw new FileTooLarge(path, limit)
    pieces.push(piece.subarray(0, bytesRead))
  }
}

function assertRegular(path: string, info: Stats): void {
  if (!info.isFile()) throw new NotRegularFile(path, kindOf(info))
}

/** Something else is in the place of a file. */
export class NotRegularFile extends ActionError {
  override readonly name = 'NotRegularFile'

  constructor(
    path: string,
    /** `a directory`, `a named pipe`, `a socket` or `a device`. */
    readonly kind: string,
  ) {
    super('not-a-file', {
      what: `${path} is ${kind}, not a regular file.`,
      why: 'Reading it could wait forever or never end, so it was not read, and nothing was changed.',
      remedy: 'Remove it, or put a regular file in its place, and run the job again.',
    })
  }
}

/** A file is larger than anything that belongs there. */
export class FileTooLarge extends ActionError {
  override readonly name = 'FileTooLarge'

  /** @param limit bytes */
  constructor(path: string, limit: number) {
    super('file-too-large', {
      what: `${path} has more than ${limit} bytes.`,
      why: 'Nothing that belongs there is that large, so it was not read to its end, and nothing was changed.',
      remedy: 'Put the right file in its place, and run the job again.',
    })
  }
}

/** Where a path leads, behind all links; the path itself if nothing is there. */
export const realFile = (path: string): Promise<string> => realpath(path).catch(() => path)

export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Whether a path is a directory or is in it, as both are written: links are not followed. */
export function isWithin(path: string, directory: string): boolean {
  const way = relative(resolve(directory), path)
  // A name may begin with two dots.
  return way === '' || !(/^\.\.([\\/]|$)/.test(way) || isAbsolute(way))
}
