import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { CLOSED, codexBinary, labFolder, proxiedBy } from '../lab/index.js'
import type { OpenAiDouble } from './openai.js'

/**
 * A CODEX_HOME that reaches the double. Not in a folder for temporary files, where Codex doesn't set up its sandbox
 * helper (docs/facts/codex.md, §9). The caller removes it.
 */
export function createCodexHome(openai: OpenAiDouble, authJson?: string): string {
  const home = mkdtempSync(join(labFolder(), 'codex-home-'))
  chmodSync(home, 0o700)
  writeFileSync(join(home, 'config.toml'), openai.configToml)
  if (authJson !== undefined) writeFileSync(join(home, 'auth.json'), authJson, { mode: 0o600 })
  return home
}

export interface CodexRun {
  readonly child: ChildProcessWithoutNullStreams
  readonly stdout: () => string
  readonly stderr: () => string
  /** The exit code; null when a signal ended it. */
  readonly exit: Promise<number | null>
}

/** Without a network Codex waits for name servers; a proxy that refuses is heard at once, everywhere. */
const closed = proxiedBy(CLOSED)

/** Starts Codex with nothing in its environment but what it needs. Its stdin is the caller's to end. */
export function startCodex(
  openai: OpenAiDouble,
  home: string,
  args: readonly string[],
  env: Record<string, string> = {},
): CodexRun {
  const child = spawn(codexBinary(), args, {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: home, CODEX_HOME: home, ...closed, ...openai.env, ...env },
  })
  const text = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    text.stdout += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    text.stderr += chunk
  })
  const exit = new Promise<number | null>(resolve => child.once('close', resolve))
  return { child, stdout: () => text.stdout, stderr: () => text.stderr, exit }
}

export interface AppServer extends CodexRun {
  /** The whole answer, `result` or `error`. */
  ask(method: string, params?: object): Promise<{ result?: unknown; error?: unknown }>
}

/** An app-server that has been initialised (docs/facts/codex.md, §2). End its stdin to end it. */
export async function startAppServer(
  openai: OpenAiDouble,
  home: string,
  env: Record<string, string> = {},
): Promise<AppServer> {
  const lean = ['-c', 'analytics.enabled=false', '--disable', 'apps', '--disable', 'plugins']
  const run = startCodex(openai, home, ['app-server', ...lean, '--disable', 'remote_plugin'], env)
  const waiting = new Map<number, (answer: object) => void>()
  createInterface({ input: run.child.stdout }).on('line', line => {
    const message = JSON.parse(line) as { id?: number }
    if (message.id !== undefined) waiting.get(message.id)?.(message)
  })
  let id = 0
  const send = (message: object) => run.child.stdin.write(`${JSON.stringify(message)}\n`)
  const ask = (method: string, params?: object) =>
    new Promise<object>(resolve => {
      id += 1
      waiting.set(id, resolve)
      send({ id, method, ...(params && { params }) })
    })
  await ask('initialize', { clientInfo: { name: 'lab', title: 'lab', version: '0' } })
  send({ method: 'initialized' })
  return { ...run, ask }
}
