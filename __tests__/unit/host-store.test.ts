import {
  chmod,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { changedAt } from '../../src/login/revision.js'
import { HostStore } from '../../src/stores/host.js'
import { storedIn } from '../../src/stores/store.js'
import { authJson, base64, labLogin, NOW } from './auth-json.js'

let home: string
let path: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lab host-store '))
  path = join(home, 'auth.json')
})
afterEach(() => rm(home, { recursive: true }))

const modeOf = async (of: string) => (await stat(of)).mode & 0o777
const text = (of = path) => readFile(of, 'utf8')

describe('the host store', () => {
  const store = () => new HostStore(home)
  const read = () => storedIn(store(), { now: NOW })
  const login = labLogin({ later: 'kept' })
  const other = labLogin({ tokens: { refresh_token: 'rt_lab_other' } })

  test('has nothing before a first login is stored, and then the same bytes', async () => {
    expect(await read()).toEqual({ kind: 'none' })
    expect(await store().create(login)).toBe(true)
    expect(await readFile(path)).toEqual(login.bytes)
    expect(await read()).toEqual({ kind: 'login', login })
  })

  test('takes a first login over nothing only, another over anything', async () => {
    await writeFile(path, 'lab')
    expect(await store().create(other)).toBe(false)
    expect(await text()).toBe('lab')
    await store().write(other)
    expect(await read()).toEqual({ kind: 'login', login: other })
  })

  test.each([
    ['', 'empty'],
    ['{"a', 'not-json'],
    ['x'.repeat(300_000), 'too-large'],
    ['{}', 'not-a-login'],
  ])('gives what is no login as its refusal, which names the file: %#', async (content, code) => {
    await writeFile(path, content)
    const stored = await read()
    expect(stored).toMatchObject({ kind: 'damaged', refusal: { code } })
    expect('refusal' in stored && stored.refusal.message).toContain(path)
  })

  // Codex 0.169.0 reads none of these, and would answer as if there were no login at all.
  test.each([
    ['in base64', Buffer.from(base64(authJson()))],
    ['with a byte-order mark', Buffer.from(`\uFEFF${authJson()}`)],
    ['that is not UTF-8', Buffer.from(authJson({ note: 'ü' }), 'latin1')],
  ])('takes a file %s for a damaged one: it is no seed', async (_, bytes) => {
    await writeFile(path, bytes)
    expect(await read()).toMatchObject({
      kind: 'damaged',
      at: changedAt(labLogin()),
      accountIds: ['lab-account'],
    })
  })

  test('takes white space around the JSON, as an editor leaves it', async () => {
    await writeFile(path, `${authJson()}\n`)
    expect(await read()).toMatchObject({ kind: 'login', login: { generation: labLogin().generation } })
  })

  test('sets aside what is replaced, once, and for its owner alone', async () => {
    for (const content of ['lab one', 'lab two']) {
      await writeFile(path, content)
      expect(await store().setAside(await readFile(path))).toBe(`${path}.replaced`)
      expect(await text(`${path}.replaced`)).toBe(content)
    }
    expect(await modeOf(`${path}.replaced`)).toBe(0o600)
  })

  test('protects what lies there open to others', async () => {
    await writeFile(path, authJson(), { mode: 0o644 })
    await chmod(home, 0o755)
    await store().protect()
    expect([await modeOf(home), await modeOf(path)]).toEqual([0o700, 0o600])
  })

  test('removes what a killed job has left of a login beside it, once nobody can be writing it', async () => {
    await writeFile(path, authJson())
    const [old, recent] = ['old', 'recent'].map(name =>
      join(home, `.codex-auth-action-auth.json-${name}`),
    ) as [string, string]
    for (const left of [old, recent]) await writeFile(left, authJson())
    await utimes(old, new Date(NOW), new Date(NOW))
    await store().protect()
    expect((await readdir(home)).sort()).toEqual([basename(recent), 'auth.json'])
  })

  // Codex 0.169.0 refreshes a file of two names, and then refuses to save it: the login is lost.
  test('frees a first login from the second name that a kill in its making left it', async () => {
    await store().create(login)
    await link(path, join(home, '.codex-auth-action-auth.json-lab'))
    await store().protect()
    expect((await stat(path)).nlink).toBe(1)
    expect(await readFile(path)).toEqual(login.bytes)
  })

  test('frees it though another temporary file goes away meanwhile, and behind a link too', async () => {
    await mkdir(join(home, 'store'))
    await symlink(join(home, 'store', 'real.json'), path)
    await store().create(login)
    await link(join(home, 'store', 'real.json'), join(home, 'store', '.codex-auth-action-real.json-lab'))
    // What goes away between the look into the directory and the look at the file is like a link to nothing.
    for (const dir of [home, join(home, 'store')])
      await symlink(join(home, 'gone'), join(dir, '.codex-auth-action-auth.json-gone'))
    await store().protect()
    expect((await stat(path)).nlink).toBe(1)
  })
})
