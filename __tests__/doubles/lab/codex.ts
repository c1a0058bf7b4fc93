import { spawnSync } from 'node:child_process'
import {
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { type Target, targetFor } from '../../../src/codex/install/native.js'
import { labFolder } from './folder.js'

/** The real Codex that the tests drive, in a place from which the action takes programs. */
export interface LabCodex {
  readonly version: string
  /** The unpacked npm package for this platform, with all that Codex needs beside its executable. */
  readonly directory: string
  /** The native executable, without npm's script before it. */
  readonly executable: string
  /** The directory of the executable, for PATH. */
  readonly bin: string
}

const known = new Map<string, LabCodex>()

/**
 * The one place that says which Codex the tests drive: the one of the devDependencies, which is the action's default, or
 * the one that CODEX_UNDER_TEST names. That is the path of an executable or of an unpacked npm package for this platform.
 *
 * Gives Codex a place in the lab folder: the repository may be below a folder for temporary files, and from there the
 * action takes no program. The files are hard links to the original's, or copies where that can't be. The place is made
 * once for each version, by any number of processes at once.
 * @throws if there is no Codex for this platform, or if the lab has no folder
 */
export function labCodex(): LabCodex {
  const named = process.env.CODEX_UNDER_TEST
  return named ? provided(`under-test ${named}`, target => packageAt(named, target)) : installedCodex()
}

/** The Codex of the devDependencies, whatever CODEX_UNDER_TEST says: for tests of how the default version is installed. */
export const installedCodex = (): LabCodex => provided('installed', installedFor)

/** The native executable that the tests drive. */
export const codexBinary = (): string => labCodex().executable

const STAGING = '.codex-staging-'

/** Where a Codex comes from: the files that belong to it, by their path in an npm package for this platform. */
interface Origin {
  readonly version: string
  /** A whole package, or an executable alone. */
  readonly package: string | { readonly executable: string }
}

function provided(key: string, find: (target: Target) => Origin): LabCodex {
  const codex = known.get(key) ?? provide(find)
  known.set(key, codex)
  return codex
}

function provide(find: (target: Target) => Origin): LabCodex {
  const target = targetFor(process.platform, process.arch)
  const { version, package: origin } = find(target)
  const original = typeof origin === 'string' ? executableIn(origin, target) : origin.executable
  const { size, ino } = statSync(original)
  const folder = labFolder()
  const directory = join(folder, `codex-${version}-${size}-${ino}`)
  const executable = executableIn(directory, target)

  const isThere = () => statSync(executable, { throwIfNoEntry: false })?.size === size
  const fill = (staging: string) => {
    if (typeof origin === 'string') return mirror(origin, staging)
    mkdirSync(dirname(executableIn(staging, target)), { recursive: true })
    linkOrCopy(original, executableIn(staging, target))
  }
  if (!isThere()) make(fill, directory, isThere)

  // Whoever cleans up sees by this that it is in use.
  const now = new Date()
  utimesSync(directory, now, now)
  removeUnused(folder, directory)
  return { version, directory, executable, bin: dirname(executable) }
}

/** What CODEX_UNDER_TEST names; its version is the one that it tells. */
function packageAt(named: string, target: Target): Origin {
  const path = realpathSync(named)
  const isDirectory = statSync(path).isDirectory()
  const executable = isDirectory ? executableIn(path, target) : path
  const above = isDirectory ? path : resolve(path, '../../../..')
  const isPackage = executableIn(above, target) === executable
  // Even `--version` leaves files in a CODEX_HOME that can exist.
  const env = { PATH: process.env.PATH, CODEX_HOME: '/dev/null/none' }
  const { stdout, error } = spawnSync(executable, ['--version'], { env, encoding: 'utf8', timeout: 60_000 })
  const version = /^codex-cli (\S+)$/m.exec(stdout ?? '')?.[1]
  if (version === undefined)
    throw new Error(`CODEX_UNDER_TEST names no Codex for ${target.name}: ${named} (${error ?? stdout}).`)
  return { version, package: isPackage ? above : { executable } }
}

/** The package that npm has chosen for this platform, wherever it is. */
function installedFor({ name }: Target): Origin {
  try {
    const script = createRequire(import.meta.url).resolve('@openai/codex/package.json')
    const manifest = createRequire(script).resolve(`@openai/codex-${name}/package.json`)
    const { version } = JSON.parse(readFileSync(script, 'utf8'))
    return { version, package: dirname(manifest) }
  } catch {
    throw new Error(`node_modules has no Codex for ${name}: run \`npm ci\`.`)
  }
}

const executableIn = (directory: string, { triple, executable }: Target) =>
  join(directory, 'vendor', triple, 'bin', executable)

/** Makes the directory beside its place and renames it, so that nobody finds half of it. */
function make(fill: (staging: string) => void, directory: string, isThere: () => boolean): void {
  const staging = mkdtempSync(join(dirname(directory), STAGING))
  try {
    fill(staging)
    putInPlace(staging, directory, isThere)
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

/** A rename never replaces a directory that holds something: that of a faster process stays, a damaged one goes. */
function putInPlace(staging: string, directory: string, isThere: () => boolean): void {
  try {
    renameSync(staging, directory)
  } catch (error) {
    if (isThere()) return
    if (!statSync(directory, { throwIfNoEntry: false })) throw error
    rmSync(directory, { recursive: true, force: true })
    renameSync(staging, directory)
  }
}

/** Makes directories and symbolic links once more, and gives each file a second name. */
function mirror(from: string, to: string): void {
  const found = lstatSync(from)
  if (found.isSymbolicLink()) symlinkSync(readlinkSync(from), to)
  else if (!found.isDirectory()) linkOrCopy(from, to)
  else {
    mkdirSync(to, { recursive: true })
    for (const name of readdirSync(from)) mirror(join(from, name), join(to, name))
  }
}

/** A hard link needs one file system, and on Linux a file of one's own (`fs.protected_hardlinks`). */
export function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to, constants.COPYFILE_FICLONE)
  }
}

const DAY_MS = 24 * 60 * 60_000

/** Removes other versions, and what killed runs left, once nobody has used it for a day. */
function removeUnused(folder: string, inUse: string): void {
  for (const name of readdirSync(folder)) {
    if (name === basename(inUse)) continue
    const path = join(folder, name)
    try {
      if (Date.now() - statSync(path).mtimeMs > DAY_MS) rmSync(path, { recursive: true, force: true })
    } catch {
      // Another process removes it as well, or a test's other user owns a part of it.
    }
  }
}
