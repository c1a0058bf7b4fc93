import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect } from '@jest/globals'
import { identify } from '../../src/system/process-identity.js'
import { seenBy } from './identity-harness.js'
import { where } from './needs.js'

const linux = where(process.platform === 'linux', 'this system is not looked at through /proc')
const posix = where(process.platform !== 'win32', 'the programs that look are scripts of sh here')
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

describe('where the program that looks says nothing of a process, nobody takes it for dead', () => {
  let dir: string
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'lab look '))
  })
  afterEach(() => rm(dir, { recursive: true }))

  async function put(name: string, script: string) {
    await writeFile(join(dir, name), `#!/bin/sh\n${script}\n`)
    await chmod(join(dir, name), 0o700)
  }

  /** What is found with this script in the place of PowerShell, or of `ps`. */
  async function found(platform: 'win32' | 'darwin', script: string) {
    const self = await identify(process.pid)
    await put(platform === 'win32' ? 'powershell' : 'ps', script)
    await put('sysctl', `echo ${self?.scope.boot}`)
    const known = self && { ...self, startedAt: '1337' }
    const PATH = `${dir}${delimiter}${process.env.PATH}`
    return (await seenBy({ PATH }, { pid: process.pid, known, platform })).liveness
  }

  posix.each([
    ['fails', 'exit 1'],
    ['prints nothing', 'exit 0'],
    ['is denied it', 'echo "Access is denied" >&2; exit 1'],
    ['prints an error', 'echo "Get-Process : Access is denied"'],
    ['is cut off', 'echo "since "'],
    ['prints more than the answer', 'echo none; echo since 1337'],
    ['fails after its answer', 'echo none; exit 1'],
  ])('PowerShell %s', async (_, script) => {
    expect(await found('win32', script)).toBe('unknown')
  })

  posix('PowerShell says in so many words that there is none, or since when', async () => {
    expect(await found('win32', 'echo none')).toBe('dead')
    expect(await found('win32', 'echo since 1337')).toBe('alive')
    expect(await found('win32', 'echo since 1338')).toBe('dead')
  })

  posix.each([
    ['fails', 'exit 1'],
    ['prints nothing', 'exit 0'],
    ['fails after it has printed others', 'echo 1 Ss Sun Nov 29 18:13:43 2026; exit 1'],
    ['lists other processes only', 'echo 1 Ss Sun Nov 29 18:13:43 2026'],
  ])('`ps` %s', async (_, script) => {
    expect(await found('darwin', script)).toBe('unknown')
  })

  posix('`ps` lists this process, and the other one or not', async () => {
    const rows = (...others: string[]) =>
      found('darwin', ['echo "$PPID Ss 1"', ...others.map(row => `echo "${process.pid} ${row}"`)].join('\n'))
    expect(await rows('Ss 1337')).toBe('alive')
    expect(await rows('Ss 1338')).toBe('dead')
    expect(await rows('Z 1337')).toBe('dead')
    expect(await rows()).toBe('dead')
  })

  linux('a Mac is the same under another name, until it starts again', async () => {
    await put('ps', `echo "$PPID Ss 1"; echo "${process.pid} Ss 1337"`)
    const boots = ['F1E2D3C4-0000-4000-8000-00000000AB1E', 'F1E2D3C4-0000-4000-8000-00000000AB2E']
    const PATH = `${dir}${delimiter}${process.env.PATH}`
    const orders = { pid: process.pid, platform: 'darwin' } as const
    await put('sysctl', `echo ${boots[0]}`)
    const { identity } = await seenBy({ PATH }, orders)
    if (!identity) throw new Error('not identified')
    expect(identity.scope.boot).toBe(boots[0])

    const known = { ...identity, scope: { ...identity.scope, host: 'lab-cafe' } }
    expect((await seenBy({ PATH }, { ...orders, known })).liveness).toBe('alive')
    expect((await seenBy({ PATH }, { ...orders, known: { ...known, startedAt: '1' } })).liveness).toBe('dead')
    await put('sysctl', `echo ${boots[1]}`)
    expect((await seenBy({ PATH }, { ...orders, known })).liveness).toBe('unknown')
    await put('sysctl', 'echo "unknown oid"; exit 1')
    expect((await seenBy({ PATH }, { ...orders, known })).liveness).toBe('unknown')
  })
})
