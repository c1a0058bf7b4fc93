import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { LeaseTimeout } from '../../src/leases/lease.js'
import { type Bench, markAt, ONCE, startBench } from './git-lease-harness.js'

let bench: Bench
/** Holds the git command that fails next; the failure takes it away. */
let full: string
let git: { env: Record<string, string | undefined> }
beforeEach(async () => {
  bench = await startBench()
  const bin = join(bench.home, 'bin')
  await mkdir(bin)
  full = join(bench.home, 'full')
  const real = execFileSync('sh', ['-c', 'command -v git']).toString().trim()
  const script = `#!/bin/sh
if [ -e '${full}' ] && [ "$1" = "$(cat '${full}')" ]; then
  rm '${full}'
  echo 'error: unable to write file: No space left on device' >&2
  exit 128
fi
exec '${real}' "$@"
`
  await writeFile(join(bin, 'git'), script, { mode: 0o755 })
  git = { env: { PATH: `${bin}:${process.env.PATH}`, HOME: bench.home } }
})
afterEach(() => bench.close())

test('a commit that git could not write at first is written again, and never pushed as a deletion', async () => {
  const lease = bench.lease('a', { git })
  const held = await lease.acquire(ONCE)
  await writeFile(full, 'commit-tree')
  await held.announceCodex(markAt(1))
  expect(existsSync(full)).toBe(false)
  expect(await bench.record()).toMatchObject({ holder: { job: 'a' }, spending: [markAt(1)] })
  await expect(bench.lease('b').acquire(ONCE)).rejects.toThrow(LeaseTimeout)

  await writeFile(full, 'commit-tree')
  await held.release({ newest: markAt(2) })
  expect((await bench.lease('b').acquire(ONCE)).known.marks).toEqual([markAt(2)])
})

test.each(['init', 'log'])('a git %s that fails for want of room is tried again', async command => {
  await (await bench.lease('a').acquire(ONCE)).release({ newest: markAt(1) })
  await writeFile(full, command)
  expect((await bench.lease('b', { git }).acquire(ONCE)).known.marks).toEqual([markAt(1)])
  expect(existsSync(full)).toBe(false)
})
