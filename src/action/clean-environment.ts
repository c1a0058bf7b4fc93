import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { addedDirectories } from '../codex/exec/added-directories.js'
import { parseCodexArgs } from '../codex/exec/arguments.js'
import { configuredHome } from '../keeper/codex-home.js'
import { exportVariable } from '../report/sink.js'
import { ActionError, InputError } from '../system/errors.js'
import { exists, isWithin } from '../system/files.js'
import { Writable, writablePlaces } from '../system/writable.js'
import { cleanEnvironment } from '../trust/environment/clean.js'
import { isAuthority, isLoadedAtStart } from '../trust/environment/kinds.js'
import type { Stage } from './stage.js'
import type { Task } from './task.js'

/**
 * Cleans the environment of this process, once at the start of a stage. Every program that we or a library start after
 * that has a search path and an environment that the model could not write.
 * Main keeps the places that it knew for post, whose inputs may be another step's (docs/facts, "Stages").
 * @returns what was taken away or shortened, as it was
 * @throws UnsafeEnvironment in pre and main; post has a login to store, whatever its environment is
 */
export async function cleanStage(stage: Stage, task?: Task): Promise<Record<string, string>> {
  const cwd = process.cwd()
  const known = stage.name === 'post' ? (stage.state.get('writable') ?? []) : named(stage, cwd, task)
  const places = writablePlaces(stage.env, cwd, known)
  const { env, dropped, changed, refused } = await cleanEnvironment(stage.env, places)

  if (stage.name !== 'post') await assertOwnConfiguration(stage, places)
  const [name] = refused
  if (name !== undefined && stage.name !== 'post') throw new UnsafeEnvironment(name, places)
  if (stage.name === 'main') stage.state.set('writable', places)

  const given = Object.fromEntries(changed.map(name => [name, stage.env[name] ?? '']))
  for (const name of changed) replace(stage, name, env[name] ?? substituteOf(name))
  // Windows looks in the current directory before PATH, unless this is set.
  if (process.platform === 'win32') replace(stage, 'NoDefaultCurrentDirectoryInExePath', '1')
  // The dynamic linker and Node read these before any code of ours: the next stage must start without them.
  const later = stage.name === 'post' ? [] : changed.filter(isLoadedAtStart)
  for (const name of later) exportVariable(name, env[name] ?? (await absent(name)))

  tell(stage, { dropped, later, authorities: changed.filter(isAuthority) })
  return given
}

interface Told {
  readonly dropped: readonly string[]
  /** Names of what later steps get without it, too. */
  readonly later: readonly string[]
  /** Names of variables by which a file with certificates was given. */
  readonly authorities: readonly string[]
}

function tell({ log }: Stage, { dropped, later, authorities }: Told): void {
  if (dropped.length === 0) return
  const too = later.length === 0 ? '' : `; and later steps get the cleaned value: ${later.join(', ')}`
  log.info(
    `Not used by programs that this action starts, because the model may write there: ${dropped.join(', ')}${too}`,
  )
  if (authorities.length > 0)
    log.info(
      `Certificates that you trust must be kept where the model can't write: copy them out of the workspace in a step before, such as to the home directory, and name the copy in ${authorities.join(', ')}. Later steps still get what the job says.`,
    )
}

/**
 * The value that later steps get for a variable of which nothing is left. The runner can't unset a variable. Most of these
 * count as not set when they are empty (ld.so(8), Node's documentation). But an empty OPENSSL_CONF takes the system's
 * configuration away, and an empty fallback of the linker takes its default away (dyld(1)).
 */
async function absent(name: string): Promise<string> {
  if (name === 'DYLD_FALLBACK_LIBRARY_PATH') return '/usr/local/lib:/usr/lib'
  if (name === 'DYLD_FALLBACK_FRAMEWORK_PATH') return '/Library/Frameworks:/System/Library/Frameworks'
  if (name !== 'OPENSSL_CONF') return ''
  for (const file of OPENSSL_CONFIGURATIONS) if (await exists(file)) return file
  return ''
}

/** Where Debian, Fedora, Alpine and macOS have it. */
const OPENSSL_CONFIGURATIONS = [
  '/etc/ssl/openssl.cnf',
  '/etc/pki/tls/openssl.cnf',
  '/private/etc/ssl/openssl.cnf',
]

/** The directories outside of the workspace that the inputs open to the model's commands. */
function named({ env }: Stage, cwd: string, task: Task | undefined): string[] {
  const directory = task?.workingDirectory ?? env['INPUT_WORKING-DIRECTORY']?.trim()
  const args = task?.args ?? argsOf(env)
  const base = resolve(cwd, directory || '.')
  // A directory in the workspace is covered by it, and main refuses a link that leads out of it.
  const own = isWithin(base, cwd) ? [] : [base]
  return [...own, ...addedDirectories(args, base)]
}

/** Codex starts what its config.toml names, such as MCP servers, outside of the sandbox. Throws `InputError`. */
async function assertOwnConfiguration({ env }: Stage, places: readonly string[]): Promise<void> {
  const home = configuredHome(env['INPUT_CODEX-HOME']?.trim() || undefined, env)
  const file = join(home, 'config.toml')
  if (!(await exists(file)) || !(await (await Writable.of(places)).holds(file))) return
  throw new InputError(
    'codex-home',
    `(or CODEX_HOME) leads to ${home}, where commands of the model can write, and has a config.toml`,
    'Codex would start the programs that it names, outside of the sandbox. Use a directory outside of the workspace and of the directories for temporary files.',
  )
}

/** Empty if they can't be read: main reports that. */
function argsOf(env: Stage['env']): string[] {
  try {
    return parseCodexArgs(env['INPUT_CODEX-ARGS'] ?? '')
  } catch {
    return []
  }
}

/** Post refuses nothing: it replaces a home that the model may write by the one that the system knows. */
function substituteOf(name: string): string | undefined {
  if (!/^(HOME|USERPROFILE)$/i.test(name)) return undefined
  try {
    return userInfo().homedir
  } catch {
    return undefined // a user that the system does not know, as in some containers
  }
}

function replace({ env }: Stage, name: string, value: string | undefined): void {
  for (const target of new Set([process.env, env as Record<string, string | undefined>]))
    if (value === undefined) delete target[name]
    else target[name] = value
}

/** A variable that can't be left out leads to where the model may write. Thrown before anything is started. */
export class UnsafeEnvironment extends ActionError {
  override readonly name = 'UnsafeEnvironment'

  constructor(variable: string, places: readonly string[]) {
    const isNode = variable === 'NODE_OPTIONS'
    super('unsafe-environment', {
      what: `The variable ${variable} names a place that commands of the model can write.`,
      why: isNode
        ? 'Node loads it at the end of this job, before any code of this action. It would run what the model left there, with the login and the tokens of this job. Nothing was started.'
        : 'git, Codex and other programs that this action starts outside of the sandbox read their configuration there. They would run what the model left there. Nothing was started.',
      remedy: isNode
        ? 'Unset it for this job, or give an absolute path outside of the workspace.'
        : `Set ${variable} to a directory that the model can't write. It can write: ${places.join(', ')}.`,
    })
  }
}
