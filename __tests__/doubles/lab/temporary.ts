import { accessSync, chmodSync, constants, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'

let made: string | undefined

/**
 * Makes one folder for all that this process and its children make for a time, and sets TMPDIR to it: the user's own
 * may be anywhere, even above the labs.
 */
export function makeTemporary(): void {
  const parent = [tmpdir(), '/tmp', '/var/tmp'].find(serves)
  if (parent === undefined) throw new Error('The tests need a folder for temporary files: set TMPDIR to one.')

  made = mkdtempSync(join(realpathSync(parent), 'lab-'))
  chmodSync(made, 0o1777)
  process.env.TMPDIR = made
}

export function removeTemporary(): void {
  if (made) rmSync(made, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}

/** The longest path, in bytes, below which programs such as gpg-agent can still have a socket (108 bytes, unix(7)). */
const LONGEST_PATH = 40

function serves(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    const real = realpathSync(folder)
    const isShort = Buffer.byteLength(real) <= LONGEST_PATH
    return isAbsolute(folder) && isShort && (process.getuid?.() !== 0 || isOpen(real))
  } catch {
    return false
  }
}

/** Tests that root runs have processes of other users, who must get there. */
const isOpen = (folder: string): boolean =>
  (statSync(folder).mode & 0o001) !== 0 && (folder === dirname(folder) || isOpen(dirname(folder)))
