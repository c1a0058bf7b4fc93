import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, lstat, open, readFile, realpath, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ActionError, systemCode } from '../system/errors.js'
import { kindOf } from '../system/files.js'
import { whileOpenElsewhere } from '../system/rename.js'
import { reasonOf } from '../system/unusable-place.js'

const MEGABYTE = 1024 * 1024
/**
 * Before it uses the token Codex makes its own files in a new CODEX_HOME: 0.9 MB and 85 names
 * (docs/facts#files-before-refresh).
 */
const ROOM_MEGABYTES = 16
const ROOM_NAMES = 256
/** Two of it are written for real, since a quota shows only then: more than Codex writes. */
const PROBE = Buffer.alloc(MEGABYTE)
const LOCK_TRIES = 10
const LOCK_PAUSE_MS = 300

/**
 * Codex uses the refresh token before it knows whether it can save the new one (docs/facts#read-only-loses). This
 * tries all that it will write, as the same user, and throws `Unsavable` before Codex is started. Changes nothing.
 */
export async function assertSavable(authFile: string): Promise<void> {
  const target = await realpath(authFile).catch(error => Promise.reject(unsavable(authFile, error)))
  const homes = new Set([dirname(authFile), dirname(target)])
  await assertWritable(target)
  await assertOneName(target)
  await assertClosed(target)
  // Codex locks the file that it writes: behind a link that is the target, under the target's name
  // (docs/facts#other-owner-loses).
  const locks = new Set([join(dirname(authFile), 'auth.lock'), `${authFile}.lock`, `${target}.lock`])
  for (const lock of locks) await assertWritable(lock)
  await assertUnlocked(`${target}.lock`)
  for (const directory of homes) await assertReplaceable(directory)
  await assertNoMountPoint(target)
}

/** A missing file is fine: Codex makes its lock files. */
async function assertWritable(path: string): Promise<void> {
  const info = await stat(path).catch(error => {
    if (systemCode(error) !== 'ENOENT') throw unsavable(path, error)
  })
  if (!info && (await lstat(path).catch(() => undefined)))
    throw new Unsavable(path, 'is a link that leads nowhere')
  if (!info) return
  // Opening a pipe would succeed, and Codex would wait for its other end after it has used the token.
  if (!info.isFile()) throw new Unsavable(path, `can't be written: it is ${kindOf(info)}, not a file`)
  const uid = process.getuid?.()
  if (uid !== undefined && info.uid !== uid)
    throw new Unsavable(path, `belongs to user ${info.uid}, and Codex runs as user ${uid}`)
  // Codex refuses a read-only file even as root, for whom the system would open it (docs/facts#read-only-loses).
  if (!(info.mode & constants.S_IWUSR))
    throw new Unsavable(path, `is read-only (mode 0${(info.mode & 0o777).toString(8)})`)
  await (await open(path, 'r+').catch(error => Promise.reject(unsavable(path, error)))).close()
}

/** Has Windows share the file with nobody (libuv's UV_FS_O_EXLOCK, which Node has no name for). */
const ALONE = 0x1000_0000

/**
 * Windows renames nothing over a file that somebody has open, and Codex tries once, when the token is used
 * (docs/facts#windows-open-loses). A virus scanner or a reader is done with it soon. Does nothing elsewhere.
 * @throws Unsavable if somebody still has it open after 10 s
 */
export async function assertClosed(path: string): Promise<void> {
  if (process.platform !== 'win32') return
  const file = await whileOpenElsewhere(() => open(path, constants.O_RDWR | ALONE)).catch(error => {
    throw systemCode(error) === 'EBUSY'
      ? new Unsavable(path, 'is open in another program')
      : unsavable(path, error)
  })
  await file.close()
}

/**
 * Where another process holds the file's lock for more than some 5 s, Codex gives up waiting after the exchange
 * and saves nothing (docs/facts#held-lock-loses). Only Linux says who holds a lock.
 */
async function assertUnlocked(lock: string): Promise<void> {
  for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
    const holder = await lockHolder(lock)
    if (holder === undefined) return
    if (tries + 1 === LOCK_TRIES) throw new Unsavable(lock, `is locked by process ${holder}`)
    await sleep(LOCK_PAUSE_MS)
  }
}

/** The pid in proc(5)'s `1: FLOCK  ADVISORY  WRITE 708 00:14:5032 0 EOF`: device and inode name the file. */
export async function lockHolder(lock: string): Promise<string | undefined> {
  const info = await stat(lock).catch(() => undefined)
  if (!info) return undefined
  const locks = await readFile('/proc/locks', 'utf8').catch(() => '')
  const held = locks.split('\n').find(line => line.includes('FLOCK') && line.includes(`:${info.ino} `))
  return held?.split(/\s+/)[4]
}

/** Codex refreshes a login whose file has a second name, and then refuses to save it (docs/facts#second-name-loses). */
async function assertOneName(path: string): Promise<void> {
  if ((await stat(path)).nlink > 1) throw new Unsavable(path, 'has a second name (a hard link)')
}

/** Does what Codex does to save: a temporary file, written to disk, renamed over another. */
export async function assertReplaceable(directory: string): Promise<void> {
  const probe = join(directory, `.codex-auth-action-probe-${randomUUID()}`)
  const [from, to] = [`${probe}-a`, `${probe}-b`]
  try {
    await access(directory, constants.W_OK)
    await assertRoom(directory)
    for (const path of [from, to]) {
      const file = await open(path, 'wx', 0o600)
      await file
        .writeFile(PROBE)
        .then(() => file.sync())
        .finally(() => file.close())
    }
    await rename(from, to)
  } catch (error) {
    throw error instanceof Unsavable ? error : unsavable(directory, error)
  } finally {
    for (const path of [from, to]) await rm(path, { force: true }).catch(() => undefined)
  }
}

async function assertRoom(directory: string): Promise<void> {
  const { bavail, bsize, files, ffree } = await statfs(directory)
  if (bavail * bsize < ROOM_MEGABYTES * MEGABYTE)
    throw new Unsavable(directory, `is on a disk with less than ${ROOM_MEGABYTES} MB free`)
  // File systems that make inodes as they need them count none.
  if (files > 0 && ffree < ROOM_NAMES)
    throw new Unsavable(directory, `is on a file system with room for fewer than ${ROOM_NAMES} files`)
}

/** A file mounted by itself, as containers do, can be written but not replaced: the rename fails after the exchange. */
async function assertNoMountPoint(path: string): Promise<void> {
  const mounts = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')
  const points = mounts
    .split('\n')
    .map(line =>
      line.split(' ')[4]?.replace(/\\(\d{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8))),
    )
  if (points.includes(path))
    throw new Unsavable(path, "is a mount of its own, which can't be replaced: mount its directory instead")
}

const unsavable = (path: string, error: unknown) =>
  new Unsavable(path, `can't be written: ${reasonOf(path, systemCode(error) ?? 'nothing more')}`, {
    cause: error,
  })

/** A refreshed login could not be saved, so none is asked for. */
export class Unsavable extends ActionError {
  override readonly name = 'Unsavable'

  constructor(path: string, state: string, options?: ErrorOptions) {
    super(
      'unsavable',
      {
        what: `${path} ${state}.`,
        why: 'Codex would use the refresh token and then fail to save the new one, and the login would be lost. Codex was not started, and the login is as it was.',
        remedy:
          'Make CODEX_HOME, auth.json, auth.lock and auth.json.lock writable by the user that runs the job: regular files with one name, on a disk with 16 MB free.',
      },
      options,
    )
  }
}
