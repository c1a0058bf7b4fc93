import { contentRead, handOn, type Invocation, occasionOf, saved, savedByApi } from './invocation.js'
import { isLoginName } from './names.js'
import { did } from './state.js'
import { NOTHING, type Stream } from './stream.js'

export function runGh(invocation: Invocation): Stream {
  const { shell, words } = invocation
  const texts = words.slice(1).map(({ text }) => text)
  const content = contentRead(invocation)
  if (texts[0] === 'secret' && texts[1] === 'set') {
    const name =
      texts
        .slice(2)
        .find(
          (text, at) =>
            !text.startsWith('-') &&
            !/^(?:-b|--body|-R|--repo|-e|--env|-o|--org|-v|--visibility|-a|--app|-r|--repos|-f|--env-file)$/.test(
              texts[at + 1] ?? '',
            ),
        ) ?? ''
    if (content?.kind === 'login' || isLoginName(name) || /\$/.test(name)) {
      const isEnvironment = texts.some(text => /^(?:--env|-e)(?:=|$)/.test(text))
      saved(invocation, isEnvironment ? 'environment' : 'secret', /\$/.test(name) ? '' : name)
      const value = words.find(({ content: held }, at) => at > 2 && held?.kind === 'login')
      if (value) did(shell.scope, occasionOf(invocation), { kind: 'argument', command: 'gh secret set' })
    }
    return NOTHING
  }
  const all = texts.join(' ')
  if (texts[0] === 'api' && /PUT/i.test(all) && savedByApi(invocation, all)) return NOTHING
  if (content?.kind === 'login') saved(invocation)
  return handOn(invocation, 'gh')
}
