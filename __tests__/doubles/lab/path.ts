import { basename, delimiter, isAbsolute } from 'node:path'
import { temporaryFolderOf } from './folder.js'

/**
 * PATH as a runner has it: without what npm puts before it for its scripts (`node_modules/.bin` of each directory
 * above, `node-gyp-bin`), and without what is below a folder for temporary files, which the action would drop.
 */
export function machinePath(path = process.env.PATH ?? '/usr/bin:/bin'): string {
  const isOfNpm = (entry: string) =>
    /[\\/]node_modules[\\/]\.bin[\\/]?$/.test(entry) || basename(entry) === 'node-gyp-bin'
  return path
    .split(delimiter)
    .filter(entry => isAbsolute(entry) && !isOfNpm(entry) && temporaryFolderOf(entry) === undefined)
    .join(delimiter)
}
