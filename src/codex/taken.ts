import { ActionError } from '../errors.js'
import { fenced } from '../guard/fence.js'
import { type Codex, SETTINGS, startCodex } from './process.js'

/** What a person does about a login that Codex's configuration does not take. */
export const FIT =
  'Log in to the workspace that is asked for, or correct config.toml in CODEX_HOME, or the managed configuration of the machine.'

/** As in `codex exec`: a config.toml with profiles of permissions alone can't be read without. */
const PERMISSIONS = ['-c', 'default_permissions=":read-only"']

/**
 * Throws `LoginNotTaken` where Codex's configuration wants another login than this one: `codex exec` would then
 * delete auth.json (facts §7). `codex login status` asks no server, goes by all layers of the configuration, says then
 * that nobody is logged in, and deletes nothing (tried with 0.169.0: 30 ms). It is no health check: it is content
 * with `{}`. Throws `LoginUnreadable` where this Codex can't read auth.json, which the app-server would not tell from
 * a login that was refused. What else it may stumble over `codex exec` says by itself.
 */
export async function assertTaken(codex: Codex): Promise<void> {
  let isTaken = true
  let isReadable = true
  const running = await startCodex(codex, {
    args: [...SETTINGS, ...PERMISSIONS, 'login', 'status'],
    rotation: fenced,
    onStderr: line => {
      if (/^Not logged in/.test(line)) isTaken = false
      if (/failed to deserialize CLI auth/.test(line)) isReadable = false
    },
  })
  running.stdin.end()
  const { code } = await running.exited
  if (code === 0) return
  if (!isTaken) throw new LoginNotTaken()
  if (!isReadable) throw new LoginUnreadable()
}

/** Codex would not use this login, and would remove it. Thrown before it is started for anything else. */
export class LoginNotTaken extends ActionError {
  override readonly name = 'LoginNotTaken'

  constructor() {
    super('login-not-taken', {
      what: 'Codex does not take this login.',
      why: 'Its configuration on this machine asks for another one (`forced_login_method`, `forced_chatgpt_workspace_id`). `codex exec` would delete auth.json, so it was not started. Nothing was changed.',
      remedy: FIT,
    })
  }
}

/** Codex has another idea of auth.json than this action. Thrown before it is started for anything else. */
export class LoginUnreadable extends ActionError {
  override readonly name = 'LoginUnreadable'

  constructor() {
    super('login-unreadable', {
      what: 'Codex can not read this auth.json.',
      why: 'A field of it is not as this `codex-version` has it: the file was edited, or written by a newer Codex. The login was not used, and nothing was changed.',
      remedy:
        'Leave `codex-version` at its default or set the one that wrote the file; or log in once more, by a workflow with `mode: login`.',
    })
  }
}
