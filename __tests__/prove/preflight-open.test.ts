import { fork } from 'node:child_process'
import { mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { messageOf } from '../unit/forked.js'
import type { Opened, OpenOrders } from '../unit/open-worker.js'

const WORKER = fileURLToPath(new URL('../unit/open-worker.js', import.meta.url))

let home: string
beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'lab open ')))
  await writeFile(join(home, 'auth.json'), 'lab')
  // Leaves a trace if it is started at all.
  await writeFile(join(home, 'codex'), '#!/bin/sh\n: > "$CODEX_HOME/started"\n', { mode: 0o755 })
})
afterEach(() => rm(home, { recursive: true }))

const openElsewhere = (orders: Omit<OpenOrders, 'home'>) =>
  messageOf<Opened>(fork(WORKER, [JSON.stringify({ home, ...orders })]))

describe('on Windows, where Codex loses the login if anybody has auth.json open', () => {
  test('a virus scanner that is done with it soon is waited for', async () => {
    expect(await openElsewhere({ work: 'preflight', refusals: 3 })).toEqual({ refused: 3, calls: [] })
  })

  test('a program that keeps it open prevents the refresh, before anything is announced', async () => {
    const { refused, ...told } = await openElsewhere({ work: 'preflight', refusals: 1e9 })
    expect(refused).toBeGreaterThan(10)
    expect(told).toEqual({
      calls: [],
      failure: 'unsavable',
      what: `${join(home, 'auth.json')} is open in another program.`,
    })
  }, 60_000)

  test('so does one that opens it while the refresh is announced, and no Codex is started', async () => {
    const { calls, failure } = await openElsewhere({ work: 'refresh', refusals: 1e9 })
    expect([calls, failure]).toEqual([['announced', 'ended'], 'unsavable'])
    expect(await readdir(home)).not.toContain('started')
  }, 60_000)

  test('a job that reads it meanwhile tries again', async () => {
    expect(await openElsewhere({ work: 'read', refusals: 3 })).toEqual({ refused: 3, calls: [] })
  })
})
