import { existsSync, readFileSync } from 'node:fs'
import { isWithin } from './files.js'
import { realPathOf } from './real-path.js'

/** A Linux machine's signs of the container that this process may be in. */
export interface Surroundings {
  /** The content of /proc/self/mountinfo (proc(5)); empty where that doesn't exist. */
  readonly mountinfo: string
  /** Whether Docker or Podman has left its mark: /.dockerenv, /run/.containerenv. */
  readonly isMarked: boolean
}

export const surroundings = (): Surroundings => ({
  mountinfo: textOf('/proc/self/mountinfo'),
  isMarked: ['/.dockerenv', '/run/.containerenv'].some(file => existsSync(file)),
})

/** The file systems of which engines make a container's own layer. */
const LAYERS = /^(overlay|overlayfs|aufs|fuse\.fuse-overlayfs|fuse-overlayfs)$/
/** Where engines keep those layers: `upperdir=/var/lib/docker/overlay2/…`. */
const ENGINES = /[/:=](docker|containerd|io\.containerd[\w.]*|containers\/storage|buildkit|cri-o)\//
/** A directory of the kubelet that is gone with its pod. */
const OF_POD = /\/volumes\/kubernetes\.io~empty-dir\//

/**
 * Whether a file at this path is gone when the container ends: it would be in the container's own layer, in memory, or
 * in an `emptyDir` of a pod. False outside of containers, in a mounted volume, and where nothing proves it: a machine
 * whose root is an ordinary file system may bear a container's mark too.
 */
export function endsWithContainer(path: string, { mountinfo, isMarked }: Surroundings): boolean {
  const mounts = mountsIn(mountinfo)
  const root = mountOf('/', mounts)
  const mount = mountOf(realPathOf(path), mounts)
  if (!root || !mount) return false

  const isContainer = LAYERS.test(root.type) && (isMarked || ENGINES.test(root.options))
  if (!isContainer) return false
  return mount.at === '/' || mount.type === 'tmpfs' || OF_POD.test(mount.root)
}

interface Mount {
  /** The directory of the file system that is mounted. */
  readonly root: string
  /** Where it is mounted. */
  readonly at: string
  readonly type: string
  readonly options: string
}

function mountsIn(mountinfo: string): Mount[] {
  return mountinfo.split('\n').flatMap(line => {
    const [before = '', after = ''] = line.split(' - ')
    const [, , , root, at] = before.split(' ').map(plain)
    const [type, , ...options] = after.split(' ')
    return root && at && type ? [{ root, at, type, options: options.join(' ') }] : []
  })
}

/** The kernel writes blanks and backslashes as octal numbers. */
const plain = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))

/** The mount that a path is in. If several mounts are at one place, the last one covers the others. */
const mountOf = (path: string, mounts: readonly Mount[]): Mount | undefined =>
  mounts
    .filter(({ at }) => isWithin(path, at))
    .reduce<Mount | undefined>(
      (best, mount) => (best && best.at.length > mount.at.length ? best : mount),
      undefined,
    )

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
