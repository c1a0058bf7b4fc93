import { opendir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { readRegularFile } from '../../system/files.js'

/** A file that a Codex under check has left. */
export interface Left {
  /** Relative to the directory that was searched, with `/`. */
  readonly path: string
  readonly size: number
}

const MOST_FILES = 5000
/** Bytes: what a new CODEX_HOME has is about 1 MB (docs/facts §12). */
const MOST_BYTES = 64 * 1024 * 1024

/** All regular files below a directory. Links are not followed. */
export async function filesIn(directory: string): Promise<Left[]> {
  const found: Left[] = []
  const visit = async (at: string): Promise<void> => {
    const entries = await opendir(at).catch(() => undefined)
    if (!entries) return
    for await (const entry of entries) {
      if (found.length >= MOST_FILES) return
      const path = join(at, entry.name)
      if (entry.isDirectory()) await visit(path)
      else if (entry.isFile()) {
        const { size } = await stat(path).catch(() => ({ size: 0 }))
        found.push({ path: relative(directory, path).split('\\').join('/'), size })
      }
    }
  }
  await visit(directory)
  return found
}

/** The first file below a directory, but for the one that may, that has one of the texts. */
export async function fileWith(
  texts: readonly string[],
  { directory, but }: { readonly directory: string; readonly but: string },
): Promise<string | undefined> {
  for (const { path, size } of await filesIn(directory)) {
    const file = join(directory, path)
    if (file === but || size > MOST_BYTES) continue
    const bytes = await readRegularFile(file, { limit: MOST_BYTES }).catch(() => Buffer.alloc(0))
    if (texts.some(text => bytes.includes(text))) return path
  }
  return undefined
}
