import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { ActionError } from '../system/errors.js'
import { isWithin, realFile } from '../system/files.js'

export interface TempRequest {
  /** RUNNER_TEMP. */
  readonly temp: string
  /** Where the run works: the working directory and the workspace. */
  readonly work: readonly string[]
  /** Other directories that commands need: their own for temporary files, the home directory, those of PATH. */
  readonly needed: readonly string[]
}

/** Names of the runner's, actions/checkout's and our own files in RUNNER_TEMP. */
const OF_THE_RUNNER = /^_|^codex-|^git-credentials-|^[\da-f]{8}-[\da-f]{4}-|\.(sh|bash|ps1|cmd|bat|py)$/i
/** Linux limits one argument to 128 KB. The whole profile is one argument, and longer than the paths in it. */
const MOST_BYTES = 48 * 1024

/**
 * The absolute paths of RUNNER_TEMP that are denied: the directory itself if the run needs nothing in it, so that later
 * files are hidden too; otherwise everything that is in it now. It has the scripts of earlier `run:` steps, with the
 * secrets that were put into their text, and the tokens of actions/checkout.
 * @throws TempCrowded
 */
export async function deniedOfTemp({ temp, work, needed }: TempRequest): Promise<string[]> {
  const real = await realFile(temp)
  const kept = await Promise.all([...work, ...needed].map(realFile))
  const isWorkplace = (await Promise.all(work.map(realFile))).includes(real)
  const denied = isWorkplace
    ? (await entriesOf(real)).filter(name => OF_THE_RUNNER.test(name)).map(name => join(real, name))
    : await deniedBelow(real, kept)
  if (Buffer.byteLength(denied.join()) > MOST_BYTES) throw new TempCrowded(temp, denied.length)
  return denied
}

async function deniedBelow(directory: string, kept: readonly string[]): Promise<string[]> {
  if (!kept.some(path => isWithin(path, directory))) return [directory]
  const below = (await entriesOf(directory)).map(async name => {
    const path = join(directory, name)
    return kept.includes(path) ? [] : deniedBelow(path, kept)
  })
  return (await Promise.all(below)).flat()
}

/** Without links: their targets are hidden where they are. */
const entriesOf = async (directory: string): Promise<string[]> => {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => [])
  return entries.filter(entry => !entry.isSymbolicLink()).map(({ name }) => name)
}

/**
 * The directories in RUNNER_TEMP in which an earlier step has installed programs, by PATH: all of what was installed,
 * which finds its libraries beside the programs.
 */
export function installedIn(temp: string, path: string, delimiter: string): string[] {
  return path.split(delimiter).flatMap(entry => {
    const [name] = relative(temp, entry).split(sep)
    return entry !== temp && isWithin(entry, temp) && name && !OF_THE_RUNNER.test(name)
      ? join(temp, name)
      : []
  })
}

/** RUNNER_TEMP holds too many entries to deny each of them. */
export class TempCrowded extends ActionError {
  override readonly name = 'TempCrowded'

  constructor(temp: string, count: number) {
    super('temp-crowded', {
      what: `RUNNER_TEMP (${temp}) holds ${count} files and directories, and a directory in it is needed by the commands of the model.`,
      why: "RUNNER_TEMP may hold secrets of earlier steps, and so many entries can't be hidden one by one. Codex was not started.",
      remedy:
        'Move TMPDIR, the workspace and `working-directory` out of RUNNER_TEMP, so that all of it can be hidden. Or delete what earlier steps left in it.',
    })
  }
}
