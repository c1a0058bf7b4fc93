import { assertKeepsBounds } from '../codex/exec/arguments.js'
import type { OtherUser } from '../codex/exec/other-user.js'
import { NoConfiguration } from '../codex/exec/probe-failure.js'
import {
  assertSandbox,
  opensEverything,
  type Permissions,
  permissionArguments,
  type Sandbox,
} from '../codex/exec/sandbox.js'
import type { Codex } from '../codex/process.js'
import { configuredHome } from '../keeper/codex-home.js'
import type { Stage } from '../keeper/stage.js'
import { authFileIn } from '../login/auth-file.js'
import { MAX_BYTES } from '../login/strict-json.js'
import { InputError } from '../system/errors.js'
import { readRegularFile, realFile } from '../system/files.js'
import { outOfReach, renamable } from './denied-paths.js'
import type { Inputs } from './inputs.js'
import { kernelGuarded } from './kernel-guarded.js'
import { assertSandboxHere } from './platform.js'

/** How `codex exec` is run: by whom, and with the arguments that hold it to its bounds. */
export interface Secured {
  readonly codex: Codex
  readonly permissions: readonly string[]
}

/**
 * Keeps the login out of the model's reach as `safety-strategy` says, and proves it. Throws before Codex is started where it can't be done.
 * `refreshFirst` is asked for a login that works, should nothing be tried without.
 */
export async function secure(
  stage: Stage,
  inputs: Inputs,
  codex: Codex,
  { workingDirectory, args }: { readonly workingDirectory: string; readonly args: readonly string[] },
  refreshFirst: () => Promise<void>,
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
  assertSandboxHere(inputs)
  const { allowUserNamespaces } = await import('../codex/exec/user-namespaces.js')
  await allowUserNamespaces(stage.env, stage.log.info)
  if (strategy === 'drop-sudo') await (await import('../codex/exec/drop-sudo.js')).dropSudo(stage.log.info)
  const own =
    strategy === 'unprivileged-user'
      ? await ofOtherUser(stage, inputs, codex)
      : opensEverything(base)
        ? codex
        : await kernelGuarded(codex)
  const home = own.user ? own.home : await realFile(own.home)
  const hidden = await outOfReach(stage, inputs, await realFile(codex.home), workingDirectory)
  const denied = own.user ? [home, ...(await visible(own.user, hidden))] : hidden
  const above = await Promise.all([home, ...denied].map(renamable))
  const permissions: Permissions = { base, home, denied, pinned: [...new Set(above.flat())] }
  const configured = configuredHome(inputs['codex-home'], stage.env)
  const proof = { file: authFileIn(own.home), cwd: workingDirectory, configured }
  const prove = () => assertSandbox(own, permissions, proof)
  await prove().catch(async (error: unknown) => {
    if (!(error instanceof NoConfiguration) || error.hangs) throw error
    await refreshFirst()
    if (own.user) await giveCopy(own.user, codex)
    await prove()
  })
  return { codex: own, permissions: permissionArguments(permissions) }
}

/** The same Codex as `codex-user`, with a copy of the login that only that user can read, and no later one. */
async function ofOtherUser(stage: Stage, inputs: Inputs, codex: Codex): Promise<Codex> {
  const { openOtherUser } = await import('../codex/exec/other-user.js')
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

/** The paths that another user can see. Its sandbox can't hide others, because it would not find them. */
async function visible(user: OtherUser, denied: readonly string[]): Promise<string[]> {
  const { visibleTo } = await import('../codex/exec/other-user.js')
  return visibleTo(user, denied)
}

async function giveCopy(user: OtherUser, { home }: Codex): Promise<void> {
  const { giveAuth } = await import('../codex/exec/other-user.js')
  await giveAuth(user, await readRegularFile(authFileIn(home), { limit: MAX_BYTES }))
}

function baseOf(inputs: Inputs): Permissions['base'] {
  const { sandbox, 'permission-profile': profile, 'safety-strategy': strategy } = inputs
  if (profile !== undefined && sandbox !== undefined)
    throw new InputError('permission-profile', 'is given beside `sandbox`', 'Give one of the two.')
  const wanted: Sandbox = strategy === 'read-only' ? 'read-only' : (sandbox ?? 'workspace-write')
  return profile === undefined ? { sandbox: wanted } : { profile }
}
