import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { ActionError } from '../../system/errors.js'

/** The only file of an entry. The cache's version is a digest of this very string. */
export const ENTRY_FILE = 'login.age'
/** A sealed login has at most 50 KB, so a far larger archive is not ours, packed or unpacked. */
export const MOST_ARCHIVE_BYTES = 1024 * 1024
const MOST_FILE_BYTES = 256 * 1024

const BLOCK = 512
/** zstd's default level needs 2 MB; a frame that asks for more than 8 MB of memory is refused (RFC 8878, 3.1.1.1.2). */
const MOST_WINDOW_LOG = 23
/** Records that GNU tar and BSD tar write beside a file's header. None of them names, moves or sizes a member. */
const HARMLESS_RECORD = /^\d{1,4} (?:[acm]time|[ug]id|[ug]name|LIBARCHIVE\.[\w.]+|SCHILY\.[\w.]+)=[^\n]*$/

/** Packs the one file of an entry, as any tar and gzip unpack it. */
export async function packEntry(content: Buffer): Promise<Buffer> {
  const { Header } = await import('tar')
  const block = Buffer.alloc(BLOCK)
  const facts = { path: ENTRY_FILE, mode: 0o600, uid: 0, gid: 0, size: content.length, mtime: new Date() }
  new Header({ ...facts, type: 'File' }).encode(block)

  const toFullBlock = Buffer.alloc(-content.length & (BLOCK - 1))
  const end = Buffer.alloc(2 * BLOCK)
  return promisify(zlib.gzip)(Buffer.concat([block, content, toFullBlock, end]))
}

/**
 * The content of the one file in an entry's archive, gzip or zstd. It writes no file. An archive that contains anything
 * else, under any name or of any type, is refused as a whole.
 *
 * @throws {ArchiveRefused} `cache-damaged` if it can't be decompressed; `cache-foreign` if it is whole, and not as we pack.
 */
export async function unpackEntry(archive: Buffer): Promise<Buffer> {
  if (archive.length > MOST_ARCHIVE_BYTES) throw new ArchiveRefused('cache-foreign')
  const tar = await decompress(archive)

  const { Header } = await import('tar')
  const headerAt = (at: number) => {
    try {
      const header = new Header(tar, at)
      if (header.cksumValid) return header
    } catch {
      // The archive ends before it, or it has numbers that no file has.
    }
    throw new ArchiveRefused('cache-foreign')
  }

  let at = 0
  let header = headerAt(at)
  if (header.type === 'ExtendedHeader') {
    const records = tar.subarray(at + BLOCK, at + BLOCK + (header.size ?? 0)).toString('latin1')
    if (!records.split('\n').slice(0, -1).every(isHarmless) || !records.endsWith('\n'))
      throw new ArchiveRefused('cache-foreign')
    at += BLOCK + wholeBlocks(records.length)
    header = headerAt(at)
  }

  const { path, type, size = -1, linkpath } = header
  const isOurs = path === ENTRY_FILE && (type === 'File' || type === 'OldFile') && !linkpath
  const end = at + BLOCK + size
  if (!isOurs || size < 0 || size > MOST_FILE_BYTES || end > tar.length)
    throw new ArchiveRefused('cache-foreign')

  const isOnlyMember = tar.subarray(end).every(byte => byte === 0)
  if (!isOnlyMember) throw new ArchiveRefused('cache-foreign')
  return tar.subarray(at + BLOCK, end)
}

const isHarmless = (record: string) => HARMLESS_RECORD.test(record)
const wholeBlocks = (bytes: number) => Math.ceil(bytes / BLOCK) * BLOCK

/** zlib stops at the limit by itself, so a bomb costs a megabyte, whatever it would grow to. */
async function decompress(archive: Buffer): Promise<Buffer> {
  const limits = { maxOutputLength: MOST_ARCHIVE_BYTES }
  try {
    if (archive.readUInt16BE(0) === 0x1f8b) return await promisify(zlib.gunzip)(archive, limits)
    // Part of the runner's Node 24, of Node 22 since 22.15, and not of Node 20.
    if (archive.readUInt32LE(0) === 0xfd2fb528 && zlib.zstdDecompress) {
      const params = { [zlib.constants.ZSTD_d_windowLogMax]: MOST_WINDOW_LOG }
      return await promisify(zlib.zstdDecompress)(archive, { ...limits, params })
    }
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE')
      throw new ArchiveRefused('cache-foreign')
  }
  throw new ArchiveRefused('cache-damaged')
}

const FAULTS = {
  'cache-damaged': {
    what: "The newest entry in the Actions cache was fetched, but can't be unpacked.",
    why: 'It was cut off or altered in the cache; the state of the login in it may be lost.',
    remedy:
      'Run the job again. If it stays so, log in once more (`mode: login`, or a new seed in `auth-json`): a newer login takes its place.',
  },
  'cache-foreign': {
    what: 'This action did not pack the entry in the Actions cache: it has other files in it, or is far too large.',
    why: 'Something else wrote it, perhaps to put its own files on this machine. Nothing was unpacked.',
    remedy: 'Find out what wrote it, and delete it.',
  },
} as const

/** `cache-damaged`: cut off or altered, and may have been ours. `cache-foreign`: this action did not write it. */
export type ArchiveFault = keyof typeof FAULTS

/** An entry's archive can't be used. */
export class ArchiveRefused extends ActionError {
  override readonly name = 'ArchiveRefused'
  declare readonly code: ArchiveFault

  constructor(code: ArchiveFault) {
    super(code, FAULTS[code])
  }
}
