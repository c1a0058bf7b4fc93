import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Checked } from '../../src/codex/check/check.js'
import type { Broken } from '../../src/codex/check/facts.js'
import { likeLocks } from '../../src/codex/check/locks.js'
import { digestOfFiles, keepVerdict, keptVerdict, stampOfFiles } from '../../src/codex/check/verdict.js'

const DAY_MS = 24 * 3_600_000
const NOW = Date.parse('2026-11-29T12:00:00Z')
const PASSED: Checked = { outcome: 'passed', sandboxTried: true }
const BROKEN: readonly Broken[] = [{ fact: 'saved', seen: 'it is as it was' }]
const FAILED: Checked = { outcome: 'failed', broken: BROKEN, certain: true }

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'verdict-'))
})
afterEach(() => rm(root, { recursive: true }))

describe('A verdict', () => {
  let codex: string
  const place = () => ({ root, files: join(root, 'package') })
  const keep = async (checked: Checked) =>
    keepVerdict(place(), checked, { now: NOW, stamp: await stampOfFiles(place().files) })

  beforeEach(async () => {
    codex = join(root, 'package', 'codex')
    await mkdir(dirname(codex))
    await writeFile(codex, 'one')
  })

  test('that a Codex has passed counts for good, and for these files alone', async () => {
    await keep(PASSED)
    expect(await keptVerdict(place(), NOW + 1000 * DAY_MS)).toEqual([])
    expect(await keptVerdict(place(), NOW - DAY_MS)).toEqual([])
    expect(await keptVerdict({ root, files: codex }, NOW)).toBeUndefined()

    // The same bytes again, and then others of the same length and time.
    const { atime, mtime } = await stat(codex)
    await writeFile(codex, 'one')
    expect(await keptVerdict(place(), NOW)).toEqual([])
    await writeFile(codex, 'two')
    await utimes(codex, atime, mtime)
    expect(await keptVerdict(place(), NOW)).toBeUndefined()
    await writeFile(codex, 'one')
    await writeFile(join(root, 'package', 'bwrap'), '')
    expect(await keptVerdict(place(), NOW)).toBeUndefined()
  })

  test('of files that were changed during the check is not kept', async () => {
    const stamp = await stampOfFiles(place().files)
    await writeFile(codex, 'two')
    await keepVerdict(place(), PASSED, { now: NOW, stamp })
    expect(await keptVerdict(place(), NOW)).toBeUndefined()
  })

  test('that it has failed counts for a day', async () => {
    await keep(FAILED)
    expect(await keptVerdict(place(), NOW + DAY_MS - 1)).toEqual(BROKEN)
    expect(await keptVerdict(place(), NOW + DAY_MS)).toBeUndefined()
    expect(await keptVerdict(place(), NOW - 1)).toBeUndefined()
  })

  test.each<[string, Checked]>([
    ['of a machine without a sandbox', { outcome: 'passed', sandboxTried: false }],
    ['of a machine that may have been too slow', { outcome: 'failed', broken: BROKEN, certain: false }],
  ])('%s is not kept', async (_, checked) => {
    await keep(checked)
    expect(await keptVerdict(place(), NOW)).toBeUndefined()
  })

  test('of another version of the check, or that is no verdict, does not count', async () => {
    await keep(PASSED)
    const directory = join(root, '.checks')
    const file = join(directory, (await readdir(directory))[0] ?? '')
    const text = await readFile(file, 'utf8')
    const others = [
      text.replace('"check":1', '"check":0'),
      text.replace('"broken":[]', '"broken":[{"fact":"no such","seen":""}]'),
      text.slice(1),
      '',
      ' '.repeat(70_000) + text,
    ]
    for (const other of others) {
      await writeFile(file, other)
      expect(await keptVerdict(place(), NOW)).toBeUndefined()
    }
    await writeFile(file, text)
    expect(await keptVerdict(place(), NOW)).toEqual([])
  })

  test('that cannot be kept is no error', async () => {
    await writeFile(join(root, '.checks'), '')
    await keep(PASSED)
    expect(await keptVerdict(place(), NOW)).toBeUndefined()
  })
})

test('the digest of files changes with each byte and each name, and not with where they are', async () => {
  const directory = join(root, 'package')
  await mkdir(join(directory, 'bin'), { recursive: true })
  await writeFile(join(directory, 'bin', 'codex'), 'one')
  const digests = [await digestOfFiles(directory), await digestOfFiles(join(directory, 'bin', 'codex'))]

  await writeFile(join(directory, 'bin', 'codex'), 'two')
  digests.push(await digestOfFiles(directory))
  await writeFile(join(directory, 'bwrap'), '')
  digests.push(await digestOfFiles(directory))
  await rename(join(directory, 'bwrap'), join(directory, 'bwrap2'))
  digests.push(await digestOfFiles(directory))
  expect(new Set(digests).size).toBe(digests.length)

  await rename(directory, join(root, 'elsewhere'))
  expect(await digestOfFiles(join(root, 'elsewhere'))).toBe(digests.at(-1))
})

describe('Files beside auth.json', () => {
  const files = (...names: string[]) =>
    names.map(name => {
      const [path = '', size = '0'] = name.split(':')
      return { path, size: Number(size) }
    })
  /** What 0.171.0 leaves. */
  const KNOWN = files(
    'codex/auth.json:1579',
    'codex/auth.lock',
    'codex/auth.json.lock',
    'codex/config.toml:345',
    'codex/installation_id:36',
    'codex/models_cache.json:181',
    'codex/logs_2.sqlite:49152',
    'codex/state_5.sqlite-wal',
    'codex/tmp/arg0-linux/codex-arg0aBcD/.lock',
    'codex/skills/.system/yarn.lock:4000',
  )

  test('that releases are known to leave are no locks', () => {
    expect(likeLocks(KNOWN, KNOWN)).toEqual([])
  })

  test.each([
    'codex/login.lock',
    'codex/.auth.lck',
    'codex/locks/refresh:5',
    'home/.codex.lock',
    'tmp/mutex-1:1',
    'codex/auth.json.guard:12',
    'codex/.auth-session:80',
    'codex/marker',
  ])('%s is one', name => {
    expect(likeLocks(KNOWN, [...KNOWN, ...files(name)])).toEqual([name.split(':')[0]])
  })

  test('one that is there during a refresh alone is one, by any name', () => {
    expect(likeLocks([...KNOWN, ...files('codex/busy:3')], KNOWN)).toEqual(['codex/busy'])
    expect(likeLocks([...KNOWN, ...files('tmp/work:3')], KNOWN)).toEqual([])
  })
})
