import { join } from 'node:path'
import { waitFor } from '../../system/waits.js'
import { configurationError, type Places } from '../configuration.js'
import { type Codex, SETTINGS, startCodex } from '../process.js'
import { helperPlaces } from './helper-places.js'
import { type Breach, probeFailure, SandboxBreached, SandboxUntried, saidIn } from './probe-failure.js'
import { withHelpers } from './retry-lost-helper.js'

export type Sandbox = 'read-only' | 'workspace-write' | 'danger-full-access'

/** The permissions of the model's commands. */
export interface Permissions {
  /**
   * One of the three sandboxes, or the permission profile of that name: Codex's own (`:workspace`) or of config.toml.
   */
  readonly base: { readonly sandbox: Sandbox } | { readonly profile: string }
  /** CODEX_HOME behind all links. */
  readonly home: string
  /**
   * Absolute paths that they may neither read nor write, none within another. Directories where it matters: the mask
   * over a file falls off when the file is replaced outside of the sandbox, as a refresh does
   * (docs/facts#replaced-file-is-shown).
   */
  readonly denied: readonly string[]
  /** Directories above `home` and the denied paths. They must keep their names: elsewhere nothing would be denied. */
  readonly pinned: readonly string[]
}

const PROFILE = 'codex-auth-action'
/** If Codex floods its stderr, the first lines say why. */
const KEPT_STDERR_LINES = 200
const BUILT_IN: Record<Exclude<Sandbox, 'danger-full-access'>, string> = {
  'read-only': ':read-only',
  'workspace-write': ':workspace',
}

/**
 * Codex's arguments for these permissions: a profile of our own over the one that was asked for, since `--sandbox`
 * knows no denials, and given beside a profile cancels it (docs/facts#sandbox-flag-cancels-profile). No configuration
 * file takes their place: arguments come before them (docs/facts#profile-beats-sandbox-mode, `sandbox_mode` in the
 * user's and in a project's config.toml).
 */
