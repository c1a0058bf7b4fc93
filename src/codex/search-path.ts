import { tmpdir } from 'node:os'
import { delimiter, isAbsolute } from 'node:path'
import { isWithin, realFile } from '../system/files.js'

/**
 * PATH without what the model's commands may write, and what is left out: Codex starts git by it outside of the
 * sandbox, with each thread and at the end of each turn (tried with 0.169.0).
 * @param open directories that they may write, beside those for temporary files
 */
export async function guardedPath(
  path: string,
  open: readonly string[],
): Promise<{ readonly path: string; readonly dropped: readonly string[] }> {
  const writable = await Promise.all([...open, tmpdir(), '/tmp', '/var/tmp'].map(realFile))
  const entries = await Promise.all(
    path.split(delimiter).map(async entry => {
      const real = await realFile(entry)
      return { entry, safe: isAbsolute(entry) && !writable.some(place => isWithin(real, place)) }
    }),
  )
  return {
    path: entries.flatMap(({ entry, safe }) => (safe ? entry : [])).join(delimiter),
    dropped: entries.flatMap(({ entry, safe }) => (safe ? [] : entry)),
  }
}
