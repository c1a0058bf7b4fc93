import { readFile } from 'node:fs/promises'
import { assertKeepsBounds } from '../codex/arguments.js'
import type { OtherUser } from '../codex/other-user.js'
import type { Codex } from '../codex/process.js'
import {
  assertSandbox,
  NoConfiguration,
  type Permissions,
  permissionArguments,
  type Sandbox,
} from '../codex/sandbox.js'
import { InputError, type Inputs } from '../inputs.js'
import { authFileIn } from '../session/auth-file.js'
import { realFile } from '../system/files.js'
import { outOfReach, renamable } from './out-of-reach.js'
import type { Stage } from './stage.js'

/** How `codex exec` is run: by whom, and with the arguments that hold it to its bounds. */
export interface Secured {
  readonly codex: Codex
  readonly permissions: readonly string[]
}

/**
 * Keeps the login out of the model's reach as `safety-strategy` says, and proves it. Throws before Codex is started where it can't be done.
 * `revive` is asked for a login that works, should nothing be tried without.
 */
export async function secure(
  stage: Stage,
  inputs: Inputs,
  codex: Codex,
  { workingDirectory, args }: { readonly workingDirectory: string; readonly args: readonly string[] },
  revive: () => Promise<void>,
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
  const home = own.user ? own.home : await realFile(own.home)
  const denied = own.user ? [home] : await outOfReach(stage, inputs, home, workingDirectory)
  const permissions: Permissions = { base, home, denied, pinned: await renamable(home) }
  const prove = () => assertSandbox(own, permissions, { file: authFileIn(own.home), cwd: workingDirectory })
  await prove().catch(async (error: unknown) => {
    if (!(error instanceof NoConfiguration)) throw error
    await revive()
    if (own.user) await giveCopy(own.user, codex)
    await prove()
  })
  return { codex: own, permissions: permissionArguments(permissions) }
}

/** The same Codex as `codex-user`, with a copy of the login that only that user can read, and no later one. */
async function ofOtherUser(stage: Stage, inputs: Inputs, codex: Codex): Promise<Codex> {
  const { openOtherUser } = await import('../codex/other-user.js')
  const name = inputs['codex-user']
  if (name === undefined)
    throw new InputError(
      'codex-user',
      'is missing',
      'Name the user as whom Codex is to run, or use another `safety-strategy`.',
    )
  const user = await openOtherUser(name, codex.home)
  stage.state.set('otherUser', user)
  await giveCopy(user, codex)
  stage.log.info(`Codex runs as the user ${name}.`)
  return { ...codex, home: user.home, user }
}

async function giveCopy(user: OtherUser, { home }: Codex): Promise<void> {
  const { giveAuth } = await import('../codex/other-user.js')
  await giveAuth(user, await readFile(authFileIn(home)))
}

function baseOf(inputs: Inputs): Permissions['base'] {
  const { sandbox, 'permission-profile': profile, 'safety-strategy': strategy } = inputs
  if (profile !== undefined && sandbox !== undefined)
    throw new InputError('permission-profile', 'is given beside `sandbox`', 'Give one of the two.')
  const wanted: Sandbox = strategy === 'read-only' ? 'read-only' : (sandbox ?? 'workspace-write')
  return profile === undefined ? { sandbox: wanted } : { profile }
}
