import { access, constants, mkdir, readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { helperPlaces } from '../codex/sandbox.js'
import type { Inputs } from '../inputs.js'
import { authFileIn } from '../session/auth-file.js'
import { configuredHome } from '../stores/place.js'
import { exists, isWithin, realFile } from '../system/files.js'
import type { Stage } from './stage.js'

/**
 * What no command of the model may read or write, none of it within another: this job's CODEX_HOME (`home`, behind
 * all links), those of other jobs and of the machine's user, the files by which the runner takes commands, and its
 * own credentials.
 */
export async function outOfReach(
  { env }: Stage,
  inputs: Inputs,
  home: string,
  workingDirectory: string,
): Promise<string[]> {
  const user = env.HOME ?? homedir()
  const ofJobs = join(user, '.codex-auth-action')
  const others = [configuredHome(inputs['codex-home'], env), join(user, '.codex'), ofJobs]
  // What comes to be while a command runs is hidden only if its directory was there when the command started.
  for (const directory of [...helperPlaces(home), ...others])
    await mkdir(directory, { recursive: true, mode: 0o700 }).catch(() => undefined)
  const logins = await Promise.all([home, ...others].map(place => realFile(authFileIn(place))))
  const needed = await Promise.all([user, workingDirectory, env.RUNNER_TEMP ?? user].map(realFile))
  const places = [...(await Promise.all(others.map(realFile))), ...logins.map(dirname)]
  // What the commands themselves need can't be hidden whole.
  const narrow = (place: string) =>
    place !== home && needed.some(path => isWithin(path, place)) ? authFileIn(place) : place
  const hidden = [home, ...places.map(narrow), ...(await ofTheRunner(env))]
  // Where all of the disk is writable, bubblewrap makes what it is to deny and is not there, and fails (tried with 0.169.0).
  const there = await Promise.all(hidden.map(exists))
  const denied = [...new Set(hidden.filter((_, at) => there[at]))]
  return denied.filter(path => !denied.some(other => other !== path && isWithin(path, other)))
}

/** The files by which it takes commands, ours in its temp directory, and its agent's own secrets and logs. */
async function ofTheRunner(env: Stage['env']): Promise<string[]> {
  const files = ['GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']
  // They lie in one directory, `_runner_file_commands`.
  const commands = files.flatMap(name => env[name] || []).map(file => dirname(file))
  const temp = env.RUNNER_TEMP
  if (!temp) return commands
  const ours = (await readdir(temp).catch(() => [])).filter(name => name.startsWith('codex-auth-'))
  // RUNNER_TEMP is `_work/_temp` in the directory of the runner's agent (actions/runner, HostContext.GetDirectory).
  const agent = ['.credentials', '.credentials_rsaparams', '.credentials_migrated', '.env', '_diag']
  return [
    ...commands,
    ...ours.map(name => join(temp, name)),
    ...agent.map(name => resolve(temp, '..', '..', name)),
  ]
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
