import { quote } from '../system/quote.js'
import { type RunResult, run, succeeded } from '../system/run.js'
import type { Context } from './context.js'
import { SetupEnded, SetupRefused } from './refused.js'

const LOOK_MS = 60_000
/** A push may ask for a passphrase, and take its time. */
const CHANGE_MS = 300_000
const MOST_OUTPUT = 16 * 2 ** 20

export interface Call {
  readonly file: 'gh' | 'git'
  readonly args: readonly string[]
  /** More variables. */
  readonly env?: Readonly<Record<string, string>>
  /** Its standard input: a secret goes there and nowhere else. */
  readonly input?: string | Buffer
  readonly timeoutMs?: number
}

/** Runs a program to its end. Throws `SetupRefused` if it isn't there, and `SetupEnded` when it was ended with us. */
export async function call(
  context: Context,
  { file, args, env, input, timeoutMs = LOOK_MS }: Call,
): Promise<RunResult> {
  const result = await run({
    file,
    args,
    env: { ...context.env, ...env },
    cwd: context.cwd,
    input,
    timeoutMs,
    maxOutput: MOST_OUTPUT,
    signal: context.signal,
    // In the terminal, where ssh and a credential helper may ask a person.
    group: 'ours',
  })
  if (context.signal.aborted) throw new SetupEnded()
  if (result.how === 'not-started') throw notInstalled(file)
  return result
}

/** Returns the output of a program. @throws SetupRefused if it fails, with what it said */
export async function output(context: Context, request: Call): Promise<string> {
  const result = await call(context, request)
  if (!succeeded(result)) throw failed(request, result)
  return result.stdout.toString()
}

/** A command that changes something: printed before it is run, and not run at all in a dry run. */
export async function change(context: Context, request: Call, stdin = ''): Promise<RunResult | undefined> {
  context.say(`  $ ${shown(request)}${stdin ? `   # standard input: ${stdin}` : ''}`)
  return context.isDry ? undefined : call(context, { timeoutMs: CHANGE_MS, ...request })
}

/** `change` for a command whose failure ends the set-up. */
export async function insist(context: Context, request: Call, stdin = ''): Promise<void> {
  const result = await change(context, request, stdin)
  if (result && !succeeded(result)) throw failed(request, result)
}

/** As a person could type it. */
export const shown = ({ file, args }: Pick<Call, 'file' | 'args'>): string =>
  [file, ...args]
    .map(word => (/^[\w@%+=:,./{}-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ')

function failed(request: Call, result: RunResult): SetupRefused {
  const said = quote(result.stderr.toString() || result.stdout.toString(), 400)
  return new SetupRefused('setup-tool', {
    what: `\`${shown(request)}\` failed${said ? `: ${said}` : '.'}`,
    why: 'The set-up needs it to go on. Earlier steps stay done.',
    remedy: 'Repair that, and run the same command again: it goes on from there.',
  })
}

const notInstalled = (file: string) =>
  new SetupRefused('setup-tool', {
    what: `\`${file}\` is not installed, or not on PATH.`,
    why: 'The set-up does with it what you would do by hand. Nothing was changed.',
    remedy:
      file === 'gh' ? 'Install it from https://cli.github.com, and run `gh auth login`.' : `Install ${file}.`,
  })
