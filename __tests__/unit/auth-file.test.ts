import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  createAuthFile,
  makeHome,
  readAuthFile,
  replaceAuthFile,
  tighten,
} from '../../src/login/auth-file.js'

let home: string
let path: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lab auth-file '))
  path = join(home, 'auth.json')
})
afterEach(() => rm(home, { recursive: true }))

const modeOf = async (of: string) => (await stat(of)).mode & 0o777
const text = (of = path) => readFile(of, 'utf8')

describe('an auth.json that is a symbolic link', () => {
  test('is kept when it is replaced, and so is a link to a link', async () => {
    await mkdir(join(home, 'store'))
    await writeFile(join(home, 'store', 'real.json'), 'lab 1')
    await symlink(join('store', 'real.json'), join(home, 'between'))
    await symlink('between', path)
    await replaceAuthFile(path, Buffer.from('lab 2'))
    expect([await readlink(path), await readlink(join(home, 'between'))]).toEqual([
      'between',
      'store/real.json',
    ])
    expect([await text(join(home, 'store', 'real.json')), await readdir(join(home, 'store'))]).toEqual([
      'lab 2',
      ['real.json'],
    ])
  })

  // As tools for dotfiles make them: the system goes on from where the home really is, not from its name.
  test('in a home that is a link itself leads on from where that leads', async () => {
    await mkdir(join(home, 'data', 'codex'), { recursive: true })
    await mkdir(join(home, 'data', 'store'))
    await symlink(join('data', 'codex'), join(home, '.codex'))
    await symlink(join('..', 'store', 'auth.json'), join(home, 'data', 'codex', 'auth.json'))
    const linked = join(home, '.codex', 'auth.json')
    expect(await createAuthFile(linked, Buffer.from('lab 1'))).toBe(true)
    expect(await text(join(home, 'data', 'store', 'auth.json'))).toBe('lab 1')
    await replaceAuthFile(linked, Buffer.from('lab 2'))
    expect(await text(join(home, 'data', 'store', 'auth.json'))).toBe('lab 2')
    expect(String(await readAuthFile(linked))).toBe('lab 2')
  })

  test('to a file that is not there yet is kept when that is made', async () => {
    await mkdir(join(home, 'store'))
    await symlink(join(home, 'store', 'auth.json'), path)
    expect(await readAuthFile(path)).toBeUndefined()
    expect(await createAuthFile(path, Buffer.from('lab'))).toBe(true)
    expect([await readlink(path), await text(join(home, 'store', 'auth.json'))]).toEqual([
      join(home, 'store', 'auth.json'),
      'lab',
    ])
    expect(await createAuthFile(path, Buffer.from('lab 2'))).toBe(false)
  })

  test('to a file that is not there yet is kept when that is written without a look', async () => {
    await mkdir(join(home, 'store'))
    await symlink(join(home, 'store', 'auth.json'), path)
    await replaceAuthFile(path, Buffer.from('lab'))
    expect([await readlink(path), await text()]).toEqual([join(home, 'store', 'auth.json'), 'lab'])
  })
})

describe('CODEX_HOME', () => {
  test('is made, and its owner alone can use it', async () => {
    const made = join(home, 'a', '.codex')
    await makeHome(made)
    expect(await modeOf(made)).toBe(0o700)
    await makeHome(home)
    expect(await modeOf(home)).toBe(0o700)
  })

  test.each([
    [0o755, 0o700],
    [0o777, 0o700],
    [0o640, 0o600],
    [0o444, 0o400],
    [0o400, 0o400],
    [0o600, 0o600],
  ])('tightening takes rights from others and gives none: %o becomes %o', async (before, after) => {
    await writeFile(path, 'lab')
    await chmod(path, before)
    await tighten(path)
    expect(await modeOf(path)).toBe(after)
  })
})
