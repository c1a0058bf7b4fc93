import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type RunningCodex, startCodex, startUnfenced } from '../../src/codex/process.js'
import { Unfenced } from '../../src/codex/unfenced.js'
import { where } from './needs.js'
import { onPlatform } from './on-platform.js'

const linux = where(process.platform === 'linux', 'only /proc shows whether a process leads a group')

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'lab outlives '))
  await writeFile(join(home, 'codex'), '#!/bin/sh\nexec cat\n')
  await chmod(join(home, 'codex'), 0o700)
})
afterAll(() => rm(home, { recursive: true }))

/** Only a child that was started with `detached` leads a process group (here), and outlives us (on Windows). */
const isDetached = async ({ identity: { pid } }: RunningCodex): Promise<boolean> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2] === String(pid)
}

/** Whether it is detached; it is ended as every Codex is, by closing its input. */
async function look(started: Promise<RunningCodex>): Promise<boolean> {
  const codex = await started
  const answer = await isDetached(codex)
  codex.stdin.end()
  await codex.exited
  return answer
}

const codex = () => ({ path: join(home, 'codex'), home, env: process.env })

describe('on Windows, which ends the children of a process that is killed unless they are detached', () => {
  linux('a Codex that may be refreshing outlives us', async () => {
    const right = new Unfenced('http://127.0.0.1:1/oauth/token')
    expect(await onPlatform('win32', () => look(startUnfenced(codex(), { args: [] }, right)))).toBe(true)
  })

  linux('a fenced one ends with us: it has nothing to lose', async () => {
    expect(await onPlatform('win32', () => look(startCodex(codex(), { args: [] })))).toBe(false)
  })

  test('Ctrl+Break ends us: the runner would kill a process that goes on with all that it has started', async () => {
    const files = (await readdir('src', { recursive: true })).filter(file => file.endsWith('.ts'))
    for (const file of files)
      expect([file, await readFile(join('src', file), 'utf8')]).toEqual([
        file,
        expect.not.stringMatching(/['"]SIGBREAK['"]/),
      ])
  })
})

describe('elsewhere', () => {
  linux('each Codex leads a group, by which it is signalled', async () => {
    expect(await look(startCodex(codex(), { args: [] }))).toBe(true)
  })
})
