import { ActionError, type Explanation, systemCode } from '../errors.js'

/** Why no Codex could be had. */
export type CodexUnavailableCode =
  | 'codex-version-invalid'
  | 'codex-platform-unsupported'
  | 'codex-version-not-found'
  | 'codex-registry-invalid'
  | 'codex-registry-unreachable'
  | 'codex-registry-refused'
  | 'codex-integrity-missing'
  | 'codex-integrity-mismatch'
  | 'codex-unpack-failed'
  | 'codex-wrong-version'
  | 'codex-not-runnable'
  | 'codex-tool-cache-not-writable'

/** No Codex of the wanted version could be had; `code` says at which point. */
export class CodexUnavailable extends ActionError {
  override readonly name = 'CodexUnavailable'
  declare readonly code: CodexUnavailableCode

  constructor(code: CodexUnavailableCode, { cause, ...explanation }: Explanation & { cause?: unknown }) {
    super(code, explanation, cause === undefined ? undefined : { cause })
  }
}

export const reasonOf = (error: unknown): string =>
  (error as Error | undefined)?.message || systemCode(error) || String(error)

/** An address without its query, which may hold a signature. */
export const printable = (url: URL) => url.origin + url.pathname

const INSTEAD = 'Or install Codex in an earlier step, so that `codex` is on PATH.'
const OTHER_REGISTRY = 'Check NPM_CONFIG_REGISTRY, or use the public registry.'

export const notOneVersion = (version: string, example: string) =>
  new CodexUnavailable('codex-version-invalid', {
    what: `codex-version ${JSON.stringify(version.slice(0, 64))} is not one exact version.`,
    why: 'Codex holds your login and changes how it keeps it between releases; a tag such as "latest" or a range could bring an untested one into the middle of a week.',
    remedy: `Write it as X.Y.Z, without "v", for example ${example}, or leave it out for that one.`,
  })

export const notForThisMachine = (machine: string) =>
  new CodexUnavailable('codex-platform-unsupported', {
    what: `There is no Codex for this machine (${machine}).`,
    why: 'The Codex CLI is only built for Linux, macOS and Windows on x64 and arm64.',
    remedy: 'Choose another runner with `runs-on`, such as ubuntu-24.04.',
  })

export const noRegistry = (publicOne: string) =>
  new CodexUnavailable('codex-registry-invalid', {
    what: 'NPM_CONFIG_REGISTRY is not an http or https address.',
    why: 'Codex is installed from that registry.',
    remedy: `Set it to the address of an npm registry, or unset it for ${publicOne}.`,
  })

export const noDownloadAddress = (registry: string) =>
  new CodexUnavailable('codex-registry-invalid', {
    what: `The registry ${registry} names no usable download address for Codex.`,
    why: 'There is nothing to install from.',
    remedy: 'Check NPM_CONFIG_REGISTRY.',
  })

/** @param wanted `<package>@<version>` */
export const notFound = (wanted: string, registry: string, asked: URL) =>
  new CodexUnavailable('codex-version-not-found', {
    what: `The registry ${registry} has no ${wanted} (asked at ${printable(asked)}).`,
    why: 'That is the package that holds this version of Codex for this machine.',
    remedy:
      'Check `codex-version`: `npm view @openai/codex versions` lists them. A mirror may also lag behind the public registry.',
  })

export const unreachable = (url: URL, tries: number, cause: Error) =>
  new CodexUnavailable('codex-registry-unreachable', {
    what: `${printable(url)} could not be had in ${tries} tries: ${cause.message}.`,
    why: 'Codex is not on this machine in the wanted version and must be downloaded.',
    remedy: `Check the runner's network, https_proxy and NPM_CONFIG_REGISTRY, and run the job again. ${INSTEAD}`,
    cause,
  })

export const refused = (url: URL, status: number) =>
  new CodexUnavailable('codex-registry-refused', {
    what: `${printable(url)} answered ${status}.`,
    why: 'The registry or a proxy wants other credentials, or forbids this package.',
    remedy: `Give them in NPM_CONFIG_REGISTRY (https://user:password@host/) from a secret. ${INSTEAD}`,
  })

/** @param wanted `<package>@<version>` */
export const noIntegrity = (wanted: string, registry: string) =>
  new CodexUnavailable('codex-integrity-missing', {
    what: `The registry ${registry} gives no sha512 for ${wanted}.`,
    why: 'Without it nobody can tell whether the download is the Codex that OpenAI published, and it would hold your login.',
    remedy: 'Use a registry that passes `dist.integrity` on, such as the public one, by NPM_CONFIG_REGISTRY.',
  })

export const tampered = (url: URL, cause: unknown) =>
  new CodexUnavailable('codex-integrity-mismatch', {
    what: `What came from ${printable(url)} is not what the registry's sha512 says.`,
    why: 'The mirror may have been tampered with, or a proxy changed the download. It would hold your login, so it was deleted and nothing was installed.',
    remedy:
      'Run the job again; if it stays, find out who changes the file, and use the public registry meanwhile.',
    cause,
  })

export const unpackFailed = (cause: unknown) =>
  new CodexUnavailable('codex-unpack-failed', {
    what: `Codex could not be written to the disk and unpacked: ${reasonOf(cause)}.`,
    why: 'It takes about 600 MB while it is installed and 420 MB afterwards. Nothing half-written was kept.',
    remedy:
      'Make room where RUNNER_TOOL_CACHE lies. If there is room, the package itself is at fault: try another version.',
    cause,
  })

export const strangeEntry = (entry: string) =>
  new CodexUnavailable('codex-unpack-failed', {
    what: `The package holds ${entry}, which is a link or leads out of the package.`,
    why: 'No package of Codex has such entries: somebody made it to write elsewhere on this machine. Nothing was installed.',
    remedy: OTHER_REGISTRY,
  })

/** @param wanted `<package>@<version>`. @param found what it does instead: `says it is 0.1.0` */
export const wrongVersion = (wanted: string, found: string) =>
  new CodexUnavailable('codex-wrong-version', {
    what: `The package ${wanted} ${found}.`,
    why: 'A registry that serves something else under this name can not be trusted with a program that holds your login. Nothing was installed.',
    remedy: OTHER_REGISTRY,
  })

export const notRunnable = (executable: string, problem: string) =>
  new CodexUnavailable('codex-not-runnable', {
    what: `${executable} could not be run: ${problem}.`,
    why: 'Without an answer to `codex --version` we do not know which Codex it is.',
    remedy:
      'Check that the disk under RUNNER_TOOL_CACHE allows programs (no `noexec`) and that the machine is not overloaded.',
  })

export const notWritable = (toolCache: string, cause: unknown) =>
  new CodexUnavailable('codex-tool-cache-not-writable', {
    what: `Codex could not be put into the tool cache ${toolCache}: ${reasonOf(cause)}.`,
    why: 'It is kept there so that the next job need not download it.',
    remedy:
      'Let the user that runs the job write there, or install Codex in an earlier step, so that `codex` is on PATH.',
    cause,
  })
