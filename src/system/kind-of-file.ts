import type { Stats } from 'node:fs'

/** The kind of a file in words: `a directory`, `a named pipe`. */
export function kindOf(info: Stats): string {
  if (info.isFile()) return 'a file'
  if (info.isDirectory()) return 'a directory'
  if (info.isFIFO()) return 'a named pipe'
  return info.isSocket() ? 'a socket' : 'a device'
}
