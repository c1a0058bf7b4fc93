import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { recordIn } from '../../src/leases/git/record.js'
import { NOTHING } from '../../src/leases/knowledge.js'
import type { Holder, LeaseTimeout } from '../../src/leases/lease.js'
import { type Bench, heldBy, markAt, ONCE, REF, REPOSITORY, startBench } from '../unit/git-lease-harness.js'
import { ACCOUNT } from '../unit/lease-marks.js'

// Anybody who may push to the repository may write the ref.

const DAY = 86_400_000
let bench: Bench
let warned: string[]
beforeEach(async () => {
  bench = await startBench()
  warned = []
})
afterEach(() => bench.close())

const put = (message: string) => bench.git.repositories.put(REPOSITORY, REF, message)
const lease = () => bench.lease('b', { git: { warn: (line: string) => void warned.push(line) } })
const inRecord = (part: object) => `codex-auth lease: a test\n\n${JSON.stringify({ version: 1, ...part })}`
/** What a number is in JSON that no `JSON.stringify` writes. */
const withNumber = (message: string, number: string) => message.replace('"NUMBER"', number)

describe('a record that can be', () => {
  test('is shown to the one who waits as one line, with nothing invisible in it', async () => {
    await put(
      heldBy({ description: 'x\n::stop-commands::lab\u001b[2K\u200b', url: 'https://lab.invalid/login' }),
    )
    const said: string[] = []
    const onWait = ({ description }: Holder) => void said.push(description)
    const error = (await lease()
      .acquire({ waitMs: 3000, onWait })
      .catch((reason: unknown) => reason)) as LeaseTimeout
    expect(error.code).toBe('lease-timeout')
    expect(said).toEqual(['x : :stop-commands::lab'])
    expect(error.message).not.toMatch(/\n::|lab\.invalid/)
    expect(warned).toEqual([])
  })

  test('may have long texts: they are cut', async () => {
    await put(heldBy({ description: 'x'.repeat(10_000) }))
    await expect(lease().acquire(ONCE)).rejects.toThrow(/: x{200}\.\n/)
  })
})

describe('an impossible record is ignored, with one line that says how to clean up', () => {
  const now = Date.now()
  test.each([
    ['a holder until the end of time', heldBy({ expiresAt: 'NUMBER' as unknown as number }), '1.8e308'],
    ['a holder for a year', heldBy({ expiresAt: now + 365 * DAY }), ''],
    ['a holder since tomorrow', heldBy({ takenAt: now + DAY, expiresAt: now + DAY }), ''],
    ['a holder since before the epoch', heldBy({ takenAt: -1 }), ''],
    ['a holder without a job', heldBy({ job: 7 as unknown as string }), ''],
    ['a holder of a strange repository', heldBy({ repository: '../../user' }), ''],
    ['a mark of 25 nines', inRecord({ marks: [{ ...markAt(1), changedAt: '9'.repeat(25) }] }), ''],
    [
      'a mark of the year 2200',
      inRecord({ marks: [{ ...markAt(1), changedAt: `7258118400${'0'.repeat(9)}` }] }),
      '',
    ],
    ['a mark of tomorrow', inRecord({ marks: [{ ...markAt(1), changedAt: `${now + DAY}000000` }] }), ''],
    ['a mark with a digest of its own', inRecord({ marks: [{ ...markAt(1), digest: '::lab' }] }), ''],
    ['a mark of a strange store', inRecord({ marks: [{ ...markAt(1), store: '../lab' }] }), ''],
    ['marks that are none', inRecord({ marks: 'lab' }), ''],
    [
      'a login of tomorrow that may be spent',
      inRecord({ spending: [{ ...markAt(1), changedAt: `${now + DAY}000000`, by: 'x' }] }),
      '',
    ],
    ['a login that nobody may have spent', inRecord({ spending: [markAt(1)] }), ''],
    ['a refusal without a reason', inRecord({ refused: [{ ...markAt(1), by: 'x' }] }), ''],
    ['a limit of next year', inRecord({ limits: [{ account: ACCOUNT, until: now + 365 * DAY }] }), ''],
    ['a limit of nobody', inRecord({ limits: [{ account: '::lab', until: now }] }), ''],
    ['a refusal in words', inRecord({ refused: [{ ...markAt(1), by: 'x', code: '::lab::' }] }), ''],
    [
      'a refusal of tomorrow',
      inRecord({ refused: [{ ...markAt(1), changedAt: `${now + DAY}000000`, by: 'x', code: 'reused' }] }),
      '',
    ],
  ])('%s', async (_, message, number) => {
    await put(withNumber(message, number))
    const held = await lease().acquire(ONCE)
    expect(held).toMatchObject({ nested: false, known: NOTHING })
    expect(warned).toHaveLength(1)
    expect(warned[0]).toMatch(
      /^refs\/codex-auth\/default in lab\/project has an impossible value for .*: gh api --method DELETE repos\/lab\/project\/git\/refs\/codex-auth\/default$/,
    )
    await held.release({ newest: markAt(2) })
    expect(await bench.record()).toEqual({
      ...{ version: 1, state: expect.any(String) },
      ...{ ...NOTHING, marks: [markAt(2)] },
    })
  })

  test('and what else it says counts', async () => {
    await put(heldBy({ expiresAt: now + 365 * DAY }, { marks: [markAt(7)] }))
    expect((await lease().acquire(ONCE)).known.marks).toEqual([markAt(7)])
  })

  test('one bad part of several is left out, and the others count', async () => {
    const marks = [markAt(1), { ...markAt(2), digest: 'lab' }, 7, markAt(3, { store: '5701e0aa' })]
    await put(inRecord({ marks, refused: [{ ...markAt(1), by: 'x', code: 'reused' }] }))
    expect((await lease().acquire(ONCE)).known).toEqual({
      marks: [markAt(1), markAt(3, { store: '5701e0aa' })],
      spending: [],
      refused: [{ ...markAt(1), by: 'x', code: 'reused' }],
      limits: [],
    })
    expect(warned).toEqual([
      expect.stringContaining('an impossible value for which login is the newest, which this job ignores'),
    ])
  })

  test('of thousands of parts the latest eight are kept', async () => {
    await put(inRecord({ marks: Array.from({ length: 300 }, (_, at) => markAt(at + 1)) }))
    expect((await lease().acquire(ONCE)).known.marks).toEqual(
      Array.from({ length: 8 }, (_, at) => markAt(293 + at)),
    )
    expect(warned).toHaveLength(1)
  })
})

test('addresses of another server are left out of a mark', async () => {
  const url = `${bench.git.url}/lab/project/actions/runs/1`
  const other = { ...markAt(1), by: 'a job', url: 'javascript:alert(1)' }
  await put(inRecord({ marks: [other, { ...markAt(2), url }], spending: [other] }))
  const { url: _, ...rest } = other
  expect(await lease().known()).toEqual({
    marks: [rest, { ...markAt(2), url }],
    spending: [rest],
    refused: [],
    limits: [],
  })
})

test('a message that is far too long is no record', () => {
  expect(recordIn(`x\n\n${JSON.stringify({ version: 1, padding: 'x'.repeat(70_000) })}`)).toBeUndefined()
  expect(recordIn('x\n\n{"version":1}')).toEqual({ record: { version: 1, ...NOTHING }, ignored: [] })
})
