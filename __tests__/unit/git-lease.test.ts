import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { LeaseLost } from '../../src/leases/lease.js'
import { type Bench, MINUTE, markAt, ONCE, REF, REPOSITORY, startBench } from './git-lease-harness.js'

// What the lease in git has besides the contract of all leases (lease-contract.ts).

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.close())

const history = () => bench.git.repositories.history(REPOSITORY, REF)

describe('the register', () => {
  test('is another one for each ref', async () => {
    await bench.lease('a').acquire(ONCE)
    expect(await bench.lease('b', { ref: 'refs/codex-auth/other' }).acquire(ONCE)).toBeDefined()
    expect(await bench.lease('b', { ref: 'refs/heads/codex-auth-lease' }).acquire(ONCE)).toBeDefined()
  })

  test('has one commit without parents on the empty tree for a state, and says to a person what it is', async () => {
    const held = await bench.lease('a').acquire(ONCE)
    await held.release({ newest: markAt(1) })
    const states = await history()
    expect(states.map(({ message }) => message.split('\n')[0])).toEqual([
      expect.stringMatching(/^codex-auth lease: held by job a of run 1 on runner r, since \d{4}-\S+Z$/),
      'codex-auth lease: free',
    ])
    const client = await import('../doubles/git/git.js')
    const dir = bench.git.repositories.directory(REPOSITORY)
    const commit = await client.git(dir, 'cat-file', 'commit', REF)
    expect(commit).toMatch(/^tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor /)
  })
})

test.each([
  ['and says what may be spent', markAt(1)],
  ['without a revision', undefined],
])('announcing a Codex renews the holding, %s', async (_, spending) => {
  const lease = bench.lease('a')
  const held = await lease.acquire(ONCE)
  const before = (await bench.record())?.holder?.expiresAt ?? Number.POSITIVE_INFINITY
  bench.git.clock.offsetMs = 5 * MINUTE
  await lease.known() // a look, by which it hears the server's clock
  await held.announceCodex(spending)
  const { holder } = (await bench.record()) ?? {}
  expect(holder?.id).toBe(held.id)
  expect(holder?.expiresAt).toBeGreaterThan(before + 4 * MINUTE)
})

describe('a change that another stage has made meanwhile', () => {
  test('after a release by it nothing can be announced', async () => {
    const held = await bench.lease('a').acquire(ONCE)
    expect(await bench.lease('a').release(held.id)).toBe(true)
    await expect(held.announceCodex(markAt(1))).rejects.toThrow(LeaseLost)
  })

  test('a release knows a change of its own that it never heard the end of', async () => {
    const held = await bench.lease('a').acquire(ONCE)
    const unheard = await bench.lease('a').resume(held.id)
    await unheard?.announceCodex(markAt(1))
    await held.release({ newest: markAt(2) })
    expect(await bench.record()).toMatchObject({ marks: [markAt(2)], spending: [] })
    expect(await bench.record()).not.toHaveProperty('holder')
  })

  test('the outer holding is released by its id after the inner one has changed the record', async () => {
    const outer = await bench.lease('a').acquire(ONCE)
    await (await bench.lease('a').acquire(ONCE)).release({ newest: markAt(2) })
    expect(await bench.lease('a').release(outer.id)).toBe(true)
    expect(await bench.record()).toMatchObject({ marks: [markAt(2)] })
    expect(await bench.record()).not.toHaveProperty('holder')
  })
})
