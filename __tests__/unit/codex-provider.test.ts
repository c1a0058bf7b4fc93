import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { CODEX, createMachine, type Machine, writeScript } from '../doubles/codex-machine.js'

/** No release of Codex, so none that was tried. */
const UNTRIED = '0.0.999'
const MODULE = new URL('../../src/action/provide-codex.js', import.meta.url).href

/** Gets Codex beside something else that logs a line, or waits for it at once, in a process whose stdout is the log. */
const PROGRAM = `const { CodexProvider } = await import(${JSON.stringify(MODULE)})
  const ended = new AbortController()
  let said = () => undefined
  const isSaid = new Promise(resolve => { said = resolve })
  const info = line => {
    console.log(line)
    if (line.includes('is new to this action')) said()
  }
  const stage = { env: process.env, log: { info, warning: info }, state: { get() {} }, cancelled: ended.signal }
  const provider = new CodexProvider(stage, { 'codex-version': '${UNTRIED}' })
  const waiting = process.argv[1] === 'awaited' ? provider.in('/none') : provider.begin()
  if (waiting === undefined) await isSaid
  console.log('something else')
  await provider.in('/none').catch(() => undefined)
  await waiting?.catch(() => undefined)`

let machine: Machine
beforeEach(async () => {
  machine = await createMachine()
  const codex = path.join(machine.root, UNTRIED, 'x64', CODEX)
  await writeScript(codex, `[ "$1" = --version ] && echo codex-cli ${UNTRIED}`)
})
afterEach(() => machine.remove())

async function logOf(how: 'awaited' | 'beside'): Promise<string> {
  const args = ['--input-type=module', '-e', PROGRAM, how]
  const env = { PATH: '/usr/bin:/bin', HOME: machine.home, RUNNER_TOOL_CACHE: path.dirname(machine.root) }
  return (await promisify(execFile)(process.execPath, args, { env })).stdout
}

test('the check of a new Codex is folded if the step waits for it', async () => {
  expect(await logOf('awaited')).toMatch(/^::group::Codex 0\.0\.999 is new to this action.*^::endgroup::/ms)
}, 60_000)

test('the check of a new Codex is not folded beside something else, whose lines would be folded too', async () => {
  const log = await logOf('beside')
  expect(log).toMatch(/^Codex 0\.0\.999 is new to this action.*^something else/ms)
  expect(log).not.toContain('::group::')
}, 60_000)
