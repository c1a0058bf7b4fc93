import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { generateX25519Identity } from 'age-encryption'
import fc from 'fast-check'
import { changedAt } from '../../src/login/revision.js'
import { sealer } from '../../src/stores/age.js'
import { packEntry, unpackEntry } from '../../src/stores/cache/archive.js'
import { KeySpace, keyInstant, latestFirst } from '../../src/stores/cache/key.js'
import { unpack } from '../../src/stores/command/restore-output.js'
import { discloseLogin, encloseLogin } from '../../src/stores/enclosed-login.js'
import { ActionError } from '../../src/system/errors.js'
import { Entries } from '../doubles/cache/entries.js'
import { partFinder } from '../e2e/leaks.js'
import { HOUR, labLogin, NOW } from '../unit/auth-json.js'
import { mutated } from './fuzz/mutations.js'

/** Together 90,000; the lease's records have their own. */
const RUNS = { keys: 30_000, walks: 2000, plain: 18_000, sealed: 10_000, archives: 10_000, printed: 20_000 }
const LATE = 900_000
/** More is a hang; loaded machines take a second now and then. */
const LONGEST_MS = 10_000

const login = labLogin()
const holdsPart = partFinder(Object.values(login.tokens))
const sealing = sealer(await generateX25519Identity())
const plain = encloseLogin('default', login)
const space = KeySpace.of('default', { now: NOW })
const DIGEST = '0123456789abcdef'
const good = space.keyOf({
  instant: keyInstant(changedAt(login)),
  run: '4000',
  attempt: '1',
  digest: DIGEST,
})
const fuzz = (numRuns: number) => ({ numRuns, endOnFailure: true })

let sealed: Buffer
let archive: Buffer
let longest = 0
beforeAll(async () => {
  sealed = await sealing.seal(plain)
  archive = await packEntry(sealed)
})
afterAll(() => void process.stdout.write(`the longest call: ${Math.round(longest)} ms\n`))

/** What it gives, or the code of its refusal, which says nothing of what was in it. */
async function outcome<T>(use: () => T | Promise<T>): Promise<{ value?: T; code?: string }> {
  const start = performance.now()
  try {
    return { value: await use() }
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    expect(holdsPart(`${error.message} ${error.stack} ${error.cause}`)).toBe(false)
    return { code: error.code }
  } finally {
    longest = Math.max(longest, performance.now() - start)
    expect(performance.now() - start).toBeLessThan(LONGEST_MS)
  }
}

/** Mutations of a key, most of them of one character, which the general ones would seldom hit. */
const mutatedKey = fc.oneof(
  mutated(good).map(bytes => bytes.toString().slice(0, 512)),
  fc
    .tuple(
      fc.nat(good.length),
      fc.nat(2),
      fc.oneof(fc.constantFrom('0', '1', '9', 'a', '-', '/', ''), fc.string()),
    )
    .map(([at, cut, put]) => good.slice(0, at) + put + good.slice(at + cut)),
  fc
    .bigInt({ min: 0n, max: 2n ** 52n - 1n })
    .map(instant => space.keyOf({ instant: Number(instant), run: '1', attempt: '1', digest: DIGEST })),
)

test(
  'keys: read only if they are whole, and of an instant within bounds',
  async () => {
    let taken = 0
    await fc.assert(
      fc.asyncProperty(mutatedKey, async text => {
        const { value } = await outcome(() => space.parse(text))
        if (!value) return
        taken += 1
        expect(value.instant).toBeLessThanOrEqual((NOW + HOUR) * 1000)
        expect(value.instant).toBeGreaterThanOrEqual(0)
        const [, run, attempt, digest] = /-(\d+)-(\d+)-(\w+)$/.exec(text) ?? []
        expect(text).toBe(space.keyOf({ instant: value.instant, run, attempt, digest: digest ?? '' }))
      }),
      fuzz(RUNS.keys),
    )
    expect(taken).toBeGreaterThan(RUNS.keys / 100)
    expect(taken).toBeLessThan(RUNS.keys / 2)
  },
  LATE,
)

