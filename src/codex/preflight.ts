import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, lstat, open, readFile, realpath, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ActionError, systemCode } from '../errors.js'

/** Far more than an auth.json, so that Codex's other files in CODEX_HOME don't take the last of it. */
const ROOM_BYTES = 1024 * 1024
/** Written for real, since a quota shows only then. Larger than any auth.json. */
const PROBE = Buffer.alloc(64 * 1024)
const LOCK_TRIES = 10
const LOCK_PAUSE_MS = 300

/**
 * Codex spends the refresh token before it knows whether it can save the new one (facts §4). This tries all
 * that it will write, as the same user, and throws `Unsavable` before Codex is started. Changes nothing.
 */
export async function assertSavable(authFile: string): Promise<void> {
  const target = await realpath(authFile).catch(error => Promise.reject(unsavable(authFile, error)))
  const homes = new Set([dirname(authFile), dirname(target)])
  await assertWritable(target)
  await assertOneName(target)
  // Codex locks the file that it writes: behind a link that is the target, under the target's name (tried with 0.169.0).
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
  const uid = process.getuid?.()
  if (uid !== undefined && info.uid !== uid)
    throw new Unsavable(path, `belongs to user ${info.uid}, and Codex runs as user ${uid}`)
  // Codex refuses a read-only file even as root, for whom the system would open it (facts §4).
  if (!(info.mode & constants.S_IWUSR))
    throw new Unsavable(path, `is read-only (mode 0${(info.mode & 0o777).toString(8)})`)
  await (await open(path, 'r+').catch(error => Promise.reject(unsavable(path, error)))).close()
}

/**
 * Where another process holds the file's lock for more than some 5 s, Codex gives up waiting after the exchange
 * and saves nothing (tried with 0.169.0). Only Linux says who holds a lock.
 */
async function assertUnlocked(lock: string): Promise<void> {
  for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
    const holder = await holderOf(lock)
    if (holder === undefined) return
    if (tries + 1 === LOCK_TRIES) throw new Unsavable(lock, `is locked by process ${holder}`)
    await sleep(LOCK_PAUSE_MS)
  }
}

/** The pid in proc(5)'s `1: FLOCK  ADVISORY  WRITE 708 00:14:5032 0 EOF`: device and inode name the file. */
async function holderOf(lock: string): Promise<string | undefined> {
  const info = await stat(lock).catch(() => undefined)
  if (!info) return undefined
  const locks = await readFile('/proc/locks', 'utf8').catch(() => '')
  const held = locks.split('\n').find(line => line.includes('FLOCK') && line.includes(`:${info.ino} `))
  return held?.split(/\s+/)[4]
}

/** Codex refreshes a login whose file has a second name, and then refuses to save it (tried with 0.169.0). */
async function assertOneName(path: string): Promise<void> {
  if ((await stat(path)).nlink > 1) throw new Unsavable(path, 'has a second name (a hard link)')
}

/** Does what Codex does to save: a temporary file, written to disk, renamed over another. */
export async function assertReplaceable(directory: string): Promise<void> {
  const probe = join(directory, `.codex-auth-action-probe-${randomUUID()}`)
  const [from, to] = [`${probe}-a`, `${probe}-b`]
  try {
    await access(directory, constants.W_OK)
    const { bavail, bsize } = await statfs(directory)
    if (bavail * bsize < ROOM_BYTES) throw new Unsavable(directory, 'lies on a disk with less than 1 MB free')
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

/** A file mounted by itself, as containers do, can be written but not replaced: the rename fails after the exchange. */
async function assertNoMountPoint(path: string): Promise<void> {
  const mounts = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')
  const points = mounts
    .split('\n')
    .map(line =>
      line.split(' ')[4]?.replace(/\\(\d{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8))),
    )
  if (points.includes(path))
    throw new Unsavable(path, 'is a mount of its own, which can not be replaced: mount its directory instead')
}

const unsavable = (path: string, error: unknown) =>
  new Unsavable(path, `can not be written (${systemCode(error) ?? 'unknown error'})`, { cause: error })

/** A refreshed login could not be saved, so none is asked for. */
export class Unsavable extends ActionError {
  override readonly name = 'Unsavable'

  constructor(path: string, state: string, options?: ErrorOptions) {
    super(
      'unsavable',
      {
        what: `${path} ${state}.`,
        why: 'Codex would spend the refresh token and then fail to save the new one, and the login would be lost. Codex was not started, and the login is as it was.',
        remedy:
          'Make CODEX_HOME, auth.json, auth.lock and auth.json.lock writable by the user that runs the job, with 1 MB free.',
      },
      options,
    )
  }
}
