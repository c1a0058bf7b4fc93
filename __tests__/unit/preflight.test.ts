import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
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

describe('a good home passes', () => {
  const snapshot = async () => [
    await readdir(home),
    await readFile(file, 'utf8'),
    (await stat(file)).mtimeMs,
    (await stat(file)).ino,
  ]

  test('and nothing is left behind or changed', async () => {
    const before = await snapshot()
    await assertSavable(file)
    expect(await snapshot()).toEqual(before)
  })

  test('with lock files in it, which keep their content', async () => {
    for (const lock of LOCKS) await writeFile(join(home, lock), 'lab')
    await assertSavable(file)
    for (const lock of LOCKS) expect(await readFile(join(home, lock), 'utf8')).toBe('lab')
  })

  test('with an auth.json that is a link to one in another good directory', async () => {
    await mkdir(join(home, 'store'))
    await writeFile(join(home, 'store', 'real.json'), authJson())
    await rm(file)
    await symlink(join('store', 'real.json'), file)
    await assertSavable(file)
    expect(await readdir(join(home, 'store'))).toEqual(['real.json'])
  })

  test('by itself a link in its path', async () => {
    await symlink(home, `${home}-link`)
    await assertSavable(join(`${home}-link`, 'auth.json')).finally(() => rm(`${home}-link`))
  })

  test('after a preflight that was killed, by a process with the same pid, as in a container', async () => {
    for (const name of ['a', 'b'])
      await writeFile(join(home, `.codex-auth-action-probe-${process.pid}-${name}`), '')
    await assertSavable(file)
  })
})

describe('what Codex could not save is refused, and the path named', () => {
  // Codex refuses mode 0400 even as root, for whom the system would open the file.
  test.each(['auth.json', ...LOCKS])('a read-only %s, also for root', async name => {
    const path = join(home, name)
    await writeFile(path, name === 'auth.json' ? authJson() : '')
    await chmod(path, 0o400)
    const { message, code } = await refusal()
    expect(message.startsWith(`${path} is read-only (mode 0400).`)).toBe(true)
    expect(code).toBe('unsavable')
    expect((await stat(path)).mode & 0o777).toBe(0o400)
  })

  test.each(LOCKS)('a directory in place of %s', async lock => {
    await mkdir(join(home, lock))
    expect((await refusal()).message).toContain(join(home, lock))
  })

  test('with why and what to do, and nothing of the login', async () => {
    await chmod(file, 0o400)
    const { message } = await refusal()
    expect(message).toMatch(
      /login would be lost\. Codex was not started.*auth\.json\.lock writable.*16 MB free\.$/s,
    )
    expect(message).not.toMatch(/lab_|eyJ/)
  })
})
