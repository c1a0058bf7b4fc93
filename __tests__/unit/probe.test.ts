import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { assertSandbox, type Permissions } from '../../src/codex/exec/sandbox.js'
import { where } from './needs.js'
import { onPlatform } from './on-platform.js'

let dir: string
let codex: string
beforeEach(async () => {
  await mkdir(join(homedir(), '.cache'), { recursive: true })
  dir = await mkdtemp(join(homedir(), '.cache', 'codex-auth-action-probe-'))
  for (const name of ['home', 'denied', 'bin']) await mkdir(join(dir, name))
  // A Codex whose sandbox holds nothing back: it starts what comes after `--`.
  codex = join(dir, 'codex')
  await writeFile(codex, '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift\nexec "$@"\n')
  await chmod(codex, 0o755)
})
afterEach(() => rm(dir, { recursive: true }))

async function refusal(permissions: Partial<Permissions>, path = '/usr/bin:/bin'): Promise<string> {
  const given: Permissions = {
    base: { sandbox: 'workspace-write' },
    home: join(dir, 'home'),
    denied: [],
    pinned: [],
    ...permissions,
  }
  const file = join(dir, 'home', 'auth.json')
  return assertSandbox({ path: codex, home: given.home, env: { PATH: path } }, given, {
    file,
    cwd: dir,
    configured: given.home,
  }).then(
    () => 'nothing',
    error => `${error.code}: ${error.explanation.what}`,
  )
}

/** Where an ordinary user may write all of it, as with `danger-full-access`, only what is denied is tried. */
const full: Partial<Permissions> = { base: { sandbox: 'danger-full-access' } }

test('a sandbox that holds nothing back is refused, with what it lays open', async () => {
  await writeFile(join(dir, 'home', 'auth.json'), 'lab')
  expect(await refusal(full)).toBe(
    'sandbox-unavailable: The sandbox of Codex does not keep auth.json from the commands that the model runs.',
  )
  await rm(join(dir, 'home', 'auth.json'))
  expect(await refusal(full)).toBe('nothing')

  const [denied, file] = [join(dir, 'denied'), join(dir, 'script.sh')]
  await writeFile(join(denied, 'secret'), 'lab')
  await writeFile(file, 'lab')
  for (const path of [denied, file])
    expect(await refusal({ ...full, denied: [path] })).toContain(`does not keep ${path} from the commands`)

  const helper = join(dir, 'home', 'tmp', 'arg0-linux', 'codex-lab')
  await mkdir(helper, { recursive: true })
  expect(await refusal(full, [helper, '/usr/bin', '/bin'].join(delimiter))).toContain(
    `does not keep commands from changing its own helper (${helper})`,
  )
})

/** The first entry of PATH is Codex's helper; there is no /proc on a Mac, and none that shows this one here. */
describe("Codex's helper on a Mac", () => {
  const pathWith = (helper: string) => [helper, '/usr/bin', '/bin'].join(delimiter)
  let helper: string
  beforeEach(async () => {
    helper = join(dir, 'home', 'tmp', 'arg0-macos', 'codex-lab')
    await mkdir(helper, { recursive: true })
  })

  test('is found by PATH, and may not be written', async () => {
    expect(await onPlatform('darwin', () => refusal(full, pathWith(helper)))).toContain(
      `does not keep commands from changing its own helper (${helper})`,
    )
  })

  test('is found where CODEX_HOME has two names, as below /var', async () => {
    await symlink(join(dir, 'home'), join(dir, 'alias'))
    const alias = join(dir, 'alias', 'tmp', 'arg0-macos', 'codex-lab')
    expect(await onPlatform('darwin', () => refusal(full, pathWith(alias)))).toContain(
      `does not keep commands from changing its own helper (${helper})`,
    )
  })

  test('is in no directory that may be written either, which could be moved away', async () => {
    // Nobody, not even root, makes a file of this name there.
    for (const closed of [helper, join(helper, '..')]) await mkdir(join(closed, '.codex-auth-action-probe'))
    expect(await onPlatform('darwin', () => refusal(full, pathWith(helper)))).toContain('its own helper')
    // With bubblewrap it is a mount, which holds the directories above it in place.
    expect(await onPlatform('linux', () => refusal(full, pathWith(helper)))).toBe('nothing')
  })
})

test('a directory of PATH that commands may write is refused, and nothing is left in it', async () => {
  expect(await refusal({}, [join(dir, 'bin'), '/usr/bin', '/bin'].join(delimiter))).toContain(
    `does not keep commands from writing to ${join(dir, 'bin')}, and that directory is on PATH`,
  )
  await expect(rm(join(dir, 'bin', '.codex-auth-action-probe'))).rejects.toThrow('ENOENT')
})

test.each(['bin', './bin'])('so is one that is written relative to the working directory: %s', async name => {
  const path = [join(dir, 'missing'), name, '/usr/bin', '/bin'].join(delimiter)
  expect(await refusal({}, path)).toContain(
    `from writing to ${join(dir, 'bin')}, and that directory is on PATH`,
  )
})

const asRoot = where(process.getuid?.() === 0, 'only root could open the switches of the kernel')
asRoot('a switch of the kernel that root’s commands can open for writing is refused', async () => {
  // Without a directory that root could write on PATH: nothing is looked for there.
  const path = join(dir, 'empty')
  await chmod(join(dir, 'bin'), 0o555)
  const shell = '/bin/sh'
  await writeFile(codex, `#!${shell}\nwhile [ "$1" != -- ]; do shift; done\nshift 2\nexec ${shell} "$@"\n`)
  expect(await refusal({}, path)).toContain(
    'does not keep commands, which run as root, from writing to /proc/sys/kernel/core_pattern',
  )
})
