import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { lacksRoom, systemCode } from '../../system/errors.js'
import { programEnvironment } from '../../system/program-environment.js'
import { quote } from '../../system/quote.js'
import { howItFailed, type RunResult, run, succeeded } from '../../system/run.js'
import { atPlace } from '../../system/unusable-place.js'
import { brokenGit, elsewhere, noGit, oldGit, tooFar } from './refusal.js'

export interface GitOptions {
  /** Such as `https://github.com/owner/name`. */
  readonly url: string
  readonly token: string
  /** Where a bare repository is made for as long as this lives: RUNNER_TEMP. */
  readonly directory: string
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface GitResult {
  readonly ok: boolean
  readonly stdout: string
  /** Standard error without the trace and without the token. */
  readonly said: string
  /** The server's redirect, as it wrote it; only if git failed because of it. */
  readonly sentOn?: string
}

/** The first that reads GIT_CONFIG_COUNT and GIT_CONFIG_GLOBAL (git's release notes 2.31 and 2.32). */
const OLDEST = '2.32.0'
/** After this a git that waits for the server is killed, milliseconds. */
const LONGEST_MS = 20_000
/** It asks nobody. */
const VERSION_MS = 15_000
/** Bytes: a record and a trace of requests are smaller. A git that prints more is killed. */
const MOST_OUTPUT = 4 * 1024 * 1024
/** A repository that was renamed once or twice. */
const MOST_HOPS = 5

/**
 * The `git` of the machine, with none of its credentials, hooks or prompts: those of the job alone, handed over
 * in GIT_CONFIG_*, so that no token is in an argument or a file.
 */
export class Git {
  /** How far the server's clock is ahead of ours, milliseconds; undefined while it has not said. */
  ahead: number | undefined
  #env: Record<string, string> | undefined
  #directory: string | undefined
  #address: string

  constructor(private readonly options: GitOptions) {
    this.#address = options.url
  }

