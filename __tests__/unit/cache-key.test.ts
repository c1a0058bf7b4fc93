import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { CacheCrowded, type EntryKey, KeySpace, keyInstant, latestFirst } from '../../src/stores/cache/key.js'
import { Entries } from '../doubles/cache/entries.js'
import * as lab from './auth-json.js'

/** In microseconds, as in the keys. */
const [NOW, HOUR] = [lab.NOW * 1000, lab.HOUR * 1000]

const RIGHTS = { ref: 'main', scopes: ['main'], grant: 'write' } as const
const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
const space = (after?: number) =>
  KeySpace.of('default', { now: lab.NOW, ...(after !== undefined && { after }) })
const keyOf = (instant: number, name = 'x', run = '4000', attempt = '1') =>
  space().keyOf({ instant, run, attempt, digest: digest(name) })

/** What the walk finds in a service that has these keys, the one created last at the end. */
async function walk(keys: readonly string[], after?: number) {
  const entries = new Entries()
  for (const key of keys) entries.plant({ key, bytes: Buffer.alloc(0), version: 'v', scope: 'main' })
  const found: EntryKey[] = []
  const foreign: string[] = []
  let looks = 0
  const look = async (prefixes: readonly string[]) => {
    looks += 1
    return prefixes.map(prefix => entries.find(RIGHTS, [prefix], 'v')?.key).find(key => key !== undefined)
  }
  for await (const key of latestFirst(space(after), look, key => foreign.push(key))) found.push(key)
  return { found: found.map(({ text }) => text), foreign, looks }
}

test('a key says of itself when and what, and is read as it was made', () => {
  const key = keyOf(NOW)
  expect(key).toBe(
    `codex-auth/default/${NOW.toString(2).padStart(52, '0')}/20261121120000000-4000-1-${digest('x')}`,
  )
  expect(space().parse(key)).toEqual({ text: key, instant: NOW, digest: digest('x') })
  expect(KeySpace.of('DEFAULT', { now: lab.NOW }).parse(key)).toBeDefined()
  const odd = { instant: NOW, run: '7\n', attempt: '1'.repeat(30), digest: digest('x') }
  expect(space().keyOf(odd)).toMatch(/-0-0-[0-9a-f]{16}$/)
})

test.each([
  ['a beginning', 'codex-auth/default/1x'],
  ['no bits', 'codex-auth/default/'],
  ['the key of another login', keyOf(NOW).replace('default', 'other')],
  ['of a login whose name goes on', keyOf(NOW).replace('default', 'default2')],
  ['in capitals', keyOf(NOW).toUpperCase()],
  ['a digest in capitals', keyOf(NOW).replace(/\w+$/, hex => hex.toUpperCase())],
  ['a character more', `${keyOf(NOW)}0`],
  ['a line more', `${keyOf(NOW)}\n`],
  ['a character less', keyOf(NOW).slice(0, -1)],
  ['a date that is not that of the bits', keyOf(NOW).replace('/2026', '/2027')],
  ['51 bits', keyOf(NOW).replace('/0', '/')],
  ['more than an hour from now', keyOf(NOW + HOUR + 1)],
  ['the last instant that there is', keyOf(2 ** 52 - 1)],
  ['no run', keyOf(NOW).replace('-4000-', '--')],
  ['a run of a hundred digits', keyOf(NOW).replace('-4000-', `-${'4'.repeat(100)}-`)],
])('none of ours: %s', (_, key) => {
  expect(space().parse(key)).toBeUndefined()
})

test('the instant of a login that is dated before 1970, or after 2112, still makes a key', () => {
  expect(keyInstant(-5_000_000_000n)).toBe(0)
  expect(keyInstant(10n ** 30n)).toBe(2 ** 52 - 1)
  expect(keyInstant(BigInt(NOW) * 1000n + 999n)).toBe(NOW)
  expect(space().parse(keyOf(0))?.instant).toBe(0)
})

