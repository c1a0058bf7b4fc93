import { chmod, link, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { SessionRefused } from '../../src/session/refusal.js'
import { HostStore } from '../../src/stores/host.js'
import { readSession } from '../../src/stores/store.js'
import { authJson, base64, labSession, NOW } from './auth-json.js'

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

  test('frees it though another temporary file goes away meanwhile, and behind a link too', async () => {
    await mkdir(join(home, 'store'))
    await symlink(join(home, 'store', 'real.json'), path)
    await store().create(session)
    await link(join(home, 'store', 'real.json'), join(home, 'store', '.codex-auth-action-real.json-lab'))
    // What goes away between the look into the directory and the look at the file is like a link to nothing.
    for (const dir of [home, join(home, 'store')])
      await symlink(join(home, 'gone'), join(dir, '.codex-auth-action-auth.json-gone'))
    await store().protect()
    expect((await stat(path)).nlink).toBe(1)
  })
})
