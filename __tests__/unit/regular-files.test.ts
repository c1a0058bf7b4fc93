import { appendFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Inputs } from '../../src/action/inputs.js'
import { readTask } from '../../src/action/task.js'
import { openOtherUser } from '../../src/codex/exec/other-user.js'
import { assertSavable, Unsavable } from '../../src/codex/preflight.js'
import { doctor } from '../../src/doctor/doctor.js'
import { readAuthFile } from '../../src/login/auth-file.js'
import { readEvent } from '../../src/system/event.js'
import { NotRegularFile, readRegularFile } from '../../src/system/files.js'
import { machineIn } from '../cases/doctor-cases.js'
import { atOnce, ODD_FILES, withOddFile } from '../doubles/odd-files.js'
import { authJson } from './auth-json.js'
import { leaseOf } from './host-lease-harness.js'

const KINDS = Object.keys(ODD_FILES)
let home: string
let path: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lab-odd '))
  path = join(home, 'file')
})
afterEach(() => rm(home, { recursive: true }))

const errorOf = (work: Promise<unknown>): Promise<Error> =>
  atOnce(
    work.then(
      () => new Error('it was read'),
      (error: Error) => error,
    ),
  )

describe('readRegularFile', () => {
  test.each(KINDS)('refuses %s at once, and says what it is', kind =>
    withOddFile(kind, path, async () => {
      const error = await errorOf(readRegularFile(path, { limit: 10 }))
      expect(error).toBeInstanceOf(NotRegularFile)
      expect(error).toMatchObject({ kind, code: 'not-a-file' })
      expect(error.message).toContain(`${path} is ${kind}, not a regular file.\nReading it could wait`)
    }),
  )

  test('refuses them behind a link, too', () =>
    withOddFile('a named pipe', path, async () => {
      await symlink(path, `${path}-link`)
      expect(await errorOf(readRegularFile(`${path}-link`, { limit: 10 }))).toMatchObject({
        kind: 'a named pipe',
      })
    }))

  test('reads a file to its end, behind a link, and one whose size the system does not tell', async () => {
    await writeFile(path, 'x'.repeat(200_000))
    await symlink(path, `${path}-link`)
    expect(await readRegularFile(`${path}-link`, { limit: 200_000 })).toHaveLength(200_000)
    expect(String(await readRegularFile('/proc/self/mountinfo', { limit: 2 ** 20 }))).toContain(' / ')
  })

  test('refuses one that is larger than it may be, though it grew after a look', async () => {
    await writeFile(path, 'x'.repeat(100))
    await appendFile(path, 'x')
    expect(await errorOf(readRegularFile(path, { limit: 100 }))).toMatchObject({ code: 'file-too-large' })
  })
})

describe.each(KINDS)('%s', kind => {
  test('as auth.json is refused with what to do, before Codex and by the action', async () => {
    path = join(home, 'auth.json')
    await withOddFile(kind, path, async () => {
      expect((await errorOf(readAuthFile(path))).message).toMatch(/not a regular file.*\nRemove it, or put/s)
      const unsavable = await errorOf(assertSavable(path))
      expect(unsavable).toBeInstanceOf(Unsavable)
      // What a link leads to is what Codex would write to.
      expect(unsavable.message).toMatch(new RegExp(`can't be written: it is ${kind}, not a file\\.`))
    })
  })

  test.each(['auth.lock', 'auth.json.lock'])('as %s is refused before Codex waits for it', async lock => {
    await writeFile(join(home, 'auth.json'), authJson(), { mode: 0o600 })
    await withOddFile(kind, join(home, lock), async () => {
      const unsavable = await errorOf(assertSavable(join(home, 'auth.json')))
      expect(unsavable).toBeInstanceOf(Unsavable)
      expect(unsavable.message).toContain(`${join(home, lock)} can't be written: it is ${kind}`)
    })
  })

  test.each([
    ['prompt-file', {}],
    ['output-schema-file', { prompt: 'Say OK' }],
  ])('as `%s` is refused by name', (input, others) =>
    withOddFile(kind, path, async () => {
      const inputs = { ...others, [input]: 'file' } as unknown as Inputs
      // Out of the workspace by a link is another refusal.
      const workspace = kind === 'a device' ? '/' : home
      const given = kind === 'a device' ? '/dev/zero' : 'file'
      const error = await errorOf(readTask({ ...inputs, [input]: given }, workspace, {}))
      expect(error.message).toMatch(new RegExp(`\`${input}\` names ${given}, which is ${kind}`))
    }),
  )

  test('as the payload of the event is none', () =>
    withOddFile(kind, path, async () => {
      expect(await atOnce(readEvent(path))).toBeUndefined()
    }))

  test('as a record of the lease counts as unreadable', async () => {
    await mkdir(join(home, 'auth.lease'))
    await withOddFile(kind, join(home, 'auth.lease', '7.json'), async () => {
      const lease = await leaseOf(home, 'a', { lifeMs: 3_600_000 })
      const error = await errorOf(lease.acquire({ waitMs: 0 }))
      expect(error.message).toContain("7.json can't be read")
    })
  })

  test('as the config.toml that another user is to have is refused', async () => {
    await withOddFile(kind, join(home, 'config.toml'), async () => {
      expect(await errorOf(openOtherUser('lab', home))).toBeInstanceOf(NotRegularFile)
    })
  })

  test('in what the doctor looks at holds up nobody', async () => {
    const text: string[] = []
    const say = (part: string) => void text.push(part)
    const judge = (of: string) =>
      atOnce(doctor([of], { ...machineIn(home), now: Date.now(), print: say, complain: say }))
    await writeFile(join(home, 'auth.json'), authJson(), { mode: 0o600 })
    await mkdir(join(home, '.github', 'workflows'), { recursive: true })
    await writeFile(join(home, '.github', 'workflows', 'good.yml'), 'on: push\njobs: {}\n')
    await symlink(path, join(home, '.github', 'workflows', 'odd.yml'))
    await withOddFile(kind, path, async () => {
      expect(await judge('file')).toBe(2)
      expect(await judge('.github/workflows/good.yml')).toBe(0)
      expect(await judge('.github/workflows')).toBe(2)
      expect(text.at(-1)).toContain(`odd.yml is ${kind}, not a file.`)
    })
    await withOddFile(kind, join(home, 'auth.json.lock'), async () => {
      expect(await judge('auth.json')).toBe(1)
      expect(text.at(-1)).toContain(`auth.json.lock beside it is ${kind}, not a file.`)
    })
    await withOddFile(kind, join(home, 'config.toml'), () => judge('auth.json'))
  })
})
