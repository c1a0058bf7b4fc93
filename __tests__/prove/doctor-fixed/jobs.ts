import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { generateX25519Identity } from 'age-encryption'
import { startCache } from '../../doubles/cache/index.js'
import { git } from '../../doubles/git/git.js'
import { labFolder } from '../../doubles/lab/index.js'
import { createRunner, type Runner, type Values } from '../../doubles/runner/index.js'
import { hostedJob } from '../../e2e/hosted.js'
import { type Lab, REPOSITORY } from '../../e2e/lab.js'
import { type PlannedJob, planned } from '../examples/workflow.js'

/** What became of a login over several jobs. */
export interface Story {
  readonly jobs: number
  /** How often the server refreshed the login. */
  readonly refreshes: number
  /** How often the server was shown a refresh token that it refused. */
  readonly refused: number
  /** How often the model answered a Codex of these jobs: one without a login that works gets no answer. */
  readonly answers: number
}

export interface StoryOptions {
  /** Workflows in the order in which GitHub starts them. */
  readonly runs: readonly string[]
  /** Which of the double's accounts has the login. */
  readonly number: number
  /** Until the first access token expires, in ms. */
  readonly expInMs: number
}

/**
 * Runs workflows one after the other with one login. It is in the secret, and on the disk of a runner that keeps its own;
 * `gh` writes secrets, which the next run reads.
 */
export async function runWorkflows(lab: Lab, { runs, number, expInMs }: StoryOptions): Promise<Story> {
  const { openai } = lab
  const account = `1ab1ab1a-0000-4000-9000-${String(number).padStart(12, '0')}`
  const login = openai.login({ account, expInMs })
  const vault = await vaultWith({
    CODEX_AUTH_JSON: login,
    CODEX_ENCRYPTION_KEY: await generateX25519Identity(),
    CODEX_KEY: await generateX25519Identity(),
    PAT: 'github_pat_labtoken',
  })
  const cache = await startCache()
  const before = openai.modelCalls
  const machines = machinesOf(lab, login)
  let jobs = 0
  try {
    await forgetLeases(lab)
    for (const text of runs) {
      const secrets = await vault.secrets()
      for (const job of jobsOf(text, secrets)) {
        jobs += 1
        await hostedJob(
          lab,
          {},
          {
            // As actions/checkout leaves it.
            steps: [{ run: 'git init --quiet .' }, ...job.steps],
            on: await machines(job),
            services: cache.environment(),
            secrets: Object.values(secrets),
            contexts: job.contexts,
            env: { ...job.env, PATH: [vault.bin, lab.env.PATH].join(delimiter) },
            eventName: 'schedule',
          },
        )
      }
    }
  } finally {
    await cache.close()
    await vault.remove()
  }
  cache.assertClean()
  const ours = openai.refreshes.filter(record => record.account === account)
  const refreshes = ours.filter(({ outcome }) => outcome === 'refreshed').length
  return { jobs, refreshes, refused: ours.length - refreshes, answers: openai.modelCalls - before }
}

const jobsOf = (text: string, secrets: Values): PlannedJob[] =>
  planned(text, {
    secrets: () => secrets,
    vars: {},
    inputs: {},
    github: { repository: REPOSITORY },
    replace: action => {
      if (action === 'actions/checkout') return { run: 'true' }
      throw new Error(`The sandbox has no ${action}`)
    },
  })

/** What an earlier story told of another account would end this one. */
async function forgetLeases(lab: Lab): Promise<void> {
  const directory = (await lab.git()).repositories.directory(REPOSITORY)
  const refs = await git(directory, 'for-each-ref', '--format=%(refname)')
  for (const ref of refs.split('\n').filter(Boolean)) await git(directory, 'update-ref', '-d', ref)
}

/** The secrets of a repository, and a `gh secret set` that replaces one: outside of what is searched for tokens. */
async function vaultWith(first: Values) {
  const directory = await mkdtemp(join(labFolder(), 'vault-'))
  const [bin, values] = [join(directory, 'bin'), join(directory, 'values')]
  await mkdir(bin)
  await mkdir(values)
  for (const [name, value] of Object.entries(first)) await writeFile(join(values, name), value)
  await writeFile(join(bin, 'gh'), `#!/bin/sh\ntest "$1 $2" = 'secret set' && cat > '${values}'/"$3"\n`)
  await chmod(join(bin, 'gh'), 0o755)
  return {
    bin,
    remove: () => rm(directory, { recursive: true, force: true }),
    async secrets(): Promise<Values> {
      const names = await readdir(values)
      const texts = await Promise.all(names.map(name => readFile(join(values, name), 'utf8')))
      return Object.fromEntries(names.map((name, at) => [name, texts[at] ?? '']))
    },
  }
}

/** GitHub's are new for each job; one's own keeps its disk, on which a person has logged in. */
function machinesOf(lab: Lab, login: string): (job: PlannedJob) => Promise<Runner> {
  let host: Promise<Runner> | undefined
  return async ({ labels }) => {
    if (!labels.includes('self-hosted')) return lab.fresh()
    host ??= hostWith(lab, login)
    return host
  }
}

async function hostWith({ dir, openai, env }: Lab, login: string): Promise<Runner> {
  const root = await mkdtemp(join(dir, 'own-'))
  const home = join(root, 'home')
  await mkdir(join(home, '.codex'), { recursive: true })
  await writeFile(join(home, '.codex', 'config.toml'), openai.configToml)
  await writeFile(join(home, '.codex', 'auth.json'), login, { mode: 0o600 })
  return createRunner({ root, name: 'own', home, env })
}
