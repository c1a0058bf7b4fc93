import { capture } from './folders.js'
import { Masker } from './masking.js'
import type { Orphan } from './orphans.js'
import type { At, FromWorker, StepEnd } from './protocol.js'
import type { Annotation, Outcome, StageName, StageReport, Values } from './types.js'

export interface StepResult extends StepEnd {
  outcome: Outcome
  /** Names of outputs that contain a masked value; GitHub drops job outputs made of them. */
  maskedOutputs: string[]
  stages: Partial<Record<StageName, StageReport>>
}

export interface JobResult {
  conclusion: 'success' | 'failure' | 'cancelled'
  /** True when the worker died before the job was through: no posts, no orphan clean-up, RUNNER_TEMP still there. */
  workerDied: boolean
  steps: StepResult[]
  /** As the web page shows it: masked. */
  log: string
  /** What the processes printed, before masking, without `add-mask` commands. */
  rawLog: string
  masks: string[]
  /** GITHUB_ENV's and GITHUB_PATH's values at the end. */
  env: Values
  path: string[]
  /** The summary as shown, and as written. */
  summary: string
  rawSummary: string
  annotations: Annotation[]
  /** Processes with the job's tracking id that were still there after all posts, and were killed. */
  orphans: Orphan[]
  workerPid: number
  /** Every file under RUNNER_TEMP as the job left it, before the wipe: command files, event.json, the rest. */
  files(): Values
}

/** Gathers what a worker tells into a JobResult, so that a job whose worker was killed still has one. */
export class JobRecord {
  readonly #masker = new Masker()
  readonly #steps: StepResult[]
  readonly #annotations: Annotation[] = []
  readonly #logs = new Map<string, string[]>()
  readonly #log: string[] = []
  readonly #raw: string[] = []
  #globals: { env: Values; path: string[] } = { env: {}, path: [] }
  #summary = ''
  #rawSummary = ''
  #done: Extract<FromWorker, { type: 'done' }> | undefined

  constructor(steps: number) {
    this.#steps = Array.from({ length: steps }, () => ({
      outcome: 'skipped',
      conclusion: 'skipped',
      outputs: {},
      maskedOutputs: [],
      stages: {},
    }))
  }

  take(message: FromWorker): void {
    if (message.type === 'line') this.#takeLine(message)
    if (message.type === 'annotation') {
      const { type: _, ...annotation } = message
      this.#annotations.push(annotation)
    }
    if (message.type === 'mask') this.#masker.add(message.value)
    if (message.type === 'summary') {
      this.#summary += message.shown
      this.#rawSummary += message.raw
    }
    if (message.type === 'globals') this.#globals = message
    if (message.type === 'step') {
      const { outcome, conclusion, outputs } = message.end
      Object.assign(this.#step(message.step), { outcome, conclusion, outputs })
    }
    if (message.type === 'ended') {
      const log = (this.#logs.get(key(message)) ?? []).join('\n')
      this.#step(message.step).stages[message.stage] = { ...message.report, log }
    }
    if (message.type === 'done') this.#done = message
  }

  result(temp: string, workerPid: number): JobResult {
    const left = this.#done?.left ?? capture(temp)
    for (const step of this.#steps) {
      step.maskedOutputs = Object.keys(step.outputs).filter(name =>
        this.#masker.touches(step.outputs[name] ?? ''),
      )
    }
    return {
      conclusion: this.#done?.conclusion ?? 'failure',
      workerDied: this.#done === undefined,
      steps: this.#steps,
      log: this.#log.join('\n'),
      rawLog: this.#raw.join('\n'),
      masks: this.#masker.masks,
      env: this.#globals.env,
      path: this.#globals.path,
      summary: this.#summary,
      rawSummary: this.#rawSummary,
      annotations: this.#annotations,
      orphans: this.#done?.orphans ?? [],
      workerPid,
      files: () => left,
    }
  }

  #step(index: number): StepResult {
    return this.#steps[index] as StepResult
  }

  #takeLine(line: Extract<FromWorker, { type: 'line' }>): void {
    if (line.raw !== null) this.#raw.push(line.raw)
    if (line.shown === null) return
    this.#log.push(line.shown)
    const stage = this.#logs.get(key(line)) ?? []
    stage.push(line.shown)
    this.#logs.set(key(line), stage)
  }
}

const key = (at: At) => `${at.step} ${at.stage}`
