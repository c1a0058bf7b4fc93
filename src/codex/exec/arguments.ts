import { parse } from 'shell-quote'
import { ActionError, InputError } from '../../system/errors.js'
import { parseJson } from '../../system/json.js'

/**
 * The words of `codex-args`: a JSON array of strings, or a line in shell quoting. Variables, globs and operators
 * of a shell mean nothing here, and one that stands unquoted is refused instead of passed on as something else.
 */
export function parseCodexArgs(input: string): string[] {
  const words = wordsOf(input)
  const remote = words.find(word => REMOTE.test(word))
  if (remote !== undefined) throw new RemoteRefused((remote.split('=')[0] ?? remote).slice(0, 64))
  const losing = words.find((word, at) => LOSING_SETTING.test(settingIn(word, words[at - 1])))
  if (losing !== undefined)
    throw new InputError(
      'codex-args',
      `holds \`${losing}\`, by which Codex would look for another login and could delete this one`,
      'Leave it out.',
    )
  return words
}

/** Codex takes them with `=` or a word after them, and knows no other names or shorter forms (tried with 0.171.0, docs/facts §13). */
const REMOTE = /^--remote(-auth-token-env)?(=|$)/

/** `codex-args` would have the task run by an app-server elsewhere. */
export class RemoteRefused extends ActionError {
  override readonly name = 'RemoteRefused'

  constructor(word: string) {
    super('remote-refused', {
      what: `The input \`codex-args\` holds \`${word}\`.`,
      why: 'Codex would then hand the task to an app-server that this action did not start: with another login, outside of the fence, and without the sandbox that keeps commands away from the login. Nothing was started.',
      remedy:
        'Leave it out. To use a Codex that runs elsewhere, call `codex exec --remote` in a step of your own, without this action.',
    })
  }
}

/**
 * Settings that make `codex exec` ignore auth.json, or delete it (docs/facts#forced-method-deletes,
 * #credentials-store).
 */
const LOSING_SETTING = /^(forced_login_method|forced_chatgpt_workspace_id|cli_auth_credentials_store)$/

/** Characters. No system accepts a longer word on a command line, and the parser copies its input again and again. */
const LONGEST = 64 * 1024

function wordsOf(input: string): string[] {
  if (input.length > LONGEST) throw refuse(`is longer than ${LONGEST / 1024} KB`)
  if (input.trimStart().startsWith('[')) {
    const list = parseJson(input)
    if (Array.isArray(list) && list.every(word => typeof word === 'string')) return list
    throw refuse('starts with `[` but is not a JSON array of strings')
  }
  if (/['"]/.test(input.replace(QUOTED, ''))) throw refuse('has a quote that does not end')
  const words = shellWords(input)
  if (words?.every(isWord)) return words
  throw refuse('has a variable, an operator, a glob or a comment of the shell outside single quotes')
}

/** All that a shell takes as quoted; shell-quote itself drops a quote without an end. */
const QUOTED = /\\.|'[^']*'|"(?:\\.|[^"\\])*"/gs

/** The words, with an object for each thing that isn't one; undefined for what no shell would take. */
function shellWords(input: string): unknown[] | undefined {
  try {
    return parse(input, name => ({ variable: name }))
  } catch {
    return undefined
  }
}

const isWord = (entry: unknown): entry is string => typeof entry === 'string'
const refuse = (what: string) =>
  new InputError(
    'codex-args',
    what,
    'Give words as in a shell, quoted where needed, or a JSON array of strings.',
  )

/** Arguments by which the bounds of the model's commands would be lifted, and the settings that do the same by `-c`. */
const LIFTING = /^(-s.*|--sandbox(=.*)?|--dangerously-.*|--approve-for-me|--full-auto|--yolo|--trust)$/
const LIFTING_SETTING =
  /^(sandbox_mode|sandbox_workspace_write|default_permissions|projects)(\.|$)|^permissions(\.codex-auth-action(\.|$)|$)/

/**
 * Throws `InputError` for words of `codex-args` that would cancel the permission profile
 * (docs/facts#sandbox-flag-cancels-profile).
 */
export function assertKeepsBounds(words: readonly string[]): void {
  const lifting = words.find(
    (word, at) => LIFTING.test(word) || LIFTING_SETTING.test(settingIn(word, words[at - 1])),
  )
  if (lifting === undefined) return
  throw new InputError(
    'codex-args',
    `holds \`${lifting}\`, which would let the model's commands read the login`,
    'Use the inputs `sandbox` or `permission-profile`; or, for a prompt that you trust completely, `safety-strategy: unsafe`.',
  )
}

/**
 * The key that a word sets by `-c`: `-c K=V`, `-cK=V`, `-c=K=V`, `--config K=V`, `--config=K=V`; quotes and blanks mean
 * nothing.
 */
function settingIn(word: string, before: string | undefined): string {
  const given =
    before === '-c' || before === '--config' ? word : (/^(?:-c=?|--config=)(.+)$/s.exec(word)?.[1] ?? '')
  return (given.split('=')[0] ?? '').replace(/["'\s]/g, '')
}
