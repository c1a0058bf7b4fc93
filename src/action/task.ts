import { access, constants, mkdir, realpath, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { parseCodexArgs } from '../codex/exec/arguments.js'
import type { ExecRequest } from '../codex/exec/exec.js'
import { InputError, systemCode } from '../system/errors.js'
import { FileTooLarge, isWithin, NotRegularFile, readRegularFile, realFile } from '../system/files.js'
import { parseJson } from '../system/json.js'
import { runnerTemp } from '../system/runner-temp.js'
import { decodeText } from '../system/text.js'
import { atPlace, reasonOf } from '../system/unusable-place.js'
import { fromHome } from '../system/user-path.js'
import type { Inputs } from './inputs.js'

/** More than any model reads at once. */
const MOST_BYTES = 8 * 2 ** 20

/** A checked request for `codex exec`: its files and directories exist, and its `codex-args` can be read. */
export type Task = Pick<
  ExecRequest,
  'prompt' | 'model' | 'effort' | 'subcommand' | 'schemaFile' | 'workingDirectory' | 'args' | 'timeoutMs'
> & {
  readonly outputFile: string | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** The directory to which paths of inputs are relative, and the environment that says what `~` means. */
interface From {
  readonly workspace: string
  readonly env: Environment
}

/**
 * Reads the task from the inputs before the job uses anything for it. Returns undefined without a prompt.
 * @throws InputError, UnusablePlace or NoRunnerTemp
 */
export async function readTask(
  inputs: Inputs,
  workspace: string,
  env: Environment,
): Promise<Task | undefined> {
  const prompt = (await readPrompt(inputs, { workspace, env })) ?? (inputs.review ? '' : undefined)
  if (prompt === undefined) return undefined
  const workingDirectory = await pathOf('working-directory', inputs['working-directory'] ?? '.', {
    workspace,
    env,
  })
  await assertDirectory(workingDirectory)
  const outputFile = inputs['output-file']
  return {
    prompt,
    workingDirectory,
    model: inputs.model,
    effort: inputs.effort,
    subcommand: subcommandOf(inputs),
    schemaFile: await schemaFile(inputs, { workspace, env }),
    args: parseCodexArgs(inputs['codex-args'] ?? ''),
    timeoutMs: inputs['timeout-minutes'],
    outputFile: outputFile === undefined ? undefined : await placeOf(outputFile, { workspace, env }),
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

/** Codex starts in it, and its commands list it. Throws `InputError`. */
async function assertDirectory(path: string): Promise<void> {
  const code = await access(`${path}/.`, constants.R_OK | constants.X_OK).then(() => undefined, systemCode)
  if (code === undefined) return
  const isMissing = code === 'ENOENT' || code === 'ENOTDIR'
  throw new InputError(
    'working-directory',
    `leads to ${path}, which ${isMissing ? 'is not a directory' : `can't be used: ${reasonOf(path, code)}`}`,
    'Give a directory that exists when this step starts and that the user who runs this job may read; is a checkout missing before it?',
  )
}

/** The schema's file, absolute: one in the runner's temp directory, in UTF-8. */
async function schemaFile(inputs: Inputs, from: From): Promise<string | undefined> {
  const { 'output-schema': schema, 'output-schema-file': file } = inputs
  if (schema !== undefined && file !== undefined)
    throw new InputError('output-schema-file', 'is given beside `output-schema`', 'Give one of the two.')
  if (schema === undefined && file === undefined) return undefined
  const text =
    schema ??
    (await textOf('output-schema-file', await pathOf('output-schema-file', file ?? '', from), file ?? ''))
  const parsed = parseJson(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new InputError(
      file === undefined ? 'output-schema' : 'output-schema-file',
      file === undefined ? 'is not a JSON object' : `names ${file}, which is missing or not a JSON object`,
      'Give a JSON schema, such as {"type":"object","properties":{…},"required":[…],"additionalProperties":false}.',
    )
  // Codex gets a copy: it reads no file with a byte-order mark.
  const path = join(runnerTemp(from.env), 'codex-output-schema.json')
  await atPlace(path, writeFile(path, text))
  return path
}

async function readPrompt(inputs: Inputs, from: From): Promise<string | undefined> {
  const { prompt, 'prompt-file': file } = inputs
  if (prompt !== undefined && file !== undefined)
    throw new InputError('prompt-file', 'is given beside `prompt`', 'Give one of the two.')
  if (file === undefined) return prompt
  const text = await textOf('prompt-file', await pathOf('prompt-file', file, from), file)
  if (text.trim() === '')
    throw new InputError(
      'prompt-file',
      `names ${file}, which is missing or empty`,
      'Give a file that exists when this step starts; is a checkout missing before it?',
    )
  return text
}

/**
 * The text of a file that an input names, with the line ends of Linux; empty for one that is missing. Throws `InputError` if
 * it can't be read.
 */
async function textOf(input: string, path: string, given: string): Promise<string> {
  const decoded = decodeText(await bytesOf(input, path, given))
  if ('text' in decoded) return decoded.text.replaceAll('\r\n', '\n')
  throw new InputError(
    input,
    `names ${given}, which ${decoded.unreadable}`,
    'Give a file in UTF-8 (UTF-16 is read too). In PowerShell: `Set-Content -Encoding utf8`.',
  )
}

async function bytesOf(input: string, path: string, given: string): Promise<Buffer> {
  try {
    return await readRegularFile(path, { limit: MOST_BYTES })
  } catch (error) {
    const is = unfit(error)
    if (is) throw new InputError(input, `names ${given}, which ${is}`, 'Give a regular file with text in it.')
    const code = systemCode(error)
    if (code === 'ENOENT') return Buffer.alloc(0)
    if (code === undefined) throw error
    throw new InputError(
      input,
      `names ${given}, which can't be read: ${reasonOf(path, code)}`,
      'Give a file that the user who runs this job may read.',
    )
  }
}

/** Why something that is there can't be read as a text. */
function unfit(error: unknown): string | undefined {
  if (error instanceof NotRegularFile) return `is ${error.kind}`
  return error instanceof FileTooLarge ? `has more than ${MOST_BYTES / 2 ** 20} MB` : undefined
}

/**
 * Where the final message goes, its directory made: behind all links as they are now, so that one that the model
 * makes later is not followed.
 */
async function placeOf(outputFile: string, from: From): Promise<string> {
  const file = resolve(from.workspace, fromHome(outputFile, from.env))
  const code = await mkdir(dirname(file), { recursive: true })
    .then(() => access(dirname(file), constants.W_OK | constants.X_OK))
    .then(() => undefined, systemCode)
  if (code !== undefined)
    throw new InputError(
      'output-file',
      `leads to ${dirname(file)}, which can't be written: ${reasonOf(dirname(file), code)}`,
      'Give a file in a directory that the user who runs this job may write.',
    )
  if ((await stat(file).catch(() => undefined))?.isDirectory())
    throw new InputError('output-file', `leads to ${file}, which is a directory`, 'Give the name of a file.')
  await pathOf('output-file', dirname(file), from)
  return join(await realpath(dirname(file)), basename(file))
}

/**
 * An input's path, absolute. What a Codex of an earlier step could have put into the workspace must not lead out of it:
 * to auth.json as the prompt, or to a home directory as the one to work in.
 */
async function pathOf(input: string, given: string, { workspace, env }: From): Promise<string> {
  const path = resolve(workspace, fromHome(given, env))
  const real = await realFile(path)
  if (isWithin(path, workspace) && real !== path && !isWithin(real, await realFile(workspace)))
    throw new InputError(
      input,
      `leads by a symbolic link to ${real}, out of the workspace`,
      'Give that path itself, if it is meant: an earlier run of Codex could have made such a link.',
    )
  return path
}
