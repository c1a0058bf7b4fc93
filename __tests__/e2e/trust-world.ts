import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type GithubDouble, startGithub } from '../doubles/github/github.js'
import type { JobResult, JobSpec, StageName, Values } from '../doubles/runner/index.js'
import { causedBy, MEMBER, type Payload, STRANGER } from '../unit/trust-occasion.js'
import { inLab, type Lab, REPOSITORY } from './lab.js'

export interface Occurrence {
  /** Who caused the event; the member, unless told. */
  readonly by: string
  /** Its payload; the recorded one, unless told. */
  readonly payload: Payload
  readonly inputs: Values
  /** Inputs that are others in a stage; called when the stage begins. */
  readonly at: (stage: StageName) => Promise<Values> | Values
  /** A local action has no pre. */
  readonly local: boolean
  readonly spec: Partial<JobSpec>
}

export interface World {
  readonly lab: Lab
  readonly github: GithubDouble
  /** Inputs of a store whose commands leave a trace. */
  readonly store: Values
  /** A job that this event has started, with a seed, a prompt, and a token that may read and no more. */
  job(event: string, occurrence?: Partial<Occurrence>): Promise<JobResult>
  /** What has reached this machine: each file at home that was not there before, and each call of the store. */
  arrived(): Promise<string[]>
}

/** One test with a repository at GitHub in which the member has write access, and the stranger has an account. */
export const withGithub = (test: (world: World) => Promise<void>) =>
  inLab(async lab => {
    const github = await startGithub()
    github.world.addRepository(REPOSITORY).collaborators.set(MEMBER, 'write')
    github.world.strangers.add(STRANGER)
    const token = github.tokens.githubToken(REPOSITORY, {})
    const seed = lab.openai.login()
    // Outside of the lab, which is searched for tokens: they are in what this store keeps.
    const manager = await mkdtemp(join(tmpdir(), 'lab-manager-'))
    const trace = join(manager, 'trace')
    await writeFile(join(manager, 'entry'), seed)
    const world: World = {
      lab,
      github,
      store: {
        storage: 'command',
        'restore-command': `cd '${manager}' && echo restore >> trace && cat entry`,
        'persist-command': `cd '${manager}' && echo persist >> trace && cat > entry`,
      },
      async job(event, { by = MEMBER, inputs = {}, at = () => ({}), local = false, ...rest } = {}) {
        const given = { 'auth-json': seed, prompt: 'Say OK', token, ...inputs }
        const step = {
          uses: 'self',
          local,
          with: async (stage: StageName) => ({ ...given, ...(await at(stage)) }),
        }
        return lab.job(() => ({}), {
          ...{ steps: [step], eventName: event, event: rest.payload ?? causedBy(by, event), actor: by },
          // No job of these tests has to ask git for anything.
          ...{
            serverUrl: 'http://127.0.0.1:9',
            apiUrl: github.url,
            secrets: [seed, token],
            token,
            ...rest.spec,
          },
        })
      },
      async arrived() {
        const entries = await readdir(join(lab.dir, 'home'), { recursive: true })
        const calls = await readFile(trace, 'utf8').catch(() => '')
        const files = entries.filter(name => !['.codex', join('.codex', 'config.toml')].includes(name))
        return [...files, ...calls.split('\n').filter(Boolean)].sort()
      },
    }
    try {
      await test(world)
      github.assertClean()
    } finally {
      await github.close()
      await rm(manager, { recursive: true })
    }
  })

export const errorsOf = ({ annotations }: JobResult): string[] =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
