import { type Command, parseCommand } from './commands.js'
import type { Masker } from './masking.js'
import type { Annotation } from './types.js'

const ISSUES = ['error', 'warning', 'notice'] as const
const DISABLED = ['set-env', 'add-path', 'set-output', 'save-state']
const COMMANDS = [...ISSUES, ...DISABLED, 'add-mask', 'debug', 'group', 'endgroup', 'echo', 'stop-commands']
const IGNORED = ['add-matcher', 'remove-matcher']

/** Where a stage's output goes. */
export interface OutputSink {
  /** A line for the log; `raw` is null when it is the runner's own and the process never printed it. */
  line(raw: string | null, shown: string | null): void
  annotation(level: Annotation['level'], title: string | undefined, message: string): void
  mask(value: string): void
}

/**
 * One stage's stdout and stderr, line by line (ActionCommandManager.cs): obeys workflow commands, masks the rest.
 * `stop-commands` lasts for the stage only.
 */
export class StageOutput {
  /** True after a command that fails the step whatever its exit code. */
  failed = false
  readonly #masker: Masker
  readonly #sink: OutputSink
  readonly #debug: boolean
  #echo: boolean
  #resumeToken: string | undefined

  constructor(masker: Masker, sink: OutputSink, debug: boolean) {
    this.#masker = masker
    this.#sink = sink
    this.#debug = debug
    this.#echo = debug
  }

  /** A line that the process printed. */
  process(line: string): void {
    const resumeToken = this.#resumeToken
    const command = parseCommand(line, name => this.#isKnown(name))
    if (command !== null && resumeToken === undefined) this.#obey(line, command)
    else this.#show(line, line)
    if (command !== null && command.name === resumeToken) this.#resumeToken = undefined
  }

  /** A line of the runner's own: masked, and no command in it. */
  say(text: string): void {
    this.#show(null, text)
  }

  issue(level: Annotation['level'], message: string, title?: string, raw: string | null = null): void {
    this.#sink.annotation(level, title, this.#masker.mask(message))
    this.#show(raw, `##[${level}]${message}`)
  }

  #isKnown(name: string): boolean {
    return COMMANDS.includes(name) || IGNORED.includes(name) || name === this.#resumeToken
  }

  #obey(line: string, command: Command): void {
    const { name, data, properties } = command
    const level = ISSUES.find(issue => issue === name)
    if (name === 'add-mask') this.#addMask(data)
    else if (level !== undefined) this.issue(level, data, properties.title, line)
    else if (name === 'debug') this.#show(line, this.#debug ? `##[debug]${data}` : null)
    else if (name === 'group') this.#show(line, `##[group]${data}`)
    else if (name === 'endgroup') this.#show(line, '##[endgroup]')
    else if (name === 'stop-commands') {
      this.#resumeToken = data.toLowerCase()
      this.#show(line, line)
    } else {
      if (name === 'echo') this.#echo = data.trim().toLowerCase() === 'on'
      this.#show(line, this.#echo ? line : null)
    }
    if (!DISABLED.includes(name)) return
    this.issue('error', `The \`${name}\` command is disabled. Please upgrade to using Environment Files.`)
    this.failed = true
  }

  /** The value is not printed; only its echo is, and only when echoing is on. */
  #addMask(value: string): void {
    if (value.trim() === '') {
      this.issue('warning', "Can't add secret mask for empty string in ##[add-mask] command.")
    } else {
      if (this.#echo) this.#sink.line(null, '::add-mask::***')
      this.#masker.add(value)
      this.#sink.mask(value)
    }
  }

  #show(raw: string | null, shown: string | null): void {
    this.#sink.line(raw, shown === null ? null : this.#masker.mask(shown))
  }
}
