import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { ProcessIdentity } from '../../src/system/process-identity.js'
import { deadProcess, isFree, later, liveProcess, makeHome, removeHome, take } from './host-lease-harness.js'

const HOUR = 3_600_000
let home: string
beforeEach(async () => {
  home = await makeHome()
})
afterEach(async () => {
  jest.restoreAllMocks()
  await removeHome(home)
})

describe('the owner', () => {
  test('holds it for as long as it lives, however long ago it took it', async () => {
    await take(home, 'a', { lifeMs: 1 })
    later(1000 * HOUR)
    expect(await isFree(home)).toBe(false)
  })

  test('frees it by its death, also where its pid was given to another process since', async () => {
    await take(home, 'a', { owner: await deadProcess() })
    expect(await isFree(home)).toBe(true)
  })

  test('frees it by its death to another job only as a new holding', async () => {
    const dead = await take(home, 'a', { owner: await deadProcess() })
    const next = await take(home, 'a')
    expect(next.nested).toBe(false)
    expect(next.id).not.toBe(dead.id)
    await dead.release()
    expect(await isFree(home)).toBe(false)
  })

  const elsewhere = async (scope: Partial<ProcessIdentity['scope']>): Promise<ProcessIdentity> => {
    const here = await liveProcess()
    return { ...here, scope: { ...here.scope, ...scope } }
  }

  test.each([
    ['on another machine', { host: 'lab-other', boot: 'lab-boot' }],
    ['in another container', { host: 'lab-container', namespace: 'pid:[1]' }],
  ])('that can not be seen, %s, holds it until its time is over', async (_, scope) => {
    await take(home, 'a', { owner: await elsewhere(scope), lifeMs: HOUR })
    later(HOUR - 1000)
    expect(await isFree(home)).toBe(false)
    later(2000)
    expect(await isFree(home)).toBe(true)
  })

  test('that is not known holds it until its time is over', async () => {
    await take(home, 'a', { owner: undefined, lifeMs: HOUR })
    expect(await isFree(home)).toBe(false)
    later(HOUR + 1000)
    expect(await isFree(home)).toBe(true)
  })

  test('that ran before this machine was started is dead', async () => {
    await take(home, 'a', { owner: await elsewhere({ boot: 'lab-earlier-boot' }) })
    // Taken after this boot: then it is another machine of the same name, with the same home.
    expect(await isFree(home)).toBe(false)
    const record = join(home, 'auth.lease', '1.json')
    const tenure = JSON.parse(await readFile(record, 'utf8'))
    await writeFile(record, JSON.stringify({ ...tenure, takenAt: 1 }))
    expect(await isFree(home)).toBe(true)
  })
})
