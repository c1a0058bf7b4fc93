import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateX25519Identity } from 'age-encryption'
import { type CacheDouble, type CacheJob, startCache } from '../doubles/cache/index.js'
import { type GithubDouble, startGithub } from '../doubles/github/github.js'
import type { Vault } from '../doubles/github/vault.js'
import type { JobResult, Values } from '../doubles/runner/index.js'
import { type HostedJob, hostedJob } from './hosted.js'
import { inLab, type Lab, REPOSITORY } from './lab.js'

export const ACCESS_SECRET = 'CODEX_ACCESS'
const ORGANIZATION = 'lab'
/** Another repository that the organization's secret is for. */
export const WORKER_REPOSITORIES = ['lab/one', 'lab/two', 'lab/three'] as const

/** An organization with a keeper, whose full login is in the cache of its repository, and repositories of workers. */
export interface Fleet {
  readonly lab: Lab
  readonly cache: CacheDouble
  readonly github: GithubDouble
  readonly organization: Vault
  /** Of the full login. */
  readonly key: string
  /** Of the workers. */
  readonly accessKey: string
  /** The inputs of an App that may write the organization's secrets. */
  readonly app: Values
  /** keep-fresh unless told, on the default branch of the keeper's repository. */
  keeper(inputs: Values, spec?: FleetJob): Promise<JobResult>
  /** A job that has no token, on a machine that nothing has touched. */
  worker(inputs: Values, spec?: FleetJob): Promise<JobResult>
  /** How many full logins are in the cache. */
  stored(): number
  /** What GitHub gives a new run of this repository. */
  secret(repository?: string): string
}

export interface FleetJob extends HostedJob {
  readonly access?: CacheJob
}

export const inFleet = (test: (fleet: Fleet) => Promise<void>) =>
  inLab(async lab => {
    const [cache, github] = [await startCache(), await startGithub()]
    try {
      await test(await createFleet(lab, cache, github))
      github.assertClean()
    } finally {
      await Promise.all([cache.close(), github.close()])
    }
    cache.assertClean()
    // They are searched for tokens like all that jobs left.
    for (const [index, { key, bytes }] of cache.entries.entries())
      await writeFile(join(lab.dir, `entry-${index}`), `${key}\n${bytes.toString('latin1')}`)
  })

async function createFleet(lab: Lab, cache: CacheDouble, github: GithubDouble): Promise<Fleet> {
  const { world } = github
  const ids = [REPOSITORY, ...WORKER_REPOSITORIES].map(name => world.addRepository(name).id)
  const organization = world.addOrganization(ORGANIZATION)
  // A person has made it, and chosen who may read it.
  const access = { visibility: 'selected', selected: ids.slice(1) } as const
  organization.set(ACCESS_SECRET, 'none yet', Date.now() - 86_400_000, access)
  const { id, privateKey } = github.tokens.addApp({
    permissions: { organization_secrets: 'write' },
    repositories: [REPOSITORY],
    organization: ORGANIZATION,
  })
  const [key, accessKey] = await Promise.all([generateX25519Identity(), generateX25519Identity()])
  const services = (job?: CacheJob) => ({ services: cache.environment(job), apiUrl: github.url })
  const secrets = (inputs: Values) =>
    ['auth-json', 'encryption-key', 'access-key', 'app-private-key'].flatMap(name => inputs[name] || [])
  let jobs = 0
  return {
    lab,
    cache,
    github,
    organization,
    key,
    accessKey,
    app: { 'app-id': String(id), 'app-private-key': privateKey },
    keeper(inputs, { access, ...spec } = {}) {
      const given = { mode: 'keep-fresh', 'encryption-key': key, ...inputs }
      const id = 5001 + jobs++
      github.jobs.set(id, { repository: REPOSITORY, runId: 4000, attempt: 1, status: 'in_progress' })
      const contexts = { job: { check_run_id: String(id) } }
      return hostedJob(lab, given, {
        ...services(access),
        secrets: secrets(given),
        contexts,
        ...spec,
      }).finally(() => github.jobs.update(id, { status: 'completed' }))
    },
    worker(inputs, { access, on, during, ...spec } = {}) {
      const given = { prompt: 'Say OK', ...inputs }
      const job = async () => {
        const run = lab.job(given, {
          ...services(access),
          token: '',
          secrets: secrets(given),
          on: on ?? (await lab.fresh()),
          ...spec,
        })
        await during?.(run)
        return run
      }
      return job()
    },
    stored: () => cache.entries.filter(({ key }) => key.startsWith('codex-auth/')).length,
    secret: (repository = WORKER_REPOSITORIES[0]) =>
      world.queueRun(repository).startJob()[ACCESS_SECRET] ?? '',
  }
}

export const errorsOf = ({ annotations }: JobResult): string[] =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
export const warningsOf = ({ annotations }: JobResult): string[] =>
  annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)
