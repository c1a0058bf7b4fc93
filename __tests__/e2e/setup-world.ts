import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { load } from 'js-yaml'
import { type CacheDouble, startCache } from '../doubles/cache/index.js'
import { git, hermetic, identity } from '../doubles/git/git.js'
import { type Dispatched, type GhDouble, startGh } from '../doubles/github/gh.js'
import { type GithubDouble, startGithub } from '../doubles/github/github.js'
import { machinePath } from '../doubles/lab/index.js'
import type { JobResult, Step, Values } from '../doubles/runner/index.js'
import { FaultyManager } from '../doubles/secret-manager/faulty.js'
import { hostedJob } from './hosted.js'
import { inLab, type Lab, REPOSITORY } from './lab.js'
import { findLeaks } from './leaks.js'

export { REPOSITORY } from './lab.js'

/** A token of git alone, for the person's checkout. */
const PERSON_TOKEN = 'ghp_labperson'
const JOB_TOKEN = 'ghs_labtoken'

/** How a set-up ended: its exit code, or the signal that ended it, and all that it printed. */
export interface SetupResult {
  readonly exit: number | NodeJS.Signals
  readonly printed: string
}

export interface SetupOptions {
  /** Called with all that was printed by then, each time more comes. */
  readonly onPrint?: (printed: string, setup: RunningSetup) => void
  readonly env?: Values
  readonly onStart?: (setup: RunningSetup) => void
}

export interface RunningSetup {
  kill(signal?: NodeJS.Signals): void
}

/** A person with a checkout, the real `gh`, git and Codex; doubles of GitHub and OpenAI; and runners for what was written. */
export interface SetupWorld {
  readonly lab: Lab
  readonly gh: GhDouble
  readonly github: GithubDouble
  readonly cache: CacheDouble
  readonly manager: FaultyManager
  /** HOME of the person. */
  readonly home: string
  readonly checkout: string
  /** What the person's programs find in their environment. */
  readonly env: Values
  /** `dist/setup.js` with these flags, in the checkout, with no terminal. */
  setup(flags: readonly string[], options?: SetupOptions): Promise<SetupResult>
  /** Runs a workflow of `main` as GitHub would. */
  runWorkflow(file: string, inputs?: Values): Promise<JobResult>
  /** The value of a secret of the environment, or of the repository. */
  secret(name: string, environment?: string): string | undefined
  /** Files below HOME with a login or an age key in them. */
  secretsAtHome(): Promise<string[]>
  /** A file outside of HOME, as of a token that a person has downloaded; its path. */
  file(name: string, content: string): Promise<string>
  /** All refs of the repository at GitHub and in the checkout, and the checkout's state. */
  refs(): Promise<string>
}

const ROOT = process.cwd()

export const inSetup = (test: (world: SetupWorld) => Promise<void>): (() => Promise<void>) =>
  inLab(async lab => {
    const manager = await FaultyManager.start()
    const cache = await startCache()
    const github = await startGithub()
    const world = await create(lab, { manager, cache, github })
    try {
      await test(world)
    } finally {
      await manager.stop()
      await cache.close()
      await world.gh.close()
      await github.close()
    }
    world.gh.assertClean()
  })

