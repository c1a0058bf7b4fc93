import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type Compression, compress, END, type Member, member, pax, tarOf } from '../../doubles/cache/tar.js'

/** Paths that an archive may try to reach, all below the lab's folder. */
export interface Targets {
  /** A file that is there, as the action's main.js is. */
  readonly file: string
  /** A directory that is there. */
  readonly directory: string
  /** A place where nothing is. */
  readonly nowhere: string
}

/** Makes an archive, compressed in this way. */
export type Make = (how: Compression, sealed: Buffer, targets: Targets) => Buffer

const MEGABYTE = 1024 * 1024
const NAME = 'login.age'

const of =
  (members: (honest: Member, targets: Targets) => Member[]): Make =>
  (how, sealed, targets) =>
    compress(tarOf(...members({ name: NAME, content: sealed }, targets)), how)

const bytes =
  (make: (honest: Buffer, targets: Targets) => Buffer): Make =>
  (how, sealed, targets) =>
    compress(make(member({ name: NAME, content: sealed }), targets), how)

/** The same frame many times over: both formats take several one after another. */
const repeated =
  (what: Buffer, times: number): Make =>
  how =>
    Buffer.concat(Array.from<Buffer>({ length: times }).fill(compress(what, how)))

const zeros = Buffer.alloc(8 * MEGABYTE)

