import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { base64 } from './auth-json.js'
import { accessToken, type Diagnosis, directoryWith, findingsIn, login, untouched } from './doctor-harness.js'
import { asRoot } from './needs.js'

const DIST = process.env.LAB_ACTION_DIR ?? process.cwd()
const ENTRY = join(DIST, 'dist', 'doctor.js')
const FIXTURES = join(process.cwd(), '__tests__', 'fixtures', 'workflows')

/** The file judges by the clock of the machine. */
const now = Date.now()
const fresh = login({
  tokens: { access_token: accessToken(now - 60_000, now + 864_000_000) },
  last_refresh: new Date(now - 60_000).toISOString(),
})

const run = (dir: string, args: readonly string[], uid?: number): Promise<Diagnosis> =>
  untouched(dir, async () => {
    const env = { PATH: process.env.PATH, TMPDIR: '/nowhere' }
    const [node, entry] = uid === undefined ? [process.execPath, ENTRY] : forEverybody()
    const started = spawnSync(node, [entry, ...args], {
      cwd: dir,
      env,
      encoding: 'utf8',
      ...(uid === undefined ? {} : { uid, gid: uid }),
    })
    expect(started.stderr).toBe('')
    return { code: started.status ?? -1, text: started.stdout }
  })

let copied: string | undefined
afterAll(() => {
  if (copied !== undefined) rmSync(copied, { recursive: true })
})

/** Node and the doctor where another user may look: the checkout may lie in a home of its owner alone. */
function forEverybody(): [string, string] {
  if (copied === undefined) {
    copied = mkdtempSync(join(tmpdir(), 'lab-doctor-'))
    chmodSync(copied, 0o755)
    cpSync(process.execPath, join(copied, 'node'), { dereference: true })
    cpSync(join(DIST, 'dist'), join(copied, 'dist'), { recursive: true })
  }
  return [join(copied, 'node'), join(copied, 'dist', 'doctor.js')]
}

describe('node dist/doctor.js', () => {
  test.each<[string, string, number, RegExp]>([
    ['a good login', fresh, 0, /^auth\.json: would serve as a seed\.\n/],
    [
      'a good one in base64',
      base64(fresh),
      0,
      /base64 -d < auth\.json \| jq -c \. \| gh secret set CODEX_AUTH_JSON\n/,
    ],
    ['one that is cut off', fresh.slice(0, -30), 1, /^auth\.json: would be refused\.\n/],
    ['an empty one', '', 1, /It is empty\./],
  ])('%s', async (_, content, code, words) => {
    const diagnosis = await run(directoryWith({ 'auth.json': content }), ['auth.json'])
    expect(diagnosis.text).toMatch(words)
    expect(diagnosis.code).toBe(code)
  })

  test('workflows, good and bad', async () => {
    const dir = directoryWith({ x: '' })
    cpSync(FIXTURES, dir, { recursive: true })
    expect((await run(dir, ['good'])).code).toBe(0)
    const bad = await run(dir, ['bad'])
    expect(bad.code).toBe(1)
    expect(findingsIn(bad).length).toBeGreaterThan(30)
  })

  test('usage, and what is not there', async () => {
    const dir = directoryWith({ x: '' })
    expect(await run(dir, [])).toEqual({ code: 2, text: expect.stringMatching(/^Usage: /) })
    expect(await run(dir, ['--help'])).toEqual({ code: 0, text: expect.stringMatching(/^Usage: /) })
    expect(await run(dir, ['gone'])).toEqual({ code: 2, text: expect.stringMatching(/^gone does not exist/) })
  })

  asRoot('in a directory that its user can only read', async () => {
    const dir = directoryWith({ 'auth.json': fresh })
    chownSync(join(dir, 'auth.json'), 4242, 4242)
    chownSync(dir, 4242, 4242)
    chmodSync(dir, 0o500)
    const diagnosis = await run(dir, ['auth.json'], 4242)
    expect(diagnosis.text).toMatch(/^auth\.json: would serve as a seed\.\n/)
    expect(findingsIn(diagnosis)).toEqual(['warning: The directory it lies in can not be written.'])
    expect(diagnosis.code).toBe(1)
  })

  asRoot('a file that its user can not read', async () => {
    const dir = directoryWith({ 'auth.json': fresh })
    chmodSync(dir, 0o755)
    const diagnosis = await run(dir, ['auth.json'], 4242)
    expect(diagnosis).toEqual({ code: 2, text: 'auth.json can not be read (EACCES).\n' })
  })

  test('npx and npm run can start it', () => {
    const manifest = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as {
      bin: Record<string, string>
      scripts: Record<string, string>
    }
    expect(manifest.bin).toEqual({ 'codex-auth-doctor': 'dist/doctor.js' })
    expect(manifest.scripts.doctor).toBe('node dist/doctor.js')
    expect(readFileSync(ENTRY, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  })
})
