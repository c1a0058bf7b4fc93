import { type Content, strongest, type Value } from './acts.js'
import { isLoginName, plainPath } from './names.js'
import { contentOfFile, did, homeIn } from './state.js'
import type { Circumstances, Shell, Stream } from './stream.js'

/** A command in a script, and what it does whatever it is called: what it reads of a login, saves, and hands on. */

export interface Invocation {
  readonly shell: Shell
  /** The command and its arguments. */
  readonly words: readonly Value[]
  readonly circumstances: Circumstances
  readonly offset: number
}

/** Where and when it happens. */
export const occasionOf = ({ shell, circumstances: { after }, offset }: Invocation) => ({
  after,
  place: shell.scope.place(offset),
})

export const CODEX = /(?:^|\/)codex(?:\.exe|\.js)?$|^@openai\/codex(?:@\S*)?$/

/** Harmless for a login that is there: they build, install, and talk to GitHub. */
const BENIGN =
  /^(?:git|gh|apt|apt-get|brew|npm|pnpm|yarn|pip3?|pipx|corepack|curl|wget|tar|unzip|zip|echo|printf|jq|sudo|make|cmake|cargo|go|gcc|choco|winget|dpkg|apk|dnf|yum|systemctl|sysctl|aa-exec|apparmor_parser|bwrap|node|python3?|hadolint|shellcheck|actionlint|nvm|fnm)$/

export const OUTPUT_OPTION =
  /^(?:-o|-O|--?out(?:put|-?file|put-?file|put-document|put-dir)?|--dest(?:ination)?(?:-file)?|--target|--to|--save-to|-OutFile|-FilePath|--download-path|--file-path)$/

/** Whether a word is a group of short options that has one. */
export const isShort = (text: string, letter: string): boolean => /^-\w+$/.test(text) && text.includes(letter)

/** The login that a command reads: by its input, an operand, `@FILE`, `file://FILE`, or an option's value. */
export function contentRead({ shell, words, circumstances }: Invocation): Content | undefined {
  const { state } = shell.scope
  const contents = words.slice(1).map(({ text, content }, index) => {
    if (OUTPUT_OPTION.test(words[index]?.text ?? '')) return undefined
    // A sentence that ends in a path isn't a path.
    if (content || /\s/.test(text)) return content
    const path = plainPath(text).replace(/^.*?(?:@|file:\/\/|fileb:\/\/|=|<)/, '')
    return contentOfFile(state, plainPath(text)) ?? contentOfFile(state, plainPath(path))
  })
  return strongest(circumstances.stdin?.content, ...contents)
}

/** It stores the login as Codex has left it. */
export function saved(
  invocation: Invocation,
  to: 'secret' | 'environment' | 'elsewhere' = 'elsewhere',
  name = '',
): void {
  const { scope, variables } = invocation.shell
  const deed = { kind: 'save', to, name, fixed: false, home: homeIn(variables), inPost: false } as const
  did(scope, occasionOf(invocation), deed)
}

const SECRETS_API = /\/(?:actions|environments\/[^\s/]+)\/secrets\/(?!public-key)([\w-]*)/

/** It stores the login by a request to GitHub's API. False if it sends none. */
export function savedByApi(invocation: Invocation, text: string): boolean {
  const [path = '', name = ''] = SECRETS_API.exec(text.slice(0, 2000)) ?? []
  if (path === '') return false
  saved(invocation, path.includes('environments/') ? 'environment' : 'secret', /^\w+$/.test(name) ? name : '')
  return true
}

/** The login's name, where a command is handed its value. */
const loginNamed = (content: Content | undefined): string | undefined =>
  content?.kind === 'given' && 'name' in content.from && isLoginName(content.from.name)
    ? `\`${content.from.name}\``
    : undefined

/** The value of a secret leaves this machine. */
export function handOn(invocation: Invocation, what: string): Stream {
  const { shell } = invocation
  const name = loginNamed(contentRead(invocation))
  const occasion = occasionOf(invocation)
  if (name) did(shell.scope, occasion, { kind: 'unseen', what: `\`${what}\``, got: [name], about: true })
  return { text: '$()' }
}

/** Code that can't be seen here, with what it is handed. */
export function hidden(invocation: Invocation, name: string): Stream {
  const { shell, words } = invocation
  const { scope } = shell
  const content = contentRead(invocation)
  const named = loginNamed(content)
  const own = named ? [named] : content?.kind === 'login' ? ['the login'] : []
  const variables = [...shell.variables]
    .filter(([variable, value]) => isLoginName(variable) && value.content?.kind === 'given')
    .map(([variable]) => `\`${variable}\``)
  const occasion = occasionOf(invocation)
  const isBenign =
    BENIGN.test(name) && own.length === 0 && !/^(?:node|python3?|make|npm|pnpm|yarn)$/.test(name)
  const isInstalled =
    /^(?:npm|pnpm|yarn|pip3?)$/.test(name) &&
    /^(?:i|ci|install|add|audit|config|--version|-v|-g|exec)$/.test(words[1]?.text ?? '')
  if (isBenign || isInstalled) return { text: '$()' }
  if (named && words.slice(1).some(({ content: held }) => held?.kind === 'given'))
    did(scope, occasion, { kind: 'argument', command: name })

  const text = words.map(word => word.text).join(' ')
  const about = /codex|auth|login|agent|review|opencode|llm|ai\b/i.test(text.slice(0, 500))
  // A variable of a whole job or workflow is for some of its commands, not for each.
  const got = [...new Set([...own, ...scope.handed, ...(about ? variables : [])])]
  did(scope, occasion, { kind: 'unseen', what: `\`${name.slice(0, 60)}\``, got, about })
  return { text: '$()' }
}
