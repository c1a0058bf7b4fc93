import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import {
  NoConfiguration,
  probeFailure,
  type SandboxUnavailable,
  saidIn,
} from '../../src/codex/exec/probe-failure.js'

let cwd: string
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'probe-failure-'))
})
afterAll(() => rm(cwd, { recursive: true }))

const judged = (...stderr: string[]) => probeFailure(stderr, { home: '/lab/home', cwd })

/** What Codex 0.169.0 prints, in states that an end-to-end test can't make everywhere. */
test.each([
  [
    'bwrap: No permissions to create new namespace, likely because the kernel does not allow',
    'sandbox-unavailable',
  ],
  [
    'bwrap: Creating new namespace failed: nesting depth or /proc/sys/user/max_*_namespaces exceeded (ENOSPC)',
    'sandbox-unavailable',
  ],
  ['bwrap: setting up uid map: Operation not permitted', 'sandbox-unavailable'],
  ['bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted', 'sandbox-unavailable'],
  ["bwrap: Can't mount proc on /newroot/proc: Operation not permitted", 'sandbox-unavailable'],
  ['bwrap: Failed to make / slave: Permission denied', 'sandbox-unavailable'],
  [
    'bubblewrap is unavailable: no system bwrap was found on PATH and no bundled codex-resources/bwrap',
    'sandbox-unavailable',
  ],
  ['sandbox-exec: sandbox_apply: Operation not permitted', 'sandbox-unavailable'],
  ["bwrap: Can't mkdir /work/.codex: Permission denied", 'sandbox-place'],
  ["bwrap: Can't mkdir /newroot/work/.codex: Read-only file system", 'sandbox-place'],
  ["bwrap: Can't mkdir /work/.codex: No space left on device", 'sandbox-place'],
  [
    'failed to remove synthetic bubblewrap mount target /work/.aws: Permission denied (os error 13)',
    'sandbox-place',
  ],
  [
    'failed to resolve synthetic mount registry temp directory /nope: No such file or directory (os error 2)',
    'sandbox-place',
  ],
  ['Error: Permission denied (os error 13)', 'sandbox-place'],
  ['Error: Resource temporarily unavailable (os error 11)', 'cannot-start'],
  [
    'WARNING: proceeding, even though we could not create PATH aliases: No space left on device (os error 28)',
    'unusable-place',
  ],
  ['WARNING: proceeding, even though we could not create PATH aliases: File exists (os error 17)', undefined],
  ['Error: failed to load cloud config bundle: request failed', 'backend-down'],
  ['Error: timed out waiting for cloud config bundle after 20s', 'backend-down'],
  ['Error: no /proc/self/exe available. Is /proc mounted?', undefined],
  ['Error: Failed to read config file /lab/home/config.toml: Permission denied (os error 13)', undefined],
  ['error: unexpected argument found', undefined],
  ['bwrap: execvp codex-linux-sandbox: No such file or directory', undefined],
])('%s: %s', (line, code) => {
  expect(judged('', line, 'note: run with `RUST_BACKTRACE=1`')?.code).toBe(code)
})

test('only what the machine forbids comes with advice to permit it', () => {
  const remedies = ["bwrap: Can't mkdir /work/.codex: Permission denied", 'bubblewrap is unavailable']
  for (const line of remedies) expect(judged(line)?.message).not.toMatch(/sysctl|seccomp|unsafe/)
})

test('a backend that hangs says nothing of the access token, and one that refuses does', () => {
  const hangs = judged('Error: timed out waiting for cloud config bundle after 20s') as NoConfiguration
  const refuses = judged('Error: failed to load cloud config bundle') as NoConfiguration
  expect([hangs, refuses].every(error => error instanceof NoConfiguration)).toBe(true)
  expect([hangs.hangs, refuses.hangs]).toEqual([true, false])
})

test('what is shown is what Codex said, in one line that is no command', () => {
  const panic = [
    '',
    "thread 'main' (7) panicked at linux_run_main.rs:908:25:",
    '::error::lab',
    'note: run with RUST_BACKTRACE=1',
  ]
  expect(saidIn(panic)).toBe(': :error::lab')
  expect(saidIn([' a ', '', ' b'])).toBe('a b')
})

test('a Mac is not told of Ubuntu', () => {
  const failure = judged('sandbox-exec: sandbox_apply: Operation not permitted') as SandboxUnavailable
  expect(failure.explanation.remedy).not.toMatch(/Ubuntu|apparmor|namespaces/i)
})
