import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateIdentity } from 'age-encryption'
import { parseInputs } from '../../src/action/inputs.js'
import { post } from '../../src/action/post.js'
import type { Stage } from '../../src/action/stage.js'
import { refreshIfDue } from '../../src/keeper/due.js'
import { keeperOf } from '../../src/keeper/keeper.js'
import { settleOrphans } from '../../src/keeper/orphaned-logins.js'
import { judgement, prepare, prepareEarly } from '../../src/keeper/prepare.js'
import { proveRefreshable } from '../../src/keeper/prove-refreshable.js'
import type { Keeper } from '../../src/keeper/refresh.js'
import { State } from '../../src/keeper/state.js'
import { storeSeed } from '../../src/keeper/store-seed.js'
import { Report } from '../../src/report/report.js'
import { sealer } from '../../src/stores/age.js'
import { ActionError } from '../../src/system/errors.js'
import { acting, clock, useChance } from './clock.js'
import type { AuthFile } from './codex.js'
import { isSelfHosted } from './events.js'
import { Ended, type Job } from './job.js'
import { Process } from './machine.js'
import { refreshBy } from './refresh.js'
import { jobs, Services, useServices } from './services.js'
import type { Way, WayOptions } from './way.js'

useChance('encryption key')
const KEY = await generateIdentity()
const LOGS = process.env.SOAK_LOG !== undefined
const SECRET = 'CODEX_AUTH_JSON'
const LEASE_MS = 10 * 60_000
/** From SIGINT to SIGKILL (docs/facts, "Cancel"). */
const KILLED_AFTER_MS = 10_000
const TOKEN_URL = 'https://auth.openai.com/oauth/token'

/** The action: its real modules from the inputs down to the files and to the requests of each service. */
export class Ours implements Way {
  readonly #services = new Services()
  readonly #seed: string
  /** The home directories of jobs that run on machines of their own, and of the one that stays. */
  readonly #machines = new Set<string>()
  readonly #own: string
  readonly #opened = new Map<Buffer, string>()

