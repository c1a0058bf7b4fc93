import { access, constants, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { addedDirectories } from '../codex/exec/added-directories.js'
import { parseCodexArgs } from '../codex/exec/arguments.js'
import { helperPlaces } from '../codex/exec/helper-places.js'
import { configuredHome } from '../keeper/codex-home.js'
import type { Stage } from '../keeper/stage.js'
import { authFileIn, replacedFileIn } from '../login/auth-file.js'
import { exists, isWithin, realFile } from '../system/files.js'
import { userHome } from '../system/user-path.js'
import type { Inputs } from './inputs.js'
import { deniedOfTemp, installedIn } from './runner-temp.js'

/**
 * What no command of the model may read or write, none of it within another: this job's CODEX_HOME (`home`, behind
 * all links), those of other jobs and of the machine's user, RUNNER_TEMP, the files by which the runner takes commands,
 * and its own credentials.
 */
export async function outOfReach(
  { env }: Stage,
  inputs: Inputs,
  home: string,
  workingDirectory: string,
): Promise<string[]> {
  const user = userHome(env)
  const added = addedDirectories(parseCodexArgs(inputs['codex-args'] ?? ''), workingDirectory)
  const ofJobs = join(user, '.codex-auth-action')
  const others = [configuredHome(inputs['codex-home'], env), join(user, '.codex'), ofJobs]
  // A file that is created while a command runs is hidden only if its directory existed when the command started.
  for (const directory of [...helperPlaces(home), ...others])
    await mkdir(directory, { recursive: true, mode: 0o700 }).catch(() => undefined)
  const logins = await Promise.all([home, ...others].map(place => realFile(authFileIn(place))))
  const needed = await Promise.all([user, workingDirectory, env.TMPDIR || tmpdir()].map(realFile))
  const places = [...(await Promise.all(others.map(realFile))), ...logins.map(dirname)]
  // A directory that the commands themselves need can't be hidden whole.
  const narrow = (place: string) =>
    place !== home && needed.some(path => isWithin(path, place))
      ? [authFileIn(place), replacedFileIn(place)]
      : [place]
  const hidden = [
    home,
    ...places.flatMap(narrow),
    ...(await ofTheRunner(env, { user, workingDirectory, added })),
  ]
  // Where all of the disk is writable, bubblewrap makes what it is to deny and is not there, and fails
  // (docs/facts#whole-disk-writable).
  const there = await Promise.all(hidden.map(exists))
  const denied = [...new Set(hidden.filter((_, at) => there[at]))]
  return denied.filter(path => !denied.some(other => other !== path && isWithin(path, other)))
}

/** Its directory for temporary files, the files by which it takes commands, and its agent's own secrets and logs. */
async function ofTheRunner(
  env: Stage['env'],
  { user, workingDirectory, added }: { user: string; workingDirectory: string; added: readonly string[] },
): Promise<string[]> {
  const files = ['GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']
  const commands = files.flatMap(name => env[name] || []).map(file => dirname(file))
  const temp = env.RUNNER_TEMP
  if (!temp) return commands
  const hidden = await deniedOfTemp({
    temp,
    work: [workingDirectory, env.GITHUB_WORKSPACE || workingDirectory],
    needed: [user, env.TMPDIR || tmpdir(), ...added, ...installedIn(temp, env.PATH ?? '', delimiter)],
  })
  // RUNNER_TEMP is `_work/_temp` in the directory of the runner's agent (actions/runner, HostContext.GetDirectory).
  const agent = ['.credentials', '.credentials_rsaparams', '.credentials_migrated', '.env', '_diag']
  return [...commands, ...hidden, ...agent.map(name => resolve(temp, '..', '..', name))]
}

/** The directories above a path that this job's user could rename. */
export async function renamable(path: string): Promise<string[]> {
  const parent = dirname(path)
  if (parent === dirname(parent)) return []
  const writable = await access(dirname(parent), constants.W_OK).then(
    () => true,
    () => false,
  )
  return [...(await renamable(parent)), ...(writable ? [parent] : [])]
}
