import { join } from 'node:path'
import { harmlessLine } from '../report/harmless.js'
import { ActionError } from '../system/errors.js'
import { readRegularFile } from '../system/files.js'
import { WORKLOAD_IDENTITY } from './environment.js'

/** More than any list of variables has. */
const MOST_BYTES = 1024 * 1024
/** Characters: what Codex says of a configuration is one sentence. */
const LONGEST = 500

/** Where a Codex has its configuration from. */
export interface Places {
  /** Its CODEX_HOME. */
  readonly home: string
  /** The CODEX_HOME of machine or workflow. The config.toml in `home` may be a copy of the one there. */
  readonly configured: string
}

/**
 * Throws `LoginReplaced` where CODEX_HOME/.env has a variable for which Codex uses another login than auth.json. Codex
 * reads that file at each start, and it beats the environment (docs/facts#dotenv-is-read: an empty value and
 * `export` count too). It takes no variable from there that begins with CODEX_.
 */
export async function assertOwnLogin(home: string): Promise<void> {
  const file = join(home, '.env')
  // Codex passes over a file that it can't read, and nothing else is in this one's place (`makeHome`).
  const text = await readRegularFile(file, { limit: MOST_BYTES }).then(String, () => '')
  const names = WORKLOAD_IDENTITY.filter(name => setsVariable(text, name))
  if (names.length > 0) throw new LoginReplaced(`${names.join(' and ')} in ${file}`)
}

const setsVariable = (text: string, name: string): boolean =>
  text.split('\n').some(line => {
    const [before = '', value] = line.split('=', 2)
    return (
      value !== undefined &&
      before
        .trim()
        .replace(/^export[ \t]/, '')
        .trim() === name
    )
  })

/** The beginning of `codex login status` where it can't load its configuration; the cause follows (0.169.0). */
const NOT_LOADED = /^Error loading configuration: /
/** The same where a variable makes it use a workload identity. */
const NOT_CHECKED = 'Error checking login status: '
const isAboutIdentity = (line: string): boolean =>
  line.startsWith(NOT_CHECKED) && line.includes('workload identity')

/**
 * The error in the configuration that `codex login status` has printed on stderr; undefined if it printed none. It
 * names file and line where `codex sandbox` may not, goes by all layers of the configuration, and asks no server.
 */
export function configurationError(stderr: readonly string[], places: Places): ActionError | undefined {
  const identity = stderr.find(isAboutIdentity)
  if (identity !== undefined) return new LoginReplaced(identity.slice(NOT_CHECKED.length))
  const first = stderr.findIndex(line => NOT_LOADED.test(line))
  if (first < 0) return undefined
  const [head = '', ...more] = stderr.slice(first)
  return new UnusableConfiguration([head.replace(NOT_LOADED, ''), ...more].filter(isOwn).join(' '), places)
}

/** Lines of the file itself, which Codex shows with a number before them, may have a secret in them. */
const isOwn = (line: string): boolean => !/^[\s\d]*\|/.test(line)

/** The same of the values that it quotes. */
const withoutValues = (said: string): string => said.replace(/\bstring "(?:[^"\\]|\\.)*"/g, 'a string')

/** Codex can't load its configuration. Thrown before it is started for the task. */
export class UnusableConfiguration extends ActionError {
  override readonly name = 'UnusableConfiguration'

  constructor(said: string, { home, configured }: Places) {
    // The job's config.toml is a copy that is removed with its home, so the message names the original.
    const named = said.replaceAll(join(home, 'config.toml'), join(configured, 'config.toml'))
    super('codex-config', {
      what: `Codex can't load its configuration: ${harmlessLine(withoutValues(named)).slice(0, LONGEST)}`,
      why: 'It would not start for the task, or would ignore all of the configuration. So it was not started, and the login was not touched.',
      remedy: `Correct the file that it names; the user's configuration is ${join(configured, 'config.toml')}. \`codex login status\` says on that machine whether it can be loaded. If a newer Codex wrote it, give that one as \`codex-version\`.`,
    })
  }
}

/** Codex would use another login than the one of this action. Thrown before it is started for the task. */
export class LoginReplaced extends ActionError {
  override readonly name = 'LoginReplaced'

  constructor(by: string) {
    super('login-replaced', {
      what: `Codex would not use auth.json but another login: ${harmlessLine(by).slice(0, LONGEST)}.`,
      why: 'Such a variable selects a workload identity, and auth.json is then not looked at. Codex was not started, and the login was not touched.',
      remedy: `Remove ${WORKLOAD_IDENTITY.join(', ')} from the file .env in CODEX_HOME. If you want that login, you don't need this action.`,
    })
  }
}
