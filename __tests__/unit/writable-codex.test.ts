import { existsSync } from 'node:fs'
import { mkdir, symlink } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { provideCodex, DEFAULT_CODEX_VERSION as VERSION } from '../../src/codex/install/provide.js'
import { ANSWERS, CODEX, createMachine, INSTALLED, type Machine } from '../doubles/codex-machine.js'

let machine: Machine
beforeEach(async () => {
  machine = await createMachine()
})
afterEach(() => machine.remove())

async function publish(): Promise<string> {
  const registry = await machine.registry()
  await registry.publish(`${VERSION}-linux-x64`, { tarball: await machine.pack(ANSWERS) })
  return registry.url
}

test('a Codex that the model may write is not taken from PATH, also where a link leads to it', async () => {
  const workspace = path.join(machine.home, 'workspace')
  for (const directory of [workspace, machine.bin]) await mkdir(directory, { recursive: true })
  await symlink(path.join(INSTALLED, CODEX), path.join(workspace, 'codex'))
  await symlink(path.join(workspace, 'codex'), path.join(machine.bin, 'codex'))
  const found = await provideCodex(machine.request(await publish(), { writable: [workspace] }))
  expect(found.source).toBe('registry')
  expect(machine.log[0]).toMatch(/Codex on PATH \(\S+\) is not used, because the model may write there/)
})

test('a tool cache that the model may write is neither read nor written: the home directory has one, too', async () => {
  const workspace = path.join(machine.home, 'workspace')
  const cache = path.join(workspace, 'tools')
  const planted = path.join(cache, 'codex', VERSION, 'x64')
  await mkdir(path.dirname(path.join(planted, CODEX)), { recursive: true })
  await symlink(path.join(INSTALLED, CODEX), path.join(planted, CODEX))
  const url = await publish()
  const env = { PATH: '', HOME: machine.home, RUNNER_TOOL_CACHE: cache, NPM_CONFIG_REGISTRY: url }
  const found = await provideCodex(machine.request(url, { writable: [workspace], env }))
  expect(found.source).toBe('registry')
  expect(found.path).toContain(path.join(machine.home, '.cache', 'codex-auth-action', 'codex'))
  expect(existsSync(`${planted}.complete`)).toBe(false)
})
