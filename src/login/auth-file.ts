import { chmod, open, readlink, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { systemCode } from '../system/errors.js'
import {
  assertNothingOdd,
  createFile,
  FileTooLarge,
  makeDirectory,
  readRegularFile,
  replaceFile,
} from '../system/files.js'
import { atPlace } from '../system/unusable-place.js'
import { MAX_FILE_BYTES } from './strict-json.js'

export const authFileIn = (home: string): string => join(home, 'auth.json')

/** The file in which this action keeps the login that it replaced: one revision. */
export const replacedFileIn = (home: string): string => join(home, 'auth.json.replaced')

/**
 * The bytes of the file, or undefined if it doesn't exist. If the file is far too large for a login, only its beginning: one
 * byte more than `parseLogin` accepts.
 * @throws UnusablePlace, or NotRegularFile if something else is in its place
 */
export async function readAuthFile(path: string): Promise<Buffer | undefined> {
  try {
    return await readRegularFile(path, { limit: MAX_FILE_BYTES })
  } catch (error) {
    if (error instanceof FileTooLarge) return readBeginning(path)
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

async function readBeginning(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const bytes = Buffer.alloc(MAX_FILE_BYTES + 1)
    await file.read(bytes, 0, bytes.length, 0)
    return bytes
  } finally {
    await file.close()
  }
}

/** Makes the file, mode 0600, if it doesn't exist; false if it has appeared meanwhile. */
export const createAuthFile = async (path: string, bytes: Buffer): Promise<boolean> =>
  createFile(await followed(path), bytes)

/** Replaces the file in one step. A symbolic link is followed and kept, as Codex does (docs/facts#link-is-followed). */
export async function replaceAuthFile(path: string, bytes: Buffer): Promise<void> {
  await replaceFile(await followed(path), bytes)
}

/** The target of a symbolic link, even if it doesn't exist yet. For any other path, the path itself. */
export async function followed(path: string, hops = 40): Promise<string> {
  const link = await readlink(path).catch(() => undefined)
  if (link === undefined || hops === 0) return path
  const directory = await realpath(dirname(path)).catch(() => dirname(path))
  return followed(resolve(directory, link), hops - 1)
}

/** Files that Codex also reads there at each start: it would wait for a pipe forever. */
const READ_BY_CODEX = ['config.toml', '.env']

/**
 * Makes CODEX_HOME if it is missing, and 0700 either way: a missing one is fatal to Codex (docs/facts#home-must-exist).
 * @throws UnusablePlace, or NotRegularFile if Codex would find something other than a file
 */
export async function makeHome(home: string): Promise<void> {
  await makeDirectory(home)
  await tighten(home)
  for (const name of READ_BY_CODEX) await assertNothingOdd(join(home, name))
}

/** Takes all rights from group and others, and gives none: a file that its owner can't write stays so. */
export async function tighten(path: string): Promise<void> {
  const { mode, uid } = await atPlace(path, stat(path))
  // The owner of another user's file must protect it. The preflight finds out whether Codex can save there.
  if (process.platform === 'win32' || uid !== process.getuid?.()) return
  if (mode & 0o077) await atPlace(path, chmod(path, mode & 0o700))
}
