import { dirname } from 'node:path'
import { harmlessLine } from '../../report/harmless.js'
import { ActionError } from '../../system/errors.js'
import { ownerOf, reasonOf, UnusablePlace } from '../../system/unusable-place.js'
import { bundleHangs, lacksBundle } from '../failure.js'
import { CannotStart } from '../process.js'

/** Characters of what Codex said. */
const LONGEST = 300

/**
 * bubblewrap's words where the machine lets it make no sandbox: user namespaces that are forbidden or used up, and what
 * AppArmor, seccomp or a container forbid within one (bubblewrap.c; tried without capabilities and without namespaces).
 */
const BLOCKED =
  /(namespace|[ug]id map|setgroups|unshare|Failed to make \/ slave|pivot_root|loopback: |RTM_NEW|capabilit|Can't mount \w+ on |prctl\(|seccomp|SECCOMP|Failed to mount|remount)/
/** A Mac's own sandbox, which Codex uses there: `sandbox-exec: sandbox_apply: Operation not permitted`. */
const SEATBELT = /^sandbox-exec: /
const MISSING = /bubblewrap is unavailable/
/** A Codex that can't write its CODEX_HOME says this first, and bubblewrap then doesn't find its helper. */
const NO_HELPERS = /^WARNING: proceeding, even though we could not create PATH aliases: (.*)$/
/** The text before a path that isn't one of bubblewrap's own places. */
const BEFORE_PLACE = /(?:[\s'"]|\/newroot|\/oldroot)(?=\/(?!newroot\b|oldroot\b|proc\b|dev\b))/
/** Codex's words where it can't look into the directory that it was started in: a path is missing. */
const HERE = /^Error: ([A-Z][^:()]*)\(os error \d+\)$/

/** The system's words for its codes (strerror(3), and Rust's own). */
const CODES: Readonly<Record<string, string>> = {
  'Permission denied': 'EACCES',
  'Operation not permitted': 'EPERM',
  'Read-only file system': 'EROFS',
  'No space left on device': 'ENOSPC',
  'Disk quota exceeded': 'EDQUOT',
  'No such file or directory': 'ENOENT',
  'Not a directory': 'ENOTDIR',
  'Is a directory': 'EISDIR',
  'File exists': 'EEXIST',
  'File name too long': 'ENAMETOOLONG',
  'Too many levels of symbolic links': 'ELOOP',
  'Symbolic link loop': 'ELOOP',
  'Input/output error': 'EIO',
  'Stale file handle': 'ESTALE',
}
/** Why a whole CODEX_HOME can't be written; other codes are of something in it, which Codex doesn't name. */
const OF_HOME = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EIO', 'ESTALE']

const NO_ROOM: Readonly<Record<string, string>> = {
  'Resource temporarily unavailable': 'EAGAIN',
  'Too many open files': 'EMFILE',
  'Too many open files in system': 'ENFILE',
  'Cannot allocate memory': 'ENOMEM',
}

/**
 * Why `codex sandbox` could not start a command, by what it has printed on stderr (tried with 0.169.0, in
 * e2e/probe-ends.test.ts); undefined for what is not known, and for an error in its configuration. `home` is CODEX_HOME, `cwd`
 * its working directory.
 */
export function probeFailure(
  stderr: readonly string[],
  { home, cwd }: { readonly home: string; readonly cwd: string },
): ActionError | undefined {
  const printed = stderr.join('\n')
  if (bundleHangs(printed)) return new NoConfiguration({ hangs: true })
  if (lacksBundle(printed)) return new NoConfiguration({ hangs: false })

  const blocked = stderr.find(line => line.startsWith('bwrap: ') && BLOCKED.test(line))
  if (blocked !== undefined) return new SandboxUnavailable(blocked, NAMESPACES)
  const seatbelt = stderr.find(line => SEATBELT.test(line))
  if (seatbelt !== undefined) return new SandboxUnavailable(seatbelt, NO_SEATBELT)
  const missing = stderr.find(line => MISSING.test(line))
  if (missing !== undefined) return new SandboxUnavailable(missing, NO_BUBBLEWRAP)

  const helpers = stderr.flatMap(line => NO_HELPERS.exec(line)?.[1] ?? [])[0]
  const code = helpers === undefined ? undefined : codeIn(helpers, CODES)
  if (code !== undefined && OF_HOME.includes(code)) return new UnusablePlace(home, code)
  const tight = codeIn(printed, NO_ROOM)
  if (tight !== undefined) return new CannotStart(Object.assign(new Error(saidIn(stderr)), { code: tight }))
  return stderr.flatMap(line => placeIn(line, cwd) ?? [])[0]
}

/** Codex's words in one line, without those that it adds to every failure. */
export function saidIn(stderr: readonly string[]): string {
  const said = stderr.filter(line => /\S/.test(line) && !/^(thread '|note: run with )/.test(line.trim()))
  return harmlessLine(said.map(line => line.trim()).join(' ')).slice(0, LONGEST)
}

const codeIn = (said: string, codes: Readonly<Record<string, string>>): string | undefined =>
  Object.entries(codes).find(([words]) => said.includes(words))?.[1]

/** Lines such as `bwrap: Can't mkdir /work/.codex: Permission denied`. Those that begin with `Error: ` are Codex's own, of its files. */
function placeIn(line: string, cwd: string): SandboxPlace | undefined {
  const here = HERE.exec(line)?.[1]
  const { path, words } = here ? { path: cwd, words: here } : namedIn(line)
  const code = CODES[words?.trim() ?? '']
  return code === undefined || path === undefined ? undefined : new SandboxPlace(path, code)
}

/** A path outside of what bubblewrap makes itself, and what the system says of it: `…: Can't mkdir /work: Permission denied`. */
function namedIn(line: string): { readonly path?: string; readonly words?: string } {
  const parts = line.startsWith('Error: ') ? [] : line.split(':')
  const words = parts.at(-1)?.replace(/\(os error \d+\)$/, '')
  const before = parts.at(-2) ?? ''
  const found = BEFORE_PLACE.exec(before)
  return found && words !== undefined ? { path: before.slice(found.index + found[0].length), words } : {}
}

/** Without an access token that works, a plan with a workspace lets Codex do nothing, not even try its sandbox. */
export class NoConfiguration extends ActionError {
  override readonly name = 'NoConfiguration'
  /** True where the backend did not answer, which says nothing about the access token. */
  readonly hangs: boolean

  constructor({ hangs }: { readonly hangs: boolean }) {
    super('backend-down', {
      what: 'Codex could not load the configuration of the workspace from OpenAI.',
      why: 'In a plan with a workspace it does nothing without. The login is intact.',
      remedy: 'Run the job again later; see status.openai.com, and the proxy or firewall of the runner.',
    })
    this.hangs = hangs
  }
}

const UNPROVEN =
  'Without it the model, and whoever can put words into its input, could read the login. So Codex was not started.'
const NAMESPACES =
  'It needs unprivileged user namespaces. On Ubuntu 24.04: `sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0` in a step before (GitHub-hosted runners: this action does it by itself), or an AppArmor profile for bwrap; in a container: `--security-opt seccomp=unconfined --security-opt apparmor=unconfined`. Or, for a prompt and a repository that you trust completely: `safety-strategy: unsafe`.'
const NO_SEATBELT =
  'It needs `sandbox-exec`, which macOS allows no process that is in a sandbox already. Start the runner outside of one (`launchctl`, not from a sandboxed app), and look for what the device management of this Mac forbids. Or, for a prompt and a repository that you trust completely: `safety-strategy: unsafe`.'
const NO_BUBBLEWRAP =
  'Install bubblewrap on the runner (`sudo apt-get install bubblewrap`), or leave `codex-version` at its default: its package has one beside it.'

/** This machine lets no sandbox be made. Thrown before any of the model's commands runs. */
export class SandboxUnavailable extends ActionError {
  override readonly name = 'SandboxUnavailable'

  constructor(said: string, remedy: string) {
    super('sandbox-unavailable', {
      what: `The sandbox of Codex does not work on this machine: ${harmlessLine(said).slice(0, LONGEST)}`,
      why: UNPROVEN,
      remedy,
    })
  }
}

/** The things a command could reach: the login, Codex's helper, a denied path, a directory of PATH, a switch of the kernel. */
export type Breach = 'login' | 'helper' | 'secret' | 'program' | 'kernel'

/** The model's commands could reach what they may not. Thrown before any of them runs. */
export class SandboxBreached extends ActionError {
  override readonly name = 'SandboxBreached'

  constructor(breach: Breach, path: string) {
    super('sandbox-unavailable', {
      what: `The sandbox of Codex does not keep ${withinReach(breach, path)}.`,
      why: UNPROVEN,
      remedy: REMEDIES[breach],
    })
  }
}

const withinReach = (breach: Breach, path: string): string =>
  ({
    login: 'auth.json from the commands that the model runs',
    helper: `commands from changing its own helper (${path})`,
    secret: `${path} from the commands that the model runs`,
    program: `commands from writing to ${path}, and that directory is on PATH`,
    kernel: `commands, which run as root, from writing to ${path}`,
  })[breach]

const CONFIGURATION =
  'Use the default `codex-version`, and look into config.toml for what could undo a permission profile.'
const REMEDIES: Record<Breach, string> = {
  login: CONFIGURATION,
  helper: CONFIGURATION,
  secret: CONFIGURATION,
  program:
    'Programs in that directory are started outside of the sandbox. Remove it from PATH for this job, or from the directories that the `permission-profile` lets commands write.',
  kernel:
    'Run the runner as an ordinary user, or name one with `safety-strategy: unprivileged-user` and `codex-user`. If you gave `codex-version`, use its default.',
}

/** Nobody's own rights are meant: Codex may run as another user, and its sandbox gives root none. */
const deniedTo = (place: string): string => `the system does not permit it${ownerOf(place)}`
const isDenied = (code: string): boolean => code === 'EACCES' || code === 'EPERM'

/** The sandbox can't use a directory that commands are to work in or to write. */
export class SandboxPlace extends ActionError {
  override readonly name = 'SandboxPlace'

  constructor(path: string, code: string) {
    const isOurs = /^\.(git|agents|codex|aws)$/.test(path.slice(dirname(path).length + 1))
    const place = isOurs ? dirname(path) : path
    super('sandbox-place', {
      what: `The sandbox of Codex can't use ${place}: ${isDenied(code) ? deniedTo(place) : reasonOf(place, code)}.`,
      why: 'Codex protects a few names (such as .git and .codex) in each directory that commands may write, and must be able to make them. In the sandbox root has no more rights than any other user. So Codex was not started.',
      remedy:
        'Let the user that Codex runs as own the workspace and the `working-directory` (`sudo chown -R`), and make room on its disk; or give `sandbox: read-only` if the task only reads. If it is a directory for temporary files, set TMPDIR to one that can be written.',
    })
  }
}

/** `codex sandbox` ended for a reason that this action does not know. */
export class SandboxUntried extends ActionError {
  override readonly name = 'SandboxUntried'

  constructor(said: string) {
    super('sandbox-untried', {
      what: `Codex could not try its sandbox. It said: ${said}`,
      why: 'Nothing proves that its commands are kept from the login, so Codex was not started. The login was not touched.',
      remedy:
        'Correct what it says. If that tells you nothing, leave `codex-version` and `codex-args` at their defaults, and run `codex sandbox -- true` in the working directory on that machine.',
    })
  }
}
