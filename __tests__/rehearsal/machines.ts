import type { JobRun } from '../doubles/runner/index.js'
import { createLab, type Lab } from '../e2e/lab.js'
import type { Progress } from './progress.js'

/** The rehearsal was interrupted: the scene must not go on. */
export class Stopped extends Error {}

/** A lab whose jobs end with the rehearsal. */
export class Machines {
  readonly #running = new Set<JobRun>()
  #jobs = 0
  #stopped = false
  #closing: Promise<void> | undefined
  readonly lab: Lab

  private constructor(
    lab: Lab,
    private readonly progress: Progress,
  ) {
    const job: Lab['job'] = (inputs, options) => {
      if (this.#stopped) throw new Stopped()
      const run = lab.job(inputs, options)
      const number = ++this.#jobs
      this.#running.add(run)
      this.progress.began(run, number)
      void run.finally(() => {
        this.#running.delete(run)
        this.progress.ended(run)
      })
      return run
    }
    this.lab = { ...lab, job }
  }

  static async open(progress: Progress): Promise<Machines> {
    return new Machines(await createLab(), progress)
  }

  get stopped(): boolean {
    return this.#stopped
  }

  get results(): Lab['results'] {
    return this.lab.results
  }

  /** Cancels what runs as a person would, or with `hard` kills it, and waits for it. */
  async stop(hard: boolean): Promise<void> {
    this.#stopped = true
    const running = [...this.#running]
    for (const run of running) hard ? run.kill('both') : run.cancel()
    await Promise.allSettled(running)
  }

  /** Throws if a token can be read anywhere, or if OpenAI was asked what it doesn't know. */
  close(): Promise<void> {
    this.#closing ??= this.lab.close()
    return this.#closing
  }
}
