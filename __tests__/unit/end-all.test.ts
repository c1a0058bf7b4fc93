import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect } from '@jest/globals'
import { startCodex } from '../../src/codex/process.js'
import { endSession } from '../../src/system/session-processes.js'
import { where } from './needs.js'
import { onPlatform } from './on-platform.js'

const posix = where(process.platform !== 'win32', 'programs are scripts of sh here')

let dir: string
let left: ChildProcess | undefined
const { PATH } = process.env
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab end '))
})
afterEach(async () => {
  process.env.PATH = PATH
  left?.kill('SIGKILL')
  await rm(dir, { recursive: true })
})
const script = async (name: string, text: string) => {
  await writeFile(join(dir, name), `#!/bin/sh\n${text}\n`)
  await chmod(join(dir, name), 0o755)
  return join(dir, name)
}

describe('a Codex that is stopped, with what the model has started', () => {
  posix('is ended on Windows as a whole tree', async () => {
    // It notes its orders, and does what the real one does.
    await script('taskkill', `echo "$@" > "${dir}/killed"; kill -9 "$2"`)
    process.env.PATH = `${dir}${delimiter}${PATH}`
    const codex = { path: await script('codex', 'exec sleep 60'), home: dir, env: process.env }
    const { identity, exited } = await onPlatform('win32', async () => {
      const running = await startCodex(codex, { args: [] })
      running.kill('SIGINT')
      await running.exited
      return running
    })
    expect(await exited).toMatchObject({ signal: 'SIGKILL' })
    expect(await readFile(join(dir, 'killed'), 'utf8')).toBe(`/pid ${identity.pid} /t /f\n`)
  })

  posix('leaves nothing of its group on a Mac, which shows no sessions', async () => {
    const leader = spawn('sh', ['-c', 'sleep 60 & echo $!'], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const [line] = (await once(createInterface(leader.stdout), 'line')) as [string]
    if (leader.exitCode === null) await once(leader, 'exit')
    expect(() => process.kill(Number(line), 0)).not.toThrow()
    await onPlatform('darwin', () => endSession(leader.pid ?? 0))
    // It is gone, or nobody has waited for it yet; on a loaded machine it takes a moment to die.
    const state = () => readFile(`/proc/${line}/stat`, 'utf8').catch(() => ') Z ')
    const isAlive = async () => !/\) [ZX] /.test(await state())
    while (await isAlive()) await sleep(10)
  })
})
