import { copy } from './file-commands.js'
import { CODEX, type Invocation, occasionOf } from './invocation.js'
import { isLoginName, isLoginPath, plainPath } from './names.js'
import { did, isHome } from './state.js'
import { NOTHING, type Stream } from './stream.js'

/** `run`: follows the command that the container starts. */
export function runContainer(invocation: Invocation, run: (inside: Invocation) => Stream): Stream {
  const { shell, words } = invocation
  const { scope } = shell
  const { state } = scope
  const texts = words.slice(1).map(({ text }) => text)
  const occasion = occasionOf(invocation)
  if (texts[0] === 'cp') return copy({ ...invocation, words: words.slice(1) })
  if (texts[0] === 'secret' || texts[0] === 'login') return NOTHING
  const got: string[] = []
  let home: string | undefined
  for (const [index, text] of texts.entries()) {
    const value = /^(?:-v|--volume|--mount|-e|--env|--secret)$/.test(text)
      ? (texts[index + 1] ?? '')
      : /^(?:-v|--volume|--mount|-e|--env|--secret)=?(.+)/.exec(text)?.[1]
    if (value === undefined) continue
    const parts = plainPath(value).split(/[:,=]/)
    const mounted = parts.find(part => isHome(state, part) || isLoginPath(part, state.aboutCodex))
    if (mounted) {
      home = mounted.replace(/\/auth\.json$/, '')
      got.push(`\`${mounted}\``)
    }
    const variable = parts[0] ?? ''
    if (/^(?:-e|--env)/.test(text) && isLoginName(variable)) got.push(`\`${variable}\``)
    if (/^(?:-e|--env)/.test(text) && words[index + 2]?.content?.kind === 'given' && value.includes('='))
      did(scope, occasion, { kind: 'argument', command: `${words[0]?.text} run` })
  }
  const handed =
    scope.handed.length > 0 && /^(?:compose|build|buildx|stack)$/.test(texts[0] ?? '') ? scope.handed : []
  got.push(...handed)
  if (!/^(?:run|exec|compose|create|start|build|buildx)$/.test(texts[0] ?? '')) return NOTHING
  const inside = words.findIndex(
    ({ text }, at) => at > 1 && (CODEX.test(text) || /^(?:bash|sh|\/bin\/(?:ba)?sh)$/.test(text)),
  )
  const variables = new Map(shell.variables)
  if (inside > 1) {
    // The container's home is the directory that is mounted there.
    if (home) shell.variables.set('CODEX_HOME', { text: home })
    const before = state.acts.length
    run({ ...invocation, words: words.slice(inside) })
    shell.variables.clear()
    for (const [name, value] of variables) shell.variables.set(name, value)
    if (state.acts.length > before) return NOTHING
  }
  if (got.length > 0)
    did(scope, occasion, {
      kind: 'unseen',
      what: `the container of \`${words[0]?.text} ${texts[0]}\``,
      got,
      about: true,
    })
  return NOTHING
}