  /**
   * Runs git in a bare repository of its own. If `args` contain the url of the options and the server redirects it within
   * its own origin, as GitHub does for a renamed repository, git runs again with the new address.
   * Throws LeaseRefused `lease-no-git` or `lease-redirected`, or the signal's reason.
   */
  async run(
    args: readonly string[],
    { input = '', signal }: { input?: string; signal?: AbortSignal | undefined } = {},
  ): Promise<GitResult> {
    this.#env ??= await this.#environment()
    const failed = this.#directory ? undefined : await this.#begin(this.#env)
    if (failed) return failed
    for (let hops = 0; ; hops += 1) {
      signal?.throwIfAborted()
      const addressed = args.map(arg => (arg === this.options.url ? this.#address : arg))
      const result = await this.#spawn(addressed, input, this.#env, signal)
      signal?.throwIfAborted()
      if (result.sentOn === undefined) return result
      if (hops === MOST_HOPS) throw tooFar(new URL(this.#address).origin)
      this.#address = nextAddress(this.#address, result.sentOn)
    }
  }

  /** Removes its repository; what can't be removed goes with RUNNER_TEMP. */
  async end(): Promise<void> {
    const all = { recursive: true, force: true, maxRetries: 3 }
    if (this.#directory) await rm(this.#directory, all).catch(() => undefined)
    this.#directory = undefined
  }

  /** Makes its repository; the result if it can't, for another try. */
  async #begin(env: Record<string, string>): Promise<GitResult | undefined> {
    const { directory } = this.options
    this.#directory = await atPlace(directory, mkdtemp(join(directory, 'codex-auth-lease-')))
    const made = await this.#spawn(['init', '--quiet', '--bare', '--template=', '.'], '', env)
    if (made.ok) return undefined
    await this.end()
    return made
  }

  /**
   * Everything that the machine's own configuration says of this server's transport (a proxy, a company's
   * certificates) holds, and nothing else of it: `insteadOf`, helpers, hooks and headers would lead elsewhere.
   */
  async #environment(): Promise<Record<string, string>> {
    const { url, token, env } = this.options
    const base = programEnvironment(env, {
      LC_ALL: 'C',
      GIT_TERMINAL_PROMPT: '0',
      GCM_INTERACTIVE: 'never',
    })
    // A step of the job may have removed it; a git that starts nowhere looks like one that isn't there.
    const { directory } = this.options
    await atPlace(directory, mkdir(directory, { recursive: true }))
    await this.#checkVersion(base)
    const machine = await this.#spawn(['config', '--get-urlmatch', 'http', url], '', base)
    const transport = machine.stdout
      .split('\n')
      .map(line => /^(http\.(?:proxy\w*|ssl\w+|schannel\w+|version)) (.*)$/i.exec(line))
      .flatMap(found => (found?.[1] ? [[found[1], found[2] ?? '']] : []))
    const config = [
      ...transport,
      [`http.${new URL(url).origin}/.extraHeader`, `Authorization: Basic ${basicOf(token)}`],
      ['credential.helper', ''],
      ['core.askPass', ''],
      ['core.hooksPath', '/dev/null'],
      // Git would send the token to the new address, too. `run` follows redirects, on this server only.
      ['http.followRedirects', 'false'],
      ['gc.auto', '0'],
    ]
    const variables = config.flatMap(([key = '', value = ''], at) => [
      [`GIT_CONFIG_KEY_${at}`, key],
      [`GIT_CONFIG_VALUE_${at}`, value],
    ])
    return {
      ...base,
      ...Object.fromEntries(variables),
      GIT_CONFIG_COUNT: String(config.length),
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      // The answers' headers are in the trace, and with them the server's clock. Git redacts the token there.
      GIT_TRACE_CURL: '1',
      GIT_TRACE_CURL_NO_DATA: '1',
      GIT_AUTHOR_NAME: 'codex-auth-action',
      GIT_AUTHOR_EMAIL: 'codex-auth-action@users.noreply.github.com',
      GIT_COMMITTER_NAME: 'codex-auth-action',
      GIT_COMMITTER_EMAIL: 'codex-auth-action@users.noreply.github.com',
    }
  }

  async #checkVersion(env: Record<string, string>): Promise<void> {
    const program = { file: 'git', args: ['version'], env, timeoutMs: VERSION_MS, maxOutput: MOST_OUTPUT }
    const result = await run({ ...program, cwd: this.options.directory })
    if (result.how === 'not-started' && systemCode(result.error) === 'ENOENT') throw noGit()
    // For want of files or processes it may pass: the question after this one finds out.
    const isTight = result.how === 'not-started' && lacksRoom(result.error)
    if (!succeeded(result) && !isTight) throw brokenGit(saidBy(result, program))
    const stdout = result.stdout.toString()
    const { coerce, lt } = (await import('semver')).default
    const version = coerce(stdout)
    if (version && lt(version, OLDEST)) throw oldGit(version.version, OLDEST)
  }

  async #spawn(
    args: readonly string[],
    input: string,
    env: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<GitResult> {
    const result = await run({
      file: 'git',
      args,
      input,
      env: this.#directory ? { ...env, GIT_DIR: this.#directory } : env,
      cwd: this.#directory ?? this.options.directory,
      signal,
      timeoutMs: LONGEST_MS,
      maxOutput: MOST_OUTPUT,
      stderr: 'counted',
    })
    if (result.how === 'not-started') {
      if (systemCode(result.error) === 'ENOENT') throw noGit()
      // For want of files or processes: it may pass.
      return { ok: false, stdout: '', said: result.error.message }
    }
    const ok = succeeded(result)
    const stderr = result.stderr.toString()
    const sentOn = ok ? undefined : locationIn(stderr)
    return {
      ok,
      stdout: result.stdout.toString(),
      said: this.#heard(stderr),
      ...(sentOn === undefined ? {} : { sentOn }),
    }
  }

  /** Takes the server's clock out of the trace, and the trace out of what git said. */
  #heard(stderr: string): string {
    const dates = [...stderr.matchAll(/<= Recv header: date: ([^\r\n]+)/gi)]
    const date = Date.parse(dates.at(-1)?.[1] ?? '')
    if (!Number.isNaN(date)) this.ahead = date - Date.now()
    const { token } = this.options
    const said = stderr
      .split(/[\r\n]+/)
      .filter(line => line && !/^\d\d:\d\d:\d\d\.\d+ /.test(line))
      .join('\n')
    // An input that names a secret which is not there gives an empty token.
    const secrets = token ? [token, basicOf(token)] : []
    return secrets.reduce((text, secret) => text.replaceAll(secret, '***'), said).slice(0, 2000)
  }
}

const saidBy = (result: RunResult, program: Parameters<typeof howItFailed>[1]): string => {
  const said = quote(result.stderr.toString(), 200)
  return `${howItFailed(result, program)}${said && ` (${said})`}`
}

/** The location header in git's trace if git failed because of a redirect. A proxy's own answer does not count. */
function locationIn(stderr: string): string | undefined {
  if (!/returned error: 30[12378]\b/.test(stderr)) return undefined
  return [...stderr.matchAll(/<= Recv header: location: ([^\r\n]+)/gi)].at(-1)?.[1]?.trim()
}

/** The repository that a redirect leads to. Throws LeaseRefused `lease-redirected` for another server, or for no repository. */
function nextAddress(from: string, location: string): string {
  const { origin } = new URL(from)
  const to = URL.canParse(location, `${from}/`) ? new URL(location, `${from}/`) : undefined
  if (to?.origin !== origin) throw elsewhere(origin, to?.origin)
  const repository = /^(.+)\/(?:info\/refs|git-upload-pack|git-receive-pack)$/.exec(to.pathname)?.[1]
  if (repository === undefined) throw elsewhere(origin, origin)
  return origin + repository
}

const basicOf = (token: string): string => Buffer.from(`x-access-token:${token}`).toString('base64')
