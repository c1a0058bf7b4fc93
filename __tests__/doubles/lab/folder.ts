import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endsWithContainer, surroundings } from '../../../src/system/container.js'
import { isWithin } from '../../../src/system/files.js'
import { realPathOf } from '../../../src/system/real-path.js'

const NAME = 'codex-auth-action-lab'

/** Where the action knows temporary files to be: the stages of a runner double get no TMPDIR. */
const TEMPORARY = ['/tmp', '/var/tmp']

/** The folder for temporary files, of those that stages know, that a path leads into. */
export const temporaryFolderOf = (path: string): string | undefined =>
  TEMPORARY.find(place => isWithin(realPathOf(path), realPathOf(place)))

/** The root of the repository, where the model of no lab may work; compiled, this file is in `build/`. */
const REPOSITORY = fileURLToPath(new URL('../../../..', import.meta.url))

/**
 * The user's folder for everything that must not be below a folder for temporary files, where the action refuses a
 * CODEX_HOME and drops programs from PATH, nor in this repository, whose git Codex would find. All links are
 * resolved. It is made, and is never removed.
 * @throws where this user has no such folder
 */
export function labFolder(): string {
  const refused: string[] = []
  for (const folder of candidates()) {
    const why = problemWith(folder)
    if (why === undefined) return realpathSync(folder)
    refused.push(`${folder} ${why}`)
  }

  throw new Error(
    [
      `The tests have no folder to work in: ${refused.join('; ')}.`,
      'The action uses no login and no program in a folder for temporary files, so the tests need another folder.',
      'Set HOME to a directory that you may write and that is not below /tmp, /var/tmp or this repository.',
      'In a container, mount a volume there: the action keeps no login in a part of the container.',
    ].join('\n'),
  )
}

/** Below the home that the environment names, then below the one that the system knows. */
function candidates(): string[] {
  const homes = [homedir(), homeOfUser()].filter(isAbsolute)
  const folders = homes.flatMap(home => [join(home, '.cache', NAME), join(home, `.${NAME}`)])
  return [...new Set(folders)]
}

/** A container may run as a user that its system doesn't know. */
function homeOfUser(): string {
  try {
    return userInfo().homedir
  } catch {
    return ''
  }
}

/** Why the labs can't be there, to be read after the folder's name. Makes the folder where it may. */
function problemWith(folder: string): string | undefined {
  const temporary = temporaryFolderOf(folder)
  if (temporary !== undefined) return `is below ${temporary}`
  if (isWithin(realPathOf(folder), realPathOf(REPOSITORY))) return 'is in this repository'
  if (endsWithContainer(folder, surroundings())) return 'is a part of this container'

  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    return `cannot be written (${(error as NodeJS.ErrnoException).code})`
  }
}
