import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from '@jest/globals'
import type { JobResult, JobRun } from '../doubles/runner/index.js'
import {
  codeOf,
  deadLogin,
  errorsOf,
  homesOn,
  type LoginWorld,
  noticesOf,
  outputsOf,
  refreshToken,
  summaryOn,
  typing,
} from './login-world.js'

const LOGIN = { mode: 'login' }
const OTHER = '2ab2ab2a-0000-4000-8000-000000000002'

/** A dead login is replaced: as it was until the code is typed, and used by the next job without another seed. */
export async function replaced({ lab, job, stored, machine }: LoginWorld): Promise<void> {
  const { openai } = lab
  const seed = deadLogin(lab)
  const dead = await job({ 'auth-json': seed, prompt: 'Say OK' })
  expect(outputsOf(dead)['auth-status']).toBe('dead')
  expect(errorsOf(dead)).toContain('run a workflow with `mode: login`')
  const [before, spent] = [await stored(), openai.refreshes.length]
  expect(refreshToken(before)).toBe(refreshToken(seed))

  const on = await machine()
  let shown = ''
  const during = typing(lab, {}, async code => {
    shown = code
    // But for a space, by which a command is proven to store.
    expect(JSON.parse(await stored())).toEqual(JSON.parse(before))
    // It is written beside the log, which has the code first.
    for (let tries = 0; tries < 500 && summaryOn(on) === ''; tries += 1) await sleep(10)
    expect(summaryOn(on)).toContain(`# \`${code}\``)
    expect(summaryOn(on)).toContain(`<${openai.origin}/codex/device>`)
  })
  const login = await job({ ...LOGIN, 'auth-json': seed }, { on, during })
  expect([login.conclusion, errorsOf(login)]).toEqual(['success', ''])
  expect(noticesOf(login)).toContain(`open ${openai.origin}/codex/device and type the code ${shown} (good`)
  expect(login.summary).toMatch(/🟢 The Codex login is healthy\n/)
  expect(login.summary).not.toContain(shown)
  expect(outputsOf(login)).toMatchObject({ 'auth-status': 'healthy', persisted: 'true' })
  expect(login.steps[0]?.stages.post?.log).toContain(
    'A person logged in during this step, and the new login is kept.',
  )
  expect(refreshToken(await stored())).toBe(refreshToken(openai.currentAuthJson()))
  expect(login.orphans).toEqual([])
  expect(await homesOn(on)).toEqual([])

  const next = await job({ 'auth-json': seed, prompt: 'Say OK' })
  expect([outputsOf(next)['final-message'], errorsOf(next)]).toEqual(['OK', ''])
  expect(openai.revocations).toEqual([])
  // Of the dead login nothing was tried again, and the new one lives long.
  expect(openai.refreshes).toHaveLength(spent)
}

/** Another account is refused, and taken with allow-account-change. */
export async function ofAnotherAccount({ lab, job, stored }: LoginWorld): Promise<void> {
  const { openai } = lab
  await job({ 'auth-json': openai.login(), mode: 'setup' })
  const before = await stored()
  const during = typing(lab, { account: OTHER })
  const refused = await job(LOGIN, { during })
  expect([refused.conclusion, JSON.parse(await stored())]).toEqual(['failure', JSON.parse(before)])
  expect(errorsOf(refused)).toMatch(
    /^The new login is of another account.*Nothing was changed.*`allow-account-change: true`/s,
  )
  // What happened, why it matters, what to do: no error but this one.
  expect(errorsOf(refused).split('\n')).toHaveLength(3)
  openai.answerDeviceLogin('pending')
  const taken = await job({ ...LOGIN, 'allow-account-change': 'true' }, { during })
  expect([taken.conclusion, errorsOf(taken)]).toEqual(['success', ''])
  expect(refreshToken(await stored())).toBe(refreshToken(openai.currentAuthJson(OTHER)))
  expect(openai.revocations).toEqual([])
}

/** No login at all: made by the first device login, though auth-json holds none. */
export async function first({ lab, job, stored }: LoginWorld): Promise<void> {
  const login = await job({ ...LOGIN, 'auth-json': 'garbage, no login' }, { during: typing(lab) })
  expect([login.conclusion, errorsOf(login)]).toEqual(['success', ''])
  expect(refreshToken(await stored())).toBe(refreshToken(lab.openai.currentAuthJson()))
  const next = await job({ prompt: 'Say OK' })
  expect([outputsOf(next)['final-message'], errorsOf(next)]).toEqual(['OK', ''])
}

/** Nobody types the code, then OpenAI refuses it: after each all is as it was, and a job is served by the old login. */
export async function comesToNothing({ lab, job, stored }: LoginWorld): Promise<void> {
  const { openai } = lab
  await job({ 'auth-json': openai.login(), mode: 'setup' })
  const before = await stored()
  const isAsItWas = async (login: JobResult, why: RegExp) => {
    expect([login.conclusion, errorsOf(login)]).toEqual(['failure', expect.stringMatching(why)])
    expect(errorsOf(login)).toContain('The stored login is as it was.')
    // But for a space, by which a command is proven to store.
    expect(JSON.parse(await stored())).toEqual(JSON.parse(before))
    expect(outputsOf(login)).not.toHaveProperty('persisted')
    expect(login.orphans).toEqual([])
  }
  await isAsItWas(await job({ ...LOGIN, 'login-timeout': '2s' }), /^Nobody typed the code in time\./)
  const during = async (run: JobRun) => {
    await codeOf(lab, run)
    openai.answerDeviceLogin('refused')
  }
  await isAsItWas(await job(LOGIN, { during }), /^The login was not made\./)
  expect(openai.deviceLogins.map(({ done }) => done)).toEqual([false, false])
  const next = await job({ prompt: 'Say OK' })
  expect([outputsOf(next)['final-message'], errorsOf(next)]).toEqual(['OK', ''])
  expect([openai.revocations, openai.refreshes]).toEqual([[], []])
}
