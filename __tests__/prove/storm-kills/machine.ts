import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { generateX25519Identity } from 'age-encryption'
import type { JobResult, JobRun, Runner, Values } from '../../doubles/runner/index.js'
import { inLab, type Lab } from '../../e2e/lab.js'
import { HOUR, inLeaseWorld } from '../../e2e/lease-world.js'
import { GatedEntry } from './gated-entry.js'

export type StoreName = 'host' | 'command'

/** A job under way. */
export interface Job {
  readonly run: JobRun
  readonly runner: Runner
  readonly result: Promise<JobResult>
  /** GitHub finds out that it has ended, as it does some time after its worker was lost. */
  declareOver(): void
}

/** One self-hosted machine: one HOME, two agents that take jobs in turn, and one login. */
export interface Machine {
  readonly store: StoreName
  readonly lab: Lab
  /** The secret manager, where the login is in one. */
  readonly manager: GatedEntry | undefined
  /** The login in the secret `auth-json`. */
  seed: string
  /** Starts a job on the agent whose turn it is. The login is due for a refresh in each of them. */
  start(inputs: Values): Promise<Job>
  /** The auth.json that the store holds; undefined if none. */
  stored(): Promise<string | undefined>
  /** Every auth.json that a Codex of this machine works with, whole or not, and what one has written for its place. */
  inHomes(): Promise<string[]>
  /** Removes what a job has left though it should not: the next kill is judged by itself. */
  tidy(): Promise<void>
}

/** No access token lives as long as a job wants it to. */
const DUE: Values = { 'min-lifetime': '2h', 'lease-timeout': '90s' }
const LIFE = { accessTokenLifeMs: HOUR }

/** Uses a machine whose login is in that store; it is searched for tokens in the clear at the end. */
export const onMachine = (store: StoreName, use: (machine: Machine) => Promise<void>): Promise<void> =>
  (store === 'host' ? onHost : onCommandStore)(use)

const onHost = (use: (machine: Machine) => Promise<void>): Promise<void> =>
  inLab(async lab => {
    const next = agents(lab)
    const files = () => readFile(lab.authFile, 'utf8').catch(() => undefined)
    const machine: Machine = {
      store: 'host',
      lab,
      manager: undefined,
      seed: lab.openai.login(),
      async start(inputs) {
        const runner = next()
        const run = lab.job({ 'auth-json': machine.seed, ...DUE, ...inputs }, { on: runner })
        return { run, runner, result: run, declareOver: () => undefined }
      },
      stored: files,
      inHomes: () => loginsBelow(lab.home),
      tidy: async () => undefined,
    }
    await use(machine)
  }, LIFE)()

const onCommandStore = (use: (machine: Machine) => Promise<void>): Promise<void> =>
  inLeaseWorld(async world => {
    const { lab } = world
    const next = agents(lab)
    const manager = await GatedEntry.in(join(lab.dir, 'manager'), await generateX25519Identity())
    const homes = join(lab.dir, 'home', '.codex-auth-action')
    const store: Values = {
      storage: 'command',
      'encryption-key': manager.key,
      'restore-command': manager.restoreCommand,
      'persist-command': manager.persistCommand,
    }
    const machine: Machine = {
      store: 'command',
      lab,
      manager,
      seed: lab.openai.login(),
      async start(inputs) {
        const given = { 'auth-json': machine.seed, ...store, ...DUE, ...inputs }
        const started = await world.start(given, { on: next() })
        return { ...started, declareOver: () => world.declareOver(started) }
      },
      stored: () => manager.stored(),
      inHomes: () => loginsBelow(homes),
      tidy: () => rm(homes, { recursive: true, force: true }),
    }
    await use(machine)
  }, LIFE)()

/** The agents of the machine in turn: what a killed job left running is beside the next job. */
function agents(lab: Lab): () => Runner {
  let jobs = 0
  return () => lab.runner(`agent-${(jobs++ % 2) + 1}`)
}

/** Codex writes a temporary file, and renames it (docs/facts §4). */
const LOGIN_FILE = /^(auth\.json|\.auth-[A-Za-z0-9]{6})$/

async function loginsBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true }).catch(() => [])
  const files = entries.filter(({ name }) => LOGIN_FILE.test(name))
  const texts = files.map(({ parentPath, name }) =>
    readFile(join(parentPath, name), 'utf8').catch(() => undefined),
  )
  return (await Promise.all(texts)).filter(text => text !== undefined)
}
