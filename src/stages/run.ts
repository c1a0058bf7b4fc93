import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseCodexArgs } from '../codex/arguments.js'
import { wantsRotation } from '../codex/events.js'
import { type ExecRequest, type ExecResult, runExec } from '../codex/exec.js'
import type { Codex } from '../codex/process.js'
import { ActionError } from '../errors.js'
import { InputError, type Inputs } from '../inputs.js'
import { showEvent } from '../report/events.js'
import { untrustedLines } from '../report/log.js'
import { output, outputSession } from '../report/outputs.js'
import { parseJson } from '../system/json.js'
import { HandOver } from './handover.js'
import type { Prepared } from './prepare.js'
import type { Stage } from './stage.js'

/** What `codex exec` is asked to do, checked: files and directories exist, `codex-args` can be read. */
export type Task = Pick<
  ExecRequest,
  'prompt' | 'model' | 'effort' | 'subcommand' | 'schemaFile' | 'workingDirectory' | 'args' | 'timeoutMs'
> & {
  readonly outputFile: string | undefined
}

/** Reads the task from the inputs before anything is spent on it; undefined without a prompt. Throws `InputError`. */
export async function readTask(inputs: Inputs, workspace: string, temp: string): Promise<Task | undefined> {
  const prompt = (await readPrompt(inputs, workspace)) ?? (inputs.review ? '' : undefined)
  if (prompt === undefined) return undefined
  const workingDirectory = resolve(workspace, inputs['working-directory'] ?? '.')
  if (!(await stat(workingDirectory).catch(() => undefined))?.isDirectory())
    throw new InputError(
      'working-directory',
      `leads to ${workingDirectory}, which is no directory`,
      'Give one that exists when this step starts; is a checkout missing before it?',
    )
  const outputFile = inputs['output-file']
  return {
    prompt,
    workingDirectory,
    model: inputs.model,
    effort: inputs.effort,
    subcommand: subcommandOf(inputs),
    schemaFile: await schemaFile(inputs, workspace, temp),
    args: parseCodexArgs(inputs['codex-args'] ?? ''),
    timeoutMs: inputs['timeout-minutes'],
    outputFile: outputFile === undefined ? undefined : resolve(workspace, outputFile),
  }
}

function subcommandOf(inputs: Inputs): string[] {
  const { review, 'resume-thread': thread } = inputs
  if (review && thread)
    throw new InputError('review', 'is given beside `resume-thread`', 'Give one of the two.')
  if (thread) return ['resume', thread]
  if (!review) return []
  const [what = '', which] = review.split(/:(.*)/s)
  return which ? ['review', `--${what}`, which] : ['review', `--${what}`]
}

/** The schema's file, absolute; one in the runner's temp directory for a schema that was given inline. */
async function schemaFile(inputs: Inputs, workspace: string, temp: string): Promise<string | undefined> {
  const { 'output-schema': schema, 'output-schema-file': file } = inputs
  if (schema !== undefined && file !== undefined)
    throw new InputError('output-schema-file', 'is given beside `output-schema`', 'Give one of the two.')
  if (schema === undefined && file === undefined) return undefined
  const path = file === undefined ? join(temp, 'codex-output-schema.json') : resolve(workspace, file)
  const text = schema ?? (await readFile(path, 'utf8').catch(() => ''))
  const parsed = parseJson(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new InputError(
      file === undefined ? 'output-schema' : 'output-schema-file',
      file === undefined ? 'is not a JSON object' : `names ${file}, which is missing or not a JSON object`,
      'Give a JSON schema, such as {"type":"object","properties":{…},"required":[…],"additionalProperties":false}.',
    )
  if (file === undefined) await writeFile(path, text)
  return path
}

async function readPrompt(inputs: Inputs, workspace: string): Promise<string | undefined> {
  const { prompt, 'prompt-file': file } = inputs
  if (prompt !== undefined && file !== undefined)
    throw new InputError('prompt-file', 'is given beside `prompt`', 'Give one of the two.')
  if (file === undefined) return prompt
  const text = await readFile(resolve(workspace, file), 'utf8').catch(() => '')
  if (text.trim() === '')
    throw new InputError(
      'prompt-file',
      `names ${file}, which is missing or empty`,
      'Give a file that exists when this step starts; is a checkout missing before it?',
    )
  return text
}

/** Runs Codex on the task, shows what it does, and keeps its login going meanwhile. Throws `RunFailed`. */
export async function run(
  stage: Stage,
  prepared: Prepared,
  codex: Codex,
  task: Task,
  permissions: readonly string[],
): Promise<void> {
  const handOver = new HandOver(stage, prepared, codex)
  const result = await runExec(codex, {
    ...task,
    permissions,
    projectInstructions: prepared.trust.trustedHead,
    signal: AbortSignal.any([stage.cancelled, handOver.hopeless]),
    onStart: process => stage.state.set('exec', process),
    // Codex's own words for it look like a broken network; the hand-over says what it is.
    onEvent: event => wantsRotation(event) || showEvent(event, stage.log),
    onWantsRotation: handOver.wanted,
  }).finally(() => handOver.end())
  stage.state.set('exec', undefined)
  await report(result, task)
  reportHandOver(stage, handOver, result.outcome === 'succeeded')
  if (result.outcome !== 'succeeded') throw handOver.failure ?? new RunFailed(result, task.timeoutMs)
}

function reportHandOver(
  stage: Stage,
  { session, failure, rotated, persisted }: HandOver,
  works: boolean,
): void {
  if (session) outputSession(session, stage.now())
  if (rotated) {
    output('rotated', true)
    output('persisted', persisted)
    output('auth-status', 'rotated')
  }
  if (failure) {
    output('auth-status', failure.permanent && !works ? 'dead' : 'stale')
    output('auth-reason', failure.code)
  }
}

/** A failed run has its outputs too, but never an output file: Codex itself would leave an empty one (facts §9). */
async function report(result: ExecResult, task: Task): Promise<void> {
  if (result.threadId !== undefined) output('thread-id', result.threadId)
  if (result.usage) output('usage', result.usage)
  if (result.finalMessage !== undefined) output('final-message', result.finalMessage)
  if (result.outcome !== 'succeeded' || !task.outputFile) return
  await mkdir(dirname(task.outputFile), { recursive: true })
  await writeFile(task.outputFile, result.finalMessage ?? '')
}

/** `codex exec` did not finish its turn. */
export class RunFailed extends ActionError {
  override readonly name = 'RunFailed'

  constructor({ outcome, exitCode, failure, stderr }: ExecResult, timeoutMs: number) {
    const said = untrustedLines(failure ?? stderr.at(-1) ?? '')
      .join(' ')
      .slice(0, 1000)
    const what = {
      'timed-out': `Codex had not finished after ${timeoutMs / 60_000} minutes and was stopped.`,
      stopped: 'Codex was stopped because the job was cancelled.',
      failed: `Codex failed (exit ${exitCode}).`,
      succeeded: '',
    }[outcome]
    super(outcome === 'failed' ? 'run-failed' : outcome, {
      what: said ? `${what} It said: ${said}` : what,
      why: 'The task is not done. The login is kept.',
      remedy:
        outcome === 'timed-out'
          ? 'Give it longer with `timeout-minutes`, or a smaller task.'
          : 'The log above shows how far it came.',
    })
  }
}
