import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { commitEmpty, git, hermetic, identity } from './git.js'
import type { GitServer } from './server.js'

export interface GitResult {
  /** -1 if it was killed. */
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A job's own git with a repository of its own and a token, which is in its environment and not in argv. */
export interface GitClient {
  readonly dir: string
  /** Never throws for git's failure. `signal` kills git and all that it started. */
  run(
    args: readonly string[],
    options?: { signal?: AbortSignal; env?: Record<string, string> },
  ): Promise<GitResult>
  /** The name of a new commit on the empty tree. */
  commit(message: string, parent?: string): Promise<string>
  /** Compare and swap: `ref` becomes `sha` if it is `old`. Empty is for a ref that must not be, or no longer be, there. */
  swap(repository: string, ref: string, old: string, sha: string, signal?: AbortSignal): Promise<GitResult>
}

/** With `x-access-token` and this token before every request; with no credentials at all if there is none. */
export async function gitClient(server: GitServer, token?: string): Promise<GitClient> {
  const parent = join(server.dir, 'clients')
  await mkdir(parent, { recursive: true })
  const dir = await mkdtemp(join(parent, 'job-'))
  await git(dir, 'init', '--quiet', '--template=', '--initial-branch=main')
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  const credentials = {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${server.url}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
  }
  const own = { ...hermetic(dir), ...identity, ...(token === undefined ? {} : credentials) }
  const client: GitClient = {
    dir,
    async run(args, { signal, env = {} } = {}) {
      const child = spawn('git', args, { cwd: dir, env: { ...own, ...env }, detached: true })
      // Git leaves its HTTP client behind when it is killed, so it goes with its group.
      const kill = () => void (child.pid && child.exitCode === null && process.kill(-child.pid, 'SIGKILL'))
      signal?.addEventListener('abort', kill, { once: true })
      const [out, said]: [Buffer[], Buffer[]] = [[], []]
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
      child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
      const [code] = await once(child, 'close')
      signal?.removeEventListener('abort', kill)
      return {
        code: code ?? -1,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(said).toString(),
      }
    },
    commit: (message, parent) => commitEmpty(dir, message, parent),
    swap(repository, ref, old, sha, signal) {
      const args = ['push', '--porcelain', `--force-with-lease=${ref}:${old}`]
      return client.run([...args, `${server.url}/${repository}`, `${sha}:${ref}`], signal ? { signal } : {})
    },
  }
  return client
}
