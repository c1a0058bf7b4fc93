import { link, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { assertSavable, Unsavable } from '../../src/codex/preflight.js'
import { authJson } from './auth-json.js'

const LOCKS = ['auth.lock', 'auth.json.lock']
let home: string
let file: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lab preflight '))
  file = join(home, 'auth.json')
  await writeFile(file, authJson(), { mode: 0o600 })
})
afterEach(() => rm(home, { recursive: true }))

const refusal = async (of = file): Promise<Unsavable> => {
  const error = await assertSavable(of).catch((error: unknown) => error)
  if (error instanceof Unsavable) return error
  throw error ?? new Error('it passed')
}

describe('refused, and the path named, is', () => {
  // Codex 0.169.0 refreshes a file of two names, and then refuses to save it: the login is lost.
  test('an auth.json that has a second name, also behind a link', async () => {
    await link(file, join(home, 'second'))
    expect((await refusal()).message).toContain(file)
    await symlink(file, join(home, 'link.json'))
    expect((await refusal(join(home, 'link.json'))).message).toContain(file)
  })

  // It locks the file that it writes: beside the target of a link, and under the target's name.
  test.each([
    ['read-only', (lock: string) => writeFile(lock, '', { mode: 0o400 })],
    ['a directory', (lock: string) => mkdir(lock)],
    ['a link that leads nowhere', (lock: string) => symlink(join(home, 'missing', 'lock'), lock)],
  ])('a lock of the target of a linked auth.json that is %s', async (_, make) => {
    await mkdir(join(home, 'store'))
    await rename(file, join(home, 'store', 'real.json'))
    await symlink(join(home, 'store', 'real.json'), file)
    await make(join(home, 'store', 'real.json.lock'))
    expect((await refusal()).message).toContain(join(home, 'store', 'real.json.lock'))
  })

  test.each(LOCKS)('%s as a link that leads to no place where Codex could make it', async lock => {
    await symlink(join(home, 'missing', 'lock'), join(home, lock))
    expect((await refusal()).message).toContain(join(home, lock))
  })

  test('an auth.json that is gone, or a link to nothing', async () => {
    await rm(file)
    expect((await refusal()).message).toContain(file)
    await symlink(join(home, 'missing.json'), file)
    expect((await refusal()).message).toContain(file)
  })
})
