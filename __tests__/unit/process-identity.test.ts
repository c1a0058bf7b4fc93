import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, test } from '@jest/globals'
import { identify, liveness, type ProcessIdentity } from '../../src/system/process-identity.js'
import { seenBy } from './identity-harness.js'
import { where } from './needs.js'

const linux = where(process.platform === 'linux', 'zombies and names are looked at through /proc')

const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
})
const start = async (command: string, ...args: string[]) => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  children.push(child)
  await once(child, 'spawn')
  return child
}
const known = async (pid = process.pid): Promise<ProcessIdentity> => {
  const identity = await identify(pid)
  if (!identity) throw new Error(`no process ${pid}`)
  return identity
}
describe('a process', () => {
  test('is the same whoever looks, and alive', async () => {
    const self = await known()
    expect(await known()).toEqual(self)
    expect((await seenBy({}, { pid: process.pid })).identity).toEqual(self)
    expect(await liveness(self)).toBe('alive')
  })

  test('is dead when it has ended', async () => {
    const child = await start('sleep', '60')
    const identity = await known(child.pid)
    expect(await liveness(identity)).toBe('alive')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await liveness(identity)).toBe('dead')
    expect(await identify(child.pid ?? 0)).toBeUndefined()
  })

  test('is another than one that had its pid', async () => {
    expect(await liveness({ ...(await known()), startedAt: '1' })).toBe('dead')
  })

  linux('is dead once it is a zombie, though its pid is still taken', async () => {
    const parent = await start('sh', '-c', 'sleep 0.2 & echo $!; exec sleep 60')
    if (!parent.stdout) throw new Error('no output')
    const [line] = (await once(createInterface(parent.stdout), 'line')) as [string]
    const identity = await known(Number(line))
    for (let tries = 0; tries < 100 && (await liveness(identity)) === 'alive'; tries += 1)
      await new Promise(go => setTimeout(go, 20))
    expect(await liveness(identity)).toBe('dead')
    expect(() => process.kill(identity.pid, 0)).not.toThrow()
  })

  linux('may have a name with spaces and parentheses', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'lab-identity-'))
    const odd = join(dir, 'a) Z 1 (b')
    await copyFile(spawnSync('which', ['sleep']).stdout.toString().trim(), odd)
    const child = await start(odd, '60')
    const [one, self] = [await known(child.pid), await known()]
    await rm(dir, { recursive: true })
    expect(one.startedAt).toMatch(/^\d+$/)
    expect(Number(one.startedAt)).toBeGreaterThan(Number(self.startedAt))
    expect(await liveness(one)).toBe('alive')
  })
})

describe('where a process ran', () => {
  const at = async (scope: object) => {
    const self = await known()
    return liveness({ ...self, scope: { ...self.scope, ...scope } })
  }

  test('before this boot, it is dead; on another machine or in another container, nobody knows', async () => {
    expect(await at({ boot: 'lab-earlier' })).toBe('dead')
    expect(await at({ host: 'lab-other', boot: 'lab-other' })).toBe('unknown')
    expect(await at({ namespace: 'pid:[1]' })).toBe('unknown')
    expect(await at({ host: 'lab-container', namespace: 'pid:[1]' })).toBe('unknown')
  })

  test('in the same container under another name, it is alive', async () => {
    expect(await at({ host: 'lab-renamed' })).toBe(process.platform === 'linux' ? 'alive' : 'unknown')
  })
})
