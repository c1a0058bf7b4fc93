import { type ChildProcess, spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { generateX25519Identity } from 'age-encryption'
import { noteCodex, noteKept } from '../../src/keeper/home-owner.js'
import { privateHome } from '../../src/keeper/homes.js'
import { orphansOf } from '../../src/keeper/orphans.js'
import { recipientOf, sealer } from '../../src/stores/age.js'
import { identify } from '../../src/system/process-identity.js'
import { authJson, NOW } from './auth-json.js'
import { type LabJob, type RunnerFiles, runnerFiles } from './job-stage.js'
import { where } from './needs.js'

const DAY = 86_400_000
const [STORE, OTHER] = ['a', 'b'].map(digit => digit.repeat(16)) as [string, string]
const LOGIN = '{"lab":"login"}'
const DEAD = { pid: 4_000_000, startedAt: '1' }

let user: string
let files: RunnerFiles
let job: LabJob
let children: ChildProcess[]

beforeEach(() => {
  user = mkdtempSync(join(tmpdir(), 'orphans-'))
  files = runnerFiles()
  job = files.job({ HOME: user })
  children = []
})

afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  files.end()
  rmSync(user, { recursive: true })
})

interface Left {
  readonly store?: string
  readonly login?: string
  readonly recipient?: string | undefined
  readonly isAlive?: boolean
  readonly isKept?: boolean
}

/** The home of another job, which was killed unless told otherwise. */
async function leave({
  store = STORE,
  login = LOGIN,
  recipient,
  isAlive = false,
  isKept = false,
}: Left = {}) {
  const stage = files.job({ HOME: user }).stage()
  const { home } = await privateHome(stage, { configured: join(user, '.codex'), store, recipient })
  if (login) writeFileSync(join(home, 'auth.json'), login, { mode: 0o600 })
  if (isKept) await noteKept(home, Buffer.from(login))
  if (!isAlive)
    change(home, owner => ({
      ...owner,
      worker: { ...owner.worker, ...DEAD },
      stage: { ...owner.stage, ...DEAD },
    }))
  return home
}

function change(home: string, next: (owner: { worker: object; stage: object }) => object): void {
  const file = join(home, 'owner.json')
  writeFileSync(file, JSON.stringify(next(JSON.parse(readFileSync(file, 'utf8')))))
}

const find = (name: 'pre' | 'main' = 'main', key?: string) =>
  orphansOf(job.stage({ name }), {
    store: STORE,
    judge: { now: NOW },
    sealer: key === undefined ? undefined : sealer(key),
  })

test('a login that a killed job has left is found, and can be removed', async () => {
  const home = await leave()
  const orphans = await find()
  expect(orphans.map(({ home, bytes }) => [home, bytes.toString()])).toEqual([[home, LOGIN]])
  await orphans[0]?.remove()
  expect(existsSync(home)).toBe(false)
})

test('it can be encrypted where it is, and is found by the same key', async () => {
  const home = await leave()
  const key = await generateX25519Identity()
  await (await find())[0]?.seal(sealer(key))
  expect(readdirSync(home).sort()).toEqual(['auth.json.age', 'owner.json'])
  expect(statSync(join(home, 'auth.json.age')).mode & 0o777).toBe(0o600)
  expect((await find('main', key)).map(({ bytes }) => bytes.toString())).toEqual([LOGIN])
  // Without the key, or by another, it stays.
  expect(await find()).toEqual([])
  expect(await find('main', await generateX25519Identity())).toEqual([])
  expect(existsSync(home)).toBe(true)
})

test('a home whose job is there is left alone, and so is that of this job', async () => {
  const alive = await leave({ isAlive: true })
  const own = await leave()
  const stage = job.stage()
  stage.state.set('home', own)
  expect(await orphansOf(stage, { store: STORE, judge: { now: NOW } })).toEqual([])
  expect([existsSync(alive), existsSync(own)]).toEqual([true, true])
})

test.each([
  ['nothing in it', { login: '' }],
  ['a login that is stored', { isKept: true }],
  ['a stored login of another store', { store: OTHER, isKept: true }],
])('the home of a killed job with %s is removed', async (_, left) => {
  const home = await leave(left)
  expect(await find()).toEqual([])
  expect(existsSync(home)).toBe(false)
  expect(job.said).toEqual([])
})

test('a login that Codex had written, but not put in place when it was killed, is one that nobody else has', async () => {
  const [old, newer] = ['2026-11-21T10:00:00Z', '2026-11-21T11:00:00Z'].map(last_refresh =>
    authJson({ last_refresh, tokens: { refresh_token: `rt_lab_of_${last_refresh}` } }),
  ) as [string, string]
  const home = await leave({ login: old, isKept: true })
  const unfinished = join(home, '.auth-aB3xYz')
  writeFileSync(unfinished, newer, { mode: 0o600 })
  utimesSync(unfinished, new Date(NOW), new Date(NOW))
  expect((await find()).map(({ bytes }) => bytes.toString())).toEqual([newer])
  expect(readdirSync(home).sort()).toEqual(['auth.json', 'owner.json'])
})

