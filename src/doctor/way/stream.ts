import type { Act, Content, Value } from './acts.js'
import type { ScriptScope } from './state.js'

/** The standard output of a command. `raw`: an auth.json as it is, with its tokens. */
export interface Stream {
  readonly text: string
  readonly content?: Content | undefined
  readonly raw?: boolean
}
export const NOTHING: Stream = { text: '' }

/** Under which circumstances a command runs. */
export interface Circumstances {
  readonly stdin: Stream | undefined
  /** Where its output goes: the log of the step, another command, or a file. */
  readonly out: 'log' | 'taken' | { readonly file: Value; readonly append: boolean }
  /** It runs only after a look whether there is a login. */
  readonly looked: boolean
  readonly after: Act['after']
  /** Whether its failure ends the script. */
  readonly ends: boolean
}

/** A script that is longer isn't read: nobody writes one into a workflow. */
export const LONGEST_SCRIPT = 128 * 1024

/** A shell that follows a script, as its commands see it. */
export interface Shell {
  readonly scope: ScriptScope
  readonly variables: Map<string, Value>
  /** Whether a failing command ends nothing. */
  readonly isTolerant: boolean
  /** A script in a script, such as that of `bash -c '…'`. */
  inner(text: string, circumstances: Circumstances, offset: number): Stream
  /** A script of the repository. `own`: read in by `source`. False if it isn't there. */
  file(path: string, circumstances: Circumstances, own: boolean): boolean
  read(file: Value): Stream
  write(
    file: Value,
    stream: Stream,
    how: { looked: boolean; append: boolean; after: Act['after']; place: Act['place'] },
  ): void
}
