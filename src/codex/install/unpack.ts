import { mkdir, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type CodexUnavailable, strangeEntry, tooLarge } from './unavailable.js'

const MEGABYTE = 2 ** 20
/** Five times what Codex 0.171.0 has. */
const MOST_BYTES = 2 ** 31
/** A hundred times what Codex 0.171.0 has. Empty files fill a disk too, and the memory of this process. */
const MOST_ENTRIES = 5000
const PLAIN: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile', 'Directory'])

/**
 * Unpacks a package as it comes, so its bytes are not verified yet: only files and directories may be in it, nothing that
 * leads out, and no more than a disk can hold. The caller may use none of it before its sha512 is known to be right.
 * @param into a directory that is made, a new one for each try: tar may still write in it a moment after a failure
 * @throws CodexUnavailable, or what the disk or the tarball's source throws
 */
export async function unpack(tarball: AsyncIterable<Buffer>, into: string): Promise<void> {
  const { extract } = await import('tar')
  await mkdir(into)
  // tar's own gunzip goes by 16 KB: 415 MB took it 2.7 s, and in pieces of 1 MB they take 1.5 s.
  const unzip = createGunzip({ chunkSize: MEGABYTE })
  let refusal: CodexUnavailable | undefined
  const refuse = (reason: CodexUnavailable) => {
    refusal ??= reason
    unzip.destroy(refusal)
  }
  let [bytes, entries] = [0, 0]
  const files = extract({
    cwd: into,
    strip: 1,
    strict: true,
    preserveOwner: false,
    noMtime: true, // npm's date is 1985: whoever tidies up old files would take it for one
    // What is thrown in here would be lost between tar's streams.
    filter: (name, entry) => {
      const plain = 'type' in entry && PLAIN.has(entry.type) && !/^[\\/]|(^|[\\/])\.\.([\\/]|$)/.test(name)
      if (!plain) refuse(strangeEntry(name))
      bytes += entry.size
      entries += 1
      if (bytes > MOST_BYTES) refuse(tooLarge(`${MOST_BYTES / 2 ** 30} GB of files`))
      if (entries > MOST_ENTRIES) refuse(tooLarge(`${MOST_ENTRIES} files`))
      return refusal === undefined
    },
  })
  try {
    await pipeline(tarball, unzip, files)
  } catch (error) {
    // Closes the file that tar has open, which would take room on the disk even when it is deleted.
    files.on('error', () => undefined).end()
    await rm(into, { recursive: true, force: true }).catch(() => undefined)
    throw refusal ?? error
  }
  if (refusal !== undefined) throw refusal
}
