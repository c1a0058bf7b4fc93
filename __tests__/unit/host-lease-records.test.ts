import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { LeaseTimeout } from '../../src/guard/lease.js'
import { leaseOf, makeHome, removeHome } from './host-lease-harness.js'

const LIFE_MS = 3_600_000
let home: string
let directory: string
beforeEach(async () => {
  home = await makeHome()
  directory = join(home, 'auth.lease')
  await mkdir(directory)
})
afterEach(() => removeHome(home))

const take = async (job: string) => (await leaseOf(home, job, { lifeMs: LIFE_MS })).acquire({ waitMs: 0 })
const age = async (name: string, ms: number) => {
  const then = new Date(Date.now() - ms)
  await utimes(join(directory, name), then, then)
}

describe('a record that can not be read', () => {
  test.each(['', '{"id":"lab', '{}', '[]', 'null', '\0\0\0\0', '{"id":"lab","held":"yes"}'])(
    'holds the lease until its time is over, and is named: %j',
    async content => {
      await writeFile(join(directory, '7.json'), content)
      const error = await take('a').catch((error: unknown) => error)
      expect(error).toBeInstanceOf(LeaseTimeout)
      expect(String(error)).toContain(join(directory, '7.json'))
      await age('7.json', LIFE_MS - 60_000)
      await expect(take('a')).rejects.toThrow(LeaseTimeout)
      await age('7.json', LIFE_MS + 1000)
      expect((await take('a')).nested).toBe(false)
      expect(await readdir(directory)).toEqual(['8.json'])
    },
  )

  test('of an earlier number does not matter', async () => {
    await (await take('a')).release()
    await writeFile(join(directory, '0.json'), '{"id":"lab')
    expect(await take('a')).toBeDefined()
  })
})

describe('other files in the directory', () => {
  test('are no records', async () => {
    for (const name of ['lab.json', '9.json.bak', '-9.json', '9', '9.txt', '.9.json'])
      await writeFile(join(directory, name), '')
    const held = await take('a')
    expect(await readdir(directory)).toContain('1.json')
    await held.release()
  })

  test('that a killed process left are removed when they are old, and not before', async () => {
    for (const name of ['fresh', 'stale'])
      await writeFile(join(directory, `.codex-auth-action-3.json-${name}`), '{"id":')
    await age('.codex-auth-action-3.json-stale', 11 * 60_000)
    await take('a')
    expect(await readdir(directory)).toEqual(['.codex-auth-action-3.json-fresh', '1.json'])
  })

  // Only a hand can put one there; but then every job hung for ever, where no time-out and no cancel reached it.
  test.each(['007.json', '99999999999999999999.json'])(
    'with a number that is not written so end in a time-out at most: %s',
    async name => {
      await writeFile(join(directory, name), '')
      const outcome = take('a').then(
        () => 'taken',
        (error: Error) => error.name,
      )
      const hung = new Promise(go => setTimeout(go, 1000, 'hung'))
      expect(['taken', 'LeaseTimeout']).toContain(await Promise.race([outcome, hung]))
    },
  )
})
