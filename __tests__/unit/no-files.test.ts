import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from '@jest/globals'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lab no-files '))
})
afterEach(() => rm(directory, { recursive: true }))

const at = (module: string) => JSON.stringify(new URL(`../../src/${module}.js`, import.meta.url).href)

/** Takes all files that a process may have open, starts one thing, and says what came of it. */
const script = (module: string, start: string) => `
  const { openSync } = await import('node:fs')
  const it = await import(${at(module)})
  await import('semver')
  const home = process.argv[1]
  try { for (;;) openSync('/dev/null') } catch {}
  const said = await (${start}).then(value => JSON.stringify(value), error => error.name)
  process.stdout.write(said)
  process.exit()
`
const outcome = async (module: string, start: string): Promise<string> => {
  const node = [process.execPath, '--input-type=module', '-e', script(module, start), directory]
  const { stdout } = await promisify(execFile)('bash', ['-c', 'ulimit -n 256; exec "$@"', 'bash', ...node])
  return stdout
}

test.each([
  [
    'Codex',
    'codex/process',
    "it.startCodex({ path: '/bin/true', home, env: process.env }, { args: [], input: 'x' })",
    /^CannotStart$/,
  ],
  [
    'a command of the user',
    'stores/command/shell',
    "it.runInShell({ script: 'true', env: process.env, cwd: home, timeoutMs: 5000, maxOutput: 1000 })",
    /"could not be started \(EMFILE\)"/,
  ],
  [
    'git',
    'leases/git/git',
    "new it.Git({ url: 'http://127.0.0.1:9/x', token: '', directory: home, env: process.env }).run(['version'])",
    /"ok":false.*EMFILE/,
  ],
])(
  'on a machine that has no file left to open, %s that can not be started is an error with a name',
  async (_, module, start, expected) => {
    expect(await outcome(module, start)).toMatch(expected)
  },
)
