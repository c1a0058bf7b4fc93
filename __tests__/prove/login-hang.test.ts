import { writeFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { inLab } from '../e2e/lab.js'
import { codeOf, deadLogin, errorsOf, homesOn, refreshToken, typing } from '../e2e/login-world.js'

const LOGIN = { mode: 'login' }
const LATE = 90_000

// All at once: they wait.
test.concurrent(
  'a login service that hangs: the verdict comes, with all as it was',
  inLab(async lab => {
    const dead = deadLogin(lab)
    await writeFile(lab.authFile, dead, { mode: 0o600 })
    lab.openai.answerDeviceLogin('hang')
    const result = await lab.job(LOGIN)
    expect(errorsOf(result)).toMatch(/login service gave no code\. Codex said: no answer/)
    expect(result.steps[0]?.stages.main?.durationMs).toBeLessThan(60_000)
    expect(await lab.auth()).toBe(dead)
    expect(await homesOn(lab.runner())).toEqual([])
    expect(result.orphans).toEqual([])
    expect(lab.openai.revocations).toEqual([])
  }),
  LATE,
)

test.concurrent(
  'a backend that hangs when the person has logged in: the login is stored all the same',
  inLab(async lab => {
    await writeFile(lab.authFile, deadLogin(lab), { mode: 0o600 })
    const run = lab.job(LOGIN)
    await typing(lab, {}, () => lab.openai.hangBackend())(run)
    const result = await run
    expect([result.conclusion, errorsOf(result)]).toEqual(['success', ''])
    expect(result.log).toContain(
      "The new login is stored, but OpenAI's backend did not say whether it accepts it",
    )
    expect(refreshToken(await lab.auth())).toBe(refreshToken(lab.openai.currentAuthJson()))
  }),
  LATE,
)

test.concurrent(
  'a service that goes down while it waits ends the wait',
  inLab(async lab => {
    const dead = deadLogin(lab)
    await writeFile(lab.authFile, dead, { mode: 0o600 })
    const run = lab.job(LOGIN)
    await codeOf(lab, run)
    lab.openai.answerDeviceLogin('down')
    const result = await run
    expect(errorsOf(result)).toMatch(/The login was not made\. Codex said: .* 500/)
    expect(await lab.auth()).toBe(dead)
  }),
  LATE,
)
