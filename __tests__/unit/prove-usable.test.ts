import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'

const MODULE = new URL('../../src/action/prove-usable.js', import.meta.url).href

/** Proves a login in a process of its own, and prints the code of the error. Node ends it for a rejection that nobody hears. */
const PROGRAM = `const { proveUsable } = await import(${JSON.stringify(MODULE)})
  const [home] = process.argv.slice(1)
  const stage = { env: { HOME: home }, log: { info() {}, warning() {} } }
  const codex = { path: home + '/none', home, env: {} }
  const task = { workingDirectory: home, args: [] }
  const never = async () => { throw new Error('not to be asked') }
  await proveUsable(stage, {}, codex, { task, assertPlanLeft: never, refresh: never }).catch(error => {
    process.stdout.write(error.code)
  })`

test('a login that is refused before the sandbox can be tried ends the step with that error', async () => {
  const home = await mkdtemp(join(tmpdir(), 'lab-home-'))
  try {
    await writeFile(join(home, '.env'), 'CODEX_ACCESS_TOKEN=lab-token\nOPENAI_FEDERATION_RULE_ID=lab\n')
    const child = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', PROGRAM, home])
    expect(child.stdout).toBe('login-replaced')
  } finally {
    await rm(home, { recursive: true, force: true })
  }
})
