import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type CacheDouble, startCache } from '../../doubles/cache/index.js'
import { git, hermetic, identity } from '../../doubles/git/git.js'
import type { GitServer } from '../../doubles/git/index.js'
import { type GithubDouble, startGithub } from '../../doubles/github/github.js'
import { labFolder, machinePath } from '../../doubles/lab/index.js'
import {
  createRunner,
  type JobResult,
  type Runner,
  type Step,
  type Values,
} from '../../doubles/runner/index.js'
import { hostedJob } from '../../e2e/hosted.js'
import { inLab, type Lab, REPOSITORY } from '../../e2e/lab.js'
import { type Front, startFront } from './github.js'
import { managersIn } from './managers.js'
import { outputsOf, type PlannedJob, planned, type Replace } from './workflow.js'

const PERSON_TOKEN = 'ghp_labperson'
/** How long a person takes to find the code in the log, at most, in ms. */
const PATIENCE_MS = 60_000

/** What a run of a workflow left. */
export interface Ran {
  readonly file: string
  readonly inputs: Values
  /** By job, such as `keep-fresh`, and `keep-fresh host-a` in a matrix. */
  readonly jobs: Readonly<Record<string, JobResult>>
}

/** A person with a checkout and the real gh, git, jq and age; GitHub, OpenAI and secret managers; and machines for the jobs. */
export interface ExampleWorld {
  readonly lab: Lab
  readonly github: GithubDouble
  readonly front: Front
  readonly home: string
  /** Each run that was started, in order. */
  readonly runs: readonly Ran[]
  /** Pastes the blocks into one shell, after the person has put their own values in. @throws if a command fails */
  paste(blocks: readonly string[], own?: (text: string) => string): Promise<string>
  /** A run of a workflow of the checkout's main branch that no command starts. */
  run(file: string, event: { readonly name: string; readonly payload: Record<string, unknown> }): Promise<Ran>
}

export const inExamples = (test: (world: ExampleWorld) => Promise<void>): (() => Promise<void>) =>
  inLab(async lab => {
    const [github, cache] = [await startGithub(), await startCache()]
    // What a manager stores is no leak.
    const managers = await mkdtemp(join(labFolder(), 'managers-'))
    const world = await Sandbox.open(lab, { github, cache, managers })
    try {
      await test(world)
    } finally {
      await world.front.close()
      await github.close()
      await cache.close()
      await rm(managers, { recursive: true, force: true })
    }
    world.front.assertClean()
    github.assertClean()
    cache.assertClean()
  })

interface Around {
  readonly github: GithubDouble
  readonly cache: CacheDouble
  readonly managers: string
}

class Sandbox implements ExampleWorld {
  readonly runs: Ran[] = []
  readonly front: Front
  readonly github: GithubDouble
  readonly home: string
  #programs: Record<string, string> = {}
  readonly #machines = new Map<string, Runner>()
  #jobs = 0

  private constructor(
    readonly lab: Lab,
    private readonly around: Around,
    private readonly gitServer: GitServer,
    front: (world: Sandbox) => Front,
  ) {
    this.github = around.github
    this.home = join(lab.dir, 'person')
    this.front = front(this)
  }

  static async open(lab: Lab, around: Around): Promise<Sandbox> {
    around.github.world.addRepository(REPOSITORY).collaborators.set('octocat', 'write')
    around.github.world.addOrganization('lab')
    const gitServer = await lab.git()
    gitServer.grant(PERSON_TOKEN, { [REPOSITORY]: 'write' })
    let world: Sandbox | undefined
    const front = await startFront({
      github: around.github,
      dir: lab.dir,
      dispatch: async (file, inputs) => void (await world?.start(file, inputs, 'workflow_dispatch', {})),
    })
    world = new Sandbox(lab, around, gitServer, () => front)
    world.#programs = await managersIn(around.managers)
    await mkdir(join(world.home, 'Downloads'), { recursive: true })
    await git(world.home, 'clone', '--quiet', gitServer.repositories.directory(REPOSITORY), world.checkout)
    await git(world.checkout, 'checkout', '--quiet', '-B', 'main')
    await git(world.checkout, 'remote', 'set-url', 'origin', `${gitServer.url}/${REPOSITORY}.git`)
    await git(world.checkout, 'config', 'push.autoSetupRemote', 'true')
    return world
  }

  get checkout(): string {
    return join(this.home, 'project')
  }

