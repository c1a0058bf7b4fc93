import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { JobResult, JobRun, JobSpec, Runner, Values } from '../doubles/runner/index.js'
import type { Lab } from '../e2e/lab.js'
import { fateOfTokens, lookAt, type Seen } from './login-label.js'
import { Machines, Stopped } from './machines.js'
import type { Progress } from './progress.js'

/** No job of the rehearsal takes so long: one that does is cancelled, and its scene is not as told. */
const CANCEL_AFTER_MS = 40_000

/** A self-hosted machine with runner agents on it, all of which share one ~/.codex, and an OpenAI of its own. */
export class Host {
  readonly #agents = new Map<string, Runner>()
  #closing: Promise<void> | undefined
  /** What was in ~/.codex at each look. */
  readonly #seen: Seen[] = [{ label: 'no login', bytes: undefined }]

  private constructor(private readonly machines: Machines) {}

  static async open(progress: Progress): Promise<Host> {
    return new Host(await Machines.open(progress))
  }

  private get lab(): Lab {
    return this.machines.lab
  }

  get openai(): Lab['openai'] {
    return this.lab.openai
  }

  get results(): readonly JobResult[] {
    return this.lab.results
  }

  /** The user's home directory, for which a log is told `~`. */
  get home(): string {
    return dirname(this.lab.home)
  }

  /** Puts a login where an earlier job left it. */
  async put(authJson: string): Promise<void> {
    await writeFile(this.lab.authFile, authJson, { mode: 0o600 })
    this.#seen.splice(0, Number.POSITIVE_INFINITY, await this.#now())
  }

  /** One job that uses the action once, to its end. */
  async job(inputs: Values): Promise<JobResult> {
    return this.#andLook(this.#start('runner-1', inputs))
  }

  /** One job of shell commands, without the action. */
  async script(run: string, env: Values): Promise<JobResult> {
    const steps = [{ run, env }]
    return this.#andLook(this.#start('runner-1', {}, { steps, secrets: Object.values(env) }))
  }

  /** A job on each of these agents, all at once, to the end of the last. */
  async jobs(agents: readonly string[], inputs: Values): Promise<JobResult[]> {
    return this.#andLook(Promise.all(agents.map(agent => this.#start(agent, inputs))))
  }

  #start(agent: string, inputs: Values, spec: Partial<JobSpec> = {}): JobRun {
    const on = this.lab.runner(agent)
    this.#agents.set(agent, on)
    return this.lab.job(inputs, { on, jobName: 'rehearsal', cancelAfter: CANCEL_AFTER_MS, ...spec })
  }

  async #andLook<T>(jobs: Promise<T>): Promise<T> {
    const result = await jobs
    if (this.machines.stopped) throw new Stopped()
    this.#seen.push(await this.#now())
    return result
  }

  #now = (): Promise<Seen> => lookAt(this.lab.authFile, this.openai)

  /** What became of the login, as its table tells it: the file before and after each job, and the server's books. */
  facts(): Record<'auth.json' | 'refreshes' | 'refresh tokens' | 'model calls', string> {
    const { refreshes, acceptedRefreshes, modelCalls } = this.openai
    // How often Codex tries again after a refusal is its own affair.
    const refused = refreshes.length > acceptedRefreshes.length ? ['refused'] : []
    const then = acceptedRefreshes.length > 0 ? ', then ' : ', '
    const history = this.#seen.map(({ label, bytes }, index) =>
      index > 0 && bytes === this.#seen[index - 1]?.bytes ? 'unchanged' : label,
    )
    return {
      'auth.json': history.join(' → '),
      refreshes: [acceptedRefreshes.length, ...refused].join(then),
      'refresh tokens': fateOfTokens(this.openai),
      'model calls': String(modelCalls),
    }
  }

  /** Cancels what runs as a person would, or with `hard` kills it, and waits for it. */
  stop(hard: boolean): Promise<void> {
    return this.machines.stop(hard)
  }

  /** Ends the host; throws if a token can be read anywhere, or if OpenAI was asked what it doesn't know. */
  close(): Promise<void> {
    this.#closing ??= this.#end()
    return this.#closing
  }

  async #end(): Promise<void> {
    for (const agent of this.#agents.values()) await agent.close()
    await this.machines.close()
  }
}
