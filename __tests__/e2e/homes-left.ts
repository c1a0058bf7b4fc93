import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Lab } from './lab.js'

/** The directory of the jobs' own homes on the host of a lab. */
export const homesOf = ({ dir }: Lab): string => join(dir, 'home', '.codex-auth-action')

/** The logins in those homes, and the records of whose they are. */
export async function filesLeft(lab: Lab): Promise<string[]> {
  const homes = await readdir(homesOf(lab)).catch(() => [])
  const files = await Promise.all(homes.map(home => readdir(join(homesOf(lab), home))))
  return files
    .flat()
    .filter(name => /^(auth|owner)\.json(\.age)?$/.test(name))
    .sort()
}
