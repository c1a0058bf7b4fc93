import type { Finding } from './report.js'

export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly cwd: string
  print(text: string): void
  /** For what went wrong. */
  complain(text: string): void
  /** Prints JSON as it is. */
  printJson(text: string): void
  /** Adds an annotation to the run. */
  annotate(finding: Finding): void
  /** All of standard input; undefined if it is more than a workflow has. */
  readInput(): Promise<string | undefined>
}
