import { execFileSync } from 'node:child_process'
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { where } from '../unit/needs.js'
import { inLab, type Lab } from './lab.js'

const USER = 'codex-lab-user'
const HOME = `/var/lib/${USER}`
const LATE = 60_000

const has = (command: string) => {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`])
    return true
  } catch {
    return false
  }
}
const able = process.getuid?.() === 0 && has('sudo') && has('useradd')
const asOther = where(
  able || process.env.CI === 'true',
  'a Codex of another user needs root, sudo and useradd to be tried',
)

let dir = ''
beforeAll(async () => {
  if (!able) return
  execFileSync('useradd', ['--create-home', '--home-dir', HOME, '--shell', '/bin/sh', USER])
  execFileSync('sudo', ['-u', USER, 'mkdir', `${HOME}/work`])
  // Not below the home of root, where the labs lie and nobody else may look.
  dir = await mkdtemp(join(tmpdir(), 'codex-lab-'))
  execFileSync('chmod', ['755', dir])
})
afterAll(async () => {
  if (!able) return
  execFileSync('userdel', ['--remove', '--force', USER], { stdio: 'ignore' })
  await rm(dir, { recursive: true, force: true })
})

/** A job whose Codex runs as the other user, who trusts the double too. */
async function job(lab: Lab, inputs: Record<string, string> = {}) {
  const certificate = join(dir, 'ca.pem')
  await copyFile(lab.openai.env.CODEX_CA_CERTIFICATE ?? '', certificate)
  const on = lab.runner('other', { CODEX_CA_CERTIFICATE: certificate })
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

asOther(
  'Codex runs as codex-user, who can read neither login, and nothing of it stays',
  inLab(async lab => {
    const look = `id -un; cat ${lab.authFile} $CODEX_HOME/auth.json || echo no login; echo made > made`
    lab.openai.script([{ command: look }, { message: 'Looked.' }])
    const result = await job(lab)
    expect(result.annotations.map(({ message }) => message)).toEqual([])
    expect(result.steps[0]?.outputs['final-message']).toBe('Looked.')
    expect(result.log).toMatch(new RegExp(`${USER}[^]*no login`))
    expect(
      execFileSync('stat', ['-c', '%U', `${HOME}/work/made`])
        .toString()
        .trim(),
    ).toBe(USER)
    expect(await left()).toEqual([])
  }),
  LATE,
)

asOther(
  'its access token ends in the middle of the run: the refreshed login is brought to it, and it goes on',
  inLab(async lab => {
    lab.openai.script([{ command: 'true', endAccessToken: true }, { message: 'Went on.' }])
    const result = await job(lab)
    expect(result.annotations.map(({ message }) => message)).toEqual([])
    expect(result.steps[0]?.outputs).toMatchObject({ 'final-message': 'Went on.', rotated: 'true' })
    expect(lab.openai.presentations().map(({ times }) => times)).toEqual([1, 0])
    expect(await left()).toEqual([])
  }),
  LATE,
)

asOther(
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

asOther(
  'a user whom sudo does not know is refused before Codex is started',
  inLab(async lab => {
    const result = await job(lab, { 'codex-user': 'nobody-of-the-lab' })
    expect(result.log).toMatch(/Nothing can be run as the user nobody-of-the-lab/)
    expect(lab.openai.modelCalls).toBe(0)
  }),
  LATE,
)
