import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { ContainerHome, persistentHome } from '../../src/keeper/codex-home.js'
import { endsWithContainer } from '../../src/system/container.js'

const PROC = '23 22 0:22 / /proc rw,nosuid - proc proc rw'
const docker = (...more: string[]) =>
  [
    '22 1 0:51 / / rw,relatime - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l/AA:/var/lib/docker/overlay2/l/BB,upperdir=/var/lib/docker/overlay2/cc/diff,workdir=/var/lib/docker/overlay2/cc/work',
    PROC,
    ...more,
  ].join('\n')

const VOLUME = '30 22 254:1 /var/lib/docker/volumes/codex/_data /root/.codex rw,relatime - ext4 /dev/vda1 rw'
const BIND = '30 22 254:1 /srv/with\\040blank /root/with\\040blank rw,relatime - ext4 /dev/vda1 rw'
const EMPTY_DIR =
  '30 22 254:1 /var/lib/kubelet/pods/0-1/volumes/kubernetes.io~empty-dir/home /home/runner rw - ext4 /dev/vda1 rw'
const CLAIM =
  '30 22 254:1 /var/lib/kubelet/pods/0-1/volumes/kubernetes.io~csi/pvc/mount /home/runner rw - ext4 /dev/sdb rw'
const MEMORY = '30 22 0:60 / /root/.codex rw - tmpfs tmpfs rw'
const CONTAINERD =
  '22 1 0:51 / / rw - overlay overlay rw,lowerdir=/a,upperdir=/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/9/fs,workdir=/b'
const PODMAN =
  '22 1 0:51 / / rw - overlay overlay rw,lowerdir=/a,upperdir=/home/lab/.local/share/containers/storage/overlay/9/diff'
const HIDDEN = '22 1 0:51 / / rw - fuse.fuse-overlayfs fuse-overlayfs rw'

test.each([
  ['in the layer of a Docker container', '/root/.codex', docker()],
  ['in a pod of containerd', '/home/runner/.codex', CONTAINERD],
  ['in a Podman container', '/root/.codex', PODMAN],
  ['beside a volume', '/root/.codex2', docker(VOLUME)],
  ['in an emptyDir of a pod', '/home/runner/.codex', `${CONTAINERD}\n${EMPTY_DIR}`],
  ['in memory', '/root/.codex', docker(MEMORY)],
  ['in memory that covers a volume', '/root/.codex', docker(VOLUME, MEMORY)],
])('a home ends with its container: %s', (_, path, mountinfo) => {
  expect(endsWithContainer(path, { mountinfo, isMarked: false })).toBe(true)
})

test('a layer that names no engine is one where Docker or Podman has left its mark', () => {
  expect(endsWithContainer('/root/.codex', { mountinfo: HIDDEN, isMarked: true })).toBe(true)
  expect(endsWithContainer('/root/.codex', { mountinfo: HIDDEN, isMarked: false })).toBe(false)
})

test.each([
  ['a volume', '/root/.codex', docker(VOLUME)],
  ['a directory of a volume', '/root/.codex/deep/er', docker(VOLUME)],
  ['a directory of the host, with a blank in its name', '/root/with blank/x', docker(BIND)],
  ['a claimed volume of a pod', '/home/runner/.codex', `${CONTAINERD}\n${CLAIM}`],
  ['a machine', '/root/.codex', '27 1 254:0 / / rw,relatime - ext4 /dev/vda rw'],
  [
    'a machine whose home is another disk',
    '/home/lab/.codex',
    '27 1 254:0 / / rw - ext4 /dev/vda rw\n28 27 254:1 / /home rw - xfs /dev/vdb rw',
  ],
  ['a system without mountinfo', '/Users/lab/.codex', ''],
])('a home outlives what runs in it: %s', (_, path, mountinfo) => {
  expect(endsWithContainer(path, { mountinfo, isMarked: true })).toBe(false)
})

test('links are followed to where the files are', () => {
  const directory = mkdtempSync(join(tmpdir(), 'lab-container-'))
  try {
    mkdirSync(join(directory, 'volume'))
    symlinkSync(join(directory, 'volume'), join(directory, 'link'))
    const mounted = docker(`30 22 254:1 / ${join(directory, 'volume')} rw - ext4 /dev/vdb rw`)
    const ends = (path: string) => endsWithContainer(path, { mountinfo: mounted, isMarked: true })
    expect([ends(join(directory, 'link', '.codex')), ends(join(directory, '.codex'))]).toEqual([false, true])
  } finally {
    rmSync(directory, { recursive: true })
  }
})

test('the host store refuses such a home, and says what to do', () => {
  const env = { HOME: '/root' }
  const around = { mountinfo: docker(), isMarked: true }
  expect(() => persistentHome(undefined, env, around)).toThrow(ContainerHome)
  expect(() => persistentHome(undefined, env, around)).toThrow(
    /in \/root\/\.codex, which is part of the container\.[\s\S]*--volume codex-home:\/root\/\.codex/,
  )
  expect(persistentHome(undefined, env, { ...around, mountinfo: docker(VOLUME) })).toBe('/root/.codex')
  // A volume elsewhere is found by the input.
  expect(() => persistentHome('/data/codex', env, around)).toThrow(ContainerHome)
  const data = docker('30 22 254:1 / /data rw - ext4 /dev/vdb rw')
  expect(persistentHome('/data/codex', env, { mountinfo: data, isMarked: true })).toBe('/data/codex')
})
