import { writeFileSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity } from 'age-encryption'
import { type CacheDouble, startCache } from '../../doubles/cache/index.js'
import { type GithubDouble, startGithub } from '../../doubles/github/github.js'
import type { Vault } from '../../doubles/github/vault.js'
import type { Values } from '../../doubles/runner/index.js'
import { type Lab, REPOSITORY } from '../../e2e/lab.js'
import { type ActMachine, onActMachine } from '../act/machine.js'
import type { ActRun } from '../act/run.js'
import { LABEL } from '../act/workflow.js'
import { actionOf, actionsIn, type Outside, programsIn } from './stand-ins.js'

export type Store = 'cache' | 'github-secret' | 'command' | 'host'

const HOUR = 3_600_000
const WORKFLOW = '.github/workflows/acceptance.yml'
const SECRET = 'ACCEPTANCE_AUTH_JSON'

/** What the report says of one thing that was tried. */
export interface Tried {
  readonly store: string
  readonly tried: string
  readonly found: string
  readonly problems: readonly string[]
  readonly rows: readonly Values[]
}

export interface Report {
  readonly passed: boolean
  /** The action and its commit. */
  readonly action: string
  readonly codex: readonly string[]
  readonly tried: readonly Tried[]
}

/** What one run of the workflow came to. */
export interface Accepted {
  readonly exit: number | NodeJS.Signals
  readonly log: string
  readonly report: Report
  /** The same as people read it. */
  readonly text: string
}

export interface RunOptions {
  /** A person types the code of a device login. */
  readonly logsIn?: boolean
  /** Called when the first job is over, before the next one begins. */
  readonly broken?: (() => Promise<void> | void) | undefined
}

/** What a person has set up for one store, and the servers that it needs. */
export interface AcceptanceWorld {
  readonly machine: ActMachine
  /** The action, as the workflow names it. */
  readonly action: string
  readonly cache: CacheDouble
  readonly github: GithubDouble
  /** GitHub's secret is what it was before the first job. */
  restoreSeed(): void
  /** A run of the workflow. */
  run(store: Store, options?: RunOptions): Promise<Accepted>
}

/** One test, on a machine and with servers of its own. */
export const inAcceptance = (test: (world: AcceptanceWorld) => Promise<void>): (() => Promise<void>) =>
  onActMachine(async machine => {
    const [cache, github] = [await startCache(), await startGithub()]
    const files = await mkdtemp(join(tmpdir(), 'lab-acceptance-'))
    try {
      await test(await createWorld(machine, { cache, github, files }))
    } finally {
      await Promise.all([cache.close(), github.close()])
      await rm(files, { recursive: true, force: true })
    }
    github.assertClean()
    cache.assertClean()
  })

interface Servers {
  readonly cache: CacheDouble
  readonly github: GithubDouble
  /** Where no token is looked for. */
  readonly files: string
}

async function createWorld(machine: ActMachine, { cache, github, files }: Servers): Promise<AcceptanceWorld> {
  const { lab } = machine
  // Artifacts are searched for tokens, as all of the lab.
  const outside: Outside = {
    artifacts: join(lab.dir, 'artifacts'),
    hold: join(files, 'hold'),
    secret: join(files, 'secret'),
  }
  const text = await readFile(WORKFLOW, 'utf8')
  const actions = await actionsIn(join(files, 'actions'), text, outside)
  const programs = await programsIn(join(files, 'programs'), outside)
  const environment = 'acceptance-github-secret'
  const repository = github.world.addRepository(REPOSITORY, { environments: [environment] })
  const vault = repository.environments.get(environment) as Vault
  // act checks nothing out: each job gets a copy of this.
  for (const name of ['.ci', '.github']) await cp(name, join(lab.dir, 'workspace', name), { recursive: true })
  const service = cache.variables()
  const git = await lab.git()
  let restore: () => void = () => undefined

  return {
    machine,
    action: actionOf(text),
    cache,
    github,
    restoreSeed: () => restore(),
    async run(store, { logsIn = false, broken } = {}) {
      const seed = lab.openai.login({ expInMs: HOUR })
      const { secrets, vars } = await setUp(store, seed)
      if (broken) await writeFile(outside.hold, '')
      const run = machine.startText(text, {
        ...{ secrets, vars, apiUrl: github.url, actions, programs },
        inputs: { stores: store, 'host-runner': LABEL, 'meet-after': '600', 'log-in': String(logsIn) },
        // The cache's client takes a server of any other name for a GitHub Enterprise Server, which has no cache v2.
        variables: { ...service, GITHUB_SERVER_URL: git.url.replace('127.0.0.1', 'github.localhost') },
        // act would make a token of its own.
        env: { ACTIONS_RUNTIME_TOKEN: service.ACTIONS_RUNTIME_TOKEN ?? '' },
      })
      const answering = (
        logsIn ? typeTheCode(lab, run) : run.until(() => lab.openai.acceptedRefreshes.length > 0)
      )
        .then(() => answerWhenBothAsk(lab, run))
        .catch(() => undefined)
      if (broken) {
        await run.until(() => /refresh \([\w-]+\) *\] +🏁/.test(run.log()))
        await broken()
        await rm(outside.hold)
      }
      const { exit, log } = await run.result
      await answering
      const made = (name: string) => readFile(join(outside.artifacts, 'acceptance', name), 'utf8')
      return {
        exit,
        log,
        report: JSON.parse(await made('acceptance.json')),
        text: await made('acceptance.md'),
      }
    },
  }

  async function setUp(store: Store, seed: string): Promise<{ secrets: Values; vars: Values }> {
    const secrets = { [SECRET]: seed }
    switch (store) {
      case 'host':
        return { secrets, vars: {} }
      case 'command': {
        const { restoreCommand, persistCommand } = machine.manager
        return { secrets, vars: { ACCEPTANCE_RESTORE: restoreCommand, ACCEPTANCE_PERSIST: persistCommand } }
      }
      case 'cache': {
        const [key, accessKey] = await Promise.all([generateX25519Identity(), generateX25519Identity()])
        return { secrets: { ...secrets, ACCEPTANCE_KEY: key, ACCEPTANCE_ACCESS_KEY: accessKey }, vars: {} }
      }
      case 'github-secret': {
        keptIn(outside.secret, seed)
        const app = github.tokens.addApp({
          permissions: { environments: 'write' },
          repositories: [REPOSITORY],
        })
        const key = app.privateKey.replaceAll('\n', '\\n')
        return {
          secrets: { ...secrets, ACCEPTANCE_APP_KEY: key },
          vars: { ACCEPTANCE_APP_ID: String(app.id) },
        }
      }
    }
  }

  /** The secret's value is in this file, too, from where later jobs get it. */
  function keptIn(file: string, seed: string): void {
    const set = vault.set.bind(vault)
    vault.set = (name, value, ...rest) => {
      set(name, value, ...rest)
      if (name === SECRET) writeFileSync(file, value)
    }
    restore = () => vault.set(SECRET, seed, Date.now() - HOUR)
    restore()
  }
}

/** As a person does, with the page open on their phone. */
async function typeTheCode({ openai }: Lab, run: ActRun): Promise<void> {
  await run.until(() => openai.deviceLogins.some(({ polls }) => polls > 0))
  openai.answerDeviceLogin('approved')
}

/** From now on, OpenAI answers when both of the jobs that refresh at once want to. */
function answerWhenBothAsk({ openai }: Lab, run: ActRun): void {
  const wanted = () => run.log().match(/\/lease \(.*Refreshing the login: /g)?.length ?? 0
  openai.delayAfterRefresh(run.until(() => wanted() >= 2).catch(() => undefined))
}
