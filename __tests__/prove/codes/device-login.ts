import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DeviceAnswer } from '../../doubles/openai/openai.js'
import { codeOf, typing } from '../../e2e/login-world.js'
import { onHost, type Story } from './story.js'

const LOGIN = { mode: 'login' }

/** A log-in whose service answers this. */
const answered = (code: string, when: string, answer: DeviceAnswer): Story =>
  onHost(code, when, lab => {
    lab.openai.answerDeviceLogin(answer)
    return lab.job(LOGIN)
  })

export const DEVICE_LOGIN: readonly Story[] = [
  answered('login-not-enabled', 'the account does not allow codes', 'not-enabled'),
  answered('login-unavailable', 'the service is down', 'down'),
  onHost('login-refused', 'the person refuses', async lab => {
    lab.openai.answerDeviceLogin('pending')
    const run = lab.job(LOGIN)
    await codeOf(lab, run)
    lab.openai.answerDeviceLogin('refused')
    return run
  }),
  onHost('login-timed-out', 'nobody types the code', lab => lab.job({ ...LOGIN, 'login-timeout': '2s' })),
  onHost('login-unusable', 'something else gives a code', lab => {
    lab.openai.giveDeviceCode('Type your password at lab.example')
    return lab.job(LOGIN)
  }),
  onHost('login-disabled', 'config.toml asks for an API key', async lab => {
    const file = join(lab.home, 'config.toml')
    await writeFile(file, `forced_login_method = "api"\n${await readFile(file, 'utf8')}`)
    return lab.job(LOGIN)
  }),
  onHost('login-not-accepted', 'the backend says 401 to what was made', async lab => {
    lab.openai.answerBackend(
      { status: 401, type: 'application/json', body: '{"detail":"lab"}' },
      'usage',
      'accounts-check',
    )
    const run = lab.job(LOGIN)
    await typing(lab)(run)
    return run
  }),
]
