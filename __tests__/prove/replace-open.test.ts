import { fork } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { messageOf } from '../unit/forked.js'
import type { Replaced, ReplaceOrders } from '../unit/replace-worker.js'

const WORKER = fileURLToPath(new URL('../unit/replace-worker.js', import.meta.url))

let home: string
let path: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lab replace '))
  path = join(home, 'auth.json')
  await writeFile(path, 'lab old')
})
afterEach(() => rm(home, { recursive: true }))

const replace = (orders: Omit<ReplaceOrders, 'path' | 'content'>) =>
  messageOf<Replaced>(fork(WORKER, [JSON.stringify({ path, content: 'lab new', ...orders })]))

describe('a file that somebody else has open', () => {
  test.each(['EPERM', 'EACCES', 'EBUSY'])('on Windows (%s) is replaced once it is closed', async code => {
    expect(await replace({ platform: 'win32', code, refusals: 3 })).toEqual({ renames: 4 })
    expect([await readFile(path, 'utf8'), await readdir(home)]).toEqual(['lab new', ['auth.json']])
  })

  test('elsewhere no error goes away by waiting', async () => {
    expect(await replace({ platform: 'linux', code: 'EPERM', refusals: 1 })).toEqual({
      renames: 1,
      error: 'EPERM',
    })
    expect([await readFile(path, 'utf8'), await readdir(home)]).toEqual(['lab old', ['auth.json']])
  })

  test('on Windows other errors are told at once', async () => {
    expect(await replace({ platform: 'win32', code: 'ENOSPC', refusals: 1 })).toEqual({
      renames: 1,
      error: 'ENOSPC',
    })
  })

  test('on Windows it is given up in the end, and what was there stays', async () => {
    const { renames, error } = await replace({ platform: 'win32', code: 'EPERM', refusals: 1e9 })
    expect(renames).toBeGreaterThan(10)
    expect(error).toBe('EPERM')
    expect([await readFile(path, 'utf8'), await readdir(home)]).toEqual(['lab old', ['auth.json']])
  }, 60_000)
})
