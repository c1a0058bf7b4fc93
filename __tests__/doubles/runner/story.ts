import type { StageName } from './types.js'

/** A stage and its process. */
export interface Running {
  step: number
  stage: StageName
  pid: number
}

export type JobEvent =
  | ({ type: 'started' } & Running)
  | ({ type: 'line'; text: string } & Running)
  | ({ type: 'ended' } & Running)

/** What has happened in a job so far, for tests that act at a moment: they may ask before or after it. */
export class Story {
  readonly #events: JobEvent[] = []
  readonly #watchers = new Set<() => void>()
  #over = false

  add(event: JobEvent): void {
    this.#events.push(event)
    this.#look()
  }

  /** Nothing more will happen: whoever still waits is told so. */
  end(): void {
    this.#over = true
    this.#look()
  }

  line(pattern: string | RegExp): Promise<Running & { text: string }> {
    const fits = (text: string) => (typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text))
    return this.#first(
      event => (event.type === 'line' && fits(event.text) ? event : undefined),
      `a line with ${pattern}`,
    )
  }

  started(stage: StageName, step: number): Promise<Running> {
    return this.#first(
      event => (event.type === 'started' && event.stage === stage && event.step === step ? event : undefined),
      `starting the ${stage} of step ${step}`,
    )
  }

  #look(): void {
    for (const watcher of [...this.#watchers]) watcher()
  }

  #first<T>(find: (event: JobEvent) => T | undefined, what: string): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const look = () => {
        for (const event of this.#events) {
          const found = find(event)
          if (found === undefined) continue
          this.#watchers.delete(look)
          return resolve(found)
        }
        if (this.#over) reject(new Error(`The job ended without ${what}`))
      }
      this.#watchers.add(look)
      look()
    })
  }
}
