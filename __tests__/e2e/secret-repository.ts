import type { Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type GithubDouble, startGithub } from '../doubles/github/github.js'
import type { Level } from '../doubles/github/tokens.js'
import type { Vault } from '../doubles/github/vault.js'
import type { JobResult, JobSpec, Runner, Values } from '../doubles/runner/index.js'
import { type HostedJob, hostedJob } from './hosted.js'
import { inLab, type Lab } from './lab.js'
import { findLeaks } from './leaks.js'

export const REPOSITORY = 'lab/project'
export const SECRET = 'CODEX_AUTH_JSON'
const ENVIRONMENT = 'codex'
const ORGANIZATION = 'lab'

/** The three places of a secret: the inputs that name it, and the permission to write there. */
export const PLACES = {
  repository: { inputs: { 'secret-name': SECRET }, permission: 'secrets' },
  environment: { inputs: { 'secret-environment': ENVIRONMENT }, permission: 'environments' },
  organization: { inputs: { 'secret-organization': ORGANIZATION }, permission: 'organization_secrets' },
} as const
export type Place = keyof typeof PLACES

/** One value that GitHub took for the login's secret: from here on a later job gets it. */
export interface Acknowledged {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly value: string
}

/** A run of a workflow: what was in the secrets of repository and organization when it was queued is in its jobs. */
export interface QueuedRun {
  /** The value of a secret in a job that starts now. */
  secret(name?: string): string
}

/** A repository at GitHub whose secret holds the login, and jobs of its workflows on hosted runners. */
export class SecretRepository {
  readonly acknowledged: Acknowledged[] = []
  readonly vault: Vault
  #jobs = 0

  private constructor(
    readonly lab: Lab,
    readonly github: GithubDouble,
    readonly place: Place,
  ) {
    const { world } = github
    const repository = world.addRepository(REPOSITORY, { environments: [ENVIRONMENT] })
    const vaults = {
      repository: repository.secrets,
      environment: repository.environments.get(ENVIRONMENT),
      organization: world.addOrganization(ORGANIZATION),
    }
    this.vault = vaults[place] as Vault
    const set = this.vault.set.bind(this.vault)
    this.vault.set = (name, value, now, access) => {
      set(name, value, now, access)
      if (name === SECRET) this.acknowledged.push({ at: Date.now(), value })
    }
  }

  static async start(lab: Lab, place: Place): Promise<SecretRepository> {
    return new SecretRepository(lab, await startGithub(), place)
  }

  /** A person sets the secret, as with `gh secret set`, a day ago: of an organization, for this repository alone. */
  set(value: string): string {
    const access = { visibility: 'selected', selected: [1000] } as const
    const yesterday = Date.now() - 86_400_000
    this.vault.set(SECRET, value, yesterday, this.place === 'organization' ? access : {})
    this.acknowledged.length = 0
    return value
  }

  /** What the secret holds. */
  get stored(): string {
    return this.vault.get(SECRET)?.value ?? ''
  }

  /** A fine-grained token that may write the secrets of this place. */
  pat(level: Level = 'write'): { token: string } {
    const permissions = { [PLACES[this.place].permission]: level, actions: 'read' } as const
    return { token: this.github.tokens.fineGrained(permissions, [REPOSITORY]) }
  }

  /** An App that may do so, installed here. */
  app(): { 'app-id': string; 'app-private-key': string } {
    const { id, privateKey } = this.github.tokens.addApp({
      permissions: { [PLACES[this.place].permission]: 'write' },
      repositories: [REPOSITORY],
      organization: ORGANIZATION,
    })
    return { 'app-id': String(id), 'app-private-key': privateKey }
  }

  queue(): QueuedRun {
    const run = this.github.world.queueRun(REPOSITORY)
    const environment = this.place === 'environment' ? ENVIRONMENT : undefined
    return { secret: (name = SECRET) => run.startJob(environment)[name] ?? '' }
  }

