import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseInputs } from '../../src/action/inputs.js'
import { post } from '../../src/action/post.js'
import type { Stage } from '../../src/action/stage.js'
import { refreshIfDue } from '../../src/keeper/due.js'
import { judgement } from '../../src/keeper/judgement.js'
import { keeperOf } from '../../src/keeper/keeper.js'
import { settleOrphans } from '../../src/keeper/orphaned-logins.js'
import { prepare, prepareEarly } from '../../src/keeper/prepare.js'
import { proveRefreshable } from '../../src/keeper/prove-refreshable.js'
import type { Keeper } from '../../src/keeper/refresh.js'
import { State } from '../../src/keeper/state.js'
import { storeSeed } from '../../src/keeper/store-seed.js'
import { Report } from '../../src/report/report.js'
import { ActionError } from '../../src/system/errors.js'
import { acting, clock } from './clock.js'
import type { AuthFile } from './codex.js'
import { isSelfHosted } from './events.js'
import { Ended, type Job } from './job.js'
import { Process } from './machine.js'
import { refreshBy } from './refresh.js'
import { jobs } from './services.js'
import type { WayOptions } from './way.js'

const LOGS = process.env.SOAK_LOG !== undefined
const LEASE_MS = 10 * 60_000
/** From SIGINT to SIGKILL (docs/facts, "Cancel"). */
const KILLED_AFTER_MS = 10_000
const TOKEN_URL = 'https://auth.openai.com/oauth/token'

export interface RunOptions extends WayOptions {
  readonly job: Job
  readonly home: string
  readonly temp: string
  readonly worker: Process
  readonly inputs: Record<string, string>
}

/** One job with the action: pre, main and post. */
export class Run {
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
