import { ActionError } from '../errors.js'
import { fenced } from '../guard/fence.js'
import { type Codex, SETTINGS, startCodex } from './process.js'

/**
 * Throws `LoginNotTaken` where Codex's configuration wants another login than this one: `codex exec` would then
 * delete auth.json (facts §7). `codex login status` asks no server, goes by all layers of the configuration, fails then
 * and deletes nothing (tried with 0.169.0: 30 ms). It is no health check: it is content with `{}`.
 */
export async function assertTaken(codex: Codex): Promise<void> {
  const said: string[] = []
  const running = await startCodex(codex, {
    args: [...SETTINGS, 'login', 'status'],
    rotation: fenced,
    onStderr: line => said.push(line),
  })
  running.stdin.end()
  const { code } = await running.exited
  if (code !== 0) throw new LoginNotTaken(said.find(line => /\S/.test(line)) ?? `exit ${code}`)
}

/** Codex would not use this login, and might remove it. Thrown before it is started for anything else. */
export class LoginNotTaken extends ActionError {
  override readonly name = 'LoginNotTaken'

  constructor(said: string) {
    super('login-not-taken', {
      // To a login that it must not take, it says no more than that.
      what: /^Not logged in/.test(said)
        ? 'Codex does not take this login.'
        : `Codex does not take this login: ${said.slice(0, 300)}`,
      why: 'Its configuration on this machine asks for another one (`forced_login_method`, `forced_chatgpt_workspace_id`) or can not be read. `codex exec` would delete auth.json, so it was not started. Nothing was changed.',
      remedy:
        'Log in to the workspace that is asked for, or correct config.toml in CODEX_HOME, or the managed configuration of the machine.',
    })
  }
}