test(
  'a cache full of them: the honest one is found, and the walk ends',
  async () => {
    const rights = { ref: 'main', scopes: ['main'], grant: 'write' } as const
    await fc.assert(
      fc.asyncProperty(fc.array(mutatedKey, { maxLength: 10 }), async keys => {
        const entries = new Entries()
        const all = [...new Set([good, ...keys.map(key => key.toLowerCase())])].filter(
          key => !key.includes(','),
        )
        for (const key of all) entries.plant({ key, bytes: Buffer.alloc(0), version: 'v', scope: 'main' })
        let looks = 0
        const look = async (prefixes: readonly string[]) => {
          looks += 1
          return prefixes.map(prefix => entries.find(rights, [prefix], 'v')?.key).find(Boolean)
        }
        const found: string[] = []
        await outcome(async () => {
          for await (const { text } of latestFirst(space, look, () => undefined)) found.push(text)
        })
        expect(found).toContain(good)
        expect(found.every(key => space.parse(key))).toBe(true)
        expect(looks).toBeLessThanOrEqual(2 * all.length + 2)
      }),
      fuzz(RUNS.walks),
    )
  },
  LATE,
)

test(
  'what was sealed: the login byte by byte, with what it says of itself, or a refusal',
  async () => {
    const codes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(mutated(plain.toString()), async bytes => {
        const { value, code } = await outcome(() => discloseLogin('default', bytes))
        codes.add(code ?? (value ? 'disclosed' : 'no envelope'))
        if (!value) return
        expect(bytes.subarray(-value.bytes.length).equals(value.bytes)).toBe(true)
        expect(keyInstant(value.changedAt)).toBeLessThan(2 ** 52)
      }),
      fuzz(RUNS.plain),
    )
    expect([...codes]).toEqual(expect.arrayContaining(['disclosed', 'no envelope', 'enclosed-otherwise']))
  },
  LATE,
)

/** Bytes, which a text would not survive. */
const mutatedBytes = (bytes: () => Buffer) =>
  mutated('').chain(insertion =>
    fc
      .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40), fc.nat(7), fc.boolean())
      .map(([share, cut, bit, flip]) => {
        const whole = Buffer.from(bytes())
        const at = Math.min(Math.floor(share * whole.length), whole.length - 1)
        if (flip) {
          whole[at] = (whole[at] ?? 0) ^ (1 << bit)
          return whole
        }
        return Buffer.concat([whole.subarray(0, at), insertion, whole.subarray(at + cut)])
      }),
  )

test(
  'sealed bytes: what was sealed, or a refusal',
  async () => {
    const codes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(
        mutatedBytes(() => sealed),
        async bytes => {
          const { value, code } = await outcome(() => sealing.open(bytes))
          codes.add(code ?? 'opened')
          if (value) expect(value.equals(plain)).toBe(true)
        },
      ),
      fuzz(RUNS.sealed),
    )
    expect(codes.size).toBeGreaterThan(4)
  },
  LATE,
)

test(
  'archives: the one file in them, or a refusal',
  async () => {
    const codes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(
        mutatedBytes(() => archive),
        async bytes => {
          const { value, code } = await outcome(() => unpackEntry(bytes))
          codes.add(code ?? 'unpacked')
          if (value) expect(value.length).toBeLessThanOrEqual(256 * 1024)
        },
      ),
      fuzz(RUNS.archives),
    )
    expect(codes).toContain('cache-damaged')
  },
  LATE,
)

test(
  'what restore-command printed: a login that is in it, nothing, or a refusal',
  async () => {
    const codes = new Set<string>()
    const texts = fc.constantFrom(
      () => login.bytes.toString(),
      () => login.bytes.toString('base64'),
      () => sealed.toString('base64'),
      () => Buffer.from(sealed.toString('base64')).toString('base64'),
      () => JSON.stringify({ error: { message: 'not found' }, tokens: [[[['x']]]] }),
    )
    await fc.assert(
      fc.asyncProperty(
        texts.chain(text => mutated(text())),
        fc.boolean(),
        async (printed, withKey) => {
          const opening = withKey ? { sealer: sealing, loginName: 'default' } : undefined
          const { value, code } = await outcome(() => unpack(printed, opening))
          codes.add(code ?? (value ? 'a login' : 'nothing'))
          if (value) expect(value.toString().startsWith('{')).toBe(true)
        },
      ),
      // Chance alone doesn't print nothing in each run.
      { ...fuzz(RUNS.printed), examples: [[Buffer.from('\n'), false]] },
    )
    expect([...codes]).toEqual(
      expect.arrayContaining(['a login', 'nothing', 'restore-garbled', 'sealed-without-key']),
    )
  },
  LATE,
)
