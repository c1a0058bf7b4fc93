import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { finishEarlierSaves, finishSaves } from '../../src/keeper/unfinished-save.js'
import type { Workplace } from '../../src/keeper/workplace.js'
import { HostLease } from '../../src/leases/host-lease.js'
import { HostStore } from '../../src/stores/host.js'
import { authJson, HOUR, labJwt, labToken, NOW } from './auth-json.js'
import { type LabJob, type RunnerFiles, runnerFiles } from './job-stage.js'
import { where } from './needs.js'

let home: string
let files: RunnerFiles
let job: LabJob
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'unfinished-'))
  files = runnerFiles()
  job = files.job({})
})
afterEach(() => {
  files.end()
  rmSync(home, { recursive: true })
})

/** The revisions of one login, an hour apart. */
function revision(number: number, account = 'lab-account'): string {
  const issued = Math.floor((NOW - HOUR) / 1000) + 3600 * (number - 5)
  const tokens = {
    access_token: labJwt({ iat: issued, exp: issued + 864_000, number }),
    refresh_token: `rt_${labToken(`refresh ${number}`)}`,
    account_id: account,
  }
  return authJson({ tokens, last_refresh: new Date(issued * 1000).toISOString() })
}
const [OLDER, HERE, NEWER] = [1, 2, 3].map(number => revision(number)) as [string, string, string]

/** What Codex has written beside auth.json, so many seconds ago. */
function unfinished(text: string, { ago = 60, name = '.auth-aB3xYz', beside = home } = {}): string {
  const path = join(beside, name)
  writeFileSync(path, text, { mode: 0o600 })
  const then = new Date(Date.now() - 1000 * ago)
  utimesSync(path, then, then)
  return path
}

const authFile = () => join(home, 'auth.json')
const put = (text: string) => writeFileSync(authFile(), text, { mode: 0o600 })
const finished = async () =>
  (await finishSaves(job.stage(), home, { now: NOW }))?.bytes.toString() ?? 'unchanged'

test.each([
  ['an older login', HERE],
  ['nothing', undefined],
  ['half of a login', HERE.slice(0, 100)],
])('a newer login that a dead Codex had not put in place takes that of %s', async (_, there) => {
  if (there !== undefined) put(there)
  const path = unfinished(NEWER)
  expect(await finished()).toBe(NEWER)
  expect(readFileSync(authFile(), 'utf8')).toBe(NEWER)
  expect(existsSync(path)).toBe(false)
  expect(job.said).toEqual([expect.stringMatching(/newer login .*had not put it in place: now it is in/)])
})

test.each([
  ['older', OLDER],
  ['the same', HERE],
  ["another account's", revision(3, 'lab-other')],
  ['not whole', NEWER.slice(0, -5)],
  ['empty', ''],
])('what is %s is removed, and auth.json stays', async (_, text) => {
  put(HERE)
  const path = unfinished(text)
  expect(await finished()).toBe('unchanged')
  expect(readFileSync(authFile(), 'utf8')).toBe(HERE)
  expect(existsSync(path)).toBe(false)
  expect(job.said).toEqual([expect.stringContaining('no newer login: removed')])
})

test('of several the newest is kept, and a link with such a name leads nowhere', async () => {
  put(OLDER)
  for (const [name, text] of Object.entries({ '.auth-000001': NEWER, '.auth-000002': HERE }))
    unfinished(text, { name })
  const elsewhere = unfinished(revision(4), { name: 'mine' })
  symlinkSync(elsewhere, join(home, '.auth-000003'))
  await finishSaves(job.stage(), home, { now: NOW })
  expect(readdirSync(home).sort()).toEqual(['auth.json', 'mine'])
  expect(readFileSync(authFile(), 'utf8')).toBe(NEWER)
})

test('behind a link it is looked for where the link leads', async () => {
  const real = join(home, 'real')
  mkdirSync(real)
  writeFileSync(join(real, 'login.json'), HERE)
  symlinkSync(join(real, 'login.json'), authFile())
  unfinished(NEWER, { beside: real })
  expect(await finished()).toBe(NEWER)
  expect(readdirSync(real)).toEqual(['login.json'])
  expect(readdirSync(home).sort()).toEqual(['auth.json', 'real'])
})

test('other files are nobody of ours', async () => {
  put(HERE)
  for (const name of ['.auth-lab', '.auth-aB3xYz7', 'auth-aB3xYz', '.auth-a.3xYz'])
    unfinished(NEWER, { name })
  mkdirSync(join(home, '.auth-direct'))
  expect(await finished()).toBe('unchanged')
  expect(readdirSync(home)).toHaveLength(6)
})

test('a file that was just written may be of a Codex that is saving: it is looked at again', async () => {
  put(HERE)
  const path = unfinished(NEWER, { ago: 0 })
  setTimeout(() => rmSync(path), 300)
  expect(await finished()).toBe('unchanged')
  expect(job.said).toEqual([])
})

const onLinux = where(process.platform === 'linux', 'only Linux shows who holds a lock')

onLinux('nor is it touched while somebody holds the lock of auth.json', async () => {
  put(HERE)
  const path = unfinished(NEWER)
  const holder = spawn('flock', [`${authFile()}.lock`, 'sh', '-c', 'echo; cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  const result = finished()
  await sleep(300)
  expect(existsSync(path)).toBe(true)
  holder.stdin.end()
  expect(await result).toBe(NEWER)
})

test('on a host that needs the lease, for which pre does not wait', async () => {
  put(HERE)
  unfinished(NEWER)
  const lease = new HostLease({ home, job: 'lab', description: 'job lab', lifeMs: HOUR })
  const copy = new HostStore(home)
  const place: Workplace = { kind: 'host', home, copy, store: copy, lease: async () => lease }
  const look = (name: 'pre' | 'main') => finishEarlierSaves(job.stage({ name }), place, { now: NOW })

  await look('pre')
  expect(readFileSync(authFile(), 'utf8')).toBe(HERE)
  await look('main')
  expect(readFileSync(authFile(), 'utf8')).toBe(NEWER)
  // Others are told of it.
  expect((await lease.known()).marks).toHaveLength(1)
})
