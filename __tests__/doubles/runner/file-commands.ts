import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Values } from './types.js'

/** The file a stage writes to, by the GITHUB_* name, with the runner's own file prefix (FileCommandManager.cs). */
const FILES = {
  GITHUB_OUTPUT: 'set_output_',
  GITHUB_STATE: 'save_state_',
  GITHUB_ENV: 'set_env_',
  GITHUB_PATH: 'add_path_',
  GITHUB_STEP_SUMMARY: 'step_summary_',
} as const

export type CommandFiles = Record<keyof typeof FILES, string>

/** A summary larger than this is not shown at all. */
const SUMMARY_LIMIT = 1024 * 1024

/** Fresh, empty files for one stage. Those of earlier stages stay until RUNNER_TEMP is wiped, as with the runner. */
export function createCommandFiles(temp: string): CommandFiles {
  const folder = join(temp, '_runner_file_commands')
  mkdirSync(folder, { recursive: true })
  const suffix = randomUUID()
  const files = {} as CommandFiles
  for (const name of Object.keys(FILES) as (keyof CommandFiles)[]) {
    files[name] = join(folder, FILES[name] + suffix)
    writeFileSync(files[name], '')
  }
  return files
}

/** What a stage asked for in its files. Each part is applied even when another can't be read. */
export interface FileRequests {
  outputs: Values
  state: Values
  env: Values
  path: string[]
  summary: string
  errors: string[]
}

/** Reads the files of a stage that has ended, however it ended: what was written before a kill counts. */
export function readCommandFiles(files: CommandFiles): FileRequests {
  const requests: FileRequests = { outputs: {}, state: {}, env: {}, path: [], summary: '', errors: [] }
  const into = (name: keyof CommandFiles, target: Values) => {
    try {
      for (const [key, value] of pairs(contentOf(files[name]))) target[key] = value
    } catch (error) {
      const what = name.slice('GITHUB_'.length).toLowerCase()
      requests.errors.push(`Unable to process file command '${what}' successfully.`, (error as Error).message)
    }
  }
  into('GITHUB_OUTPUT', requests.outputs)
  into('GITHUB_STATE', requests.state)
  into('GITHUB_ENV', requests.env)
  requests.path = contentOf(files.GITHUB_PATH)
    .split(/\r?\n/)
    .filter(line => line !== '')
  requests.summary = contentOf(files.GITHUB_STEP_SUMMARY)
  const size = Buffer.byteLength(requests.summary)
  if (size > SUMMARY_LIMIT) {
    requests.summary = ''
    requests.errors.push(
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${size >> 10}k.`,
    )
  }
  for (const name of Object.keys(requests.env)) {
    if (!isProtected(name)) continue
    delete requests.env[name]
    // Only NODE_OPTIONS is refused aloud; the default variables are laid over whatever was written.
    if (name.toUpperCase() === 'NODE_OPTIONS') {
      requests.errors.push(`Can't store ${name} output parameter using '$GITHUB_ENV' command.`)
    }
  }
  return requests
}

const isProtected = (name: string) => /^(?:NODE_OPTIONS$|GITHUB_|RUNNER_)/i.test(name)

/** A file that the stage deleted is an empty one. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/**
 * `name=value` and `name<<DELIMITER` blocks. Throws on a line that is neither and on a block that never ends;
 * the pairs before it have been given already, and stay.
 */
export function* pairs(text: string): Generator<[string, string]> {
  const lines = text.split('\n')
  const ended = lines.at(-1) === ''
  if (ended) lines.pop()
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      yield [line.slice(0, equals), line.slice(equals + 1)]
    } else if (heredoc > 0 && heredoc + 2 < line.length) {
      const delimiter = line.slice(heredoc + 2)
      const end = lines.indexOf(delimiter, at + 1)
      if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
      yield [line.slice(0, heredoc), lines.slice(at + 1, end).join('\n')]
      at = end
    } else {
      throw new Error(`Invalid format '${line}'`)
    }
  }
}
