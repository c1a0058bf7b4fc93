import { join } from 'node:path'
import { ActionError } from '../../system/errors.js'
import { NotRegularFile, readRegularFile } from '../../system/files.js'
import { succeeded } from '../../system/run.js'
import { helperNames } from './helper-places.js'
import { saidBy, sudo } from './sudo.js'

/** A Codex of another user: the home it was given, below that user's own, and who may reach into it. */
export interface OtherUser {
  readonly name: string
  /** CODEX_HOME of that Codex, absolute; the user's alone. */
  readonly home: string
  /** The user's home directory. */
  readonly userHome: string
}

/** Far more than a config.toml has. */
const MOST_BYTES = 2 ** 20

const NAMES = { auth: 'auth.json', pid: 'codex.pid', config: 'config.toml' }

/** Made with the directories that the sandbox needs in it: see `helperPlaces`. */
const OPEN_HOME = `cd && umask 077 && home=$(mktemp -d "$PWD/.codex-auth-action-XXXXXXXX") &&
  for name in ${helperNames().join(' ')}; do mkdir -p "$home/tmp/$name" || exit; done && echo "$home" && pwd`

/**
 * Makes a CODEX_HOME in the home of `name` with the configuration of `from` in it, as that user, by sudo. Throws
 * `NoOtherUser` where sudo doesn't allow it.
 */
export async function openOtherUser(name: string, from: string): Promise<OtherUser> {
  const config = await readRegularFile(join(from, NAMES.config), { limit: MOST_BYTES }).catch(error => {
    // Its settings decide how Codex uses the login, so Codex may not run without them.
    if (error instanceof NotRegularFile) throw error
  })
  const made = await as(name, OPEN_HOME)
  const [home = '', userHome = ''] = made.split('\n')
  const user = { name, home, userHome }
  if (config) await put(user, NAMES.config, config)
  return user
}

/** The paths that this user can see, in the same order. Throws `NoOtherUser`. */
export async function visibleTo({ name }: OtherUser, paths: readonly string[]): Promise<string[]> {
  const seen = await as(name, 'for path; do [ -e "$path" ] && echo y || echo n; done', paths)
  const answers = seen.split('\n')
  return paths.filter((_, at) => answers[at] === 'y')
}

/** Puts an auth.json into its home, in one step: a Codex that runs finds the old or the new. */
export const giveAuth = (user: OtherUser, bytes: Buffer): Promise<void> => put(user, NAMES.auth, bytes)

/** The command that starts a program as that user, its pid in its home; the names of variables, not their values, show. */
export function asOtherUser(
  { name, home }: OtherUser,
  env: Record<string, string>,
  command: readonly string[],
) {
  const start = 'echo $$ > "$1" && shift && exec "$@"'
  const keep = `--preserve-env=${Object.keys(env).join(',')}`
  return ['sudo', '-n', '-u', name, keep, '--', 'sh', '-c', start, 'sh', join(home, NAMES.pid), ...command]
}

/** Signals that user's Codex, which nobody else may. Never throws: it may have ended. */
export const signalOtherUser = ({ name, home }: OtherUser, signal: NodeJS.Signals): Promise<void> =>
  as(name, 'kill "-$1" "$(cat "$2")"', [signal.replace('SIG', ''), join(home, NAMES.pid)]).then(
    () => undefined,
    () => undefined,
  )

/** Removes the home. Never throws. */
export const closeOtherUser = ({ name, home }: OtherUser): Promise<void> =>
  as(name, 'case "$1" in */.codex-auth-action-*) rm -rf -- "$1";; esac', [home]).then(
    () => undefined,
    () => undefined,
  )

const put = (user: OtherUser, file: string, bytes: Buffer) =>
  as(user.name, 'umask 077 && cat > "$1.new" && mv "$1.new" "$1"', [join(user.home, file)], bytes).then(
    () => undefined,
  )

/** Runs a shell script as that user, with `input`, and returns its output. Throws `NoOtherUser`. */
async function as(name: string, script: string, args: readonly string[] = [], input?: Buffer) {
  const result = await sudo(['-n', '-H', '-u', name, '--', 'sh', '-c', script, 'sh', ...args], input)
  if (!succeeded(result)) throw new NoOtherUser(name, saidBy(result))
  return result.stdout.toString().trim()
}

/** sudo does not let this job's user act as `codex-user`. */
export class NoOtherUser extends ActionError {
  override readonly name = 'NoOtherUser'

  constructor(user: string, said: string) {
    super('no-codex-user', {
      what: `Nothing can be run as the user ${user} on this machine: ${said.slice(0, 300)}`,
      why: '`safety-strategy: unprivileged-user` was asked for, and Codex would have run as somebody else.',
      remedy: `Create the user, and let the runner's user act as it without a password: \`RUNNER_USER ALL=(${user}) NOPASSWD:SETENV: ALL\` in a file of /etc/sudoers.d.`,
    })
  }
}
