import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { ownerOf } from '../../src/keeper/home-owner.js'
import { openWorkplace } from '../../src/keeper/workplace.js'
import { type LabJob, type RunnerFiles, runnerFiles } from './job-stage.js'

let user: string
let files: RunnerFiles
let job: LabJob
beforeEach(() => {
  user = mkdtempSync(join(tmpdir(), 'workplace-'))
  files = runnerFiles()
  job = files.job({ HOME: user, CODEX_HOME: '' })
})
afterEach(() => {
  files.end()
  rmSync(user, { recursive: true })
})

/** A use of the action in the job, with its login in the secret manager's entry of that name. */
async function use(name: 'pre' | 'main', step: string, entry: string) {
  const commands = { 'restore-command': 'true', 'persist-command': `put ${entry}` }
  const stage = job.stage({ name, step, inputs: { storage: 'command', ...commands } })
  const { home } = await openWorkplace(stage)
  return { stage, home }
}

test('an input that an earlier step makes changes the store of one use: another keeps its home, and its end that', async () => {
  const before = await use('pre', 'first', 'a')
  const shared = await use('pre', 'second', 'a')
  expect(shared.home).toBe(before.home)
  expect(shared.stage.state.get('borrowed')).toBe(true)

  const first = await use('main', 'first', 'b')
  const second = await use('main', 'second', 'a')
  expect(new Set([before.home, first.home, second.home]).size).toBe(2)
  for (const { stage, home } of [first, second]) {
    expect((await ownerOf(home))?.store).toBe(stage.state.get('store'))
    expect(stage.state.get('borrowed')).toBe(false)
  }
})

test('what pre knows of the login is of its own store', async () => {
  const pre = await use('pre', 'first', 'a')
  const known = { generation: 'lab', changedAt: '1', identity: 'lab' }
  pre.stage.state.set('known', known)
  pre.stage.state.set('stored', 'lab')
  const same = await use('main', 'first', 'a')
  expect([same.stage.state.get('known'), same.stage.state.get('stored')]).toEqual([known, 'lab'])

  const other = await use('main', 'first', 'b')
  expect([other.stage.state.get('known'), other.stage.state.get('stored')]).toEqual([undefined, undefined])
  expect(existsSync(pre.home)).toBe(false)
})
