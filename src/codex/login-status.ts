import { writeFile } from 'node:fs/promises'
import { authFileIn } from '../login/auth-file.js'
import type { Origin } from '../login/refusal.js'
import { ActionError } from '../system/errors.js'
import { configurationError, type Places } from './configuration.js'
import { type Codex, SETTINGS, startCodex } from './process.js'

/** The remedy for a login that Codex's configuration does not accept. */
export const FIT =
  'Log in to the workspace that is asked for, or correct config.toml in CODEX_HOME, or the managed configuration of the machine.'

/** Enough for Codex's words about a configuration. */
const KEPT_STDERR_LINES = 50

/** As in `codex exec`: a config.toml with profiles of permissions alone can't be read without. */
const PERMISSIONS = ['-c', 'default_permissions=":read-only"']

/** It takes 30 ms, and asks no server of a ChatGPT login. */
const LONGEST_MS = 20_000

/**
 * Codex's judgment of an auth.json. `not-wanted`: its configuration asks for another login. `unreadable`: it can't
 * read the file. `failed`: it can't use the login for another reason. `other`: a login that is neither ChatGPT's nor an
 * API key. `unknown`: it did not say, as where its config.toml is broken, or it did not end in 20 s.
 */
export type Verdict = 'chatgpt' | 'api-key' | 'other' | 'not-wanted' | 'unreadable' | 'failed' | 'unknown'

/** Codex's own judgment of bytes as its auth.json. The caller removes its CODEX_HOME, which has no auth.json before. */
export async function judgeLogin(codex: Codex, bytes: Buffer): Promise<Verdict> {
  const isThere = await writeFile(authFileIn(codex.home), bytes, { mode: 0o600 }).then(
    () => true,
    () => false,
  )
  return isThere ? (await loginStatus(codex)).verdict : 'unknown'
}

/**
 * Throws `LoginNotTaken` where Codex's configuration asks for another login than this one: `codex exec` would then
 * delete auth.json (docs/facts#forced-method-deletes). Throws `UnusableConfiguration` and `LoginReplaced` where that
 * configuration can't be loaded, or names another login; and `LoginUnreadable` where this Codex can't read auth.json,
 * which the app-server would not tell from a login that was refused. Other problems are errors of `codex exec` itself.
 * The caller has asked `assertOwnLogin` before: this starts a Codex.
 *
 * @param configured the CODEX_HOME of machine or workflow
 */
export async function assertTaken(codex: Codex, configured: Places['configured']): Promise<void> {
  const { verdict, stderr } = await loginStatus(codex)
  if (verdict === 'not-wanted') throw new LoginNotTaken()
  if (verdict === 'unreadable') throw new LoginUnreadable(`the file ${authFileIn(codex.home)}`)
  const error = configurationError(stderr, { home: codex.home, configured })
  if (error) throw error
}

/**
 * `codex login status` asks no server, goes by all layers of the configuration, and changes nothing
 * (docs/facts#status-accepts, #status-proves-nothing). It proves little: it accepts `{}`.
 */
async function loginStatus(codex: Codex): Promise<{ verdict: Verdict; stderr: readonly string[] }> {
  const stderr: string[] = []
  let verdict: Verdict = 'unknown'
  const onLine = (line: string) => {
    const [, said] = SAID.find(([pattern]) => pattern.test(line)) ?? []
    if (said) verdict = said
  }
  const running = await startCodex(codex, {
    args: [...SETTINGS, ...PERMISSIONS, 'login', 'status'],
    onStdout: onLine,
    onStderr: line => {
      if (stderr.length < KEPT_STDERR_LINES) stderr.push(line)
      onLine(line)
    },
  })
  running.stdin.end()
  const timer = setTimeout(() => running.kill('SIGKILL'), LONGEST_MS)
  await running.exited.finally(() => clearTimeout(timer))
  return { verdict, stderr }
}

const SAID: readonly (readonly [RegExp, Verdict])[] = [
  [/^Logged in using ChatGPT/, 'chatgpt'],
  [/^(API key configured|Logged in using an API key)/, 'api-key'],
  [/^Logged in using/, 'other'],
  [/^Not logged in/, 'not-wanted'],
  // In other words it is a broken CODEX_HOME, not a broken login (tried with 0.169.0).
  [/^Error checking login status: (failed to deserialize|stream did not contain valid UTF-8)/, 'unreadable'],
  [/^Error checking login status: /, 'failed'],
]

/** Codex would not use this login, and would remove it. Thrown before it is started for anything else. */
export class LoginNotTaken extends ActionError {
  override readonly name = 'LoginNotTaken'

  constructor() {
    super('login-not-taken', {
      what: 'Codex does not accept this login.',
      why: 'Its configuration on this machine asks for another one (`forced_login_method`, `forced_chatgpt_workspace_id`). `codex exec` would delete auth.json, so it was not started. Nothing was changed.',
      remedy: FIT,
    })
  }
}

/** Codex has another idea of auth.json than this action. Thrown before it is started for anything else. */
export class LoginUnreadable extends ActionError {
  override readonly name = 'LoginUnreadable'

  constructor(origin: Origin) {
    super('login-unreadable', {
      what: `Codex can't read ${origin}.`,
      why: 'A field of it is not as this `codex-version` has it: it was edited, or written by a newer Codex. The login was not used, and nothing was changed.',
      remedy: `Leave \`codex-version\` at its default or set the one that wrote it; or log in again, ${
        origin === 'the input auth-json'
          ? 'and store the auth.json that Codex writes, as it is.'
          : 'by a workflow with `mode: login`.'
      }`,
    })
  }
}