describe('the walk', () => {
  test('finds nothing where nothing is', async () => {
    expect(await walk([])).toEqual({ found: [], foreign: [], looks: 1 })
  })

  test('finds the latest first, whichever was created last', async () => {
    const keys = [NOW, NOW - HOUR, NOW + HOUR, NOW - 2 * HOUR].map(instant => keyOf(instant))
    const { found } = await walk(keys)
    expect(found).toEqual([keys[2], keys[0], keys[1], keys[3]])
    const [first, second] = found
    const [later] = (await walk(keys, NOW - 1)).found
    expect([later, (await walk(keys, NOW)).found, (await walk(keys, NOW + HOUR)).found]).toEqual([
      first,
      [first],
      [],
    ])
    expect(second).toBe(keyOf(NOW))
  })

  test('ends at once if the beginning of a key is in the way, and finds the key behind it', async () => {
    const inTheWay = ['1x', '1', '0', '01', '011x', '0'.repeat(52), `${'0'.repeat(51)}x`, '', '/', '2', 'x']
    const keys = [keyOf(NOW), ...inTheWay.map(rest => `codex-auth/default/${rest}`)]
    const { found, foreign } = await walk(keys)
    expect(found).toEqual([keyOf(NOW)])
    expect(foreign.length).toBeLessThanOrEqual(inTheWay.length)
  })

  test('finds all of one instant, whatever run and digest they say', async () => {
    const keys = [
      keyOf(NOW, 'a', '1', '1'),
      keyOf(NOW, 'b', '12', '3'),
      keyOf(NOW, 'c', '12', '34'),
      keyOf(NOW, 'd', '9'.repeat(20), '999999'),
      keyOf(NOW, 'e', '1', '1'),
    ]
    expect((await walk(keys)).found.sort()).toEqual([...keys].sort())
  })

  test('asks for others of an instant only when the one that it found first is of no use', async () => {
    const [first, other] = [keyOf(NOW, 'a', '12'), keyOf(NOW, 'b', '13')]
    const entries = new Entries()
    for (const key of [other, first])
      entries.plant({ key, bytes: Buffer.alloc(0), version: 'v', scope: 'main' })
    const asked: string[] = []
    const look = async (prefixes: readonly string[]) => {
      asked.push(...prefixes)
      return prefixes.map(prefix => entries.find(RIGHTS, [prefix], 'v')?.key).find(key => key !== undefined)
    }
    const keys = latestFirst(space(), look, () => undefined)
    expect((await keys.next()).value?.text).toBe(first)
    expect(asked.length).toBeLessThanOrEqual(1 + 52)
    expect((await keys.next()).value?.text).toBe(other)
  })

  test('finds a key that longer ones hide', async () => {
    const keys = [keyOf(NOW), `${keyOf(NOW)}0`, `${keyOf(NOW)}-x`, keyOf(NOW).slice(0, -3)]
    expect((await walk(keys)).found).toEqual([keyOf(NOW)])
  })

  test('is not led into the future', async () => {
    const keys = [keyOf(NOW), keyOf(NOW + HOUR + 1), keyOf(NOW + 1000 * HOUR), keyOf(2 ** 52 - 1)]
    expect((await walk(keys)).found).toEqual([keyOf(NOW)])
  })

  test('gives up where there are too many, with what to delete', async () => {
    const keys = Array.from({ length: 70 }, (_, at) => keyOf(NOW - at))
    const error = await walk(keys).catch(error => error)
    expect(error).toBeInstanceOf(CacheCrowded)
    expect(error.message).toMatch(/gh cache list --key codex-auth\/default\/.*gh cache delete/)
  })

  test('whatever keys there are: all of ours are found, the latest first, within bounds', async () => {
    const ours = fc
      .tuple(
        fc.integer({ min: NOW - 5 * HOUR, max: NOW + 2 * HOUR }),
        fc.constantFrom('a', 'b', 'c'),
        fc.constantFrom('1', '12', '123', '4000'),
      )
      .map(([instant, name, run]) => keyOf(instant, name, run))
    const alike = fc
      .tuple(ours, fc.nat(110), fc.constantFrom('', '0', '1', 'x', '/', '-', 'f'))
      .map(([key, at, put]) => key.slice(0, Math.max(at, 19)) + put + key.slice(at + 1))
    const keys = fc.uniqueArray(fc.oneof(ours, alike), { maxLength: 12, selector: key => key.toLowerCase() })
    await fc.assert(
      fc.asyncProperty(keys, async all => {
        const { found, foreign, looks } = await walk(all)
        const expected = all.filter(key => space().parse(key))
        expect([...found].sort()).toEqual([...expected].sort())
        const instants = found.map(key => space().parse(key)?.instant ?? Number.NaN)
        expect(instants).toEqual([...instants].sort((a, b) => b - a))
        expect(foreign.every(key => !expected.includes(key))).toBe(true)
        expect(looks).toBeLessThanOrEqual(2 * all.length + 2)
      }),
      { numRuns: 100 },
    )
  })
})
