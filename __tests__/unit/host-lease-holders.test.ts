import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { LeaseTimeout } from '../../src/guard/lease.js'
import type { ProcessIdentity } from '../../src/system/process-identity.js'
import { deadProcess, leaseOf, liveProcess, makeHome, removeHome } from './host-lease-harness.js'

const HOUR = 3_600_000
let home: string
beforeEach(async () => {
  home = await makeHome()
})
afterEach(async () => {
  jest.restoreAllMocks()
  await removeHome(home)
})

const take = async (job: string, options: Parameters<typeof leaseOf>[2] = {}) =>
  (await leaseOf(home, job, options)).acquire({ waitMs: 0 })
const isFree = () =>
  take('next').then(
    held => held.release().then(() => true),
    error => {
      if (error instanceof LeaseTimeout) return false
      throw error
    },
  )
const later = (ms: number) => {
  const now = Date.now()
  jest.spyOn(Date, 'now').mockReturnValue(now + ms)
}

describe('the owner', () => {
  test('holds it for as long as it lives, however long ago it took it', async () => {
    await take('a', { lifeMs: 1 })
    later(1000 * HOUR)
    expect(await isFree()).toBe(false)
  })

  test('frees it by its death, also where its pid was given to another process since', async () => {
    await take('a', { owner: await deadProcess() })
    expect(await isFree()).toBe(true)
  })

  test('frees it by its death to another job only as a new holding', async () => {
    const dead = await take('a', { owner: await deadProcess() })
    const next = await take('a')
    expect(next.nested).toBe(false)
    expect(next.id).not.toBe(dead.id)
    await dead.release()
    expect(await isFree()).toBe(false)
  })

  const elsewhere = async (scope: Partial<ProcessIdentity['scope']>): Promise<ProcessIdentity> => {
    const here = await liveProcess()
    return { ...here, scope: { ...here.scope, ...scope } }
  }

  test.each([
    ['on another machine', { host: 'lab-other', boot: 'lab-boot' }],
    ['in another container', { host: 'lab-container', namespace: 'pid:[1]' }],
  ])('that can not be seen, %s, holds it until its time is over', async (_, scope) => {
    await take('a', { owner: await elsewhere(scope), lifeMs: HOUR })
    later(HOUR - 1000)
    expect(await isFree()).toBe(false)
    later(2000)
    expect(await isFree()).toBe(true)
  })

  test('that is not known holds it until its time is over', async () => {
    await take('a', { owner: undefined, lifeMs: HOUR })
    expect(await isFree()).toBe(false)
    later(HOUR + 1000)
    expect(await isFree()).toBe(true)
  })

  test('that ran before this machine was started is dead', async () => {
    await take('a', { owner: await elsewhere({ boot: 'lab-earlier-boot' }) })
    // Taken after this boot: then it is another machine of the same name, with the same home.
    expect(await isFree()).toBe(false)
    const record = join(home, 'auth.lease', '1.json')
    const tenure = JSON.parse(await readFile(record, 'utf8'))
    await writeFile(record, JSON.stringify({ ...tenure, takenAt: 1 }))
    expect(await isFree()).toBe(true)
  })
})
