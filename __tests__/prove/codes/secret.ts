import { generateKeyPairSync } from 'node:crypto'
import type { Level } from '../../doubles/github/tokens.js'
import type { Values } from '../../doubles/runner/index.js'
import { REPOSITORY, SECRET, type SecretRepository } from '../../e2e/secret-repository.js'
import { HOUR, inSecret, KEEP, type Story } from './story.js'

/** As `hostedJob` gives it. */
const JOB_TOKEN = 'ghs_labtoken'
const NOT_A_KEY = 'lab: not a key'
const otherKey = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey

/** keep-fresh of a login that is in the secret of a repository. */
const keep = (
  code: string,
  when: string,
  inputs: (repository: SecretRepository) => Values,
  login: object = {},
): Story =>
  inSecret('repository')(code, when, repository => {
    repository.set(repository.lab.openai.login(login))
    return repository.job({ ...repository.pat(), ...KEEP, ...inputs(repository) })
  })

const appWith = (
  { github }: SecretRepository,
  permissions: Readonly<Record<string, Level>>,
  repositories = [REPOSITORY],
) => {
  const { id, privateKey } = github.tokens.addApp({ permissions, repositories })
  // That of the workflow has the lease.
  return { token: JOB_TOKEN, 'app-id': String(id), 'app-private-key': privateKey }
}
/** GitHub answers so from now on, to requests that begin with `at`. */
const fault = (
  { github }: SecretRepository,
  at: string,
  how: Parameters<typeof github.fault>[0]['fault'],
): Values => {
  github.fault({ at, fault: how, times: 99 })
  return {}
}
const READ = `GET /repos/${REPOSITORY}/actions/secrets`
const PUT = `PUT /repos/${REPOSITORY}/actions/secrets/${SECRET}`

export const SECRETS: readonly Story[] = [
  keep('secret-forbidden', 'a token that may read', repository => repository.pat('read')),
  keep('secret-missing', 'another name', () => ({ 'secret-name': 'LAB_OTHER' })),
  keep('secret-name', 'a name that GitHub keeps for itself', () => ({ 'secret-name': 'GITHUB_LAB' })),
  keep('secret-rejected', 'GitHub refuses the value', it => fault(it, PUT, { status: 422, message: 'lab' }), {
    expInMs: HOUR,
  }),
  keep('app-key', 'a key that is not one', it => ({
    ...appWith(it, { secrets: 'write' }),
    'app-private-key': NOT_A_KEY,
  })),
  keep('app-refused', 'the key of another App', it => ({
    ...appWith(it, { secrets: 'write' }),
    'app-private-key': otherKey(),
  })),
  keep('app-not-installed', 'not installed here', it => appWith(it, { secrets: 'write' }, [])),
  keep('app-permission', 'without the permission', it => appWith(it, { secrets: 'read' })),
  keep('github-token-refused', 'a token that has ended', () => ({ token: 'ghp_labwrong99' })),
  keep('github-unexpected-answer', 'a proxy answers', it => fault(it, READ, 'garbage')),
  keep('github-rate-limited', 'the limit of an hour', it =>
    fault(it, READ, { status: 429, headers: { 'retry-after': '3600' } }),
  ),
  inSecret('organization')(
    'secret-repositories-hidden',
    'a token for some of its repositories',
    repository => {
      repository.set(repository.lab.openai.login())
      repository.github.hideRepositories(1)
      return repository.job({ ...repository.pat(), ...KEEP })
    },
  ),
  inSecret('environment')('environment-missing', 'no such environment', repository => {
    repository.set(repository.lab.openai.login())
    return repository.job({ ...repository.pat(), ...KEEP, 'secret-environment': 'lab' })
  }),
  keep('repository-not-seen', 'a token for another repository', ({ github }) => {
    github.world.addRepository('lab/other')
    return { token: github.tokens.fineGrained({ secrets: 'write' }, ['lab/other']) }
  }),
]