  constructor(
    private readonly options: WayOptions,
    private readonly lab: string,
  ) {
    this.#seed = options.endpoint.newest.text
    this.#own = join(lab, 'machine')
    useServices(this.#services)
    const isSecret = options.story.place === 'github-secret'
    if (isSecret) this.#services.secrets.set(SECRET, { value: Buffer.from(this.#seed), updatedAt: clock.now })
  }

  async run(job: Job): Promise<void> {
    const number = job.event.number + 1
    this.#services.jobs.set(number, job)
    const isOwn = isSelfHosted(this.options.story.place)
    const home = isOwn ? this.#own : join(this.lab, `machine-${number}`)
    const temp = join(this.lab, `temp-${number}`)
    await Promise.all([mkdir(join(home, '.codex'), { recursive: true }), mkdir(temp, { recursive: true })])
    await writeFile(join(temp, 'event.json'), '{"repository":{"default_branch":"main"}}')
    this.#machines.add(home)
    job.begin()
    const worker = new Process('Runner.Worker', {})
    job.processes.add(worker)
    const run = new Run({ job, home, temp, worker, ...this.options, inputs: this.#inputs(job, number) })
    await Promise.race([run.stages(), job.lost])
    worker.end()
    await rm(temp, { recursive: true, force: true })
    if (isOwn) return
    this.#machines.delete(home)
    await rm(home, { recursive: true, force: true })
  }

  /** What the workflow gives: an environment secret is read when the job starts. */
  #inputs(job: Job, number: number): Record<string, string> {
    const { place, hasKeepFresh } = this.options.story
    const keeps = job.event.kind === 'daily' && hasKeepFresh
    const common = {
      'auth-json': this.#seed,
      token: 'ghs_lab0123456789abcdef0123456789',
      'job-id': String(number),
      ...(keeps ? { mode: 'keep-fresh' } : { prompt: 'Say OK' }),
    }
    const commands = { 'restore-command': 'restore', 'persist-command': 'persist' }
    switch (place) {
      case 'host':
        return { ...common, storage: 'host' }
      case 'cache':
        return { ...common, storage: 'cache', 'encryption-key': KEY }
      case 'command':
        return { ...common, storage: 'command', ...commands }
      case 'command, self-hosted':
        return { ...common, storage: 'command', ...commands, 'encryption-key': KEY }
      case 'github-secret':
        return {
          ...common,
          storage: 'github-secret',
          'secret-name': SECRET,
          'secret-environment': 'codex',
          'auth-json': this.#services.secrets.get(SECRET)?.value.toString() ?? '',
        }
    }
  }

  async copies(): Promise<string[]> {
    const { entries, secrets, managed } = this.#services
    const stored = [...entries.slice(-4).map(({ sealed }) => sealed), ...(managed ? [managed] : [])]
    const found = [secrets.get(SECRET)?.value.toString() ?? this.#seed]
    for (const bytes of stored) found.push(await this.#open(bytes))
    for (const home of this.#machines) found.push(...(await this.#loginsIn(home)))
    return found
  }

  end = (): Promise<void> => rm(this.lab, { recursive: true, force: true })

  async #open(bytes: Buffer): Promise<string> {
    const known = this.#opened.get(bytes)
    if (known !== undefined) return known
    const text = bytes.toString()
    const sealed = text.startsWith('age-') || text.startsWith('{') ? bytes : Buffer.from(text, 'base64')
    const opened = text.startsWith('{') ? text : (await sealer(KEY).open(sealed)).toString()
    this.#opened.set(bytes, opened)
    return opened
  }

  /** auth.json, sealed or not, and what Codex has begun to write beside it. */
  async #loginsIn(home: string): Promise<string[]> {
    const names = await readdir(home, { recursive: true }).catch(() => [])
    const files = names.filter(name => /(^|\/)(auth\.json(\.age)?|\.auth-\w{6})$/.test(name))
    const read = (name: string) => readFile(join(home, name)).then(bytes => this.#open(bytes))
    return Promise.all(files.map(name => read(name).catch(() => '')))
  }
}

interface RunOptions extends WayOptions {
  readonly job: Job
  readonly home: string
  readonly temp: string
  readonly worker: Process
  readonly inputs: Record<string, string>
}

/** One job with the action: pre, main and post. */
class Run {
  readonly #env: Record<string, string | undefined>
  #failed = false

  constructor(private readonly options: RunOptions) {
    const { home, temp, job, story } = options
    this.#env = {
      HOME: home,
      PATH: '/usr/bin',
      RUNNER_TEMP: temp,
      RUNNER_NAME: `runner-${job.event.number % 3}`,
      RUNNER_TRACKING_ID: `github_${job.event.number}`,
      RUNNER_ENVIRONMENT: isSelfHosted(story.place) ? 'self-hosted' : 'github-hosted',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: 'https://api.github.com',
      GITHUB_REPOSITORY: 'lab/project',
      GITHUB_REPOSITORY_ID: '1',
      GITHUB_RUN_ID: String(1000 + job.event.number),
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_JOB: 'codex',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_EVENT_PATH: join(temp, 'event.json'),
      ...Object.fromEntries(['ENV', 'STATE', 'OUTPUT'].map(name => [`GITHUB_${name}`, '/dev/null'])),
    }
  }

  /** Post runs whatever became of the others, as the runner does it. */
  async stages(): Promise<void> {
    const { job } = this.options
    await this.#stage('pre', stage => prepareEarly(stage))
    if (!this.#failed && job.end !== 'canceled') await this.#main()
    await this.#stage('post', post)
    if (job.end === 'runs') job.end = 'no login'
  }

  /** On a cancel it gets its time, and then dies without another word. */
  async #main(): Promise<void> {
    const { cancel } = this.options.job
    const killed = new Promise<void>(resolve => {
      const later = () => clock.after(KILLED_AFTER_MS, resolve)
      cancel.signal.addEventListener('abort', later, { once: true })
    })
    await this.#stage('main', stage => this.#work(stage), killed)
  }

  /** The order of `useLogin` in src/action/main.ts, without what asks Codex for anything but a refresh. */
  async #work(stage: Stage): Promise<void> {
    const { job, story, endpoint } = this.options
    const prepared = await prepare(stage, { judge: async () => 'chatgpt' })
    if (!prepared.login) throw new Ended('no login')
    const keeper: Keeper = {
      ...keeperOf(stage, prepared),
      refreshByCodex: refreshBy(this.#codex(prepared.home)),
    }
    const codex = { path: '/lab/codex', home: prepared.home, env: {} }
    await storeSeed(stage, prepared, prepared.login)
    await settleOrphans(stage, prepared, judgement(stage, TOKEN_URL))
    const isKeepFresh = job.event.kind === 'daily' && story.hasKeepFresh
    const policy = { isKeepFresh, force: false, wantedMs: undefined }
    await refreshIfDue(keeper, codex, prepared.login, policy)
    stage.cancelled.throwIfAborted()
    if (isKeepFresh && !stage.state.get('refreshed')) {
      const proof = await proveRefreshable(keeper, LEASE_MS)
      if (proof.kind === 'failed') throw proof.failure
    }

    const isFresh = async () =>
      (endpoint.revisionIn(await readFile(keeper.home.authFile, 'utf8'))?.expiresAt ?? 0) > clock.now
    if (!(await isFresh())) throw new Ended('the access token has ended')
    await clock.wait(job.event.taskMs, stage.cancelled)
    if (!(await isFresh())) throw new Ended('the access token has ended')
    if (job.end === 'runs') job.end = job.event.fails ? 'failed' : 'succeeded'
  }

  #codex(home: string) {
    const { job, endpoint, ledger } = this.options
    const begun = join(home, '.auth-soak00')
    const path = join(home, 'auth.json')
    const file: AuthFile = {
      read: () => readFile(path, 'utf8').catch(() => undefined),
      begin: text => writeFile(begun, text, { mode: 0o600 }),
      rename: () => rename(begun, path),
    }
    const onMade = (number: number) => ledger().made(number, job)
    return { job, endpoint, file, home, onMade }
  }

  async #stage(
    name: Stage['name'],
    work: (stage: Stage) => Promise<unknown>,
    killed = new Promise<void>(() => undefined),
  ): Promise<void> {
    const { job, worker, inputs } = this.options
    const node = new Process('node', this.#env, worker.pid)
    job.processes.add(node)
    jobs.set(node, job)
    const failed = (error: unknown) => {
      if (!(error instanceof ActionError || error instanceof Ended)) throw error
      if (LOGS) process.stderr.write(`${job.story.name} ${job.event.number} ${name}: ${error}\n`)
      if (job.end === 'runs' && name === 'main') job.end = 'no login'
      this.#failed = true
    }
    const stage = this.#stageOf(name, inputs)
    await acting.run(node, () => Promise.race([work(stage).then(() => undefined, failed), killed]))
    node.end()
  }

  #stageOf(name: Stage['name'], inputs: Record<string, string>): Stage {
    const { job, worker } = this.options
    const env = this.#env
    const state = new State(env)
    const set = state.set.bind(state)
    state.set = (key, value) => {
      set(key, value)
      env[`STATE_${key}`] = JSON.stringify(value ?? null)
    }
    const say = () => undefined
    return {
      name,
      env,
      parent: worker.pid,
      state,
      log: { info: say, notice: say, warning: say, error: say, group: say },
      report: new Report(),
      now: Date.now,
      inputs: () => parseInputs(inputs),
      cancelled: name === 'main' ? job.cancel.signal : new AbortController().signal,
    }
  }
}
