import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { node24 } from '../runner/node24.js'

const BLOCK = 512

/** A member of an archive as its bytes are, with all that no honest program would write. */
export interface Member {
  readonly name: string
  /** The type's character; a regular file by default. */
  readonly type?: string
  readonly content?: Buffer | string
  readonly link?: string
  /** What the header says, if it is not the content's size. In base 256 if it is a bigint. */
  readonly size?: number | bigint
  readonly prefix?: string
  readonly checksum?: number
  /** Changes the header before its checksum is made. */
  readonly alter?: (header: Buffer) => void
}

/** The blocks of one member. */
export function member({
  name,
  type = '0',
  content = '',
  link = '',
  size,
  prefix = '',
  checksum,
  alter,
}: Member): Buffer {
  if (name.length > 100 || link.length > 100 || prefix.length > 155) throw new Error('too long a name')
  const bytes = Buffer.from(content)
  const header = Buffer.alloc(BLOCK)
  header.write(name, 0, 100, 'latin1')
  header.write('0000644\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  if (typeof size === 'bigint') {
    header[124] = 0x80
    header.writeBigUInt64BE(size, 128)
  } else header.write(`${(size ?? bytes.length).toString(8).padStart(11, '0')}\0`, 124)
  header.write('14744410600\0', 136)
  header.write(type, 156, 1, 'latin1')
  header.write(link, 157, 100, 'latin1')
  header.write('ustar\x0000', 257, 'latin1')
  header.write('0000000\0', 329)
  header.write('0000000\0', 337)
  header.write(prefix, 345, 155, 'latin1')
  alter?.(header)
  header.fill(' ', 148, 156)
  const sum = checksum ?? header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([header, bytes, Buffer.alloc(-bytes.length & (BLOCK - 1))])
}

/** Two blocks of zeros. */
export const END = Buffer.alloc(2 * BLOCK)

/** Members and the end of the archive. */
export const tarOf = (...members: Member[]): Buffer => Buffer.concat([...members.map(member), END])

/** `30 mtime=1795258800.123456789\n`, whose number counts itself. */
export function paxRecord(name: string, value: string): string {
  const rest = ` ${name}=${value}\n`
  let length = rest.length + 1
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length
  return `${length}${rest}`
}

export const pax = (records: Record<string, string>, type = 'x'): Member => ({
  name: 'PaxHeaders/login.age',
  type,
  content: Object.entries(records)
    .map(([name, value]) => paxRecord(name, value))
    .join(''),
})

export type Compression = 'gzip' | 'zstd'

export function compress(bytes: Buffer, how: Compression): Buffer {
  if (how === 'gzip') return gzipSync(bytes)
  const code = `const chunks = []
    process.stdin.on('data', chunk => chunks.push(chunk)).on('end', () =>
      process.stdout.write(require('node:zlib').zstdCompressSync(Buffer.concat(chunks))))`
  return execFileSync(node24(), ['-e', code], { input: bytes, maxBuffer: 64 * 1024 * 1024 })
}
