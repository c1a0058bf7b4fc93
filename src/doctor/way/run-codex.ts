import { type Invocation, occasionOf } from './invocation.js'
import { isKeyName } from './names.js'
import { did, homeIn } from './state.js'
import { NOTHING, type Stream } from './stream.js'

/** Ask nothing of the login: what Codex does with these is offline (docs/facts §1). */
const OFFLINE = /^(?:completion|help)$/
const COMMANDS =
  /^(?:exec|e|review|app-server|login|logout|resume|fork|mcp|mcp-server|completion|apply|a|cloud|features|doctor|debug|sandbox|proto|help|app|update|generate)$/

export function runCodex(invocation: Invocation): Stream {
  const { shell, words, circumstances } = invocation
  const { scope, variables } = shell
  const occasion = occasionOf(invocation)
  const options = words.slice(1).map(({ text }) => text)
  const at = options.findIndex(text => COMMANDS.test(text))
  const command = options[at]
  const before = at < 0 ? options : options.slice(0, at)
  const after = at < 0 ? [] : options.slice(at + 1)
  const isAsked =
    before.some(text => /^(?:--version|-V|--help|-h)$/.test(text)) || /^(?:--help|-h)$/.test(after[0] ?? '')
  if (isAsked || OFFLINE.test(command ?? '')) return NOTHING
  if (command === 'login') {
    if (after.some(text => /^--(?:with-api-key|with-access-token|api-key)/.test(text)))
      did(scope, occasion, { kind: 'key' })
    else if (after[0] !== 'status') did(scope, occasion, { kind: 'end', command: 'codex login' })
    return NOTHING
  }
  if (command === 'logout') {
    did(scope, occasion, { kind: 'end', command: 'codex logout' })
    return NOTHING
  }
  const key = [...variables].some(
    ([name, { text, content }]) => isKeyName(name) && (text !== '' || content !== undefined),
  )
  const override = variables.get('CODEX_REFRESH_TOKEN_URL_OVERRIDE')?.text ?? ''
  const fenced = override !== '' && !/auth\.openai\.com/.test(override)
  did(scope, occasion, {
    kind: 'codex',
    home: homeIn(variables),
    ends: circumstances.ends && !shell.isTolerant,
    key,
    fenced,
  })
  return NOTHING
}