/** Archives that are not ours. Each contains the honest file of the newest login, if it can. */
export const HOSTILE: Record<string, Make> = {
  'an absolute name behind it': of((honest, { file }) => [honest, { name: file, content: 'planted' }]),
  'an absolute name before it': of((honest, { file }) => [{ name: file, content: 'planted' }, honest]),
  'an absolute name alone': of((_, { file }) => [{ name: file, content: 'planted' }]),
  'a name with `..`': of(honest => [honest, { name: '../planted', content: 'planted' }]),
  'a name with many `..`': of((honest, { file }) => [
    honest,
    { name: `${'../'.repeat(12)}${file.slice(1)}`, content: 'planted' },
  ]),
  'a name that goes down and up': of(honest => [honest, { name: 'a/../../planted', content: 'planted' }]),
  'a name below, where nothing is forbidden': of(honest => [honest, { name: 'sub/planted', content: 'x' }]),
  'a name of Windows': of(honest => [honest, { name: 'C:\\planted\\main.js', content: 'planted' }]),
  'a link of its name': of((_, { file }) => [{ name: NAME, type: '2', link: file }]),
  'a link of its name, and then the file': of((honest, { file }) => [
    { name: NAME, type: '2', link: file },
    honest,
  ]),
  'a link to a directory, and a member through it': of((honest, { directory }) => [
    honest,
    { name: 'there', type: '2', link: directory },
    { name: 'there/planted', content: 'planted' },
  ]),
  'a link upward, and a member through it': of(honest => [
    { name: 'up', type: '2', link: '..' },
    { name: 'up/planted', content: 'planted' },
    honest,
  ]),
  'a link with a content': of((honest, { file }) => [{ ...honest, type: '2', link: file }]),
  'a file with the name of a link': of((honest, { file }) => [{ ...honest, link: file }]),
  'a hard link of its name': of((_, { file }) => [{ name: NAME, type: '1', link: file }]),
  'a hard link, and then the file': of((honest, { file }) => [{ name: NAME, type: '1', link: file }, honest]),
  'a hard link to the file': of((honest, { file }) => [honest, { name: file, type: '1', link: NAME }]),
  'a FIFO of its name': of(() => [{ name: NAME, type: '6' }]),
  'a FIFO elsewhere': of((honest, { nowhere }) => [honest, { name: nowhere, type: '6' }]),
  'a character device': of(() => [{ name: NAME, type: '3' }]),
  'a block device': of((honest, { nowhere }) => [honest, { name: nowhere, type: '4' }]),
  'a directory of its name': of(() => [{ name: NAME, type: '5' }]),
  'a directory of its name with a file in it': of(() => [
    { name: `${NAME}/`, type: '5' },
    { name: `${NAME}/x`, content: 'x' },
  ]),
  'a name that ends as a directory does': of(honest => [{ ...honest, name: `${NAME}/` }]),
  'a directory elsewhere': of((honest, { nowhere }) => [honest, { name: nowhere, type: '5' }]),
  'the file twice': of(honest => [honest, honest]),
  'the file, and another of its name': of(honest => [honest, { name: NAME, content: 'other' }]),
  'another name': of(honest => [{ ...honest, name: 'other.age' }]),
  'a dot before its name': of(honest => [{ ...honest, name: `./${NAME}` }]),
  'its name in capitals': of(honest => [{ ...honest, name: NAME.toUpperCase() }]),
  'a prefix before its name': of(honest => [{ ...honest, prefix: 'sub' }]),
  'an absolute prefix': of((honest, { directory }) => [{ ...honest, prefix: directory }]),
  "GNU's old sparse file": of(honest => [{ ...honest, type: 'S', size: 512 }]),
  'a sparse file of 10 GB': of(honest => [
    pax({ 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.realsize': '10737418240' }),
    honest,
  ]),
  'a sparse file of its name': of((honest, { file }) => [
    pax({ 'GNU.sparse.name': NAME, 'GNU.sparse.size': '1' }),
    { ...honest, name: file },
  ]),
  'a pax name over it': of((honest, { file }) => [pax({ path: file }), honest]),
  'its name as a pax name': of((honest, { file }) => [pax({ path: NAME }), { ...honest, name: file }]),
  'a pax size': of(honest => [pax({ size: '10737418240' }), honest]),
  'a pax link': of((honest, { file }) => [pax({ linkpath: file }), honest]),
  'a global pax name': of((honest, { file }) => [pax({ path: file }, 'g'), honest]),
  'two pax headers': of(honest => [pax({ mtime: '1' }), pax({ mtime: '2' }), honest]),
  'a pax header with no end of its line': of(honest => [
    { name: 'x', type: 'x', content: '20 path=/etc/planted' },
    honest,
  ]),
  'a pax header alone': of(() => [pax({ mtime: '1' })]),
  "GNU's long name": of((honest, { file }) => [
    { name: '././@LongLink', type: 'L', content: `${file}\0` },
    honest,
  ]),
  "its name as GNU's long name": of((honest, { file }) => [
    { name: '././@LongLink', type: 'L', content: `${NAME}\0` },
    { ...honest, name: file },
  ]),
  "GNU's long link": of((_, { file }) => [
    { name: '././@LongLink', type: 'K', content: `${file}\0` },
    { name: NAME, type: '2', link: 'x' },
  ]),
  'a type that nobody knows': of(honest => [{ ...honest, type: 'Z' }]),
  'a contiguous file': of(honest => [{ ...honest, type: '7' }]),
  'a volume, and a part of a file': of(honest => [
    { name: 'v', type: 'V' },
    { ...honest, type: 'M' },
  ]),
  'a size beyond the archive': of(honest => [{ ...honest, size: 200_000 }]),
  'a size of 8 GB': of(honest => [{ ...honest, size: 0o77777777777 }]),
  'a size of 16 EB': of(honest => [{ ...honest, size: 2n ** 64n - 1n }]),
  'a size that is none': of(honest => [{ ...honest, alter: header => header.write('-0000000001\0', 124) }]),
  'a file that is too large': of(() => [{ name: NAME, content: randomBytes(300 * 1024) }]),
  'a wrong checksum': of(honest => [{ ...honest, checksum: 1 }]),
  'members behind the end': bytes((honest, { file }) =>
    Buffer.concat([honest, END, member({ name: file, content: 'planted' }), END]),
  ),
  'a byte behind the end': bytes(honest => Buffer.concat([honest, END, Buffer.from('x')])),
  'no header but garbage': bytes(() => randomBytes(5000)),
  'half a header': bytes(honest => honest.subarray(0, 300)),
  'half of the file': bytes(honest => honest.subarray(0, honest.length - 1024)),
  'no member': bytes(() => END),
  'no byte': bytes(() => Buffer.alloc(0)),
  'the archive in an archive': of(honest => [{ name: NAME, content: tarOf(honest) }]),
  'compressed twice': (how, sealed) => compress(compress(tarOf({ name: NAME, content: sealed }), how), how),
  '1,900 members': of(honest => [honest, ...Array.from({ length: 1900 }, (_, at) => ({ name: `m${at}` }))]),
  '50,000 members': of(honest => [
    honest,
    ...Array.from({ length: 50_000 }, (_, at) => ({ name: `m${at}` })),
  ]),
  'a bomb of 8 MB': bytes(honest => Buffer.concat([honest, zeros])),
  'a bomb of 640 MB': repeated(zeros, 80),
  'a bomb of 10 GB, and more than a megabyte': repeated(Buffer.alloc(160 * MEGABYTE), 64),
  'two megabytes that are no bomb': bytes(() => randomBytes(2 * MEGABYTE)),
  'cut off': (how, sealed) => {
    const whole = compress(tarOf({ name: NAME, content: sealed }), how)
    return whole.subarray(0, whole.length >> 1)
  },
  'a bit that fell': (how, sealed) => {
    const whole = compress(tarOf({ name: NAME, content: sealed }), how)
    const at = whole.length >> 1
    return Buffer.concat([whole.subarray(0, at), Buffer.from([(whole[at] ?? 0) ^ 1]), whole.subarray(at + 1)])
  },
  'not compressed': (_, sealed) => tarOf({ name: NAME, content: sealed }),
  'no archive': () => Buffer.from('no archive'),
  'another format': () => Buffer.concat([Buffer.from('\xfd7zXZ\0', 'latin1'), randomBytes(500)]),
  // The frame's header asks for two gigabytes of memory (RFC 8878, 3.1.1.1.2).
  'a window of 2 GB': () =>
    Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8]), randomBytes(500)]),
  'frames that are skipped, and nothing else': () => {
    const frame = Buffer.alloc(8)
    frame.writeUInt32LE(0x184d2a50, 0)
    return Buffer.concat(Array.from<Buffer>({ length: 100_000 }).fill(frame))
  },
}

/** Archives that hold a login as tar and its kin pack it, and open. */
export const HONEST: Record<string, Make> = {
  'one file': of(honest => [honest]),
  'with times and owners in a pax header': of(honest => [
    pax({ mtime: '1795258800.123456789', atime: '1795258800.1', uid: '4294967294', 'SCHILY.dev': '2049' }),
    honest,
  ]),
  'filled up to a record': bytes(honest => Buffer.concat([honest, Buffer.alloc(20 * 512 - 2 * 512)])),
  'with no end': bytes(honest => honest),
}

export const targetsIn = (folder: string): Targets => ({
  file: join(folder, 'action', 'main.js'),
  directory: join(folder, 'action'),
  nowhere: join(folder, 'nowhere'),
})
