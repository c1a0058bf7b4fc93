import { acting, clock } from './clock.js'
import { type AuthFile, CODEX_REFRESHES_AT_MS, codexRefreshes } from './codex.js'
import type { Story } from './events.js'
import type { Job } from './job.js'
import { Process } from './machine.js'
import type { Way, WayOptions } from './way.js'

/** What a recipe of some lines of YAML does beside running Codex. */
interface Rules {
  /** `concurrency:` with one group: a job waits for the one before. */
  readonly oneAtATime: boolean
  /** The step that saves has `if: always()`. Without it, it runs only if all went well. */
  readonly savesAlways: boolean
}

/** OpenAI's guide: seed what is missing, run Codex, write auth.json back; one serialized stream of jobs. */
export const GUIDE: Rules = { oneAtATime: true, savesAlways: true }
/** What many write: restore, run Codex, save. Nobody thinks of other jobs, or of jobs that fail. */
export const SAVE_AT_END: Rules = { oneAtATime: false, savesAlways: false }

/** An auth.json on a disk, and what Codex has begun to write beside it. */
class Disk implements AuthFile {
  text: string | undefined
  #begun: string | undefined
  read = async () => this.text
  begin = async (text: string) => {
    this.#begun = text
  }
  rename = async () => {
    this.text = this.#begun
  }
}

export class Recipe implements Way {
  readonly #host = new Disk()
  /** What the store has: the last write wins. */
  #stored: string | undefined
  readonly #seed: string
  readonly #homes = new Map<Job, Disk>()
  #before: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly rules: Rules,
    private readonly options: WayOptions,
  ) {
    this.#seed = options.endpoint.newest.text
  }

  async copies(): Promise<string[]> {
    const stored = this.#isHost ? (this.#host.text ?? this.#seed) : (this.#stored ?? this.#seed)
    return [stored, ...[...this.#homes.values()].flatMap(({ text }) => text ?? [])]
  }

  async run(job: Job): Promise<void> {
    const before = this.#before
    const work = (this.rules.oneAtATime ? before : Promise.resolve()).then(async () => {
      job.begin()
      const steps = new Process('bash', {})
      job.processes.add(steps)
      await Promise.race([acting.run(steps, () => this.#steps(job)), job.lost])
      this.#homes.delete(job)
      for (const process of job.processes) if (process.name !== 'codex') process.end()
    })
    this.#before = work
    await work
  }

  get #isHost(): boolean {
    return this.options.story.place === 'host'
  }

  async #steps(job: Job): Promise<void> {
    const home = this.#isHost ? this.#host : new Disk()
    this.#homes.set(job, home)
    if (!(await this.#restore(job, home)) || !(await this.#codex(job, home))) {
      if (job.end === 'runs') job.end = 'no login'
    } else if (job.end === 'runs') job.end = job.event.fails ? 'failed' : 'succeeded'

    const saves = this.rules.savesAlways || job.end === 'succeeded'
    if (saves && !this.#isHost && home.text !== undefined) await this.#save(job, home.text)
  }

  /** Seeds auth.json only if it is missing. A store that does not answer makes the job fail. */
  async #restore(job: Job, home: Disk): Promise<boolean> {
    if (!this.#isHost) {
      if (!(await job.asks(serviceOf(this.options.story)))) return false
      home.text = this.#stored
    }
    home.text ??= this.#seed
    return true
  }

  /** `codex exec`: refreshes when it starts, or at its end where the access token has run out meanwhile. */
  async #codex(job: Job, home: Disk): Promise<boolean> {
    if (!(await this.#freshen(job, home, CODEX_REFRESHES_AT_MS))) return false
    await clock.wait(job.event.taskMs, job.cancel.signal).catch(() => undefined)
    return job.end !== 'runs' || this.#freshen(job, home, 0)
  }

  async #freshen(job: Job, home: Disk, leftMs: number): Promise<boolean> {
    const { endpoint, ledger } = this.options
    const isFresh = (ms: number) => (endpoint.revisionIn(home.text ?? '')?.expiresAt ?? 0) > clock.now + ms
    if (isFresh(leftMs)) return true
    const codex = new Process('codex', {})
    job.processes.add(codex)
    const onMade = (number: number) => ledger().made(number, job)
    await acting.run(codex, () => codexRefreshes({ job, endpoint, file: home, codex, onMade }))
    codex.end()
    // One that was refused reads the file again: another Codex of this machine may have been faster.
    return isFresh(0)
  }

  async #save(job: Job, text: string): Promise<void> {
    if (!(await job.asks(serviceOf(this.options.story)))) {
      job.writeFailed = true
      return
    }
    const stage = acting.getStore() as Process
    const moments = job.hasRefreshed
    if (moments && !job.event.lost?.lands) await job.passes('storing', stage)
    this.#stored = text
    if (moments) await job.passes('storing', stage)
    if (moments) await job.passes('stored', stage)
  }
}

/** Which service keeps the login, and has to be there for it. */
const serviceOf = ({ place }: Story) => (place.startsWith('command') ? 'manager' : 'github')
