import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { CannotStart } from '../../src/codex/process.js'
import { type RefreshRequest, refresh } from '../../src/codex/refresh.js'
import { Unfenced } from '../../src/codex/unfenced.js'

/** The real one can't be stopped at this moment: it is killed when it has saved, and before it has answered. */
const DIES = `#!/usr/bin/env node
const { createInterface } = require('node:readline')
const { renameSync, writeFileSync } = require('node:fs')
const file = process.env.CODEX_HOME + '/auth.json'
createInterface({ input: process.stdin }).on('line', line => {
  const { id, params } = JSON.parse(line)
  if (params?.refreshToken) {
    writeFileSync(file + '.new', 'refreshed')
    renameSync(file + '.new', file)
    process.kill(process.pid, 'SIGKILL')
  } else if (id !== undefined) console.log(JSON.stringify({ id, result: { account: { type: 'chatgpt' } } }))
})`

let home: string
let calls: string[]
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lab refresh '))
  await writeFile(join(home, 'auth.json'), 'old')
  await writeFile(join(home, 'codex'), DIES, { mode: 0o755 })
  calls = []
})
afterEach(() => rm(home, { recursive: true }))

const called = (name: string) => async () => {
  calls.push(name)
}
const refreshWith = (executable: string, given: Partial<RefreshRequest> = {}) =>
  refresh(
    { path: join(home, executable), home, env: process.env },
    {
      authFile: join(home, 'auth.json'),
      right: new Unfenced('https://lab.invalid/'),
      watch: {
        announceCodex: called('announced'),
        protectCodex: called('protected'),
        codexEnded: called('ended'),
      },
      when: 'forced',
      remaining: 1e9,
      generation: () => readFile(join(home, 'auth.json'), 'utf8'),
      onRefreshed: called('stored'),
      words: { reseed: 'lab' },
      ...given,
    },
  )

test('a Codex that dies after it has saved: what it saved is stored at once, and is a refresh', async () => {
  expect(await refreshWith('codex')).toEqual({ outcome: 'refreshed' })
  expect(calls).toEqual(['announced', 'protected', 'stored', 'ended'])
})

test('what can not be stored is tried once here, and told', async () => {
  const onRefreshed = async () => {
    calls.push('stored')
    throw new Error('lab: no store')
  }
  await expect(refreshWith('codex', { onRefreshed })).rejects.toThrow('lab: no store')
  expect(calls).toEqual(['announced', 'protected', 'stored', 'ended'])
})

test('a Codex that can not be started: the lease is told that there is none', async () => {
  await expect(refreshWith('gone')).rejects.toThrow(CannotStart)
  expect(calls).toEqual(['announced', 'ended'])
})
