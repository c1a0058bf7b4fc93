import { readdir, readFile, readlink } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { processesOf } from './processes.js'
import type { Left } from './remains.js'

/**
 * The locks that Codex takes for the login, and its other known ones: on its directory of helpers, and its databases
 * (docs/facts §4, §12). `assertSavable` can't say of any other lock whether Codex will get it.
 */
const isKnown = (path: string): boolean =>
  /^auth(\.json)?\.lock$/.test(basename(path)) ||
  /\.sqlite(-\w+)?$/.test(basename(path)) ||
  path.split('/').some((part, at, parts) => part.startsWith('arg0') && parts[at - 1] === 'tmp')
const LIKE_LOCK = /lock|lck|mutex/i
/** Bytes: a lock file is empty, or has a pid or a time in it. */
const LONGEST_LOCK = 256

/** Files that processes of a directory have locked at this moment, wherever they are; Linux alone says so. */
export async function lockedBy(directory: string): Promise<string[]> {
  const found = await Promise.all((await processesOf(directory)).map(lockedByProcess))
  return [...new Set(found.flat())].filter(path => !isKnown(path))
}

async function lockedByProcess(pid: number): Promise<string[]> {
  const names = await readdir(`/proc/${pid}/fdinfo`).catch(() => [])
  const found = await Promise.all(
    names.map(async name => {
      const info = await readFile(`/proc/${pid}/fdinfo/${name}`, 'utf8').catch(() => '')
      if (!/^lock:/m.test(info)) return ''
      return readlink(`/proc/${pid}/fd/${name}`).catch(() => '')
    }),
  )
  return found.filter(path => path.startsWith('/'))
}

/**
 * Files that look like locks of the login: by their names, empty in CODEX_HOME itself, or gone when the refresh was over.
 * @param during what was there when the token endpoint was asked
 */
export function likeLocks(during: readonly Left[], after: readonly Left[]): string[] {
  const stayed = new Set(after.map(({ path }) => path))
  const gone = during.filter(({ path }) => !stayed.has(path) && isOfHome(path))
  const odd = after.filter(({ path, size }) => {
    const name = basename(path)
    if (name === 'auth.json' && isOfHome(path)) return false
    if (LIKE_LOCK.test(path) && size <= LONGEST_LOCK) return true
    return isOfHome(path) && (size === 0 || /^\.?auth/i.test(name))
  })
  return [...new Set([...odd, ...gone].map(({ path }) => path))].filter(path => !isKnown(path))
}

/** Whether a path is directly in CODEX_HOME, not further below. */
const isOfHome = (path: string): boolean => dirname(path) === 'codex'
