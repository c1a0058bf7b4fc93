import { lstatSync, readlinkSync, type Stats, statfsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ActionError, systemCode } from './errors.js'
import { kindOf } from './kind-of-file.js'

/** A file or directory that the action was given, and can't use. Only this file puts codes of the system into words. */
export class UnusablePlace extends ActionError {
  override readonly name = 'UnusablePlace'

  /** @param systemCode the system's code of it, such as `EACCES`: what `systemCode` reads */
  constructor(
    readonly path: string,
    readonly systemCode: string,
    options?: ErrorOptions,
  ) {
    const { reason, remedy } = trouble(path, systemCode)
    super(
      'unusable-place',
      {
        what: `${path} can't be used: ${reason}.`,
        why: 'The login or the files of this job are kept there, and the action does not guess another place.',
        remedy: `${remedy} Then run the job again.`,
      },
      options,
    )
  }
}

/**
 * An error of the file system as an `UnusablePlace`; any other error as it is.
 * @param path what to name; by default what the system does, which names none for an open file
 */
export function asUnusablePlace(error: unknown, path?: string): unknown {
  const code = systemCode(error)
  if (error instanceof ActionError || code === undefined || !(code in TROUBLES)) return error
  const { path: source, dest, syscall = '' } = error as { path?: unknown; dest?: unknown; syscall?: string }
  if (syscall === 'uv_cwd')
    return new UnusablePlace('The working directory of this step', 'GONE', { cause: error })
  if (/^(spawn|connect|getaddrinfo|kill)\b/.test(syscall)) return error
  const named = dest !== undefined && /^E(NOSPC|DQUOT|ROFS)$/.test(code) ? dest : source
  const place = path ?? (typeof named === 'string' ? named : undefined)
  return place === undefined ? error : new UnusablePlace(place, code, { cause: error })
}

/** Waits for work with a file or directory; what the system says against it is thrown in words. */
export const atPlace = <T>(path: string, work: Promise<T>): Promise<T> =>
  work.catch(error => {
    throw asUnusablePlace(error, path)
  })

/** Why a path can't be used, to be read after its name. */
export const reasonOf = (path: string, code: string): string => trouble(path, code).reason

interface Trouble {
  readonly reason: string
  readonly remedy: string
}

const RIGHT_PLACE =
  'Correct the input or variable that leads there (such as `codex-home`, CODEX_HOME, HOME or RUNNER_TEMP), or put there what belongs there.'
const ROOM = 'Make room on that disk, or give a place on another one.'
const HARDWARE = 'Look at that disk or network share.'

const TROUBLES: Readonly<Record<string, (path: string) => Trouble>> = {
  GONE: () => ({
    reason: 'it does not exist any more',
    remedy: 'Look for a step before this one that removes or replaces the workspace.',
  }),
  ENOENT: path => ({ reason: missing(path), remedy: RIGHT_PLACE }),
  ENOTDIR: path => ({ reason: notDirectory(path), remedy: RIGHT_PLACE }),
  EEXIST: path => ({ reason: notDirectory(path), remedy: RIGHT_PLACE }),
  EISDIR: () => ({ reason: 'it is a directory, and a file is needed there', remedy: RIGHT_PLACE }),
  ENXIO: path => ({ reason: odd(path), remedy: RIGHT_PLACE }),
  ENODEV: path => ({ reason: odd(path), remedy: RIGHT_PLACE }),
  ELOOP: () => ({ reason: 'its symbolic links lead in a circle', remedy: RIGHT_PLACE }),
  ENAMETOOLONG: () => ({ reason: 'the name is too long for the file system', remedy: RIGHT_PLACE }),
  EACCES: denied,
  EPERM: denied,
  EROFS: () => ({
    reason: 'it is on a read-only file system',
    remedy: 'Mount it writable, or give a place that can be written.',
  }),
  ENOSPC: path => ({ reason: full(path), remedy: ROOM }),
  EDQUOT: () => ({ reason: 'the quota of the disk is used up', remedy: ROOM }),
  EFBIG: () => ({ reason: 'the file would be larger than the system allows', remedy: ROOM }),
  EMFILE: () => noRoom(),
  ENFILE: () => noRoom(),
  ENOMEM: () => noRoom(),
  EIO: () => ({ reason: 'the disk reports an error', remedy: HARDWARE }),
  ESTALE: () => ({ reason: 'the network share does not know the file any more', remedy: HARDWARE }),
  ENOTCONN: () => ({ reason: 'the network share is not connected', remedy: HARDWARE }),
  EHOSTDOWN: () => ({ reason: 'the server of the network share is down', remedy: HARDWARE }),
  ETIMEDOUT: () => ({ reason: 'the network share does not answer', remedy: HARDWARE }),
  EBUSY: () => ({
    reason: 'another program uses it, or it is a mount of its own',
    remedy: 'End that program, or mount the directory that it is in.',
  }),
  ETXTBSY: () => ({ reason: 'another program runs it', remedy: 'End that program.' }),
  EXDEV: () => ({
    reason: "it is a mount of its own, which can't be replaced",
    remedy: 'Mount the directory that it is in.',
  }),
  ENOTEMPTY: () => ({ reason: 'something is in that directory', remedy: RIGHT_PLACE }),
  ENOSYS: () => ({ reason: 'its file system does not support what is needed', remedy: RIGHT_PLACE }),
  EOPNOTSUPP: () => ({ reason: 'its file system does not support what is needed', remedy: RIGHT_PLACE }),
  ENOTSUP: () => ({ reason: 'its file system does not support what is needed', remedy: RIGHT_PLACE }),
}

