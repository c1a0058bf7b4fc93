import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { storeIfChanged } from '../../src/keeper/last-store.js'
import { hostLease } from '../../src/keeper/leases.js'
import { LeaseTimeout } from '../../src/leases/lease.js'
import { labLogin } from './auth-json.js'
import { type RunnerFiles, runnerFiles } from './job-stage.js'

let home: string
let files: RunnerFiles
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'last-store-'))
  files = runnerFiles()
})
afterEach(() => {
  files.end()
  rmSync(home, { recursive: true })
})

test.each([
  ['that has ended', true],
  ['that may still be refreshing', false],
])('on a host, post finds a Codex %s: the lease is given back: %p', async (_, settled) => {
  const job = files.job({ HOME: home })
  const main = job.stage()
  const held = await (await hostLease(main, home)).acquire({ waitMs: 0 })
  main.state.set('storage', 'host')
  main.state.set('lease', held.id)

  await storeIfChanged(job.stage({ name: 'post' }), { home, login: labLogin(), settled })
  const another = await hostLease(files.job({ HOME: home, GITHUB_JOB: 'another' }).stage(), home)
  const next = another.acquire({ waitMs: 0 })
  if (settled) await expect(next).resolves.toMatchObject({ nested: false })
  else await expect(next).rejects.toThrow(LeaseTimeout)
})
