import { mkdir, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type CodexUnavailable, strangeEntry, tooLarge } from './unavailable.js'

const MEGABYTE = 2 ** 20
/** Five times what Codex 0.171.0 has. */
const MOST_BYTES = 2 ** 31
const PLAIN: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile', 'Directory'])

/**
 * Unpacks a package as it comes, so its bytes are not verified yet: only files and directories may be in it, nothing that
 * leads out, and no more than a disk can hold. The caller may use none of it before its sha512 is known to be right.
 * @param into a directory that is made; what an earlier try left there is removed
 * @throws CodexUnavailable, or what the disk or the tarball's source throws
 */
export async function unpack(tarball: AsyncIterable<Buffer>, into: string): Promise<void> {
  const { extract } = await import('tar')
  await rm(into, { recursive: true, force: true })
  await mkdir(into)
  let refusal: CodexUnavailable | undefined
  let bytes = 0
  const files = extract({
    cwd: into,
    strip: 1,
    strict: true,
    preserveOwner: false,
    noMtime: true, // npm's date is 1985: whoever tidies up old files would take it for one
    // What is thrown in here would be lost between tar's streams.
    filter: (name, entry) => {
      const plain = 'type' in entry && PLAIN.has(entry.type) && !/^[\\/]|(^|[\\/])\.\.([\\/]|$)/.test(name)
      if (!plain) refusal ??= strangeEntry(name)
      bytes += entry.size
      if (bytes > MOST_BYTES) refusal ??= tooLarge(MOST_BYTES)
      return refusal === undefined
    },
  })
  // tar's own gunzip goes by 16 KB: 415 MB took it 2.7 s, and in pieces of 1 MB they take 1.5 s.
  const work = pipeline(tarball, createGunzip({ chunkSize: MEGABYTE }), files)
  await work.catch((error: unknown) => {
    throw refusal ?? error
  })
  if (refusal !== undefined) throw refusal
}
