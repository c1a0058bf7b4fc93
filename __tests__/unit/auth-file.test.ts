import {
  chmod,
  link,
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
} from '../../src/session/auth-file.js'
import { SessionRefused } from '../../src/session/refusal.js'
import { HostStore } from '../../src/stores/host.js'
import { readSession } from '../../src/stores/store.js'
import { authJson, base64, labSession, NOW } from './auth-json.js'

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

describe('the host store', () => {
  const store = () => new HostStore(home)
  const read = () => readSession(store(), { now: NOW })
  const session = labSession({ later: 'kept' })
  const other = labSession({ tokens: { refresh_token: 'rt_lab_other' } })

  test('has nothing before a first session is stored, and then the same bytes', async () => {
    expect(await read()).toBeUndefined()
    expect(await store().create(session)).toBe(true)
    expect(await readFile(path)).toEqual(session.bytes)
    expect(await read()).toEqual(session)
  })

  test('takes a first session over nothing only, another over anything', async () => {
    await writeFile(path, 'lab')
    expect(await store().create(other)).toBe(false)
    expect(await text()).toBe('lab')
    await store().write(other)
    expect(await read()).toEqual(other)
  })

  test.each([
    ['', 'empty'],
    ['{"a', 'not-json'],
    ['x'.repeat(300_000), 'too-large'],
    ['{}', 'not-a-session'],
  ])('gives what is no session as its refusal, which names the file: %#', async (content, code) => {
    await writeFile(path, content)
    const refused = await read()
    expect(refused).toHaveProperty('code', code)
    expect(String(refused)).toContain(path)
  })

  // Codex 0.169.0 reads none of these, and would answer as if there were no login at all.
  test.each([
    ['in base64', Buffer.from(base64(authJson()))],
    ['with a byte-order mark', Buffer.from(`\uFEFF${authJson()}`)],
    ['that is not UTF-8', Buffer.from(authJson({ note: 'ü' }), 'latin1')],
  ])('takes a file %s for a damaged one: it is no seed', async (_, bytes) => {
    await writeFile(path, bytes)
    const stored = await read()
    expect(stored instanceof SessionRefused ? stored.damaged : 'a session').toBe(true)
  })

  test('takes white space around the JSON, as an editor leaves it', async () => {
    await writeFile(path, `${authJson()}\n`)
    expect(await read()).toHaveProperty('generation', labSession().generation)
  })

  test('protects what lies there open to others', async () => {
    await writeFile(path, authJson(), { mode: 0o644 })
    await chmod(home, 0o755)
    await store().protect()
    expect([await modeOf(home), await modeOf(path)]).toEqual([0o700, 0o600])
  })

  // Codex 0.169.0 refreshes a file of two names, and then refuses to save it: the login is lost.
  test('frees a first session from the second name that a kill in its making left it', async () => {
    await store().create(session)
    await link(path, join(home, '.codex-auth-action-auth.json-lab'))
    await store().protect()
    expect((await stat(path)).nlink).toBe(1)
    expect(await readFile(path)).toEqual(session.bytes)
  })
})
