import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { CLOSED, codexBinary, proxiedBy } from '../doubles/lab/index.js'
import { appServer } from './app-server.js'
import { DUE, scene } from './scene.js'
import { variablesIn } from './variables.js'

/** What can be read off a Codex, line by line: two releases are compared by what only one of them has. */
export type Description = Readonly<Record<'help' | 'features' | 'protocol' | 'variables' | 'files', string[]>>

/** Describes the Codex that CODEX_UNDER_TEST names. The same Codex is always described in the same words. */
export async function describeCodex(): Promise<Description> {
  const home = mkdtempSync(join(tmpdir(), 'describe-'))
  const codex = (...args: string[]) =>
    execFileSync(codexBinary(), args, {
      cwd: home,
      env: { PATH: process.env.PATH, HOME: home, CODEX_HOME: home, ...proxiedBy(CLOSED) },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 26,
    })
  try {
    codex('app-server', 'generate-json-schema', '--out', join(home, 'schema'))
    const schema = join(home, 'schema', 'codex_app_server_protocol.schemas.json')
    return {
      help: helpOf(codex, []),
      features: codex('features', 'list')
        .trim()
        .split('\n')
        .map(line => line.replace(/\s+/g, ' ')),
      protocol: [...new Set(leaves(JSON.parse(readFileSync(schema, 'utf8')).definitions, []))],
      variables: variablesIn(codexBinary()).sort(),
      files: await filesLeft(),
    }
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The lines of the help of a command and of all below it, each after its command. */
function helpOf(codex: (...args: string[]) => string, command: readonly string[]): string[] {
  const text = codex(...command, '--help')
  const own = text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
    .map(line => ['codex', ...command, '|', line].join(' '))
  const listed = text.split(/^Commands:$/m)[1]?.split(/\n\n/)[0] ?? ''
  const names = [...listed.matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name = '']) => name)
  return [...own, ...names.filter(name => name !== 'help').flatMap(name => helpOf(codex, [...command, name]))]
}

/** The protocol's schema as lines of path and value, without what is only said about it. */
function leaves(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap(item => leaves(item, path))
  if (typeof value !== 'object' || value === null) return [`${path.join('.')}: ${JSON.stringify(value)}`]
  const said = ['description', 'title', '$schema', 'default']
  return Object.entries(value)
    .filter(([name, item]) => !(said.includes(name) && typeof item !== 'object'))
    .flatMap(([name, item]) => leaves(item, name === 'properties' ? path : [...path, name]))
}

/** What a refresh and a run leave in CODEX_HOME, without what is named after the moment. */
const filesLeft = (): Promise<string[]> =>
  scene(async scene => {
    const home = scene.home(scene.openai.login(DUE))
    const server = await appServer(scene, home)
    await server.ask('account/read', { refreshToken: false })
    await server.end()
    await scene.exec(home)
    const files = readdirSync(home.dir, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
    // Those of a database come and go.
    const lasting = files.filter(path => !/-(?:shm|wal|journal)$/.test(path))
    const named = lasting.map(path => {
      const name = relative(home.dir, path)
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
        .replace(/\d{4}([-/])\d\d\1\d\d(?:T\d\d-\d\d-\d\d)?/g, 'DATE')
        .replace(/(?<=arg0)[A-Za-z0-9]{6}\b/g, 'ID')
        .replace(/[0-9a-f]{12,}/g, 'ID')
      return `${name} ${(statSync(path).mode & 0o777).toString(8)}`
    })
    return [...new Set(named)].sort()
  })

process.stdout.write(JSON.stringify(await describeCodex()))
