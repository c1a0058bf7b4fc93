import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { writeScript } from '../doubles/codex-machine.js'

const MODULE = new URL('../../src/action/prove-usable.js', import.meta.url).href

/**
 * Proves a login in a process of its own, and prints the code of the error. Node ends that process for a rejection that
 * nobody hears.
 */
const PROGRAM = `const { proveUsable } = await import(${JSON.stringify(MODULE)})
  const [home, path, strategy] = process.argv.slice(1)
  const stage = { env: { HOME: home, PATH: process.env.PATH }, log: { info() {}, warning() {} } }
  const codex = { path, home, env: {} }
  const task = { workingDirectory: home, args: [] }
  const inputs = { 'safety-strategy': strategy, 'codex-user': 'lab-user' }
  const never = async () => { throw new Error('not to be asked') }
  await proveUsable(stage, inputs, codex, { task, assertPlanLeft: never, refresh: never }).catch(error => {
    process.stdout.write(error.code ?? String(error))
  })`

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lab-home-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

async function failure(codex: string, strategy = 'sandbox'): Promise<string> {
  const args = ['--input-type=module', '-e', PROGRAM, home, codex, strategy]
  const env = { PATH: [join(home, 'bin'), '/usr/bin', '/bin'].join(delimiter) }
  return (await promisify(execFile)(process.execPath, args, { env })).stdout
}

test('a failure before the sandbox can be tried ends the step with that error', async () => {
  expect(await failure(join(home, 'none'))).toBe('cannot-start')
})

test('with the variables of another login no Codex is started', async () => {
  await writeFile(join(home, '.env'), 'OPENAI_FEDERATION_RULE_ID=lab\n')
  const codex = join(home, 'codex')
  await writeScript(codex, `echo "$@" >>"${home}/started"`)
  expect(await failure(codex)).toBe('login-replaced')
  expect(await readdir(home)).not.toContain('started')
})

test('no other user gets a copy of a login that is not accepted', async () => {
  await writeScript(join(home, 'bin', 'sudo'), `echo "$@" >>"${home}/asked"\nexit 1`)
  expect(await failure(join(home, 'none'), 'unprivileged-user')).toBe('cannot-start')
  expect(await readFile(join(home, 'asked'), 'utf8').catch(() => '')).not.toContain('lab-user')
})