async function create(
  lab: Lab,
  { manager, cache, github }: Pick<SetupWorld, 'manager' | 'cache' | 'github'>,
): Promise<SetupWorld> {
  github.world.addRepository(REPOSITORY)
  const gitServer = await lab.git()
  gitServer.grant(PERSON_TOKEN, { [REPOSITORY]: 'write' })
  const home = join(lab.dir, 'person')
  const checkout = join(home, 'project')
  await mkdir(join(home, '.codex'), { recursive: true })
  // The person's own login, and their configuration, which here leads to the double.
  await writeFile(join(home, '.codex', 'config.toml'), lab.openai.configToml)
  const gh = await startGh({
    ...{ github, git: gitServer, dir: lab.dir, repository: REPOSITORY },
    onDispatch: async run => {
      const { conclusion, log } = await play(run)
      return { conclusion: conclusion === 'success' ? 'success' : 'failure', log }
    },
  })
  const env = {
    ...lab.env,
    ...hermetic(home),
    ...identity,
    ...gh.env,
    ...lab.openai.env,
    PATH: [lab.env.PATH, machinePath()].join(delimiter),
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${gitServer.url}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${PERSON_TOKEN}`).toString('base64')}`,
  }
  await git(home, 'clone', '--quiet', gitServer.repositories.directory(REPOSITORY), checkout)
  await git(checkout, 'remote', 'set-url', 'origin', `${gitServer.url}/${REPOSITORY}.git`)

  let jobs = 0
  async function play({ text, inputs }: Dispatched): Promise<JobResult> {
    const { job, steps } = readJob(text)
    const secrets = github.world.queueRun(REPOSITORY).startJob(job.environment)
    for (const token of [secrets.CODEX_TOKEN ?? '', JOB_TOKEN])
      if (token && !gitServer.knows(token)) gitServer.grant(token, { [REPOSITORY]: 'write' })
    const id = 5001 + jobs++
    github.jobs.set(id, { repository: REPOSITORY, runId: 4000 + jobs, attempt: 1, status: 'in_progress' })
    const typed = Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [
        name,
        value === 'true' ? true : value === 'false' ? false : value,
      ]),
    )
    const isHosted = job['runs-on'].startsWith('ubuntu-')
    return hostedJob(
      lab,
      {},
      {
        steps,
        on: isHosted ? await lab.fresh() : lab.runner(),
        repository: REPOSITORY,
        apiUrl: github.url,
        secrets: Object.values(secrets),
        services: cache.environment(),
        contexts: { secrets, inputs: typed, job: { check_run_id: String(id) } },
      },
    ).finally(() => github.jobs.update(id, { status: 'completed' }))
  }

  const world: SetupWorld = {
    ...{ lab, gh, github, cache, manager, home, checkout, env },
    async setup(flags, { onPrint, onStart, env: more } = {}) {
      const child = spawn(process.execPath, [join(ROOT, 'dist', 'setup.js'), ...flags], {
        cwd: checkout,
        env: { ...env, ...more },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const running: RunningSetup = { kill: (signal = 'SIGKILL') => void child.kill(signal) }
      onStart?.(running)
      let printed = ''
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (chunk: string) => {
          printed += chunk
          onPrint?.(printed, running)
        })
      const [code, signal] = await once(child, 'close')
      const leaks = await findLeaks([...lab.openai.allTokens(), ...github.tokens.values()], [], home)
      if (leaks.length > 0)
        throw new Error(`A part of a token can be read in: ${leaks.join(', ')}\n${printed}`)
      return { exit: code ?? signal, printed }
    },
    async runWorkflow(file, inputs = {}) {
      const text = await git(
        gitServer.repositories.directory(REPOSITORY),
        'show',
        `main:.github/workflows/${file}`,
      )
      return play({ file, text, inputs })
    },
    secret(name, environment = 'codex') {
      const repository = github.world.repositories.get(REPOSITORY)
      return (repository?.environments.get(environment) ?? repository?.secrets)?.get(name)?.value
    },
    async secretsAtHome() {
      const files = await readdir(home, { recursive: true, withFileTypes: true })
      const found: string[] = []
      for (const file of files.filter(entry => entry.isFile() && entry.name !== 'config.toml')) {
        const text = (await readFile(join(file.parentPath, file.name))).toString('latin1')
        if (/refresh_token|AGE-SECRET-KEY|rt_lab/.test(text)) found.push(join(file.parentPath, file.name))
      }
      return found
    },
    async file(name, content) {
      const path = join(lab.dir, 'given', name)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, content)
      return path
    },
    refs: () => gitState(checkout, gitServer.repositories.directory(REPOSITORY)),
  }
  return world
}

/** Everything that a person's `git status` and GitHub show. */
const gitState = async (checkout: string, directory: string): Promise<string> =>
  (
    await Promise.all([
      git(directory, 'for-each-ref'),
      git(checkout, 'for-each-ref'),
      git(checkout, 'status', '--porcelain', '--branch'),
      git(checkout, 'count-objects', '-v'),
    ])
  ).join('')

interface WrittenJob {
  readonly 'runs-on': string
  readonly environment?: string
}

/** The one job of a workflow, with the action as the runner double names it; the checkout is left out. */
export function readJob(text: string): { job: WrittenJob; steps: Step[] } {
  const { jobs } = load(text) as {
    jobs: Record<string, WrittenJob & { steps: (Record<string, unknown> & { uses?: string })[] }>
  }
  const [job] = Object.values(jobs)
  if (!job) throw new Error('a workflow without a job')
  const steps = job.steps
    .filter(({ uses = '' }) => !uses.startsWith('actions/checkout@'))
    .map(step => (step.uses ? { ...step, uses: 'self' } : step))
  return { job, steps: steps as unknown as Step[] }
}

/** A person types the code as soon as the set-up shows it, once. */
export const typingTheCode = ({ lab }: SetupWorld): NonNullable<SetupOptions['onPrint']> => {
  let isTyped = false
  return printed => {
    if (isTyped || !/^ {2}Type {3}\S+$/m.test(printed)) return
    isTyped = true
    lab.openai.answerDeviceLogin('approved')
  }
}
