import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from '@jest/globals'
import { assertSavable } from '../../src/codex/preflight.js'
import { authJson } from './auth-json.js'
import { where } from './needs.js'

const linux = where(process.platform === 'linux', 'only Linux says in /proc who holds a lock')

// Codex 0.169.0 gives up waiting for this lock after some 5 s, when it has spent the refresh token already.
linux(
  'a lock of auth.json that another process holds is waited for, and then refused with its pid',
  async () => {
    const home = await mkdtemp(join(tmpdir(), 'lab-locked-'))
    const [file, lock] = [join(home, 'auth.json'), join(home, 'auth.json.lock')]
    await writeFile(file, authJson(), { mode: 0o600 })
    await writeFile(lock, '')
    const holder = spawn('flock', [lock, '-c', 'echo held; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    })
    const end = () => {
      if (holder.exitCode === null && holder.signalCode === null) process.kill(-(holder.pid ?? 0), 'SIGKILL')
    }
    try {
      await once(holder.stdout, 'data')
      await expect(assertSavable(file)).rejects.toThrow(`${lock} is locked by process `)
      const freed = sleep(700).then(end)
      await assertSavable(file)
      await freed
    } finally {
      end()
      await rm(home, { recursive: true })
    }
  },
  20_000,
)
