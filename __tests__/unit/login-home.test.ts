import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { loginHome, removePrivateHome } from '../../src/stores/private-home.js'

const DAY = 86_400_000
let user: string
let configured: string

beforeEach(() => {
  user = mkdtempSync(join(tmpdir(), 'login-home-'))
  configured = join(user, '.codex')
  mkdirSync(configured)
})

afterEach(() => rmSync(user, { recursive: true }))

test("the home of a device login has the machine's configuration, and no login", async () => {
  writeFileSync(join(configured, 'config.toml'), 'model = "lab"\n')
  writeFileSync(join(configured, 'auth.json'), '{}')
  const home = await loginHome({ HOME: user }, configured)
  expect(readdirSync(home)).toEqual(['config.toml'])
  expect(statSync(home).mode & 0o777).toBe(0o700)
  await removePrivateHome(home)
  expect(existsSync(home)).toBe(false)
  expect(readdirSync(configured)).toEqual(['auth.json', 'config.toml'])
})

test('what a machine that went off left of a login is removed by the next one; that of another job is not', async () => {
  const [left, others] = [
    await loginHome({ HOME: user }, configured),
    await loginHome({ HOME: user }, configured),
  ]
  writeFileSync(join(left, 'auth.json'), '{}')
  const longAgo = new Date(Date.now() - 8 * DAY)
  utimesSync(left, longAgo, longAgo)
  await loginHome({ HOME: user }, configured)
  expect([existsSync(left), existsSync(others)]).toEqual([false, true])
})
