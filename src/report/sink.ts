import { existsSync } from 'node:fs'
import * as core from '@actions/core'
import { asUnusablePlace, UnusablePlace } from '../system/unusable-place.js'
import { harmlessLine, harmlessLines, harmlessValue } from './harmless.js'

/**
 * The only place where text leaves this action for the runner: log, annotations, masks, outputs, variables, state and
 * summary. Text of others and our own text are both made harmless (harmless.ts), so that no caller has to know which is
 * which. A lint rule keeps `@actions/core`, `process.stdout` and `console` out of all other files.
 */

/** A step's summary has room for 1 MiB, and a longer one isn't shown at all (docs/facts/runner.md). */
const LONGEST_SUMMARY = 256 * 1024
/** A shorter mask would take ordinary words out of the log. */
const SHORTEST_MASK = 4
const LAST_WORDS_MS = 2000

const oneText = (text: string): string => harmlessLines(text).join('\n')

/** True while this file writes a command on purpose. */
let isOurs = false

function command<T>(write: () => T): T {
  isOurs = true
  try {
    return write()
  } finally {
    isOurs = false
  }
}

/** Writes a command that the runner reads from the file which a variable names. Throws `UnusablePlace`. */
function toldIn(variable: string, write: () => void): void {
  const file = process.env[variable]
  if (file && !existsSync(file)) throw new UnusablePlace(file, 'ENOENT')
  try {
    command(write)
  } catch (error) {
    throw asUnusablePlace(error, file)
  }
}

export const info = (text: string): void => {
  for (const line of harmlessLines(text)) command(() => core.info(line))
}
export const notice = (text: string): void => command(() => core.notice(oneText(text)))
export const warning = (text: string): void => command(() => core.warning(oneText(text)))
export const error = (text: string): void => command(() => core.error(oneText(text)))

/** Folded under its title. */
export function group(title: string, lines: readonly string[]): void {
  command(() => core.startGroup(harmlessLine(title)))
  for (const line of lines) info(line)
  command(() => core.endGroup())
}

/** Folds what is logged during some work under its title. */
export async function fold<T>(title: string, work: () => Promise<T>): Promise<T> {
  command(() => core.startGroup(harmlessLine(title)))
  try {
    return await work()
  } finally {
    command(() => core.endGroup())
  }
}

/** An error that fails the step. */
export const fail = (text: string): void => command(() => core.setFailed(oneText(text)))

/** Registers a secret with the runner's masker, which would also mask each line of it, however short. */
export function mask(secret: string): void {
  const lines = secret.split(/[\r\n]+/).map(line => line.trim())
  for (const line of lines) {
    if (line.length < SHORTEST_MASK || masked.has(line)) continue
    masked.add(line)
    command(() => core.setSecret(line))
  }
}

/** The values that the runner masks by now. A job reads the same login several times, and each mask is a line of the log. */
const masked = new Set<string>()

/** Sets an output of the step. A value that is not a string becomes JSON. */
export const output = (name: string, value: unknown): void =>
  toldIn('GITHUB_OUTPUT', () =>
    core.setOutput(name, harmlessValue(typeof value === 'string' ? value : JSON.stringify(value ?? null))),
  )

/** Sets a variable for later steps, exactly as given: programs read it. */
export const exportVariable = (name: string, value: string): void =>
  toldIn('GITHUB_ENV', () => core.exportVariable(name, value))

/** Puts a directory before the PATH of later steps. */
export function addPath(directory: string): void {
  if (/[\r\n]/.test(directory))
    throw new Error("a directory with a line end in its name can't be put on PATH")
  toldIn('GITHUB_PATH', () => core.addPath(directory))
}

/** Keeps a text for the later stages of this step. */
export const saveState = (name: string, text: string): void =>
  toldIn('GITHUB_STATE', () => core.saveState(name, text))

/** Replaces this step's summary. The lines that don't fit are left out, from the end. */
export async function summarize(markdown: string): Promise<void> {
  await core.summary.emptyBuffer().addRaw(cut(markdown), true).write({ overwrite: true })
}

function cut(text: string): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= LONGEST_SUMMARY) return text
  const start = bytes.subarray(0, LONGEST_SUMMARY).toString('utf8')
  return start.slice(0, start.lastIndexOf('\n') + 1)
}

/** Prints a text for a person at a terminal, or in a `run:` step. */
export const print = (text: string): void => command(() => void process.stdout.write(oneText(text)))

/** A terminal at which a person can be asked; undefined without one. */
export function terminal(): { input: NodeJS.ReadStream; output: NodeJS.WriteStream } | undefined {
  const { stdin: input, stdout: output } = process
  if (!input.isTTY || !output.isTTY) return undefined
  // One that doesn't know its size, as in some containers, would get a line for each letter.
  output.columns ||= 80
  output.rows ||= 24
  return { input, output }
}

/** The same for what went wrong. */
export const printError = (text: string): void => command(() => void process.stderr.write(oneText(text)))

/** Prints JSON for a program, in full: its strings can hold no command to the runner. */
export const printDocument = (json: string): void =>
  command(() => void process.stdout.write(json.replaceAll('##[', '##\\u005b')))

export interface Annotation {
  readonly level: 'warning' | 'note'
  readonly title: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
}

/** Adds an annotation to the run, in a file of the repository. */
export function annotate(text: string, { level, title, file, line, column }: Annotation): void {
  const properties = {
    title: harmlessLine(title),
    ...(file !== undefined && { file: harmlessLine(file) }),
    ...(line !== undefined && { startLine: line }),
    ...(column !== undefined && { startColumn: column }),
  }
  command(() => (level === 'warning' ? core.warning : core.notice)(oneText(text), properties))
}

/**
 * Also makes harmless what others print in this process: a library's text, Node's warnings, and uncaught errors, which Node
 * would print as they are. `onCrash` reports such an error; then the process ends with exit code 1.
 */
export function guardStreams(onCrash: (error: unknown) => void): void {
  guard(process.stdout)
  guard(process.stderr)
  process.removeAllListeners('warning')
  process.on('warning', ({ name, message }) => info(`${name}: ${message}`))
  process.on('uncaughtException', error => {
    onCrash(error)
    const end = () => process.exit(1)
    // The last lines may still be waiting for their reader.
    process.stdout.write('', end)
    setTimeout(end, LAST_WORDS_MS)
  })
}

/** Calls back when nobody reads stdout any more, as when the runner is gone. */
export const onBrokenPipe = (listener: () => void): void => void process.stdout.on('error', listener)

function guard(stream: NodeJS.WriteStream): void {
  const write = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean
  stream.write = ((chunk: unknown, ...rest: unknown[]) => {
    if (isOurs || chunk === '') return write(chunk, ...rest)
    // A whole line each time: two harmless halves could make a command.
    const text = Buffer.from(chunk as Uint8Array)
      .toString('utf8')
      .replace(/\n$/, '')
    return write(`${oneText(text)}\n`, ...rest.filter(it => typeof it === 'function'))
  }) as typeof stream.write
}
