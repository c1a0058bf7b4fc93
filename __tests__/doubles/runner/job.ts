import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { githubContext, LAB_RUNTIME_TOKEN, runnerContext } from './environment.js'
import { holds, type JobStatus, type Scope, stepCondition } from './expressions.js'
import { capture, wipeTemp } from './folders.js'
import { Masker } from './masking.js'
import { killOrphans } from './orphans.js'
import {
  type At,
  type FromWorker,
  isAction,
  type SentAction,
  type SentJob,
  type SentStep,
  type StepEnd,
} from './protocol.js'
import { runStage } from './stage.js'
import type { Known, Outcome, Values } from './types.js'

/** One entry of the runner's list: a stage of a step and the condition it runs on. */
interface Entry extends At {
  condition: string
}

/** What a step has gathered over its stages. */
export interface StepMemory extends StepEnd {
  state: Values
  postRegistered: boolean
}

/** One job inside the worker: the order of stages, the job's status, and what a cancel does (StepsRunner.cs). */
export class Job {
  readonly masker = new Masker()
  readonly env: Values
  readonly path: string[] = []
  readonly workspace: string
  readonly github: Record<string, unknown>
  readonly memory: StepMemory[]
  readonly #posts: Entry[] = []
  #status: JobStatus = 'success'
  #cancelled = false
  #shutdown = false
  #running: { entry: Entry; stop: AbortController } | undefined

  constructor(
    readonly sent: SentJob,
    readonly tell: (message: FromWorker) => void,
    readonly ask: (at: At, known: Known) => Promise<Values>,
  ) {
    const { folders } = sent.agent
    this.env = { ...sent.env }
    const project = (sent.repository ?? 'lab/project').split('/').at(-1) ?? 'project'
    this.workspace = join(folders.work, project, project)
    const eventFolder = join(folders.temp, '_github_workflow')
    this.github = githubContext(sent, this.workspace, join(eventFolder, 'event.json'))
    this.memory = sent.steps.map(() => ({
      outcome: 'skipped',
      conclusion: 'skipped',
      outputs: {},
      state: {},
      postRegistered: false,
    }))
    for (const folder of [this.workspace, folders.tools, folders.home]) mkdirSync(folder, { recursive: true })
    wipeTemp(folders.temp)
    mkdirSync(eventFolder)
    writeFileSync(join(eventFolder, 'event.json'), JSON.stringify(this.github.event, null, 2))
    const token = String(this.github.token ?? '')
    const secrets = [token, sent.services?.runtimeToken ?? LAB_RUNTIME_TOKEN, ...(sent.secrets ?? [])]
    for (const secret of secrets) this.mask(secret.trim())
  }

  /** Every pre, then mains and run steps in order, then posts as a stack; orphans and RUNNER_TEMP last. */
  async run(): Promise<void> {
    const { steps } = this.sent
    for (const [step, it] of steps.entries()) {
      if (isAction(it) && hasPre(it)) await this.#visit({ step, stage: 'pre', condition: it.manifest.preIf })
    }
    for (const [step, it] of steps.entries()) {
      await this.#visit({ step, stage: 'main', condition: stepCondition(it.if) })
    }
    for (let post = this.#posts.pop(); post !== undefined; post = this.#posts.pop()) await this.#visit(post)
    const orphans = killOrphans(this.sent.trackingId)
    const left = capture(this.sent.agent.folders.temp)
    wipeTemp(this.sent.agent.folders.temp)
    this.tell({ type: 'done', conclusion: this.#status, orphans, left })
  }

  /** Tests the running stage's condition again, and stops the stage only if that is false now. */
  cancel(): void {
    this.#cancelled = true
    this.#status = 'cancelled'
    const running = this.#running
    if (running !== undefined && (this.#shutdown || !this.#holds(running.entry))) running.stop.abort()
  }

  /** The runner itself goes away (spot loss, service stop): no condition counts any more, `always()` neither. */
  shutdown(): void {
    this.#shutdown = true
    this.cancel()
  }

  mask(value: string): void {
    this.masker.add(value)
    this.tell({ type: 'mask', value })
  }

  known(): Known {
    const steps: Known['steps'] = {}
    for (const [index, step] of this.sent.steps.entries()) {
      const { outcome, outputs } = this.memory[index] as StepMemory
      if (step.id !== undefined) steps[step.id] = { outcome, outputs }
    }
    return { steps, env: this.env }
  }

  scope(): Scope {
    const { contexts } = this.sent
    const known: Record<string, unknown> = {
      ...contexts,
      github: this.github,
      runner: runnerContext(this.sent),
      job: { status: this.#status, check_run_id: '5000', ...contexts?.job },
      strategy: {
        'job-total': 1,
        'job-index': 0,
        'fail-fast': true,
        'max-parallel': 1,
        ...contexts?.strategy,
      },
      matrix: { ...contexts?.matrix },
      ...this.known(),
    }
    return { status: this.#status, contexts: known }
  }

  #holds(entry: Entry): boolean {
    return !this.#shutdown && holds(entry.condition, this.scope())
  }

  async #visit(entry: Entry): Promise<void> {
    const step = this.sent.steps[entry.step] as SentStep
    const memory = this.memory[entry.step] as StepMemory
    const isSkipped = isAct(this.sent) && entry.stage === 'post' && memory.outcome === 'skipped'
    if (isSkipped || !this.#holds(entry)) {
      if (entry.stage === 'main') this.tell({ type: 'step', step: entry.step, end: memory })
      return
    }
    if (isAction(step) && entry.stage !== 'post' && !memory.postRegistered)
      this.#registerPost(entry.step, step)
    const stop = new AbortController()
    this.#running = { entry, stop }
    let timedOut = false
    const clock = setTimeout(
      () => {
        // A time-out asks no condition: SetTimeout cancels the step's own token (StepsRunner.cs).
        timedOut = true
        stop.abort()
      },
      step.timeoutMs ?? 2 ** 31 - 1,
    )
    const why = () => (!stop.signal.aborted ? null : timedOut && !this.#cancelled ? 'timeout' : 'cancel')
    const outcome = await runStage(this, entry, stop.signal, why)
    clearTimeout(clock)
    this.#running = undefined
    this.#conclude(entry, step, memory, outcome)
  }

  #registerPost(step: number, action: SentAction): void {
    if (action.manifest.scripts.post === undefined) return
    ;(this.memory[step] as StepMemory).postRegistered = true
    this.#posts.push({ step, stage: 'post', condition: action.manifest.postIf })
  }

  #conclude(entry: Entry, step: SentStep, memory: StepMemory, outcome: Outcome): void {
    const conclusion = outcome === 'failure' && step.continueOnError ? 'success' : outcome
    if (conclusion === 'failure' && this.#status === 'success') this.#status = 'failure'
    if (entry.stage === 'main') Object.assign(memory, { outcome, conclusion })
    this.tell({ type: 'globals', env: this.env, path: this.path })
    if (entry.stage === 'main') this.tell({ type: 'step', step: entry.step, end: memory })
  }
}

const isAct = ({ agent }: SentJob) => agent.kind === 'act'

const hasPre = (action: SentAction) => !action.local && action.manifest.scripts.pre !== undefined
