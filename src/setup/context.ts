import type { Readable, Writable } from 'node:stream'
import type { Ask } from './ask.js'
import type { Options } from './options.js'

/** The machine of the person who sets up. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Prints a text as it is, with its line ends. */
  print(text: string): void
  /** A terminal to ask at; undefined without one. */
  readonly terminal: { readonly input: Readable; readonly output: Writable } | undefined
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal
}

/** The tools that every part of the set-up has. */
export interface Context extends Machine {
  readonly options: Options
  readonly ask: Ask
  /** True if commands and files are only printed. */
  readonly isDry: boolean
  /** Prints one line. */
  say(line: string): void
}
