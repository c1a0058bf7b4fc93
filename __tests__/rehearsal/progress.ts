import type { JobRun } from '../doubles/runner/index.js'
import { canRedraw, dim, draw, erase, paragraph } from './terminal.js'

/** How often the line is drawn again, in ms. */
const EVERY_MS = 500

/** Says which jobs of a scene run: on a terminal in one line that changes, elsewhere in a line for each. */
export class Progress {
  readonly #running = new Map<JobRun, { readonly number: number; readonly since: number }>()
  #timer: NodeJS.Timeout | undefined

  began(run: JobRun, number: number): void {
    this.#running.set(run, { number, since: performance.now() })
    if (!canRedraw) paragraph(`… job ${number}`, dim)
    else this.#timer ??= setInterval(() => this.#draw(), EVERY_MS).unref()
    this.#draw()
  }

  ended(run: JobRun): void {
    this.#running.delete(run)
    this.#draw()
  }

  close(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#running.clear()
    erase()
  }

  #draw(): void {
    erase()
    if (!canRedraw || this.#running.size === 0) return
    const jobs = [...this.#running].map(([run, { number, since }]) => {
      const seconds = Math.round((performance.now() - since) / 1000)
      return `job ${number}: ${run.running?.stage ?? 'starts'}, ${seconds} s`
    })
    draw(`… ${jobs.join(' · ')}`)
  }
}