  /** One job with one use of the action on a machine of its own, with the secret as GitHub hands it over. */
  async job(inputs: Values, options: HostedJob & { queued?: QueuedRun } = {}): Promise<JobResult> {
    const { queued = this.queue(), ...spec } = options
    const given = { 'auth-json': queued.secret(), ...PLACES[this.place].inputs, ...inputs }
    const id = 5001 + this.#jobs++
    this.github.jobs.set(id, { repository: REPOSITORY, runId: 4000, attempt: 1, status: 'in_progress' })
    const contexts = { ...spec.contexts, job: { check_run_id: String(id) } }
    // Over for GitHub too, however it ended: whoever waits for its lease can know.
    return hostedJob(this.lab, given, { ...this.facts(given), ...spec, contexts }).finally(() =>
      this.github.jobs.update(id, { status: 'completed' }),
    )
  }

  /** What a job here has from GitHub, its secrets masked. */
  facts(inputs: Values): Partial<JobSpec> {
    const secrets = ['auth-json', 'token', 'app-private-key'].flatMap(name => inputs[name] || [])
    return { repository: REPOSITORY, apiUrl: this.github.url, secrets }
  }

  /** What was asked of GitHub since the call before this one. */
  asked = (): string[] =>
    this.github.requests.splice(0).map(({ method, path }) => `${method} ${path.replace(/.*\//, '')}`)

  /** Waits until GitHub has been asked this so many times, and is about to answer; throws if that takes a minute. */
  async request(method: string, name: string, times = 1): Promise<void> {
    const is = (record: { method: string; path: string }) =>
      record.method === method && record.path.endsWith(`/${name}`)
    const end = performance.now() + 60_000
    while (this.github.requests.filter(is).length < times) {
      if (performance.now() > end) throw new Error(`GitHub was not asked to ${method} ${name}`)
      await tick()
    }
  }

  /** Ends it; throws if GitHub was asked what it doesn't know, or one of its tokens can be read anywhere. */
  async close(): Promise<void> {
    await this.github.close()
    // Without the prefix that tells the kind: it is in every token of the world.
    const tokens = this.github.tokens.values().map(token => token.replace(/^[a-z_]+_/, ''))
    const keys = this.github.tokens.apps.flatMap(({ privateKey }) => privateKey.split('\n').slice(1, -2))
    const leaks = await findLeaks([...tokens, ...keys], this.lab.results, this.lab.dir)
    if (leaks.length > 0) throw new Error(`A part of a GitHub token can be read in: ${leaks.join(', ')}`)
    this.github.assertClean()
  }
}

/** One test with a repository of its own, in a lab of its own. */
export const withSecret = (place: Place, test: (repository: SecretRepository) => Promise<void>) =>
  inLab(async lab => {
    const repository = await SecretRepository.start(lab, place)
    try {
      await test(repository)
    } finally {
      await repository.close()
    }
  })

/** Notes each instant (ms since the epoch) in which another auth.json was renamed into the place of the job's. */
export function watchRenames(runner: Runner): {
  readonly renames: readonly number[]
  end(): Promise<number[]>
} {
  const renames: number[] = []
  let inode = 0
  let over = false
  const watching = (async () => {
    while (!over) {
      const file = await authFileOf(runner)
      if (file && file.ino !== inode) {
        inode = file.ino
        renames.push(file.ctimeMs)
      }
      await tick()
    }
  })()
  return {
    renames,
    async end() {
      over = true
      await watching
      return renames
    },
  }
}

async function authFileOf({ folders }: Runner): Promise<Stats | undefined> {
  const parent = join(folders.home, '.codex-auth-action')
  for (const name of await readdir(parent).catch(() => [])) {
    const found = await stat(join(parent, name, 'auth.json')).catch(() => undefined)
    if (found) return found
  }
  return undefined
}

/** How long (ms) after the rename before it each value was acknowledged. */
export const delays = (renames: readonly number[], acknowledged: readonly Acknowledged[]): number[] =>
  acknowledged.map(({ at }) => at - Math.max(...renames.filter(renamed => renamed <= at)))

/** What a job's CODEX_HOME left on its machine. */
export const leftOn = ({ folders }: Runner): Promise<string[]> =>
  readdir(join(folders.home, '.codex-auth-action'), { recursive: true }).catch(() => [])

const tick = () => new Promise(resolve => setTimeout(resolve, 2))
