import { realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** The absolute path without links. The part that doesn't exist yet keeps its name. */
export function realPathOf(path: string): string {
  const absolute = resolve(path)
  try {
    return realpathSync(absolute)
  } catch {
    const parent = dirname(absolute)
    return parent === absolute ? absolute : join(realPathOf(parent), absolute.slice(parent.length))
  }
}