export function permissionArguments(
  { base, home, denied, pinned }: Permissions,
  platform: NodeJS.Platform = process.platform,
): string[] {
  const opened = openedPlace(home, platform)
  const filesystem = Object.fromEntries([
    ...denied.map(path => [path, 'deny']),
    ...(opened ? [[opened, 'write']] : []),
    ...helperPlaces(home, platform).map(path => [path, 'read']),
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

/**
 * In a directory that is denied, bubblewrap opens again only what may be written, and what is below that: there the
 * helpers are mounts, which nothing can rename. On a Mac nothing would hold a directory above them in place, and no
 * sandbox needs it writable.
 */
const openedPlace = (home: string, platform: NodeJS.Platform): string | undefined =>
  platform === 'darwin' ? undefined : join(home, 'tmp')

function profile(
  base: Permissions['base'],
  denials: Record<string, string>,
  pinned: readonly string[],
): string {
  if (opensEverything(base))
    return `{network={enabled=true},filesystem=${table({ ...everything(pinned), ...denials })}}`
  const extended = 'profile' in base ? base.profile : BUILT_IN[base.sandbox as keyof typeof BUILT_IN]
  return `{extends=${toml(extended)},filesystem=${table(denials)}}`
}

/** Whether commands may write all of the disk, and so what runs outside of the sandbox. */
export const opensEverything = (base: Permissions['base']): boolean =>
  'sandbox' in base ? base.sandbox === 'danger-full-access' : base.profile === ':danger-full-access'

/** Names that Codex protects in a writable directory. It makes them there if they are missing. */
const METADATA = ['.git', '.agents', '.codex', '.aws']

/**
 * Codex lets nothing extend its profile without limits, so this says the same, for the denials to be laid over.
 * A directory that is named is mounted by itself, and what is mounted can't be renamed. Without the metadata's
 * names Codex would make `/.git`, which only root may (docs/facts#whole-disk-writable).
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

/** Exit codes of the probe if it can reach something that it may not. It prints the path, too. */
const BREACHES: Readonly<Record<number, Breach>> = {
  41: 'login',
  42: 'helper',
  43: 'secret',
  44: 'program',
  45: 'kernel',
}

const breachOf = (code: number | null): Breach | undefined => BREACHES[code ?? 0]

/**
 * Tries what no command may do: read the login and each denied path, write beside Codex's helper and beside programs
 * that are started outside of the sandbox later, and open a switch of the kernel for writing. It writes nothing to the
 * switch. Codex's helpers are what is below CODEX_HOME on PATH, on every system; Linux also shows the one that runs. It
 * runs before each task, so it starts few processes: the shell itself does `true` with a redirection, and goes on after
 * an error there, while an error of `:` would end a POSIX shell.
 */
const PROBE = `found() { printf '%s\n' "$2"; exit "$1"; }
makes() { { true > "$1/.codex-auth-action-probe"; } 2>/dev/null && rm -f "$1/.codex-auth-action-probe"; }
login=$1 home=$2 opened=$3 everything=$4
shift 4
cat "$login" >/dev/null 2>&1 && found 41 "$login"
helper=$(tr '\\0' '\\n' </proc/1/cmdline 2>/dev/null | head -n 1)
case $helper in "$home"/*) makes "\${helper%/*}" && found 42 "\${helper%/*}";; esac
for path; do
  if [ -d "$path" ]; then [ -z "$(ls -A "$path" 2>/dev/null)" ] || found 43 "$path"
  elif [ -f "$path" ]; then [ -z "$(head -c 1 "$path" 2>/dev/null | tr '\\0' 0)" ] || found 43 "$path"
  fi
done
IFS=: here=$PWD
for directory in $PATH; do
  case $directory in /*) ;; *) directory=$here/$directory;; esac
  cd -P "$directory" 2>/dev/null && directory=$PWD
  case $directory in
    "$home"/*)
      up=$directory
      while [ "$up" != "$home" ]; do
        [ "$up" = "$opened" ] || ! makes "$up" || found 42 "$directory"
        up=\${up%/*}
      done ;;
    /*) [ "$everything" ] || ! makes "$directory" || found 44 "$directory" ;;
  esac
done
[ "$everything" ] || ! { true >> /proc/sys/kernel/core_pattern; } 2>/dev/null || found 45 /proc/sys/kernel/core_pattern
exit 0`

export interface ProofOptions extends Pick<Places, 'configured'> {
  /** auth.json, as this Codex reads it. */
  readonly file: string
  readonly cwd: string
}

/**
 * Proves on this machine, with a command of our own, that the sandbox works and keeps `file` and what is denied out of
 * reach: where it can't be had, each of the model's commands fails and exec exits 0 (docs/facts#no-namespaces).
 * @throws SandboxBreached, and where it could not be tried what `probeFailure` returns, UnusableConfiguration, LoginReplaced
 * or SandboxUntried
 */
export async function assertSandbox(
  codex: Codex,
  permissions: Permissions,
  { file, cwd, configured }: ProofOptions,
): Promise<void> {
  const { base, home, denied } = permissions
  const everything = opensEverything(base) ? 'yes' : ''
  const opened = openedPlace(home, process.platform) ?? ''
  const probe = ['sh', '-c', PROBE, 'sh', file, home, opened, everything, ...denied]
  const args = permissionArguments(permissions)
  const { code, stdout, stderr } = await withHelpers(
    () => ended(codex, ['sandbox', ...args, '--', ...probe], cwd),
    ({ code }) => code === 0 || breachOf(code) !== undefined,
  )
  if (code === 0) return

  const breach = breachOf(code)
  if (breach) throw new SandboxBreached(breach, stdout.at(-1) ?? '')
  const known = probeFailure(stderr, { home: codex.home, cwd })
  if (known) throw known
  // It tells an error in the configuration from all others, and where it is. The working directory may have a part of
  // it.
  const status = await ended(codex, [...SETTINGS, ...args, 'login', 'status'], cwd)
  throw (
    configurationError(status.stderr, { home: codex.home, configured }) ??
    new SandboxUntried(saidIn(stderr) || `exit ${code}`)
  )
}

async function ended(codex: Codex, args: readonly string[], cwd: string) {
  const [stdout, stderr]: [string[], string[]] = [[], []]
  const running = await startCodex(codex, {
    args,
    cwd,
    onStdout: line => void stdout.push(line),
    onStderr: line => void (stderr.length < KEPT_STDERR_LINES && stderr.push(line)),
  })
  running.stdin.end()
  const exit = await waitFor(`codex ${args[0] === 'sandbox' ? 'sandbox' : 'login status'}`, running.exited)
  return { ...exit, stdout, stderr }
}
