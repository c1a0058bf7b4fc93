import { clock } from './clock.js'
import type { JobEvent, Moment, Service, Story } from './events.js'
import { RATES } from './events.js'
import type { Process } from './machine.js'
import { between, type Random, randomOf } from './random.js'

/** What became of a job. */
export type End = 'runs' | 'succeeded' | 'failed' | 'no login' | 'canceled' | 'lost'

/** Why a job ends early that is no fault of the action: all else that it throws must be one of its own errors. */
export class Ended extends Error {}

/** One job, as one way of keeping the login runs it. What happens to it is the same for each way. */
export class Job {
  readonly processes = new Set<Process>()
  readonly random: Random
  readonly #faults: Random
  end: End = 'runs'
  endedAt: number | undefined
  /** The last moment of a refresh that it has passed. */
  passed: Moment | undefined
  /** True from when its Codex has saved an answer. */
  hasRefreshed = false
  /** A Codex that refreshes died with its machine. */
  codexDied = false
  /** A write to the store has failed. */
  writeFailed = false
  readonly cancel = new AbortController()
  /** Settles when its machine is lost. */
  readonly lost: Promise<void>
  #tellLost: () => void = () => undefined

  constructor(
    readonly event: JobEvent,
    readonly story: Story,
  ) {
    this.random = randomOf(`job ${story.name} ${event.number}`)
    this.#faults = randomOf(`faults ${story.name} ${event.number}`)
    this.lost = new Promise(resolve => {
      this.#tellLost = resolve
    })
  }

  get isLost(): boolean {
    return this.end === 'lost'
  }

  /** The events that come at a share of the task, to be called when the job starts. */
  begin(): void {
    const { canceled, lost, taskMs } = this.event
    if (canceled !== undefined) clock.after(canceled * taskMs, () => this.stop())
    if (lost) clock.after(lost.share * taskMs, () => this.#maybeLose(lost.moment !== undefined))
  }

  stop(): void {
    if (this.end !== 'runs') return
    this.end = 'canceled'
    this.cancel.abort(new Ended('canceled'))
  }

  /** One that is to be lost during its refresh isn't lost by the clock while that may come. */
  #maybeLose(inRefresh: boolean): void {
    if (!(inRefresh && this.passed)) this.lose()
  }

  /** Its machine, or only its runner, dies. */
  lose(): void {
    if (this.endedAt !== undefined || this.isLost) return
    this.end = 'lost'
    const onlyRunner = this.event.lost?.onlyRunner === true
    const codexes = [...this.processes].filter(({ name, isAlive }) => name === 'codex' && isAlive)
    this.codexDied = !onlyRunner && codexes.length > 0
    for (const process of this.processes) if (!(onlyRunner && process.name === 'codex')) process.end()
    this.#tellLost()
  }

  /** A moment of the refresh. If that is where the job is lost, this never returns for those who died. */
  async passes(moment: Moment, actor: Process | undefined): Promise<void> {
    this.passed = moment
    if (moment === 'saved') this.hasRefreshed = true
    if (this.event.lost?.moment === moment) this.lose()
    if (this.isLost && actor?.isAlive !== true) await new Promise(() => undefined)
  }

  /** A request to a service, which takes a while: whether it succeeds. */
  async asks(service: Service): Promise<boolean> {
    await clock.wait(between(this.random, 50, 500))
    if (this.#faults() < RATES['request to store or lease fails']) return false
    return !isDown(this.story, service)
  }

  /** How the token endpoint answers. */
  endpointAnswers(): 'answers' | '500' | 'hangs' {
    const drawn = this.#faults()
    const fails = RATES["request to OpenAI's token endpoint answers 500"]
    const hangs = RATES["request to OpenAI's token endpoint hangs"]
    if (isDown(this.story, 'openai') || drawn < fails) return '500'
    return drawn < fails + hangs ? 'hangs' : 'answers'
  }
}

const isDown = ({ outages }: Story, service: Service): boolean =>
  outages[service].some(([from, to]) => clock.now >= from && clock.now < to)
