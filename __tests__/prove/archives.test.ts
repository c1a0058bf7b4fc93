import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { node24 } from '../doubles/runner/node24.js'
import type { Verdict } from './archives/driver.js'
import { HONEST, HOSTILE } from './archives/hostile.js'

const DRIVER = fileURLToPath(new URL('./archives/driver.js', import.meta.url))
const CLIENT = join(process.cwd(), 'dist', 'cache-client.js')
/** Two clients, two downloads each, on a machine that does other things too. */
const SOON_MS = 8000

let verdicts: Verdict[]
let left: string[]
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hostile archives '))
  const { stdout } = await promisify(execFile)(node24(), [DRIVER, folder, CLIENT], {
    maxBuffer: 64 * 1024 * 1024,
  })
  verdicts = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Verdict)
  left = await readdir(folder, { recursive: true })
  await rm(folder, { recursive: true })
}, 600_000)
afterAll(() => {
  const slowest = verdicts.reduce((one, other) => (one.ms > other.ms ? one : other))
  process.stdout.write(`${verdicts.length} archives; the slowest: ${slowest.name}, ${slowest.ms} ms\n`)
})

test('all were read: with both services, by gzip and by zstd', () => {
  expect(Object.keys(HOSTILE).length).toBeGreaterThanOrEqual(60)
  expect(verdicts).toHaveLength(4 * (Object.keys(HOSTILE).length + Object.keys(HONEST).length))
})

test('none creates or changes anything', () => {
  expect(verdicts.filter(({ changed }) => changed.length > 0)).toEqual([])
  expect(left.sort()).toEqual(['action', join('action', 'main.js'), 'temp'])
})

test('each ends within seconds', () => {
  expect(verdicts.filter(({ ms }) => ms > SOON_MS)).toEqual([])
})

test('a hostile one is passed over, with one line that says how to delete it, and the login below it is used', () => {
  const hostile = verdicts.filter(({ name }) => name in HOSTILE)
  const line =
    /^Passed over an entry of the Actions cache\. .*`gh cache delete codex-auth\/default\/[\w/-]+`\.$/
  const isRefused = ({ read, warnings }: Verdict) =>
    read === 'the older login' && warnings.length === 1 && line.test(warnings[0] ?? '')
  expect(hostile.filter(verdict => !isRefused(verdict))).toEqual([])
})

test('an honest one opens, whoever packed it', () => {
  const honest = verdicts.filter(({ name }) => name in HONEST)
  expect(honest.filter(({ read, warnings }) => read !== 'the newest login' || warnings.length > 0)).toEqual(
    [],
  )
})
