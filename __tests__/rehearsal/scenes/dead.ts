import { setTimeout as sleep } from 'node:timers/promises'
import type { JobResult } from '../../doubles/runner/index.js'
import type { Host } from '../host.js'
import { outcome, type Play, type Scene } from '../play.js'

const HOUR_MS = 3_600_000

export const deadLogin: Scene = {
  name: 'dead',
  title: 'A dead login is explained',
  about:
    'Nobody ran a job for weeks: the access token has ended, and OpenAI no longer takes the refresh token. No ' +
    'retry helps, so the job must fail, say what to do, and change nothing.',
  async play(play) {
    const { host, job } = await die(play)
    play.show(host, 'The job', job)
    play.compare(
      {
        job: 'failed',
        'what to do': 'said',
        'auth-status': 'dead',
        'auth-reason': 'expired',
        'auth.json': 'revision 1 → unchanged',
        refreshes: '0, refused',
        'refresh tokens': 'revision 1 refused',
        'model calls': '0',
      },
      {
        job: outcome(job),
        'what to do': job.annotations.some(({ message }) => message.includes('log in once more'))
          ? 'said'
          : '',
        ...job.steps[0]?.outputs,
        ...host.facts(),
      },
    )
  },
}

export const newLogin: Scene = {
  name: 'new-login',
  title: 'One new login, and the host works again',
  about:
    'The same host after a person has done what the message said: a new login is in the secret. Nobody touches ' +
    'the host.',
  async play(play) {
    const { host, job: dead } = await die(play)
    const job = await host.job({ 'auth-json': host.openai.login(), prompt: 'Say OK' })
    play.show(host, 'The next job', job)
    play.compare(
      {
        jobs: 'failed, succeeded',
        'auth.json': 'revision 1 → unchanged → revision 1 of the new login',
        'refresh tokens': 'revision 1 refused, revision 1 of the new login not used',
        'model calls': '1',
      },
      { jobs: [dead, job].map(outcome).join(', '), ...host.facts() },
    )
  },
}

export const phoneLogin: Scene = {
  name: 'phone-login',
  title: 'A dead login is replaced from a phone',
  about:
    'The same dead host. A person starts a workflow with `mode: login` and types the code that its log shows. The ' +
    'secret still holds the old login, and nothing asks for it to be revoked.',
  async play(play) {
    const { host, login, job: dead } = await die(play)
    const [replaced] = await Promise.all([host.job({ 'auth-json': login, mode: 'login' }), typeTheCode(host)])
    play.show(host, 'The job that logs in', replaced)
    const next = await host.job({ 'auth-json': login, prompt: 'Say OK' })
    play.compare(
      {
        jobs: 'failed, succeeded, succeeded',
        'auth.json': 'revision 1 → unchanged → revision 1 of the new login → unchanged',
        'refresh tokens': 'revision 1 refused, revision 1 of the new login not used',
        revocations: '0',
        'model calls': '1',
      },
      {
        jobs: [dead, replaced, next].map(outcome).join(', '),
        revocations: String(host.openai.revocations.length),
        ...host.facts(),
      },
    )
  },
}

/** As the person does: when the code is there, on a page of OpenAI's. */
async function typeTheCode({ openai }: Host): Promise<void> {
  for (const end = performance.now() + 20_000; openai.deviceLogins.length === 0; await sleep(100))
    if (performance.now() > end) return
  openai.answerDeviceLogin('approved')
}

async function die(play: Play): Promise<{ host: Host; login: string; job: JobResult }> {
  const host = await play.host()
  const login = host.openai.login({ expInMs: -HOUR_MS })
  await host.put(login)
  host.openai.expireRefreshToken()
  return { host, login, job: await host.job({ 'auth-json': login, prompt: 'Say OK' }) }
}
