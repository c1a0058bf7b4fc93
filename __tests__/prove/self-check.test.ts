import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Checked } from '../../src/codex/check/check.js'
import { provideCodex } from '../../src/codex/install/provide.js'
import { closedRegistry, labFolder } from '../doubles/lab/index.js'
import { BROKEN, type BrokenCodex, HOSTILE, makeBroken } from './self-check/broken.js'
import { RELEASES, release } from './self-check/releases.js'

const run = promisify(execFile)

const DRIVER = fileURLToPath(new URL('./self-check/driver.js', import.meta.url))
/** For eight releases of 130 MB. */
const DOWNLOADS_MS = 15 * 60_000
const LATE = 120_000
/** For a part of a check, as in a job. */
const LIMIT_MS = 60_000

interface Found {
  readonly checked: Checked
  readonly lines: readonly string[]
  readonly tookMs: number
  /** How often something tried to leave the machine. */
  readonly left: number
}

let home: string

beforeAll(async () => {
  home = await mkdtemp(join(labFolder(), 'self-check-'))
  for (const version of RELEASES) await release(version)
}, DOWNLOADS_MS)

afterAll(async () => {
  // Each check has removed its homes, and what its Codexes left.
  const remains = (await readdir(join(home, '.cache', 'codex-auth-action'))).filter(name => name !== 'codex')
  await rm(home, { recursive: true, force: true, maxRetries: 5 })
  expect(remains).toEqual([])
})

/** Checks a Codex in a network namespace of its own, in which there is nothing but the loopback. */
async function checkAlone(executable: string, limitMs = LIMIT_MS): Promise<Found> {
  const namespace = process.getuid?.() === 0 ? '-n' : '-rn'
  const start = 'ip link set lo up && exec "$@"'
  const driver = [process.execPath, DRIVER, String(limitMs), executable]
  const { stdout } = await run('unshare', [namespace, 'sh', '-c', start, 'sh', ...driver], {
    env: { PATH: process.env.PATH ?? '', HOME: home },
  })
  expect(stdout).not.toMatch(/rt_check_|eyJ/)
  return JSON.parse(stdout)
}

describe('A release passes, and nothing tries to leave the machine', () => {
  test.concurrent.each(RELEASES)(
    '%s',
    async version => {
      const { checked, left } = await checkAlone(await release(version))
      expect({ checked, left }).toEqual({ checked: { outcome: 'passed', sandboxTried: true }, left: 0 })
    },
    LATE,
  )
})

async function find(broken: BrokenCodex): Promise<Found> {
  return checkAlone(await makeBroken(broken, await release(RELEASES.at(-1) ?? ''), home), broken.limitMs)
}

describe('A broken Codex fails, the fact is named, and nothing tries to leave the machine', () => {
  test.concurrent.each([...BROKEN, ...HOSTILE.filter(({ leaves }) => !leaves)])(
    '$name',
    async broken => {
      const { checked, left, lines } = await find(broken)
      expect(checked.outcome === 'failed' && checked.broken[0]).toMatchObject({ fact: broken.fact })
      expect(left).toBe(0)
      expect(lines.join('\n')).toContain(`(${broken.fact})`)
    },
    LATE,
  )

  test.concurrent.each(HOSTILE.filter(({ leaves }) => leaves))(
    '$name: that is seen, but what ignores the proxy is not held back',
    async broken => {
      const { checked, left } = await find(broken)
      expect(checked.outcome === 'failed' && checked.broken[0]).toMatchObject({ fact: broken.fact })
      expect(left).toBeGreaterThan(0)
    },
    LATE,
  )
})

test(
  'a Codex on PATH that nobody has tried is checked too, once for the same file',
  async () => {
    const executable = await release(RELEASES.at(-1) ?? '')
    const log: string[] = []
    const provide = () =>
      provideCodex({
        version: RELEASES.at(-1) ?? '',
        tried: [],
        env: { PATH: `${dirname(executable)}:${process.env.PATH}`, HOME: home, ...closedRegistry },
        platform: process.platform,
        arch: process.arch,
        log: line => void log.push(line),
      })
    expect(await provide()).toMatchObject({ source: 'path', path: executable })
    expect(log.join('\n')).toMatch(/is new to this action.*fence: as it should be.*It passed in/s)
    log.length = 0
    await provide()
    expect(log.at(-1)).toMatch(/has passed this action's check on this machine before\.$/)
  },
  LATE,
)
