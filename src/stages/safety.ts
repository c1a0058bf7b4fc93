import { readdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { assertKeepsBounds } from '../codex/arguments.js'
import type { Codex } from '../codex/process.js'
import { assertSandbox, type Permissions, permissionArguments, type Sandbox } from '../codex/sandbox.js'
import { InputError, type Inputs } from '../inputs.js'
import { authFileIn } from '../session/auth-file.js'
import { configuredHome } from '../stores/place.js'
import { exists, realFile } from '../system/files.js'
import type { Stage } from './stage.js'

/** How `codex exec` is run: by whom, and with the arguments that hold it to its bounds. */
export interface Secured {
  readonly codex: Codex
  readonly permissions: readonly string[]
}

/**
 * Keeps the login out of the model's reach as `safety-strategy` says, and proves it. Throws before Codex is started where it can't be done.
 */
export async function secure(
  stage: Stage,
  inputs: Inputs,
  codex: Codex,
  { workingDirectory, args }: { readonly workingDirectory: string; readonly args: readonly string[] },
): Promise<Secured> {
  const strategy = inputs['safety-strategy']
  const base = baseOf(inputs)
  if (strategy === 'unsafe') {
    stage.log.warning('safety-strategy: unsafe: the commands that the model runs may read the login.')
    const permissions =
      'sandbox' in base
        ? ['--sandbox', base.sandbox]
        : ['-c', `default_permissions=${JSON.stringify(base.profile)}`]
    return { codex, permissions }
  }
  assertKeepsBounds(args)
  if (process.platform === 'win32')
    throw new InputError(
      'safety-strategy',
      `is "${strategy}", which needs a sandbox that Codex does not have on Windows`,
      'Run the job on Linux or macOS, or, for a prompt that you trust completely, give `unsafe`.',
    )
  const { allowUserNamespaces } = await import('../codex/user-namespaces.js')
  await allowUserNamespaces(stage.env, stage.log.info)
  if (strategy === 'drop-sudo') await (await import('../codex/drop-sudo.js')).dropSudo(stage.log.info)
  const own = strategy === 'unprivileged-user' ? await ofOtherUser(stage, inputs, codex) : codex
  // What lies in the home of the job's user is no other user's to look at, nor for the sandbox to find there.
  const denied = own.user ? [authFileIn(own.home)] : await outOfReach(stage, inputs, codex.home)
  const permissions: Permissions = { base, denied }
  await assertSandbox(own, permissions, { file: authFileIn(own.home), cwd: workingDirectory })
  return { codex: own, permissions: permissionArguments(permissions) }
}

/** The same Codex as `codex-user`, with a copy of the login that only that user can read, and no later one. */
async function ofOtherUser(stage: Stage, inputs: Inputs, codex: Codex): Promise<Codex> {
  const { openOtherUser, giveAuth } = await import('../codex/other-user.js')
  const name = inputs['codex-user']
  if (name === undefined)
    throw new InputError(
      'codex-user',
      'is missing',
      'Name the user as whom Codex is to run, or use another `safety-strategy`.',
    )
  const user = await openOtherUser(name, codex.home)
  stage.state.set('otherUser', user)
  await giveAuth(user, await readFile(authFileIn(codex.home)))
  stage.log.info(`Codex runs as the user ${name}.`)
  return { ...codex, home: user.home, user }
}

function baseOf(inputs: Inputs): Permissions['base'] {
  const { sandbox, 'permission-profile': profile, 'safety-strategy': strategy } = inputs
  if (profile !== undefined && sandbox !== undefined)
    throw new InputError('permission-profile', 'is given beside `sandbox`', 'Give one of the two.')
  const wanted: Sandbox = strategy === 'read-only' ? 'read-only' : (sandbox ?? 'workspace-write')
  return profile === undefined ? { sandbox: wanted } : { profile }
}

/**
 * What no command of the model may read or write: this job's login and what Codex remembers beside it, those of
 * other jobs and of the machine's user, the files by which the runner takes commands, and its own credentials.
 */
async function outOfReach({ env }: Stage, inputs: Inputs, home: string): Promise<string[]> {
  const user = env.HOME ?? homedir()
  const homes = [...new Set([home, configuredHome(inputs['codex-home'], env), join(user, '.codex')])]
  const temp = env.RUNNER_TEMP
  // RUNNER_TEMP is `_work/_temp` in the directory of the runner's agent (actions/runner, HostContext.GetDirectory).
  const agent = temp && resolve(temp, '..', '..')
  const paths = [
    ...(
      await Promise.all(
        homes.map(async directory => [authFileIn(directory), await realFile(authFileIn(directory))]),
      )
    ).flat(),
    ...['sessions', 'archived_sessions', 'history.jsonl', 'auth.lease'].map(name => join(home, name)),
    join(user, '.codex-auth-action', '*', 'auth.json'),
    ...commandFiles(env),
    ...(temp
      ? (await readdir(temp).catch(() => []))
          .filter(name => name.startsWith('codex-auth-'))
          .map(name => join(temp, name))
      : []),
    ...(agent
      ? ['.credentials', '.credentials_rsaparams', '.credentials_migrated', '.env', '_diag'].map(name =>
          join(agent, name),
        )
      : []),
  ]
  // Where all of the disk is writable, bubblewrap makes what it is to deny and is not there, and fails (tried with 0.169.0).
  const there = await Promise.all(paths.map(path => path.includes('*') || exists(path)))
  return paths.filter((path, at) => there[at] && paths.indexOf(path) === at)
}

/** GITHUB_ENV and its like lie in one directory, `_runner_file_commands`. */
function commandFiles(env: Stage['env']): string[] {
  const files = ['GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']
  return files.flatMap(name => env[name] || []).map(file => dirname(file))
}
