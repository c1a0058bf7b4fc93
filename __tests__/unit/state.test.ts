import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { State, StateLost } from '../../src/keeper/state.js'

let dir: string
let file: string
const before = process.env.GITHUB_STATE
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab state '))
  file = join(dir, 'state')
  process.env.GITHUB_STATE = file
})
afterEach(async () => {
  if (before === undefined) delete process.env.GITHUB_STATE
  else process.env.GITHUB_STATE = before
  await rm(dir, { recursive: true })
})

test('what can not be written is known to this stage alone, and is no reason to stop', () => {
  const state = new State({})
  state.set('refreshed', true)
  expect(state.get('refreshed')).toBe(true)
})

test('what post must know is written, or nothing is spent', async () => {
  const state = new State({})
  expect(() => state.insist('appServer', { announcedAt: 1 })).toThrow(StateLost)
  expect(state.get('appServer')).toBeUndefined()
  await writeFile(file, '')
  const next = new State({})
  next.insist('appServer', { announcedAt: 1 })
  expect(await readFile(file, 'utf8')).toContain('{"announcedAt":1}')
})

test('where something before it was lost, post would not read it either', async () => {
  const state = new State({})
  state.set('home', '/lab')
  await writeFile(file, '')
  expect(() => state.insist('appServer', { announcedAt: 1 })).toThrow(StateLost)
})
