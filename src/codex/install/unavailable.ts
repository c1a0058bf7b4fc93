import { ActionError, type Explanation, systemCode } from '../../system/errors.js'
import { quote } from '../../system/quote.js'
import { type Broken, FACTS } from '../check/facts.js'
import { TRIED } from '../tried.js'

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
  | 'codex-signature-invalid'
  | 'codex-unpack-failed'
  | 'codex-wrong-version'
  | 'codex-not-runnable'
  | 'codex-tool-cache-not-writable'
  | 'codex-check-failed'
  | 'codex-check-impossible'

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
export const printable = (url: URL) => quote(url.origin + url.pathname, 300)

const INSTEAD = 'Or install Codex in an earlier step, so that `codex` is on PATH.'
const OTHER_REGISTRY = 'Check NPM_CONFIG_REGISTRY, or use the public registry.'

export const badVersion = (version: string, example: string) =>
  new CodexUnavailable('codex-version-invalid', {
    what: `codex-version ${JSON.stringify(version.slice(0, 64))} is neither a version nor a range of versions, and not "latest".`,
    why: 'The action does not guess which Codex was meant, and has changed nothing.',
    remedy: `Write an exact version without "v", for example ${example}; a range as npm has it, such as ^0.171.0 or ">=0.169 <0.175"; or latest. Quote it, because YAML reads 0.170 as 0.17. Without the input you get the version that this action is tested with.`,
  })

/** @param range as it was given. @param newest of the releases that are old enough */
export const noneInRange = (range: string, newest: string | null) =>
  new CodexUnavailable('codex-version-not-found', {
    what: `No stable release of Codex that is at least three days old is in the range ${JSON.stringify(range.slice(0, 64))}.`,
    why: `The newest one for this machine is ${newest ?? 'not known'}. Younger ones may still be withdrawn, so a range never selects them.`,
    remedy:
      'Correct the range in `codex-version`. Quote it, because YAML reads 0.170 as 0.17. An exact version may be younger than three days.',
  })

export const noTimes = (registry: string) =>
  new CodexUnavailable('codex-registry-refused', {
    what: `The registry ${registry} does not say when the releases of Codex were published.`,
    why: 'Without that nobody can tell which of them are old enough to be used.',
    remedy: 'Give an exact `codex-version`, or use a registry that passes `time` on, such as the public one.',
  })

/** @param broken what was seen first. @param more how many facts besides don't hold */
export const checkFailed = (version: string, { fact, seen }: Broken, more: number) =>
  new CodexUnavailable('codex-check-failed', {
    what: `Codex ${version} has not passed this action's check (${fact}): ${seen}.`,
    why: `The login is safe only if ${FACTS[fact]}.${more > 0 ? ` ${more} more of what is checked did not hold either.` : ''} This Codex was tried with made-up logins only: it did not get your login, and nothing was changed.`,
    remedy: `Leave \`codex-version\` out, or give a version that this action is tested with: ${TRIED.slice(-3).join(', ')}. A newer version of this action may know this Codex.`,
  })

