import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { LeaseTimeout } from '../../src/leases/lease.js'
import { leaseOf, makeHome, removeHome } from './host-lease-harness.js'
import { markAt } from './lease-marks.js'

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

  test.each([
    ['held until the end of time', { expiresAt: 1e300 }],
    ['held for a year', { expiresAt: Date.now() + 365 * 86_400_000 }],
    ['taken tomorrow', { takenAt: Date.now() + 86_400_000 }],
    ['of a Codex that refreshes until tomorrow', { codexUntil: Date.now() + 86_400_000 }],
  ])('nor does one that says it is %s hold it for longer than that', async (_, part) => {
    const at = Date.now() - 1000
    const record = { id: 'lab', held: true, job: 'x', description: 'x', takenAt: at, expiresAt: at + LIFE_MS }
    await writeFile(join(directory, '7.json'), JSON.stringify({ ...record, ...part }))
    await expect(take('a')).rejects.toThrow(/7\.json can't be read/)
    await age('7.json', LIFE_MS + 1000)
    expect((await take('a')).nested).toBe(false)
  })

  test('what it says of logins is read part by part; what no login can have is left out, and said once', async () => {
    const at = Date.now()
    const marks = [{ ...markAt(1), changedAt: '9'.repeat(25) }, markAt(2)]
    const spending = [
      { ...markAt(3), by: 'x\n::stop-commands::lab' },
      { ...markAt(4), by: 5 },
    ]
    const refused = [{ ...markAt(3), by: 'x', code: 'LAB' }]
    const record = { id: 'lab', held: false, job: 'x', description: 'x', takenAt: at, expiresAt: at }
    await writeFile(join(directory, '7.json'), JSON.stringify({ ...record, marks, spending, refused }))
    const warned: string[] = []
    const lease = await leaseOf(home, 'a', { lifeMs: LIFE_MS, warn: line => void warned.push(line) })
    const known = {
      marks: [markAt(2)],
      spending: [{ ...markAt(3), by: 'x : :stop-commands::lab' }],
      refused: [],
      limits: [],
    }
    expect(await lease.known()).toEqual(known)
    expect((await lease.acquire({ waitMs: 0 })).known).toEqual(known)
    expect(warned).toEqual([
      expect.stringMatching(
        /7\.json has an impossible value for which login is the newest and which refresh token may already have been used and which login was refused, which this job ignores\. .*delete it while no job runs here\.$/,
      ),
    ])
  })

  test('that is damaged elsewhere still tells of logins', async () => {
    const refused = [{ ...markAt(3), by: 'x', code: 'reused' }]
    await writeFile(join(directory, '7.json'), JSON.stringify({ id: 5, refused }))
    await age('7.json', LIFE_MS + 1000)
    expect((await take('a')).known).toEqual({ marks: [], spending: [], refused, limits: [] })
  })

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