  async paste(blocks: readonly string[], own: (text: string) => string = text => text): Promise<string> {
    const script = join(this.home, 'pasted.sh')
    await writeFile(script, `set -euo pipefail\n${own(blocks.join('\n'))}`)
    const shell = spawn('bash', ['--noprofile', '--norc', script], {
      cwd: this.checkout,
      env: this.#personsEnv(),
    })
    shell.stdin.end('ops_labtoken')
    let printed = ''
    for (const stream of [shell.stdout, shell.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        printed += chunk
      })
    const [code] = await once(shell, 'close')
    if (code !== 0) throw new Error(`The commands failed with ${code}:\n${printed}`)
    return printed
  }

  #personsEnv(): Values {
    const basic = Buffer.from(`x-access-token:${PERSON_TOKEN}`).toString('base64')
    return {
      ...hermetic(this.home),
      ...identity,
      ...this.front.env,
      GH_REPO: `${this.front.host}/${REPOSITORY}`,
      GH_PROMPT_DISABLED: '1',
      PATH: [...Object.values(this.#programs), machinePath()].join(delimiter),
      ...{ LAB_PERSON: '1', VAULT_TOKEN: 'lab-vault', AWS_ACCESS_KEY_ID: 'lab-aws' },
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `http.${this.gitServer.url}/.extraheader`,
      GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
    }
  }

  run(
    file: string,
    event: { readonly name: string; readonly payload: Record<string, unknown> },
  ): Promise<Ran> {
    return this.start(file, {}, event.name, event.payload)
  }

  async start(
    file: string,
    given: Values,
    eventName: string,
    payload: Record<string, unknown>,
  ): Promise<Ran> {
    const directory = this.gitServer.repositories.directory(REPOSITORY)
    const text = await git(directory, 'show', `main:.github/workflows/${file}`)
    const inputs = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, value === 'true' ? true : value]),
    )
    const queued = this.github.world.queueRun(REPOSITORY)
    const event = {
      repository: { full_name: REPOSITORY, default_branch: 'main', private: true, visibility: 'private' },
      ...payload,
    }
    const base = (payload.pull_request as { base?: { ref?: string } } | undefined)?.base?.ref ?? ''
    const jobs = planned(text, {
      secrets: environment => queued.startJob(environment),
      vars: this.front.variables,
      inputs,
      github: { event, repository: REPOSITORY, base_ref: base },
      replace: this.#replace,
    })
    const results: Record<string, JobResult> = {}
    const needs: Record<string, unknown> = {}
    for (const job of jobs) {
      if (!job.isDue(needs)) continue
      const [matrix = ''] = Object.values(job.contexts.matrix ?? {})
      const result = await this.#job(job, { eventName, event, base, needs })
      results[`${job.name} ${matrix}`.trim()] = result
      const steps = Object.fromEntries(
        job.steps.flatMap(({ id }, at) => (id ? [[id, result.steps[at]]] : [])),
      )
      needs[job.name] = { outputs: outputsOf(job.outputs, steps) }
    }
    const ran = { file, inputs: given, jobs: results }
    this.runs.push(ran)
    return ran
  }

  async #job(
    job: PlannedJob,
    {
      eventName,
      event,
      base,
      needs,
    }: { eventName: string; event: Record<string, unknown>; base: string; needs: Record<string, unknown> },
  ): Promise<JobResult> {
    const token = this.github.tokens.githubToken(REPOSITORY, {
      metadata: 'read',
      ...job.permissions,
    } as never)
    this.gitServer.grant(token, { [REPOSITORY]: job.permissions.contents === 'write' ? 'write' : 'read' })
    const id = 5001 + this.#jobs++
    this.github.jobs.set(id, { repository: REPOSITORY, runId: 4000 + id, attempt: 1, status: 'in_progress' })
    const secrets = Object.values(job.contexts.secrets ?? {}).map(String)
    const run = hostedJob(
      this.lab,
      {},
      {
        steps: job.steps.map(this.#withGh),
        on: await this.#machine(job.labels),
        ...{ token, event, eventName, secrets, repository: REPOSITORY, apiUrl: this.github.url },
        ref: eventName === 'pull_request' ? 'refs/pull/1/merge' : 'refs/heads/main',
        runId: String(4000 + id),
        services: this.around.cache.environment(),
        env: job.env,
        contexts: { ...job.contexts, needs, github: { base_ref: base }, job: { check_run_id: String(id) } },
      },
    ).finally(() => this.github.jobs.update(id, { status: 'completed' }))
    const [result] = await Promise.all([run, this.#typeTheCode(run)])
    return result
  }

  /** A step with a token for `gh` reaches GitHub as the person's does; on another host than github.com the token has another name. */
  #withGh = (step: Step): Step => {
    const token = 'run' in step ? step.env?.GH_TOKEN : undefined
    return token ? { ...step, env: { ...step.env, ...this.front.env, GH_ENTERPRISE_TOKEN: token } } : step
  }

  /** As the person does, with the page open on their phone. */
  async #typeTheCode(run: Promise<unknown>): Promise<void> {
    const { openai } = this.lab
    const before = openai.deviceLogins.length
    let isOver = false
    void run.finally(() => {
      isOver = true
    })
    for (const end = performance.now() + PATIENCE_MS; !isOver && performance.now() < end; await sleep(100))
      if (openai.deviceLogins.length > before) return openai.answerDeviceLogin('approved')
  }

  /** GitHub's own are new for each job, and so are pods. A label names a machine that stays. */
  async #machine(labels: readonly string[]): Promise<Runner> {
    const [label = ''] = labels.slice(-1)
    if (/^ubuntu-/.test(label) || label === 'codex-arc')
      return this.#own(await mkdtemp(join(this.lab.dir, 'new-')), label)
    const [any] = this.#machines.values()
    const found = label === 'self-hosted' ? any : this.#machines.get(label)
    const machine = found ?? (await this.#own(join(this.lab.dir, `machine-${label}`), label))
    this.#machines.set(label, machine)
    return machine
  }

  async #own(root: string, name: string): Promise<Runner> {
    const home = join(root, 'home')
    await mkdir(join(home, '.codex'), { recursive: true })
    await writeFile(join(home, '.codex', 'config.toml'), this.lab.openai.configToml)
    if (!/^ubuntu-/.test(name)) return createRunner({ root, name, home, env: this.lab.env })
    // GitHub's images have the command lines of the clouds.
    const { aws = '', gcloud = '', az = '' } = this.#programs
    const PATH = [aws, gcloud, az, this.lab.env.PATH].join(delimiter)
    return createRunner({ root, name, home, environment: 'github-hosted', env: { ...this.lab.env, PATH } })
  }

  /** What the steps of other actions do for ours. */
  #replace: Replace = (action, inputs) => {
    const say = (file: string, ...lines: string[]) => ({
      run: lines.map(line => `echo "${line}" >> "$${file}"`).join('\n'),
    })
    switch (action) {
      case 'actions/checkout': {
        const directory = this.gitServer.repositories.directory(REPOSITORY)
        const ref = inputs.ref ? `git checkout --quiet ${inputs.ref}` : ''
        return { run: `rm -rf -- * .git .github; git clone --quiet '${directory}' .\n${ref}` }
      }
      case 'actions/create-github-app-token': {
        const app = this.github.tokens.apps.find(({ id }) => String(id) === inputs['app-id'])
        if (!app || app.privateKey.trim() !== inputs['private-key']?.trim())
          throw new Error('the App and its key do not fit')
        const permissions = Object.fromEntries(
          Object.entries(inputs).flatMap(([name, level]) => {
            const permission = /^permission-(.*)/.exec(name)?.[1]
            return permission ? [[permission, level]] : []
          }),
        )
        for (const [name, level] of Object.entries(permissions))
          if (app.permissions[name] !== level) throw new Error(`the App has no ${name}: ${level}`)
        const { token } = this.github.tokens.mint(app, permissions as never, [REPOSITORY])
        this.gitServer.grant(token, { [REPOSITORY]: 'write' })
        return { run: `echo "::add-mask::${token}"\necho "token=${token}" >> "$GITHUB_OUTPUT"` }
      }
      case 'apt-get':
        return say('GITHUB_PATH', this.#programs.vault ?? '')
      case 'hashicorp/vault-action':
        return say('GITHUB_ENV', 'VAULT_TOKEN=lab-vault')
      case 'aws-actions/configure-aws-credentials':
        return say('GITHUB_ENV', 'AWS_ACCESS_KEY_ID=lab-aws')
      case 'google-github-actions/auth':
        return say('GITHUB_ENV', 'GOOGLE_APPLICATION_CREDENTIALS=/lab')
      case 'azure/login':
        return { run: 'mkdir -p ~/.azure && touch ~/.azure/lab' }
      case '1password/install-cli-action':
        return say('GITHUB_PATH', this.#programs.op ?? '')
      default:
        throw new Error(`The sandbox has no ${action}`)
    }
  }
}
