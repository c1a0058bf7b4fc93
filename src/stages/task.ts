import { mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { parseCodexArgs } from '../codex/arguments.js'
import type { ExecRequest } from '../codex/exec.js'
import { InputError, type Inputs } from '../inputs.js'
import { isWithin, realFile } from '../system/files.js'
import { parseJson } from '../system/json.js'

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
  const workingDirectory = await pathOf('working-directory', inputs['working-directory'] ?? '.', workspace)
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
    outputFile: outputFile === undefined ? undefined : await placeOf(outputFile, workspace),
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
  const path =
    file === undefined
      ? join(temp, 'codex-output-schema.json')
      : await pathOf('output-schema-file', file, workspace)
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
  const text = await readFile(await pathOf('prompt-file', file, workspace), 'utf8').catch(() => '')
  if (text.trim() === '')
    throw new InputError(
      'prompt-file',
      `names ${file}, which is missing or empty`,
      'Give a file that exists when this step starts; is a checkout missing before it?',
    )
  return text
}

/**
 * Where the final message goes, its directory made: behind all links as they are now, so that one that the model
 * makes later is not followed.
 */
async function placeOf(outputFile: string, workspace: string): Promise<string> {
  const file = resolve(workspace, outputFile)
  await mkdir(dirname(file), { recursive: true })
  await pathOf('output-file', dirname(file), workspace)
  return join(await realpath(dirname(file)), basename(file))
}

/**
 * An input's path, absolute. What a Codex of an earlier step could have put into the workspace must not lead out of it:
 * to auth.json as the prompt, or to a home directory as the one to work in.
 */
async function pathOf(input: string, given: string, workspace: string): Promise<string> {
  const path = resolve(workspace, given)
  const real = await realFile(path)
  if (isWithin(path, workspace) && real !== path && !isWithin(real, await realFile(workspace)))
    throw new InputError(
      input,
      `leads by a symbolic link to ${real}, out of the workspace`,
      'Give that path itself, if it is meant: an earlier run of Codex could have made such a link.',
    )
  return path
}
