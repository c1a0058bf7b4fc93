import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import type { DeviceAnswer } from '../doubles/openai/openai.js'
import { inLab } from './lab.js'
import {
  codeOf,
  deadLogin,
  errorsOf,
  isUnchanged,
  LATE,
  outputsOf,
  refreshToken,
  typing,
  withDeadLogin,
} from './login-world.js'

const LOGIN = { mode: 'login' }

const FAILURES: [string, DeviceAnswer, DeviceAnswer, RegExp][] = [
  ['refused by the person', 'pending', 'refused', /The login was not made\. Codex said: .*\d/],
  ['not enabled for the account', 'not-enabled', 'pending', /does not let this login be made with a code/],
  [
    'a service that answers with an error',
    'down',
    'pending',
    /login service gave no code\. Codex said: .*500/,
  ],
]

// They wait for Codex to ask again, and so run side by side.
test.concurrent.each(FAILURES)(
  '%s: said, with all as it was',
  (_, atFirst, later, message) =>
    inLab(async lab => {
      const dead = await withDeadLogin(lab)
      lab.openai.answerDeviceLogin(atFirst)
      const run = lab.job(LOGIN)
      if (atFirst === 'pending') {
        await codeOf(lab, run)
        lab.openai.answerDeviceLogin(later)
      }
      const failed = await run
      expect([failed.conclusion, errorsOf(failed)]).toEqual(['failure', expect.stringMatching(message)])
      expect(errorsOf(failed)).toMatch(
        /The stored login is as it was\..*(run the workflow again|Run the workflow again)/s,
      )
      expect(failed.log).toMatch(/What Codex logged of this login\n(.*\n)*?.*codex_http_client::custom_ca: /)
      for (const { userCode } of lab.openai.deviceLogins) expect(failed.summary).not.toContain(userCode)
      await isUnchanged(lab, dead, failed)
    })(),
  LATE,
)

test.concurrent(
  'nobody types the code: it ends after login-timeout, with all as it was',
  inLab(async lab => {
    const dead = await withDeadLogin(lab)
    const start = performance.now()
    const abandoned = await lab.job({ ...LOGIN, 'login-timeout': '3s' })
    expect(performance.now() - start).toBeLessThan(10_000)
    expect(errorsOf(abandoned)).toMatch(/Nobody typed the code in time.*The stored login is as it was/s)
    expect(lab.openai.deviceLogins).toHaveLength(1)
    await isUnchanged(lab, dead, abandoned)
  }),
  LATE,
)

const HOSTILE: [string, string][] = [
  ['ends the line and is a command', 'LAB-1234\n::stop-commands::lab'],
  ['writes over the terminal', '\u001b[2J\u001b]0;lab\u0007LAB-1234'],
  ['is a text for a person', 'Type your password at lab.example'],
  ['has no end', 'LAB-'.repeat(20_000)],
]

test.concurrent.each(HOSTILE)(
  'a code that %s is not shown anywhere, and nobody is asked',
  (_, userCode) =>
    inLab(async lab => {
      const dead = await withDeadLogin(lab)
      lab.openai.giveDeviceCode(userCode)
      const failed = await lab.job(LOGIN)
      expect(errorsOf(failed)).toMatch(
        /is not a code for a page of OpenAI's\.\nThe stored login is as it was\./,
      )
      expect(outputsOf(failed)['auth-reason']).toBe('login-unusable')
      expect(lab.openai.deviceLogins).toHaveLength(1)
      expect(failed.log + failed.summary).not.toMatch(/stop-commands|\u001b\[2J|lab\.example|LAB-/)
      await isUnchanged(lab, dead, failed)
    })(),
  LATE,
)

const WORKSPACE = '3ab3ab3a-0000-4000-8000-000000000003'
/** A line for config.toml, and what comes of it. */
const FORCED: [string, string, RegExp, number][] = [
  [
    `forced_chatgpt_workspace_id = "${WORKSPACE}"`,
    'login-not-taken',
    /^Codex does not accept this login: .*another workspace.*\nThe stored login is as it was\.\nLog in to the workspace that is asked for, or correct config\.toml/,
    1,
  ],
  [
    'forced_login_method = "api"',
    'login-disabled',
    /configuration of Codex does not allow a ChatGPT login/,
    0,
  ],
]

test.concurrent.each(FORCED)(
  "the machine's config.toml holds for the login: none is made with %s",
  (line, reason, message, begun) =>
    inLab(async lab => {
      const dead = await withDeadLogin(lab)
      const config = join(lab.home, 'config.toml')
      await writeFile(config, `${line}\n${await readFile(config, 'utf8')}`)
      const run = lab.job(LOGIN)
      if (begun) await typing(lab)(run)
      const failed = await run
      expect(errorsOf(failed)).toMatch(message)
      expect(outputsOf(failed)['auth-reason']).toBe(reason)
      expect(failed.log + failed.summary).not.toContain(WORKSPACE)
      expect(lab.openai.deviceLogins).toHaveLength(begun)
      await isUnchanged(lab, dead, failed)
    })(),
  LATE,
)

test.concurrent(
  'a damaged auth.json is replaced by the login, and is kept beside it',
  inLab(async lab => {
    await writeFile(lab.authFile, '{"auth_mode":"chatgpt","tokens":{', { mode: 0o600 })
    const run = lab.job({ ...LOGIN, 'auth-json': deadLogin(lab) })
    await typing(lab)(run)
    const made = await run
    expect([made.conclusion, errorsOf(made)]).toEqual(['success', ''])
    expect(refreshToken(await lab.auth())).toBe(refreshToken(lab.openai.currentAuthJson()))
    expect(await readFile(`${lab.authFile}.replaced`, 'utf8')).toBe('{"auth_mode":"chatgpt","tokens":{')
  }),
  LATE,
)