export const checkImpossible = (version: string, reason: string, cause: unknown) =>
  new CodexUnavailable('codex-check-impossible', {
    what: `Codex ${version} is new to this action, and could not be checked on this machine: ${reason}`,
    why: 'A Codex that nobody has tried may lose your login, so it did not get it, and nothing was changed.',
    remedy: `Correct what it names (the check works in ~/.cache/codex-auth-action), or leave \`codex-version\` out: the default needs no check.`,
    cause,
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

export const plainRegistry = (registry: string) =>
  new CodexUnavailable('codex-registry-invalid', {
    what: `NPM_CONFIG_REGISTRY is a plain http address (${registry}).`,
    why: 'Anybody on the network path could read its credentials and replace Codex by another program, which would get your login.',
    remedy:
      'Give its https address. Plain http is only for a registry on this machine (localhost, 127.0.0.1, [::1]).',
  })

/** @param to undefined if it is not an address */
export const redirected = (from: URL, to: URL | undefined) =>
  new CodexUnavailable('codex-registry-invalid', {
    what: `${printable(from)} redirects to ${to ? `${to.protocol}//${to.host}` : 'something that is not an address'}, and that was not followed.`,
    why: 'Plain http to another machine, or after https, could be read and changed on the way. More than five redirects are not followed either.',
    remedy: OTHER_REGISTRY,
  })

export const noDownloadAddress = (registry: string) =>
  new CodexUnavailable('codex-registry-invalid', {
    what: `The registry ${registry} names no usable download address for Codex.`,
    why: 'Nothing can be installed. The address must be https, or plain http of a registry on this machine.',
    remedy: OTHER_REGISTRY,
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

/** @param wanted `<package>@<version>` @param where a registry or an address */
export const notPinned = (wanted: string, where: string, cause?: unknown) =>
  new CodexUnavailable('codex-integrity-mismatch', {
    what: `The package that ${where} gives for ${wanted} is not what OpenAI published.`,
    why: "Its sha512 is not the one in this action's source. Another program would get your login, so nothing was installed.",
    remedy:
      'Find out what the mirror or the proxy serves, and use the public registry until then. Or install Codex in an earlier step, so that `codex` is on PATH.',
    cause,
  })

const OUR_VERSION =
  'Leave `codex-version` out: the sha512 of that version is part of this action. Or use another registry'

/** @param wanted `<package>@<version>` */
export const wronglySigned = (wanted: string, registry: string) =>
  new CodexUnavailable('codex-signature-invalid', {
    what: `The signature that ${registry} gives for ${wanted} is not npm's for this package.`,
    why: 'The registry, or somebody on the network path, offers another program under that name, which would get your login. Nothing was installed.',
    remedy: `${OUR_VERSION}.`,
  })

/** @param key what is wrong with it: `has expired` */
export const signedByOther = (wanted: string, registry: string, key: string) =>
  new CodexUnavailable('codex-signature-invalid', {
    what: `${registry} gives a signature for ${wanted} of a key that ${key}.`,
    why: 'Either npm has a newer key than this version of the action, or somebody answers in its place. Nothing was installed.',
    remedy: `Use a newer version of this action. ${OUR_VERSION}.`,
  })

export const unsigned = (wanted: string, registry: string) =>
  new CodexUnavailable('codex-signature-invalid', {
    what: `${registry} gives no signature for ${wanted}.`,
    why: 'npm signs everything that it publishes, so somebody may have answered in its place. Nothing was installed.',
    remedy: `Run the job again. If it stays, find out what answers for the registry. ${OUR_VERSION}.`,
  })

export const unpackFailed = (cause: unknown) =>
  new CodexUnavailable('codex-unpack-failed', {
    what: `Codex could not be written to the disk and unpacked: ${reasonOf(cause)}.`,
    why: 'It takes about 420 MB. Nothing half-written was kept.',
    remedy:
      'Make room on the disk of RUNNER_TOOL_CACHE. If there is room, the package itself is at fault: try another version.',
    cause,
  })

export const strangeEntry = (entry: string) =>
  new CodexUnavailable('codex-unpack-failed', {
    what: `The package holds ${entry}, which is a link or leads out of the package.`,
    why: 'No package of Codex has such entries: somebody made it to write elsewhere on this machine. Nothing was installed.',
    remedy: OTHER_REGISTRY,
  })

/** @param more what it has more of than it should: `2 GB of files` */
export const tooLarge = (more: string) =>
  new CodexUnavailable('codex-unpack-failed', {
    what: `The package has more than ${more}.`,
    why: 'Codex has about 420 MB: somebody made it to fill the disk of this machine. Nothing was installed.',
    remedy: OTHER_REGISTRY,
  })

/** @param wanted `<package>@<version>`. @param found what it does instead: `says it is 0.1.0` */
export const wrongVersion = (wanted: string, found: string) =>
  new CodexUnavailable('codex-wrong-version', {
    what: `The package ${wanted} ${found}.`,
    why: 'Do not trust a registry that serves something else under this name with a program that holds your login. Nothing was installed.',
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
