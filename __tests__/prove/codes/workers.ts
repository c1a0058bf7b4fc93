import { generateX25519Identity } from 'age-encryption'
import { accessOf } from '../../e2e/access-login.js'
import { REPOSITORY } from '../../e2e/lab.js'
import { DAY, HOUR, onHost, RUN, type Story, withWorkers } from './story.js'

/** A worker whose secret is this. */
const worker = (
  code: string,
  when: string,
  access: (login: string) => string,
  expInMs = 10 * DAY,
  told?: 'warning',
) => onHost(code, when, lab => lab.job({ 'auth-json': access(lab.openai.login({ expInMs })), ...RUN }), told)

export const WORKERS: readonly Story[] = [
  worker('access-damaged', 'a token is masked', login =>
    accessOf(login).replace(/"access_token":"[^"]*"/, '"access_token":"***"'),
  ),
  worker('access-ends', 'the keeper has failed for days', accessOf, -HOUR),
  worker('access-late', 'the keeper fails, and 2 days are left', accessOf, 2 * DAY, 'warning'),
  worker(
    'access-refused',
    'the keeper was refused',
    login => accessOf(login, { refused: 'revoked' }),
    10 * DAY,
    'warning',
  ),
  onHost('access-ended', 'OpenAI ends the token in mid-turn', lab => {
    lab.openai.script([{ command: 'true', endAccessToken: true }])
    return lab.job({ 'auth-json': accessOf(lab.openai.login()), ...RUN })
  }),
  withWorkers('access-missing', 'the keeper has published nothing', ({ worker, accessKey }) =>
    worker({ 'access-key': accessKey }, { repository: REPOSITORY }),
  ),
  withWorkers('access-forged', 'another access-key', async ({ lab, keeper, worker, accessKey }) => {
    const share = { 'share-access': 'cache', 'access-key': accessKey }
    await keeper({ ...share, 'auth-json': lab.openai.login() })
    return worker({ 'access-key': await generateX25519Identity() }, { repository: REPOSITORY })
  }),
  withWorkers(
    'access-elsewhere',
    'the entry is of another repository',
    async ({ lab, keeper, worker, accessKey }) => {
      const share = { 'share-access': 'cache', 'access-key': accessKey }
      await keeper({ ...share, 'auth-json': lab.openai.login() })
      return worker({ 'access-key': accessKey }, { repository: 'lab/one' })
    },
  ),
  withWorkers('share-failed', 'the App may not write the secret', ({ lab, keeper, app }) =>
    keeper({
      ...app,
      'auth-json': lab.openai.login(),
      'share-access': 'secret:LAB_ACCESS',
    }),
  ),
]
