import { readdir } from 'node:fs/promises'
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

/**
 * Keeps the login out of the model's reach as `safety-strategy` says, and proves it. The arguments by which
 * `codex exec` is held to it. Throws before Codex is started where it can't be done.
 */
export async function secure(
  stage: Stage,
  inputs: Inputs,
  codex: Codex,
  { workingDirectory, args }: { readonly workingDirectory: string; readonly args: readonly string[] },
): Promise<string[]> {
  const strategy = inputs['safety-strategy']
  const base = baseOf(inputs)
  if (strategy === 'unsafe') {
    stage.log.warning('safety-strategy: unsafe: the commands that the model runs may read the login.')
    return 'sandbox' in base
      ? ['--sandbox', base.sandbox]
      : ['-c', `default_permissions=${JSON.stringify(base.profile)}`]
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
  const permissions: Permissions = { base, denied: await outOfReach(stage, inputs, codex.home) }
  await assertSandbox(codex, permissions, { file: authFileIn(codex.home), cwd: workingDirectory })
  return permissionArguments(permissions)
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
