import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { loginTrail } from '../../src/codex/login-trail.js'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'trail-'))
  await mkdir(join(home, 'log'))
})
afterEach(() => rm(home, { recursive: true }))

test('the end of both logs, bounded, and nothing of whose login it is', async () => {
  const line =
    '2026-11-29T02:17:23.461000Z  INFO codex_cli::login: lab@example.com has eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.lab of 1ab1ab1a-0000-4000-8000-000000000001'
  await writeFile(join(home, 'log', 'codex-login.log'), `${'an old line\n'.repeat(40)}${line}\n\n`)
  const trail = await loginTrail(
    ['INFO codex_login::auth::manager: Reloading auth', `ERROR ${'x '.repeat(900)}`],
    home,
  )
  expect(trail).toHaveLength(12)
  expect(trail.at(-1)).toBe('2026-11-29T02:17:23.461000Z INFO codex_cli::login: *** has *** of ***')
  for (const shown of await loginTrail([`ERROR ${'x '.repeat(900)}\u001b[2J`], home))
    expect(shown.length).toBeLessThan(201)
})

test('without a file, and with one that leads elsewhere or never ends: what stderr has', async () => {
  expect(await loginTrail(['WARN lab', 'INFO remote_control lab'], home)).toEqual(['WARN lab'])
  await symlink('/dev/zero', join(home, 'log', 'codex-login.log'))
  expect(await loginTrail(['WARN lab'], home)).toEqual(['WARN lab'])
})
