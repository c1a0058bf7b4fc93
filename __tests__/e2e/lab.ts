import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { type GitServer, startGitServer } from '../doubles/git/index.js'
import { labCodex, labFolder, machinePath, OutsideReached, startBorder } from '../doubles/lab/index.js'
import { type OpenAiDouble, type OpenAiOptions, startOpenAi } from '../doubles/openai/openai.js'
import {
  createRunner,
  type JobResult,
  type JobRun,
  type JobSpec,
  type Runner,
  type Values,
} from '../doubles/runner/index.js'
import { findLeaks } from './leaks.js'

/** Where the workflows of all labs live. */
export const REPOSITORY = 'lab/project'

/** A host with runner agents on it, an OpenAI double, and the real Codex on PATH. */
export interface Lab {
  readonly openai: OpenAiDouble
  readonly dir: string
  /** CODEX_HOME of every agent of this host, with a config.toml that leads to the double. */
  readonly home: string
  readonly authFile: string
  /** What each process of a machine finds in its environment: the double, the border, and PATH with the real Codex. */
  readonly env: Values
  /** One agent; agents of one lab share the host's CODEX_HOME. */
  runner(name?: string, env?: Values): Runner
  /** A runner of the kind of nektos/act on this host. It gives all its jobs the same names and numbers. */
  act(name: string): Runner
  /** A GitHub-hosted runner: an agent and a home that nothing has ever touched, but for Codex's config.toml. */
  fresh(): Promise<Runner>
  /** One job with one use of the action, whose `auth-json` comes from a secret; on `lab-runner` unless told. */
  job(inputs: Values | ((stage: string) => Values), options?: Partial<JobSpec> & { on?: Runner }): JobRun
  auth(): Promise<string>
  /** The git server of jobs on hosted runners, with the lease in it; started when the first of them needs it. */
  git(): Promise<GitServer>
  /** Every job's result, for a leak search at the end. */
  readonly results: JobResult[]
  /** Ends it; throws if a job tried to leave the machine, if Codex asked something that the double doesn't know, or if a token can be read anywhere. */
  close(): Promise<void>
}

export interface LabOptions extends Partial<OpenAiOptions> {
  /** The result for a job that tries to leave the machine, which never succeeds: by default it `fails` at once. */
  readonly leaving?: 'fails' | 'goes on'
}

export async function createLab({ leaving = 'fails', ...options }: LabOptions = {}): Promise<Lab> {
  const dir = await mkdtemp(join(labFolder(), 'host-'))
  const openai = await startOpenAi({ dir, ...options })
  const home = join(dir, 'home', '.codex')
  await mkdir(home, { recursive: true })
  await writeFile(join(home, 'config.toml'), openai.configToml)
  const authFile = join(home, 'auth.json')
  const runners = new Map<string, Runner>()
  const results: JobResult[] = []
  let git: Promise<GitServer> | undefined
  const running = new Map<JobRun, Runner>()
  // It is ended with all that it started.
  const border = await startBorder(() => {
    if (leaving === 'fails') for (const runner of running.values()) void runner.close()
  })
  const codex = [labCodex().bin, machinePath()].join(delimiter)
  const ofMachines = { ...openai.env, ...border.env, PATH: codex }
  const lab: Lab = {
    openai,
    dir,
    home,
    authFile,
    env: ofMachines,
    results,
    runner(name = 'lab-runner', env = {}) {
      const made =
        runners.get(name) ??
        createRunner({
          root: join(dir, name),
          name,
          home: join(dir, 'home'),
          env: { ...ofMachines, ...env },
        })
      runners.set(name, made)
      return made
    },
    act(name) {
      const made =
        runners.get(name) ??
        createRunner({ root: join(dir, name), name, kind: 'act', home: join(dir, 'home'), env: ofMachines })
      runners.set(name, made)
      return made
    },
    async fresh() {
      const root = await mkdtemp(join(dir, 'fresh-'))
      const home = join(root, 'home')
      await mkdir(join(home, '.codex'), { recursive: true })
      await writeFile(join(home, '.codex', 'config.toml'), openai.configToml)
      return createRunner({ root, name: 'hosted', environment: 'github-hosted', home, env: ofMachines })
    },
    job(inputs, { on = lab.runner(), ...spec } = {}) {
      const secrets = typeof inputs === 'function' ? [] : [inputs['auth-json'] ?? '']
      const run = on.job({
        steps: [{ id: 'codex', uses: 'self', with: inputs }],
        secrets: secrets.filter(Boolean),
        ...spec,
      })
      running.set(run, on)
      void run.then(result => results.push(result)).finally(() => running.delete(run))
      return run
    },
    auth: () => readFile(authFile, 'utf8'),
    git() {
      git ??= startGitServer({ repositories: [REPOSITORY], dir: join(dir, 'git') })
      return git
    },
    async close() {
      await openai.close()
      await (await git)?.close()
      await border.close()
      const leaks = await findLeaks(openai.allTokens(), results, dir)
      // What a killed worker has left may still be writing.
      await rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
      if (leaving === 'fails') border.assertClean()
      openai.assertClean()
      ;(await git)?.assertClean()
      if (leaks.length > 0) throw new Error(`A part of a token can be read in: ${leaks.join(', ')}`)
    },
  }
  return lab
}

/** One test in a lab of its own, closed and searched for leaks even when the test fails. */
export const inLab =
  (test: (lab: Lab) => Promise<void>, options: LabOptions = {}): (() => Promise<void>) =>
  async () => {
    const lab = await createLab(options)
    try {
      await test(lab)
    } catch (error) {
      for (const { log } of lab.results) process.stderr.write(`${log}\n`)
      await lab.close().catch(reason => {
        // This is the cause of anything else that the test found wrong.
        if (reason instanceof OutsideReached) throw reason
      })
      throw error
    }
    await lab.close()
  }
