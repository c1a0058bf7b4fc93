import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { systemCode } from '../../errors.js'
import { noGit, oldGit } from './refusal.js'

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
}

/** The first that reads GIT_CONFIG_COUNT and GIT_CONFIG_GLOBAL (git's release notes 2.31 and 2.32). */
const OLDEST = '2.32.0'
/** After this a git that waits for the server is killed, milliseconds. */
const LONGEST_MS = 20_000

/**
 * The `git` of the machine, with none of its credentials, hooks or prompts: those of the job alone, handed over
 * in GIT_CONFIG_*, so that no token is in an argument or a file.
 */
export class Git {
  /** How far the server's clock is ahead of ours, milliseconds; undefined while it has not said. */
  ahead: number | undefined
  #env: Record<string, string> | undefined
  #directory: string | undefined

  constructor(private readonly options: GitOptions) {}

  /** Runs git in a bare repository of its own. Throws LeaseRefused `lease-no-git`, or the signal's reason. */
  async run(
    args: readonly string[],
    { input = '', signal }: { input?: string; signal?: AbortSignal | undefined } = {},
  ): Promise<GitResult> {
    this.#env ??= await this.#environment()
    const failed = this.#directory ? undefined : await this.#begin(this.#env)
    if (failed) return failed
    signal?.throwIfAborted()
    const result = await this.#spawn(args, input, this.#env, signal)
    signal?.throwIfAborted()
    return result
  }

  /** Removes its repository; what can't be removed goes with RUNNER_TEMP. */
  async end(): Promise<void> {
    const all = { recursive: true, force: true, maxRetries: 3 }
    if (this.#directory) await rm(this.#directory, all).catch(() => undefined)
    this.#directory = undefined
  }

  /** Makes its repository; the result if it can't, for another try. */
  async #begin(env: Record<string, string>): Promise<GitResult | undefined> {
    this.#directory = await mkdtemp(join(this.options.directory, 'codex-auth-lease-'))
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
    const kept = Object.entries(env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined &&
        !/^(GIT_(?!SSL_)|INPUT_|STATE_|ACTIONS_|SSH_|GITHUB_TOKEN$)/i.test(entry[0]),
    )
    const base = {
      ...Object.fromEntries(kept),
      LC_ALL: 'C',
      GIT_TERMINAL_PROMPT: '0',
      GCM_INTERACTIVE: 'never',
    }
    // A step of the job may have removed it; a git that starts nowhere looks like one that isn't there.
    await mkdir(this.options.directory, { recursive: true })
    await this.#checkVersion(base)
    const machine = await this.#spawn(['config', '--get-urlmatch', 'http', url], '', base)
    const transport = machine.stdout
      .split('\n')
      .map(line => /^(http\.(?:proxy\w*|ssl\w+|schannel\w+|version)) (.*)$/i.exec(line))
      .flatMap(found => (found?.[1] ? [[found[1], found[2] ?? '']] : []))
    const config = [
      ...transport,
      ['http.extraHeader', `Authorization: Basic ${basicOf(token)}`],
      ['credential.helper', ''],
      ['core.askPass', ''],
      ['core.hooksPath', '/dev/null'],
      ['http.followRedirects', 'initial'],
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
    const { stdout } = await this.#spawn(['version'], '', env)
    const { coerce, lt } = (await import('semver')).default
    const version = coerce(stdout)
    if (version && lt(version, OLDEST)) throw oldGit(version.version, OLDEST)
  }

  #spawn(
    args: readonly string[],
    input: string,
    env: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<GitResult> {
    return new Promise((resolve, reject) => {
      // A process group of its own: git's transport helper ends with it, and a Ctrl-C meant for us spares it.
      const child = spawn('git', [...args], {
        cwd: this.#directory ?? this.options.directory,
        env: this.#directory ? { ...env, GIT_DIR: this.#directory } : env,
        stdio: ['pipe', 'pipe', 'pipe'],
        detached: process.platform !== 'win32',
      })
      // No pipes come with a git that could not be started for want of files.
      const out: Buffer[] = []
      const err: Buffer[] = []
      child.stdout?.on('data', (chunk: Buffer) => out.push(chunk))
      child.stderr?.on('data', (chunk: Buffer) => err.push(chunk))
      child.stdin?.on('error', () => undefined)
      child.stdin?.end(input)
      const kill = () => {
        try {
          if (child.pid !== undefined)
            process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
        } catch {
          // It has ended by itself.
        }
      }
      const timer = setTimeout(kill, LONGEST_MS)
      signal?.addEventListener('abort', kill, { once: true })
      child.on('error', error => {
        clearTimeout(timer)
        if (systemCode(error) === 'ENOENT') reject(noGit())
        // For want of files or processes: it may pass.
        else resolve({ ok: false, stdout: '', said: error.message })
      })
      child.on('close', code => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', kill)
        resolve({
          ok: code === 0,
          stdout: Buffer.concat(out).toString(),
          said: this.#heard(Buffer.concat(err).toString()),
        })
      })
    })
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

const basicOf = (token: string): string => Buffer.from(`x-access-token:${token}`).toString('base64')
