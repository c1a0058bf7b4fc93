import type { JobResult } from '../doubles/runner/index.js'
import type { Lab } from '../e2e/lab.js'
import { Host } from './host.js'
import { tellingLines } from './job-log.js'
import { Machines, Stopped } from './machines.js'
import { Progress } from './progress.js'
import { bold, cyan, dim, green, paragraph, print, red, rows } from './terminal.js'

/** A scene: what is about to happen, and how it is played. */
export interface Scene {
  /** As a person names it on the command line. */
  readonly name: string
  readonly title: string
  readonly about: string
  play(play: Play): Promise<void>
}

export type Facts = Readonly<Record<string, string>>

/** What a scene expected and what came, as the terminal shows it. */
export interface Shown {
  readonly title: string | undefined
  readonly facts: readonly { readonly label: string; readonly told: string; readonly came: string }[]
}

/** One scene on its stage: opens hosts, shows what jobs say, and compares what came with what was told. */
export class Play {
  readonly #hosts: (Host | Machines)[] = []
  readonly #differences: string[] = []
  readonly #shown: Shown[] = []
  readonly #progress = new Progress()
  #compared = 0
  #stopped = false

  /** A host of this scene's own, closed and searched for leaks at its end. */
  host(): Promise<Host> {
    return this.#open(Host.open)
  }

  /** The same for jobs each of which has a new machine. */
  async machines(): Promise<Lab> {
    return (await this.#open(Machines.open)).lab
  }

  async #open<Kind extends Host | Machines>(open: (progress: Progress) => Promise<Kind>): Promise<Kind> {
    if (this.#stopped) throw new Stopped()
    const host = await open(this.#progress)
    this.#hosts.push(host)
    if (this.#stopped) throw new Stopped()
    return host
  }

  /** Cancels the jobs that run, or with `hard` kills them; the scene starts no more. */
  async stop(hard: boolean): Promise<void> {
    this.#stopped = true
    await Promise.all(this.#hosts.map(host => host.stop(hard)))
  }

  /** Ends the hosts; gives what was found wrong with them. */
  async close(): Promise<unknown[]> {
    this.#progress.close()
    const ends = await Promise.allSettled(this.#hosts.map(host => host.close()))
    return ends.flatMap(end => (end.status === 'rejected' ? [end.reason] : []))
  }

  /** Prints the lines of a job's log that tell something, the title above them; `home` is told `~`. */
  show({ home }: { readonly home: string }, title: string, job: JobResult): void {
    print()
    paragraph(title, cyan)
    const lines = tellingLines(job, home)
    rows(
      lines.map(({ stage, text }, index) => [
        stage === lines[index - 1]?.stage ? '' : stage,
        text,
        text.startsWith('Error: ') ? red : undefined,
      ]),
    )
  }

  /** Prints what came, each fact marked that was told otherwise. */
  compare(told: Facts, came: Facts, title?: string): void {
    this.#compared += 1
    this.#shown.push({
      title,
      facts: Object.entries(told).map(([label, told]) => ({ label, told, came: came[label] ?? '' })),
    })
    print()
    if (title !== undefined) paragraph(title, cyan)
    rows(Object.keys(told).map(label => [label, came[label] ?? '', came[label] === told[label] ? bold : red]))
    for (const [label, expected] of Object.entries(told))
      if (came[label] !== expected)
        this.#differences.push(`${label}: expected ${expected}, got ${came[label]}`)
  }

  /** Says how the scene came out, and how long it took. What is wrong with it, in words; nothing if it is as told. */
  judge(errors: readonly unknown[], tookMs: number): readonly string[] {
    const wrong = [
      ...(this.#compared === 0 ? ['nothing was compared'] : []),
      ...this.#differences,
      ...errors.map(error => (error instanceof Error ? error.message : String(error))),
    ]
    print()
    if (wrong.length === 0) paragraph(`✓ as told (${(tookMs / 1000).toFixed(1)} s)`, green)
    for (const difference of wrong) paragraph(`✗ NOT as told: ${difference}`, red)
    return wrong
  }

  /** What was compared, and each job with its log and its summary. */
  get record(): { readonly shown: readonly Shown[]; readonly jobs: readonly JobResult[] } {
    return { shown: this.#shown, jobs: this.#hosts.flatMap(({ results }) => results) }
  }

  /** All that the scene's jobs printed, to find out why. */
  showEverything(): void {
    for (const { results } of this.#hosts)
      for (const { log } of results) for (const line of log.split('\n')) print(dim(`   | ${line}`))
  }
}

/** How a job ended, in words. */
export const outcome = ({ conclusion }: JobResult): string =>
  conclusion === 'success' ? 'succeeded' : conclusion === 'failure' ? 'failed' : conclusion
