import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import { copyFile, readdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { machinePath } from '../doubles/lab/index.js'
import { inLab, type Lab } from '../e2e/lab.js'
import { able, addUser, type MachineUser, withUsers } from '../e2e/machine-user.js'

const USER = 'codex-lab-user'
const HOME = `/var/lib/${USER}`
const LATE = 60_000

let user: MachineUser
beforeAll(() => {
  if (!able) return
  user = addUser(USER)
  execFileSync('sudo', ['-u', USER, 'mkdir', `${HOME}/work`])
})
afterAll(() => user?.remove())

/** A job whose Codex runs as the other user, who trusts the double too. */
async function job(lab: Lab, inputs: Record<string, string> = {}) {
  const certificate = join(user.dir, 'ca.pem')
  await copyFile(lab.openai.env.CODEX_CA_CERTIFICATE ?? '', certificate)
  const PATH = `${user.bin}${delimiter}${machinePath()}`
  const on = lab.runner('other', { CODEX_CA_CERTIFICATE: certificate, PATH })
  return lab.job(
    {
      'auth-json': lab.openai.login(),
      'safety-strategy': 'unprivileged-user',
      'codex-user': USER,
      'working-directory': `${HOME}/work`,
      prompt: 'Look around',
      ...inputs,
    },
    { on },
  )
}

const left = async () => (await readdir(HOME)).filter(name => name.startsWith('.codex-auth-action'))

withUsers(
  'Codex runs as codex-user, who can read neither login, and nothing of it stays',
  inLab(async lab => {
    const look = `id -un; cat '${lab.authFile}' $CODEX_HOME/auth.json || echo no login; echo made > made`
    lab.openai.script([{ command: look }, { message: 'Looked.' }])
    const result = await job(lab)
    expect(result.annotations.map(({ message }) => message)).toEqual([])
    expect(result.steps[0]?.outputs['final-message']).toBe('Looked.')
    expect(result.log).toMatch(new RegExp(`^${USER}\\n[^]*^no login$`, 'm'))
    expect(
      execFileSync('stat', ['-c', '%U', `${HOME}/work/made`])
        .toString()
        .trim(),
    ).toBe(USER)
    expect(await left()).toEqual([])
  }),
  LATE,
)

withUsers(
  'danger-full-access is no privilege of root: all but the login is in reach',
  inLab(async lab => {
    const look = 'cat $CODEX_HOME/auth.json || echo no login; mv ~ ../moved; echo made > ~/made && echo wrote'
    lab.openai.script([{ command: look }, { message: 'Looked.' }])
    const result = await job(lab, { sandbox: 'danger-full-access' })
    expect(result.annotations.map(({ message }) => message)).toEqual([])
    expect(result.log).toMatch(/^no login$(.|\n)*^wrote$/m)
  }),
  LATE,
)

withUsers(
  'its access token ends in the middle of the run: the refreshed login is brought to it, and it goes on',
  inLab(async lab => {
    lab.openai.script([{ command: 'true', endAccessToken: true }, { message: 'Went on.' }])
    const result = await job(lab)
    expect(result.annotations.map(({ message }) => message)).toEqual([])
    expect(result.steps[0]?.outputs).toMatchObject({ 'final-message': 'Went on.', refreshed: 'true' })
    expect(lab.openai.presentations().map(({ times }) => times)).toEqual([1, 0])
    expect(await left()).toEqual([])
  }),
  LATE,
)

withUsers(
  'a time-out stops it, and its home is removed',
  inLab(async lab => {
    lab.openai.script([{ hang: true }])
    const result = await job(lab, { 'timeout-minutes': '0.05' })
    expect(result.conclusion).toBe('failure')
    expect(result.log).toMatch(/had not finished after 0.05 minutes and was stopped/)
    expect(await left()).toEqual([])
    expect(execFileSync('sh', ['-c', `pgrep -u ${USER} || true`]).toString()).toBe('')
  }),
  LATE,
)

withUsers(
  'a user whom sudo does not know is refused before Codex is started',
  inLab(async lab => {
    const result = await job(lab, { 'codex-user': 'nobody-of-the-lab' })
    expect(result.log).toMatch(/Nothing can be run as the user nobody-of-the-lab/)
    expect(lab.openai.modelCalls).toBe(0)
  }),
  LATE,
)

withUsers(
  'a working directory that codex-user can’t write, or not even see, is named before Codex is started',
  inLab(async lab => {
    const directory = `${HOME}/of-root`
    mkdirSync(directory)
    for (const mode of [0o755, 0o700]) {
      chmodSync(directory, mode)
      const result = await job(lab, { 'working-directory': directory })
      expect(result.log).toContain(
        `The sandbox of Codex can't use ${directory}: the system does not permit it (it belongs to user 0 and has mode 0${mode.toString(8)})`,
      )
      expect(result.steps[0]?.outputs['auth-reason']).toBe('sandbox-place')
    }
    expect(lab.openai.modelCalls).toBe(0)
  }),
  LATE,
)
