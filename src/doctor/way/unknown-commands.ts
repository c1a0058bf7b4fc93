import {
  contentRead,
  handOn,
  hidden,
  type Invocation,
  OUTPUT_OPTION,
  occasionOf,
  saved,
  savedByApi,
} from './invocation.js'
import { isLoginPath, plainPath } from './names.js'
import { did, isHome, restored } from './state.js'
import { NOTHING, type Shell, type Stream } from './stream.js'

const FETCHES =
  /^(?:download|get|read|show|pull|export|fetch|restore|access|view|inject|load|retrieve|decrypt|describe|get-secret-value)$/
const STORES =
  /^(?:set|put|write|upload|create|push|update|edit|add|store|save|import|replace|insert|post|versions|sync|patch|upsert|put-secret-value|put-parameter|put-object)$/

export const TOKEN_ENDPOINT = /\bauth\.openai\.com\/(?:api\/accounts\/)?oauth\/token\b/

/** A command that we don't know: it may keep a login that it reads, and it writes the files that its options name. */
export function runOther(invocation: Invocation, name: string): Stream {
  const { shell, words, circumstances, offset } = invocation
  const { scope } = shell
  const { state } = scope
  const rest = words.slice(1)
  const texts = rest.map(({ text }) => text)
  const occasion = occasionOf(invocation)

  const script = /^(?:npm|pnpm|yarn|bun)$/.test(name)
    ? state.packageScript(texts.find(text => !/^(?:run|-.*)$/.test(text)) ?? '')
    : undefined
  if (script !== undefined && scope.depth < 4) return shell.inner(script, circumstances, offset)
  if (
    /^(?:\.{1,2}\/|\$GITHUB_WORKSPACE\/|\$GITHUB_ACTION_PATH\/|\$\{\{ *github\.action_path)/.test(
      words[0]?.text ?? '',
    ) ||
    /^[\w.-]+\/.+/.test(words[0]?.text ?? '')
  )
    if (shell.file(repositoryPath(shell, words[0]?.text ?? ''), circumstances, false)) return NOTHING

  const verbs = texts.filter(text => /^[a-z-]+$/.test(text))
  const isFetch = verbs.some(verb => FETCHES.test(verb)) && !verbs.some(verb => STORES.test(verb))
  const isCopy = verbs.some(verb => /^(?:cp|copy|copyto|sync|mv|get|download)$/.test(verb))
  const operands = texts.map(text => plainPath(text.replace(/^--?[\w-]+=/, '')))
  const last = operands.findLastIndex(text => !text.startsWith('-'))
  const target = operands.findIndex(
    (path, at) =>
      !path.includes(':') &&
      (isLoginPath(path, state.aboutCodex) || (isHome(state, path) && /codex/i.test(path))) &&
      (OUTPUT_OPTION.test(texts[at - 1] ?? '') ||
        /^--?(?:o|out|output|dest)=/.test(texts[at] ?? '') ||
        isFetch ||
        (isCopy && at === last && operands.slice(0, at).some(one => /[:/]/.test(one)))),
  )
  if (target >= 0) {
    const path = operands[target] ?? ''
    restored(scope, occasion, {
      path: isLoginPath(path, true) ? path : `${path}/auth.json`,
      content: undefined,
      looked: circumstances.looked,
    })
    return NOTHING
  }
  const content = contentRead(invocation)
  if (/^(?:curl|wget|http|https|xh)$/.test(name)) {
    const all = texts.join(' ')
    if (/\bPUT\b/.test(all) && savedByApi(invocation, all)) return NOTHING
    if (
      content?.kind === 'login' &&
      !TOKEN_ENDPOINT.test(all) &&
      texts.some(text =>
        /^(?:-T|--upload-file|-d|--data|--data-binary|--data-raw|-F|--form|--json)/.test(text),
      )
    )
      saved(invocation)
    return TOKEN_ENDPOINT.test(all) ? { text: '$()' } : handOn(invocation, name)
  }
  if (content?.kind === 'login') {
    saved(invocation)
    if (rest.some(value => value.content?.kind === 'login'))
      did(scope, occasion, { kind: 'argument', command: name })
    return NOTHING
  }
  return hidden(invocation, name)
}

export const repositoryPath = ({ scope }: Shell, file: string): string => {
  const path = plainPath(file)
    .replace(/^\$GITHUB_WORKSPACE\//, '')
    .replace(/^\$\{\{\s*github\.action_path\s*\}\}/, '$GITHUB_ACTION_PATH')
  const directory = plainPath(scope.directory)
  return directory && !/^[/~$]/.test(path) ? `${directory}/${path}` : path
}
