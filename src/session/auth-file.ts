import { chmod, mkdir, readFile, readlink, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { systemCode } from '../errors.js'
import { createFile, replaceFile } from '../system/files.js'
import { MAX_BYTES } from './strict-json.js'

export const authFileIn = (home: string): string => join(home, 'auth.json')

/** The bytes of the file, or undefined if there is none. A file far too large to be one is cut, and then refused. */
export async function readAuthFile(path: string): Promise<Buffer | undefined> {
  try {
    return (await stat(path)).size > 4 * MAX_BYTES ? Buffer.alloc(4 * MAX_BYTES) : await readFile(path)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Makes the file, mode 0600, if there is none; false if one has appeared meanwhile. */
export const createAuthFile = async (path: string, bytes: Buffer): Promise<boolean> =>
  createFile(await followed(path), bytes)

/** Replaces the file in one step. A symbolic link is followed and kept, as Codex does (facts §4). */
export async function replaceAuthFile(path: string, bytes: Buffer): Promise<void> {
  await replaceFile(await followed(path), bytes)
}

/** Where a symbolic link leads, even to a file that is not there yet; the path itself if it is none. */
export async function followed(path: string, hops = 40): Promise<string> {
  const link = await readlink(path).catch(() => undefined)
  if (link === undefined || hops === 0) return path
  const directory = await realpath(dirname(path)).catch(() => dirname(path))
  return followed(resolve(directory, link), hops - 1)
}

/** Makes CODEX_HOME if it is missing, and 0700 either way: a missing one is fatal to Codex (facts §9). */
export async function makeHome(home: string): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 })
  await tighten(home)
}

/** Takes all rights from group and others, and gives none: a file that its owner can't write stays so. */
export async function tighten(path: string): Promise<void> {
  const { mode, uid } = await stat(path)
  // What belongs to somebody else is theirs to protect; whether Codex can save there the preflight finds out.
  if (process.platform === 'win32' || uid !== process.getuid?.()) return
  if (mode & 0o077) await chmod(path, mode & 0o700)
}