const trouble = (path: string, code: string): Trouble =>
  TROUBLES[code]?.(path) ?? { reason: `the system says ${code}`, remedy: RIGHT_PLACE }

const noRoom = (): Trouble => ({
  reason: 'the machine has no room for one more open file',
  remedy: 'Let less run beside this job.',
})

/** Each directory above the path, from the root on, and the path itself. */
function wayTo(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [...wayTo(parent), path]
}

const look = (path: string, stat: typeof statSync | typeof lstatSync): Stats | undefined => {
  try {
    return stat(path) as Stats
  } catch {
    return undefined
  }
}

function missing(path: string): string {
  const first = wayTo(resolve(path)).find(step => !look(step, statSync)) ?? path
  if (look(first, lstatSync)?.isSymbolicLink())
    return `${first === path ? 'it' : first} is a symbolic link to ${readlinkSync(first)}, which does not exist`
  return first === path ? 'it does not exist' : `${first} does not exist`
}

function notDirectory(path: string): string {
  for (const step of wayTo(resolve(path))) {
    const info = look(step, statSync)
    if (info && !info.isDirectory())
      return `${step === path ? 'it' : step} is ${kindOf(info)}, and a directory is needed there`
    if (!info && look(step, lstatSync)?.isSymbolicLink()) return missing(path)
  }
  return 'something else is there, and a directory is needed'
}

function odd(path: string): string {
  const info = look(path, statSync)
  return info ? `it is ${kindOf(info)}` : 'no program is at its other end'
}

const ownership = ({ uid, mode }: Stats): string =>
  `belongs to user ${uid} and has mode ${(mode & 0o7777).toString(8).padStart(4, '0')}`

/** ` (it belongs to user 0 and has mode 0755)`, or nothing where that can't be seen. */
export function ownerOf(path: string): string {
  const info = look(path, statSync)
  return info ? ` (it ${ownership(info)})` : ''
}

/** Names the first directory on the way that this user can't look into, or otherwise the file itself or its directory. */
function denied(path: string): Trouble {
  const uid = process.getuid?.()
  const way = wayTo(resolve(path))
  const unseen = way.findIndex(step => !look(step, lstatSync))
  const culprit = way[unseen < 0 ? way.length - 1 : Math.max(0, unseen - 1)] ?? path
  const info = look(culprit, statSync) ?? look(culprit, lstatSync)
  if (!info || uid === undefined) return { reason: 'the system does not permit it', remedy: RIGHT_PLACE }

  const is = `${culprit === path ? 'it' : culprit} ${ownership(info)}`
  return {
    reason: `the system does not permit it (${is}, and this job runs as user ${uid})`,
    remedy: remedyOf({
      culprit,
      isWhole: culprit === resolve(path),
      isOwn: info.uid === uid || uid === 0,
      uid,
    }),
  }
}

function remedyOf(of: { culprit: string; isWhole: boolean; isOwn: boolean; uid: number }): string {
  const { culprit, isWhole, isOwn, uid } = of
  if (isOwn)
    return 'Give its owner the right to read and write it, and look for what else protects it (`lsattr`, AppArmor, SELinux).'
  const wanted = isWhole
    ? `Make user ${uid} its owner (\`sudo chown ${uid} '${culprit}'\`)`
    : `Give user ${uid} the right to read and write in ${culprit}`
  return `${wanted}, or correct the input or variable that leads there (such as \`codex-home\`, CODEX_HOME or HOME).`
}

function full(path: string): string {
  for (const step of wayTo(resolve(path)).reverse())
    try {
      const { bavail, ffree, files } = statfsSync(step)
      return files > 0 && ffree === 0 && bavail > 0
        ? 'its file system has no room for one more file (no inodes left)'
        : 'its disk has no space left'
    } catch {
      // Not there: the directory above it is on the same disk.
    }
  return 'its disk has no space left'
}
