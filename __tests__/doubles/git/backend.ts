import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { hermetic } from './git.js'
import type { Answer } from './types.js'

export interface CgiRequest {
  readonly method: string
  /** `/owner/name.git/info/refs`. */
  readonly path: string
  readonly query: string
  readonly contentType: string
  /** Content-Encoding; git inflates by itself. */
  readonly encoding: string
  /** The Git-Protocol header. */
  readonly protocol: string
  readonly user: string
  readonly body: Buffer
  /** What git's own environment has besides. */
  readonly env: Readonly<Record<string, string>>
}

/** Git's own HTTP backend, run as a CGI program: one process group a request. */
export class Backend {
  readonly #program = join(execFileSync('git', ['--exec-path']).toString().trim(), 'git-http-backend')
  readonly #running = new Map<ChildProcess, Promise<unknown[]>>()
  #ended = false

  constructor(private readonly root: string) {}

  /** What git answers. @throws Error if the program fails, or is ended while it runs */
  async answer(request: CgiRequest): Promise<Answer> {
    if (this.#ended) throw new Error('the server is closed')
    // A group of its own, for that git starts more of itself, and a hook.
    const env = { ...hermetic(this.root), ...request.env, ...this.#variables(request) }
    const child = spawn(this.#program, { cwd: this.root, env, detached: true, stdio: 'pipe' })
    const closed = once(child, 'close')
    this.#running.set(child, closed)
    const out: Buffer[] = []
    const said: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
    // It may refuse before it has read all.
    child.stdin.on('error', () => undefined).end(request.body)
    try {
      const [code, signal] = await closed
      const bytes = Buffer.concat(out)
      if (code !== 0) throw new Error(`git http-backend ended with ${signal ?? code}: ${Buffer.concat(said)}`)
      return parse(bytes)
    } finally {
      this.#running.delete(child)
    }
  }

  /** Ends what still runs, hooks included, and waits until it is gone. */
  async end(): Promise<void> {
    this.#ended = true
    for (const { pid } of this.#running.keys()) {
      try {
        if (pid) process.kill(-pid, 'SIGKILL')
      } catch {
        // The group ended by itself a moment ago.
      }
    }
    await Promise.allSettled(this.#running.values())
  }

  #variables(request: CgiRequest): Record<string, string> {
    return {
      GIT_PROJECT_ROOT: this.root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: request.protocol,
      REQUEST_METHOD: request.method,
      PATH_INFO: request.path,
      QUERY_STRING: request.query,
      CONTENT_TYPE: request.contentType,
      // The whole body was read, so its length is known for chunked ones, too.
      CONTENT_LENGTH: String(request.body.length),
      HTTP_CONTENT_ENCODING: request.encoding,
      REMOTE_USER: request.user,
      REMOTE_ADDR: '127.0.0.1',
    }
  }
}

/** Header lines, an empty line, the body; the status is a header of that name. */
function parse(bytes: Buffer): Answer {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) throw new Error('git http-backend gave no header')
  const headers = Object.fromEntries(
    bytes
      .toString('latin1', 0, end)
      .split('\r\n')
      .map(line => /^([^:]+): ?(.*)$/.exec(line)?.slice(1) ?? [line, '']),
  ) as Record<string, string>
  const { Status: status = '200', ...rest } = headers
  return { status: Number.parseInt(status, 10), headers: rest, body: bytes.subarray(end + 4) }
}
