import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import {
  clearCodex,
  enterHome,
  isAlive,
  isKept,
  noteCodex,
  noteKept,
  ownerOf,
} from '../../src/keeper/home-owner.js'
import { loginHome, privateHome, removePrivateHome } from '../../src/keeper/homes.js'
import { type LabJob, type RunnerFiles, runnerFiles } from './job-stage.js'

const DAY = 86_400_000
const [STORE, OTHER] = ['a', 'b'].map(digit => digit.repeat(16)) as [string, string]

let user: string
let configured: string
let files: RunnerFiles
const job = (): LabJob => files.job({ HOME: user, GITHUB_RUN_ID: '1', GITHUB_JOB: 'build' })

beforeEach(() => {
  user = mkdtempSync(join(tmpdir(), 'homes-'))
  configured = join(user, '.codex')
  mkdirSync(configured)
  files = runnerFiles()
})

afterEach(() => {
  files.end()
  rmSync(user, { recursive: true })
})

test("the home of a device login has the machine's configuration, and no login", async () => {
  writeFileSync(join(configured, 'config.toml'), 'model = "lab"\n')
  writeFileSync(join(configured, 'auth.json'), '{}')
  const home = await loginHome(job().stage(), { configured, store: STORE })
  expect(readdirSync(home)).toEqual(['config.toml', 'owner.json'])
  expect(statSync(home).mode & 0o777).toBe(0o700)
  await removePrivateHome(home)
  expect(existsSync(home)).toBe(false)
  expect(readdirSync(configured)).toEqual(['auth.json', 'config.toml'])
})

test('steps of one job share the home of a store, and not that of another store', async () => {
  const ours = job()
  const first = await privateHome(ours.stage({ step: 'first' }), { configured, store: STORE })
  const second = await privateHome(ours.stage({ step: 'second' }), { configured, store: STORE })
  const other = await privateHome(ours.stage({ step: 'third' }), { configured, store: OTHER })
  expect([first.made, second, other.made]).toEqual([true, { home: first.home, made: false }, true])
  expect(other.home).not.toBe(first.home)
})

test('a job whose variables are the same never gets the home of another job', async () => {
  const left = await privateHome(job().stage(), { configured, store: STORE })
  writeFileSync(join(left.home, 'auth.json'), '{}')
  const next = await privateHome(job().stage(), { configured, store: STORE })
  expect(next.made).toBe(true)
  expect(next.home).not.toBe(left.home)
  expect(readdirSync(next.home)).toEqual(['owner.json'])
})

test.each([
  ['is of another job', (text: string) => text.replace(/"job":"[0-9a-f]{32}"/, `"job":"${'0'.repeat(32)}"`)],
  ['is of another store', (text: string) => text.replace(STORE, OTHER)],
  ['is damaged', (text: string) => text.slice(0, 40)],
  ['is far too large', (text: string) => text + ' '.repeat(20_000)],
])('a directory of the same name whose record %s is not used', async (_, change) => {
  const ours = job()
  const { home } = await privateHome(ours.stage({ step: 'first' }), { configured, store: STORE })
  writeFileSync(join(home, 'owner.json'), change(readFileSync(join(home, 'owner.json'), 'utf8')))
  const next = await privateHome(ours.stage({ step: 'second' }), { configured, store: STORE })
  expect(next.made).toBe(true)
  expect(next.home).not.toBe(home)
})

test('the record is readable by its owner alone, and says whose the home is', async () => {
  const recipient = `age1${'q'.repeat(58)}`
  const { home } = await privateHome(job().stage(), { configured, store: STORE, recipient })
  expect(statSync(join(home, 'owner.json')).mode & 0o777).toBe(0o600)
  expect(await ownerOf(home)).toMatchObject({
    store: STORE,
    recipient,
    worker: { pid: process.ppid },
    stage: { pid: process.pid },
  })
})

test.each([
  ['made in the future', { madeAt: Date.now() + 2 * DAY }],
  ['good for a year', { until: Date.now() + 365 * DAY }],
  ['for a recipient that is none', { recipient: 'age1\n::warning::lab' }],
  ['of another version', { version: 2 }],
])('a record that this action can not have written counts as none: %s', async (_, change) => {
  const { home } = await privateHome(job().stage(), { configured, store: STORE })
  const owner = JSON.parse(readFileSync(join(home, 'owner.json'), 'utf8'))
  writeFileSync(join(home, 'owner.json'), JSON.stringify({ ...owner, ...change }))
  expect(await ownerOf(home)).toBeUndefined()
})

test('what was restored or stored is told from what Codex saved since', async () => {
  const { home } = await privateHome(job().stage(), { configured, store: STORE })
  const [before, after] = ['{"lab":1}', '{"lab":2}'].map(text => Buffer.from(text)) as [Buffer, Buffer]
  await noteKept(home, before)
  const owner = await ownerOf(home)
  expect(owner && [isKept(owner, before), isKept(owner, after)]).toEqual([true, false])
  expect(readFileSync(join(home, 'owner.json'), 'utf8')).not.toContain('lab')
})

test('a Codex is noted and cleared; in another directory there is nothing to note', async () => {
  const { home } = await privateHome(job().stage(), { configured, store: STORE })
  await noteCodex(home, { announcedAt: 1 })
  expect((await ownerOf(home))?.codex).toEqual({ announcedAt: 1 })
  await clearCodex(home)
  expect(await ownerOf(home)).not.toHaveProperty('codex')
  await noteCodex(configured, { announcedAt: 1 })
  expect(readdirSync(configured)).toEqual([])
})

const DEAD = { pid: 4_000_000, startedAt: '1' }

test('a job is alive as long as its worker or its last stage is', async () => {
  const { home } = await privateHome(job().stage(), { configured, store: STORE })
  const owner = await ownerOf(home)
  if (!owner?.worker || !owner.stage) throw new Error('no processes')
  const { worker, stage, ...rest } = owner
  const [deadWorker, deadStage] = [worker, stage].map(process => ({ ...process, ...DEAD }))
  const now = Date.now()
  expect(await isAlive(owner, now)).toBe(true)
  expect(await isAlive({ ...owner, worker: { ...worker, ...DEAD } }, now)).toBe(true)
  expect(await isAlive({ ...owner, stage: { ...stage, ...DEAD } }, now)).toBe(true)
  const dead = {
    ...rest,
    ...(deadWorker ? { worker: deadWorker } : {}),
    ...(deadStage ? { stage: deadStage } : {}),
  }
  expect(await isAlive(dead, now)).toBe(false)
  // Where the worker can't be seen, only time tells.
  const { worker: _, ...unseen } = dead
  expect([await isAlive(unseen, now), await isAlive(unseen, owner.until + 1)]).toEqual([true, false])
})

test('a runner that starts each stage by another process has no worker whose end would free the home', async () => {
  const ours = job()
  const { home } = await privateHome(ours.stage({ name: 'pre' }), { configured, store: STORE })
  await enterHome(ours.stage({ parent: process.ppid }), home)
  expect((await ownerOf(home))?.worker?.pid).toBe(process.ppid)
  await enterHome({ ...ours.stage(), parent: process.ppid }, home)
  const owner = JSON.parse(readFileSync(join(home, 'owner.json'), 'utf8'))
  writeFileSync(join(home, 'owner.json'), JSON.stringify({ ...owner, worker: { ...owner.worker, ...DEAD } }))
  await enterHome(ours.stage(), home)
  expect((await ownerOf(home))?.worker).toBeUndefined()
})
