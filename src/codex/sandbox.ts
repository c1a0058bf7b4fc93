import { join } from 'node:path'
import { ActionError } from '../errors.js'
import { fenced } from '../guard/fence.js'
import { lacksBundle } from './failure.js'
import { withHelpers } from './helpers.js'
import { type Codex, startCodex } from './process.js'

export type Sandbox = 'read-only' | 'workspace-write' | 'danger-full-access'

/** What the model's commands may do. */
export interface Permissions {
  /** One of the three sandboxes, or the permission profile of that name: Codex's own (`:workspace`) or of config.toml. */
  readonly base: { readonly sandbox: Sandbox } | { readonly profile: string }
  /** CODEX_HOME behind all links. */
  readonly home: string
  /**
   * Absolute paths that they may neither read nor write, none within another. Directories where it matters: the mask
   * over a file falls off when the file is replaced outside of the sandbox, as a refresh does (tried with 0.169.0).
   */
  readonly denied: readonly string[]
  /** Directories above `home` that must not be renamed, which would take it to where nothing is denied. */
  readonly pinned: readonly string[]
}

/** Where Codex puts the helper that it starts inside of the sandbox too: `arg0-linux` 0.169.0, `arg0` releases before. */
export const helperPlaces = (home: string): string[] =>
  ['arg0', 'arg0-linux'].map(name => join(home, 'tmp', name))

const PROFILE = 'codex-auth-action'
const BUILT_IN: Record<Exclude<Sandbox, 'danger-full-access'>, string> = {
  'read-only': ':read-only',
  'workspace-write': ':workspace',
}

/**
 * Codex's arguments for these permissions: a profile of our own over the one that was asked for, since `--sandbox`
 * knows no denials, and given beside a profile cancels it (facts §10). No configuration file takes their place:
 * arguments come before them (tried with 0.169.0, `sandbox_mode` in the user's and in a project's config.toml).
 */
export function permissionArguments({ base, home, denied, pinned }: Permissions): string[] {
  const filesystem = Object.fromEntries([
    ...denied.map(path => [path, 'deny']),
    // In a directory that is denied, Codex opens again only what may be written, and what lies below that.
    [join(home, 'tmp'), 'write'],
    ...helperPlaces(home).map(path => [path, 'read']),
  ])
  return [
    '-c',
    `default_permissions=${toml(PROFILE)}`,
    '-c',
    `permissions.${PROFILE}=${profile(base, filesystem, pinned)}`,
    // It would run the user's shell outside of the sandbox, for a file in CODEX_HOME that the commands can't read.
    '-c',
    'features.shell_snapshot=false',
  ]
}

function profile(
  base: Permissions['base'],
  denials: Record<string, string>,
  pinned: readonly string[],
): string {
  const full =
    'sandbox' in base ? base.sandbox === 'danger-full-access' : base.profile === ':danger-full-access'
  if (full) return `{network={enabled=true},filesystem=${table({ ...everything(pinned), ...denials })}}`
  const extended = 'profile' in base ? base.profile : BUILT_IN[base.sandbox as keyof typeof BUILT_IN]
  return `{extends=${toml(extended)},filesystem=${table(denials)}}`
}

/** What Codex keeps from being written in a directory that may be, and makes there if it is missing. */
const METADATA = ['.git', '.agents', '.codex', '.aws']

/**
 * Codex lets nothing extend its profile without limits, so this says the same, for the denials to be laid over.
 * A directory that is named is mounted by itself, and what is mounted can't be renamed. Without the metadata's
 * names Codex would make `/.git`, which only root may (tried with 0.169.0).
 */
function everything(pinned: readonly string[]): Record<string, string> {
  const metadata = ['/', ...pinned].flatMap(directory => METADATA.map(name => join(directory, name)))
  return Object.fromEntries([':root', ...pinned, ...metadata].map(path => [path, 'write']))
}

const table = (entries: Record<string, string>) =>
  `{${Object.entries(entries)
    .map(([key, value]) => `${toml(key)}=${toml(value)}`)
    .join(',')}}`

/** A basic string of TOML, which escapes as JSON does, and DEL besides. */
const toml = (text: string) => JSON.stringify(text).replaceAll('\u007f', '\\u007F')

const READABLE = 41
/** Reads the file, and looks whether the helper that started it could be changed, to run outside of the sandbox next. */
const PROBE = `cat "$1" >/dev/null 2>&1 && exit ${READABLE}
helper=$(tr '\\0' '\\n' </proc/1/cmdline 2>/dev/null | head -n 1)
case $helper in "$2"/*) [ -w "\${helper%/*}" ] && exit ${READABLE};; esac
exit 0`

/**
 * Proves on this machine, with a command of our own, that the sandbox works and keeps `file` out of reach: where
 * it can't be had, each of the model's commands fails and exec exits 0 (facts §10). Throws `SandboxUnavailable`,
 * and `NoConfiguration` where nothing could be tried.
 */
export async function assertSandbox(
  codex: Codex,
  permissions: Permissions,
  { file, cwd }: { readonly file: string; readonly cwd: string },
): Promise<void> {
  const probe = ['sh', '-c', PROBE, 'sh', file, permissions.home]
  const args = ['sandbox', ...permissionArguments(permissions), '--', ...probe]
  const attempt = async () => {
    const stderr: string[] = []
    const onStderr = (line: string) => void stderr.push(line)
    const running = await startCodex(codex, { args, rotation: fenced, cwd, onStderr })
    running.stdin.end()
    return { ...(await running.exited), stderr }
  }
  const { code, stderr } = await withHelpers(attempt, ({ code }) => code === 0 || code === READABLE)
  if (code === 0) return
  if (lacksBundle(stderr.join('\n'))) throw new NoConfiguration()
  throw new SandboxUnavailable(code === READABLE, stderr.find(line => /\S/.test(line)) ?? `exit ${code}`)
}

/** Without an access token that works, a plan with a workspace lets Codex do nothing, not even try its sandbox. */
export class NoConfiguration extends ActionError {
  override readonly name = 'NoConfiguration'

  constructor() {
    super('backend-down', {
      what: 'Codex could not load the configuration of the workspace from OpenAI.',
      why: 'In a plan with a workspace it does nothing without. The login is kept.',
      remedy: 'Run the job again later; see status.openai.com, and the proxy or firewall of the runner.',
    })
  }
}

/** The model's commands could read the login, or could not run at all. Thrown before any of them is. */
export class SandboxUnavailable extends ActionError {
  override readonly name = 'SandboxUnavailable'

  constructor(readable: boolean, said: string) {
    super('sandbox-unavailable', {
      what: readable
        ? 'The sandbox of Codex does not keep auth.json from the commands that the model runs.'
        : `The sandbox of Codex does not work on this machine: ${said.slice(0, 300)}`,
      why: 'Without it the model, and whoever can put words into its input, could read the login. So Codex was not started.',
      remedy: readable
        ? 'Use the default `codex-version`, and look into config.toml for what could undo a permission profile.'
        : 'It needs unprivileged user namespaces. On Ubuntu 24.04: `sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0` in a step before (GitHub-hosted runners: this action does it by itself), or an AppArmor profile for bwrap; in a container: `--security-opt seccomp=unconfined --security-opt apparmor=unconfined`. Or, for a prompt and a repository that you trust completely: `safety-strategy: unsafe`.',
    })
  }
}
