import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect } from '@jest/globals'
import { identify } from '../../src/system/process-identity.js'
import { seenBy } from './identity-harness.js'
import { where } from './needs.js'

const linux = where(process.platform === 'linux', 'this system is not looked at through /proc')
const withPs = where(spawnSync('ps', ['-o', 'lstart=', '-p', '1']).status === 0, 'there is no ps with lstart')

describe('a look that fails', () => {
  linux('as in a process with too many open files, is no death', async () => {
    const known = await identify(process.pid)
    const { liveness } = await seenBy({}, { pid: process.pid, known, filesExhausted: true })
    expect(liveness).toBe('unknown')
  })

  withPs('as where `ps` can not be started, is no death', async () => {
    const { identity: known } = await seenBy({}, { pid: process.pid, platform: 'darwin' })
    const { liveness } = await seenBy(
      { PATH: '/lab-nowhere' },
      { pid: process.pid, known, platform: 'darwin' },
    )
    expect(liveness).toBe('unknown')
  })
})

describe('where the system is asked by `ps`, as on a Mac', () => {
  withPs('a process is the same whatever time zone or language a job has set', async () => {
    const { identity: known } = await seenBy({ TZ: 'UTC' }, { pid: process.pid, platform: 'darwin' })
    for (const env of [{ TZ: 'Asia/Tokyo' }, { TZ: 'America/New_York', LC_ALL: 'de_DE.UTF-8' }])
      expect(await seenBy(env, { pid: process.pid, known, platform: 'darwin' })).toEqual({
        identity: known,
        liveness: 'alive',
      })
  })

  withPs('a process that has ended is dead', async () => {
    const child = spawn('sleep', ['60'])
    await once(child, 'spawn')
    const { identity: known } = await seenBy({}, { pid: child.pid ?? 0, platform: 'darwin' })
    child.kill('SIGKILL')
    await once(child, 'exit')
    const seen = await seenBy({}, { pid: child.pid ?? 0, known, platform: 'darwin' })
    expect(seen).toEqual({ liveness: 'dead' })
  })
})
