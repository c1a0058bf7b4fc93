import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect } from '@jest/globals'
import { assertSavable } from '../../src/codex/preflight.js'
import { authJson } from './auth-json.js'
import { where } from './needs.js'

let home: string
let file: string
const undo: (() => void)[] = []
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lab preflight '))
  file = join(home, 'auth.json')
  await writeFile(file, authJson(), { mode: 0o600 })
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) step()
  await rm(home, { recursive: true })
})

const refusal = () =>
  assertSavable(file).then(
    () => 'savable',
    (error: Error) => error.message,
  )

/** Runs a command that changes the system, and its opposite after the test. */
function change([command = '', ...args]: string[], opposite: string[]): void {
  execFileSync(command, args, { stdio: 'pipe' })
  undo.push(() => execFileSync(opposite[0] ?? '', opposite.slice(1)))
}
const works = (script: string) => {
  try {
    execFileSync('sh', ['-c', script], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}
const inDirectory = (script: string) => works(`d=$(mktemp -d); ${script}; s=$?; rmdir $d; exit $s`)
const canMount = inDirectory('mount -t tmpfs -o size=2m tmpfs $d && umount $d')
const canFreeze = inDirectory('chattr +i $d && chattr -i $d')
const whereMount = where(canMount, 'mounting is not permitted here')
const whereFreeze = where(canFreeze, 'this file system or user has no chattr +i')

describe('what the owner, or root, can not write either', () => {
  whereFreeze('a home that is frozen', async () => {
    change(['chattr', '+i', home], ['chattr', '-i', home])
    expect(await refusal()).toMatch(new RegExp(`^${home} can't be written: the system does not permit it `))
  })

  whereFreeze('a file that is frozen', async () => {
    change(['chattr', '+i', file], ['chattr', '-i', file])
    expect(await refusal()).toContain(`${file} can't be written: the system does not permit it (`)
  })

  whereMount('a read-only mount, also behind a link', async () => {
    const store = join(home, 'store')
    await mkdir(store)
    await writeFile(join(store, 'real.json'), authJson())
    change(['mount', '--bind', '-o', 'ro', store, store], ['umount', store])
    execFileSync('mount', ['-o', 'remount,ro,bind', store])
    await rm(file)
    await symlink(join(store, 'real.json'), file)
    expect(await refusal()).toMatch(
      new RegExp(`^${store}.* can't be written: it is on a read-only file system\\.`),
    )
  })

  whereMount('an auth.json that is a mount of its own, also behind a link', async () => {
    change(['mount', '--bind', file, file], ['umount', file])
    expect(await refusal()).toContain(`${file} is a mount of its own`)
    const link = join(home, 'link.json')
    await symlink(file, link)
    await expect(assertSavable(link)).rejects.toThrow(`${file} is a mount of its own`)
  })
})

describe('a disk', () => {
  const mounted = async (options: string) => {
    change(['mount', '-t', 'tmpfs', '-o', options, 'tmpfs', home], ['umount', home])
    await writeFile(file, authJson(), { mode: 0o600 })
  }

  whereMount('with room for it passes, and has as much afterwards', async () => {
    await mounted('size=17m')
    await assertSavable(file)
    expect(await readdir(home)).toEqual(['auth.json'])
  })

  whereMount('with less than 16 MB free is refused', async () => {
    await mounted('size=17m')
    await writeFile(join(home, 'filler'), Buffer.alloc(1.2 * 1024 * 1024))
    expect(await refusal()).toContain(`${home} is on a disk with less than 16 MB free.`)
    expect(await readdir(home)).toEqual(['auth.json', 'filler'])
  })

  whereMount('with room for a few files only, of whatever size, is refused', async () => {
    await mounted('size=17m,nr_inodes=90')
    await writeFile(join(home, 'filler'), '')
    expect(await refusal()).toContain(`${home} is on a file system with room for fewer than 256 files.`)
    expect(await readdir(home)).toEqual(['auth.json', 'filler'])
  })
})