test('a login of another store is encrypted if that store has a recipient', async () => {
  const key = await generateX25519Identity()
  const home = await leave({ store: OTHER, recipient: await recipientOf(key) })
  expect(await find()).toEqual([])
  expect(readdirSync(home).sort()).toEqual(['auth.json.age', 'owner.json'])
  expect((await sealer(key).open(readFileSync(join(home, 'auth.json.age')))).toString()).toBe(LOGIN)
  expect(job.said).toEqual([])
})

test('what a killed job was writing when it was killed does not stay beside an encrypted login', async () => {
  const home = await leave({ store: OTHER, recipient: await recipientOf(await generateX25519Identity()) })
  for (const directory of [home, join(user, '.codex-auth-action')]) {
    const unwritten = join(directory, '.codex-auth-action-auth.json-lab')
    writeFileSync(unwritten, LOGIN)
    utimesSync(unwritten, new Date(NOW), new Date(NOW))
  }
  await find()
  expect(readdirSync(home).sort()).toEqual(['auth.json.age', 'owner.json'])
  expect(readdirSync(join(user, '.codex-auth-action'))).toHaveLength(1)
})

test('otherwise it stays as it is, and main says what to do', async () => {
  const home = await leave({ store: OTHER })
  expect([await find('pre'), await find('main')]).toEqual([[], []])
  expect(statSync(join(home, 'auth.json')).mode & 0o777).toBe(0o600)
  expect(job.said).toEqual([
    expect.stringContaining(`left a login of another store in ${home}. The next job`),
  ])
})

test('what has no record is removed after a week', async () => {
  const parent = join(user, '.codex-auth-action')
  const [old, recent] = ['job-old', 'login-recent'].map(name => join(parent, name)) as [string, string]
  for (const home of [old, recent]) {
    mkdirSync(home, { recursive: true })
    writeFileSync(join(home, 'auth.json'), LOGIN)
  }
  const longAgo = new Date(Date.now() - 8 * DAY)
  utimesSync(old, longAgo, longAgo)
  expect(await find()).toEqual([])
  expect([existsSync(old), existsSync(recent)]).toEqual([false, true])
})

test('a link in place of a home leads nowhere', async () => {
  const home = await leave()
  const real = join(user, 'real')
  mkdirSync(real)
  writeFileSync(join(real, 'auth.json'), LOGIN)
  writeFileSync(join(real, 'owner.json'), readFileSync(join(home, 'owner.json')))
  rmSync(home, { recursive: true })
  symlinkSync(real, home)
  expect(await find()).toEqual([])
  expect(readdirSync(real).sort()).toEqual(['auth.json', 'owner.json'])
})

test('other files beside the homes are nobody of ours', async () => {
  const parent = join(user, '.codex-auth-action')
  mkdirSync(join(parent, 'mine'), { recursive: true })
  writeFileSync(join(parent, 'job-file'), '')
  expect(await find()).toEqual([])
  expect(readdirSync(parent).sort()).toEqual(['job-file', 'mine'])
})

/** A process that can be taken for a Codex of this home. */
async function startCodex(home: string, env: NodeJS.ProcessEnv = {}): Promise<ChildProcess> {
  const program = join(user, 'codex')
  if (!existsSync(program)) symlinkSync('/bin/sleep', program)
  const child = spawn(program, ['60'], { env: { ...env, CODEX_HOME: home }, stdio: 'ignore' })
  children.push(child)
  await new Promise(resolve => child.once('spawn', resolve))
  return child
}

const onLinux = where(process.platform === 'linux', 'only Linux shows the environment of a process')

onLinux('pre leaves a home in which a Codex may refresh; main waits until it has ended', async () => {
  const home = await leave()
  const codex = await startCodex(home)
  expect(await find('pre')).toEqual([])
  expect(job.said).toEqual([expect.stringContaining('main looks again')])
  const found = find('main')
  const ended = new Promise(resolve => codex.once('exit', resolve))
  setTimeout(() => {
    writeFileSync(join(home, 'auth.json'), '{"lab":"newer"}')
    codex.kill('SIGKILL')
  }, 300)
  expect((await found).map(({ bytes }) => bytes.toString())).toEqual(['{"lab":"newer"}'])
  await ended
})

onLinux('a fenced Codex, and one of another home, are not waited for', async () => {
  const home = await leave()
  await startCodex(home, { CODEX_REFRESH_TOKEN_URL_OVERRIDE: 'https://rotation-fenced.invalid/' })
  await startCodex(`${home}-other`)
  expect(await find('pre')).toHaveLength(1)
})

test('a Codex that was noted is waited for, wherever it can be seen', async () => {
  const home = await leave()
  const process = await identify((await startCodex('/lab/elsewhere')).pid ?? 0)
  if (!process) throw new Error('no process')
  await noteCodex(home, { announcedAt: Date.now(), process })
  expect(await find('pre')).toEqual([])
  children[0]?.kill('SIGKILL')
  await new Promise(resolve => children[0]?.once('exit', resolve))
  expect(await find('pre')).toHaveLength(1)
})
