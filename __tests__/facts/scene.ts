import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { fenced } from '../../src/codex/fence.js'
import { CLOSED, codexBinary, labFolder, proxiedBy } from '../doubles/lab/index.js'
import { type OpenAiDouble, type OpenAiOptions, startOpenAi } from '../doubles/openai/openai.js'

/** Several facts that one scene shows: it is played once, for the first of them. */
export function shared<T>(play: () => Promise<T>): () => Promise<T> {
  let played: Promise<T> | undefined
  return () => {
    played ??= play()
    return played
  }
}

export { fenced }

/** An access token with so little left that Codex refreshes; it does with 5 minutes. */
export const DUE = { expInMs: 4 * 60_000 }
export const EXPIRED = { expInMs: -60_000 }

export interface Home {
  readonly dir: string
  /** A directory to work in, beside it. */
  readonly work: string
  readonly authFile: string
  auth(): string
  /** Puts an auth.json in place as others do: written beside it and renamed. */
  put(authJson: string): void
}

/** How a Codex is started. */
export interface Start {
  readonly args: readonly string[]
  readonly env?: Record<string, string>
  readonly cwd?: string
  /** What it reads on stdin, which then ends. Default: nothing, and it ends at once. `open` leaves it open. */
  readonly stdin?: string | 'open'
}

export interface Running {
  readonly child: ChildProcessWithoutNullStreams
  readonly stdout: () => string
  readonly stderr: () => string
  readonly ended: Promise<Ended>
}

export interface Ended {
  /** Null if a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** Milliseconds. */
  readonly took: number
}

/** A double of OpenAI, and Codexes that reach it and nothing else. */
export interface Scene {
  readonly openai: OpenAiDouble
  /** A CODEX_HOME that leads to the double, not below a folder for temporary files. */
  home(authJson?: string, more?: { readonly config?: string }): Home
  start(home: Home, start: Start): Running
  run(home: Home, start: Start): Promise<Ended>
  /** `codex exec --json`, with a prompt and nothing on stdin. */
  exec(home: Home, more?: Partial<Start>): Promise<Ended>
  /** Requests to the double, by kind. */
  kinds(): string[]
}

/** Plays a scene, and ends all Codexes that are left. */
export async function scene<T>(
  play: (scene: Scene) => Promise<T>,
  options: Partial<OpenAiOptions> = {},
): Promise<T> {
  const dir = mkdtempSync(join(labFolder(), 'facts-'))
  const openai = await startOpenAi({ dir, ...options })
  const children: ChildProcessWithoutNullStreams[] = []
  let homes = 0
  const self: Scene = {
    openai,
    home(authJson, { config = '' } = {}) {
      homes += 1
      const place = join(dir, String(homes), '.codex')
      const work = join(dir, String(homes), 'work')
      for (const each of [place, work]) mkdirSync(each, { recursive: true, mode: 0o700 })
      writeFileSync(join(place, 'config.toml'), config + openai.configToml)
      const authFile = join(place, 'auth.json')
      const put = (text: string) => {
        writeFileSync(`${authFile}.new`, text, { mode: 0o600 })
        renameSync(`${authFile}.new`, authFile)
      }
      if (authJson !== undefined) put(authJson)
      return { dir: place, work, authFile, auth: () => readFileSync(authFile, 'utf8'), put }
    },
    start(home, { args, env = {}, cwd = home.work, stdin = '' }) {
      const begun = Date.now()
      const child = spawn(codexBinary(), args, {
        cwd,
        env: {
          PATH: process.env.PATH,
          HOME: join(home.dir, '..'),
          CODEX_HOME: home.dir,
          ...proxiedBy(CLOSED),
          ...openai.env,
          ...env,
        },
      })
      children.push(child)
      const text = { stdout: '', stderr: '' }
      for (const name of ['stdout', 'stderr'] as const)
        child[name].on('data', (chunk: Buffer) => {
          text[name] += chunk
        })
      child.stdin.on('error', () => undefined)
      if (stdin !== 'open') child.stdin.end(stdin)
      const ended = once(child, 'close').then(([code]) => ({
        code: code as number | null,
        ...text,
        took: Date.now() - begun,
      }))
      return { child, stdout: () => text.stdout, stderr: () => text.stderr, ended }
    },
    run: (home, start) => self.start(home, start).ended,
    exec: (home, { args = [], ...more } = {}) =>
      self.run(home, { args: [...EXEC, ...args, 'Say OK'], ...more }),
    kinds: () => openai.log.map(({ kind }) => kind),
  }
  try {
    return await play(self)
  } finally {
    for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
    await openai.close()
    rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

export const EXEC = ['exec', '--json', '--skip-git-repo-check']

/** The lines of `codex exec --json`. */
export const events = ({ stdout }: Ended): { type: string; [key: string]: unknown }[] =>
  stdout
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line))

/** Every message of an error in a run's events. */
export const errors = (ended: Ended): string[] =>
  events(ended).flatMap(({ type, message, error }) =>
    type === 'error'
      ? [String(message)]
      : type === 'turn.failed'
        ? [(error as { message: string }).message]
        : [],
  )

/** Waits until it holds. Throws after `limit` ms. */
export async function until(holds: () => boolean, limit = 30_000): Promise<void> {
  for (const end = Date.now() + limit; !holds(); await sleep(5))
    if (Date.now() > end) throw new Error(`waited ${limit} ms in vain for ${holds}`)
}

/** A proxy on the loopback that lets nobody through, and remembers which hosts were asked for. */
export async function startRecorder(): Promise<{
  readonly hosts: string[]
  readonly env: Record<string, string>
  close(): void
}> {
  const hosts: string[] = []
  const server = createServer((request, response) => {
    hosts.push(String(request.url))
    response.writeHead(403).end()
  })
  server.on('connect', ({ url = '' }, socket: Duplex) => {
    hosts.push(url)
    socket.on('error', () => undefined).end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    hosts,
    env: proxiedBy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
