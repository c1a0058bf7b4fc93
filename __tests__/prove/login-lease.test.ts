import { expect, test } from '@jest/globals'
import { inLab } from '../e2e/lab.js'
import {
  errorsOf,
  HOLD,
  inLeaseWorld,
  LATE,
  type LeaseWorld,
  logOf,
  outputsOf,
  type Started,
} from '../e2e/lease-world.js'
import { codeOf, refreshToken } from '../e2e/login-world.js'

const LOGIN = { mode: 'login' }
const WAITS = /Waiting for the right to refresh the login .* held by/

/** A login whose code is shown, and a job that takes the lease to its end while nobody has typed it yet. */
async function heldMeanwhile(world: LeaseWorld, inputs = {}): Promise<{ login: Started; holder: Started }> {
  const { lab } = world
  await world.put(lab.openai.login())
  const login = await world.start({ ...LOGIN, ...inputs })
  await codeOf(lab, login.run)
  expect((await world.record())?.holder).toBeUndefined()
  const holder = await world.start({ mode: 'setup', concurrency: 'exclusive' }, { later: [HOLD] })
  await holder.run.line(/^held/)
  lab.openai.answerDeviceLogin('approved')
  return { login, holder }
}

/** What is stored can be refreshed, and nothing was spent twice. */
async function lives({ lab, job, stored }: LeaseWorld, authJson: string): Promise<void> {
  expect(refreshToken(await stored())).toBe(refreshToken(authJson))
  const next = await job({ mode: 'setup', 'force-refresh': 'true' })
  expect([errorsOf(next), outputsOf(next).refreshed]).toEqual([[], 'true'])
  expect(lab.openai.presentations().every(({ times }) => times <= 1)).toBe(true)
  expect(lab.openai.revocations).toEqual([])
}

// They wait much, for a person and for Codex to ask again, and so run side by side.
test.concurrent(
  'the lease is free while nobody has typed the code, and held to store: what is newer by then stays',
  inLeaseWorld(async world => {
    const { login, holder } = await heldMeanwhile(world)
    await login.run.line(WAITS)
    const newer = world.lab.openai.login()
    await world.put(newer)
    await world.letGo()
    expect(errorsOf(await login.result)).toEqual([expect.stringContaining('A later login has been put into')])
    expect((await holder.result).conclusion).toBe('success')
    await lives(world, newer)
  }),
  LATE,
)

test.concurrent(
  'a lease that another job keeps does not lose the login: stored without it, and said',
  inLeaseWorld(async world => {
    const { login, holder } = await heldMeanwhile(world, { 'lease-timeout': '1s' })
    const stored = await login.result
    expect(errorsOf(stored)).toEqual([])
    expect(logOf(stored, 'main')).toMatch(/Without the lease: .* is still held after 1 s/)
    const made = world.lab.openai.currentAuthJson()
    await world.letGo()
    expect((await holder.result).conclusion).toBe('success')
    await lives(world, made)
  }),
  LATE,
)

test.concurrent(
  'a cancel while it waits for the lease with the new login in its hands: stored before it ends',
  inLeaseWorld(async world => {
    const { login } = await heldMeanwhile(world)
    await login.run.line(WAITS)
    login.run.cancel()
    expect((await login.result).conclusion).toBe('cancelled')
    await world.letGo()
    expect(refreshToken(await world.stored())).toBe(refreshToken(world.lab.openai.currentAuthJson()))
  }),
  LATE,
)

test.concurrent(
  'another job refreshes the old login while nobody has typed the code: the new one takes its place',
  inLeaseWorld(async world => {
    const { lab } = world
    await world.put(lab.openai.login())
    const login = await world.start(LOGIN, { permissions: { contents: 'read' } })
    await codeOf(lab, login.run)
    const other = await world.job({ mode: 'setup', 'force-refresh': 'true' })
    expect(outputsOf(other).refreshed).toBe('true')
    lab.openai.answerDeviceLogin('approved')
    const made = await login.result
    expect(errorsOf(made)).toEqual([])
    expect(logOf(made, 'main').match(/Without the lease: The token may not write/g)).toHaveLength(2)
    await lives(world, lab.openai.currentAuthJson())
  }),
  LATE,
)

test.concurrent(
  'two logins at once on a host: one of them is kept, whole',
  inLab(async lab => {
    const runs = ['first', 'second'].map(name => lab.job(LOGIN, { on: lab.runner(name) }))
    for (const run of runs) await codeOf(lab, run)
    lab.openai.answerDeviceLogin('approved')
    const results = await Promise.all(runs)
    for (const result of results)
      expect(['', 'A later login has been put into']).toContain(errorsOf(result).join().slice(0, 31))
    expect(results.map(({ conclusion }) => conclusion)).toContain('success')
    const next = await lab.job({ mode: 'keep-fresh', 'force-refresh': 'true' })
    expect([errorsOf(next), outputsOf(next).refreshed]).toEqual([[], 'true'])
    expect(lab.openai.presentations().every(({ times }) => times <= 1)).toBe(true)
  }),
  LATE,
)
