import { type Content, strongest, type Value } from './acts.js'
import { type Invocation, occasionOf } from './invocation.js'
import { given } from './names.js'
import { NOTHING, type Stream } from './stream.js'

/** Commands that give what they read, or a part of it. */

/** Commands that show the tokens to a reader. */
const SHOWS = /^(?:cat|bat|head|tail|less|more|base64|xxd|od|strings|type|tee|nl|tac)$/

/** Takes the refresh token out: an auth.json of which Codex can't refresh. */
const EMPTIES = /refresh_token["']? ?(?:\||:)?= ?(?:""|''|null)|"refresh_token" ?: ?(?:""|null)/
const strips = (text: string): boolean =>
  text.includes('refresh_token') && (text.includes('del(') || EMPTIES.test(text))

/** A variable that an action gets from whoever uses it. */
export function variableIn(text: string): Content | undefined {
  const name = /\$([A-Za-z_]\w{0,99})/.exec(text.slice(0, 300))?.[1]
  return name ? given({ kind: 'input', name }) : undefined
}

export function withoutRefresh(values: readonly Value[], text: string): Content | undefined {
  const content = strongest(...values.map(value => value.content))
  return content?.kind === 'given' && strips(text) ? { ...content, accessOnly: true } : content
}

/** A command that gives what it reads. */
export function pass(invocation: Invocation, name: string): Stream {
  const { shell, words, circumstances } = invocation
  const rest = words.slice(1)
  const operands = rest.filter(({ text }) => !text.startsWith('-'))
  const stdin = circumstances.stdin
  const read = operands.map(value => ({ ...shell.read({ text: value.text }), own: value.content }))
  const content = strongest(
    ...read.map(stream => stream.content),
    ...read.map(({ own }) => own),
    stdin?.content,
  )
  const text = rest.map(value => value.text).join(' ')
  if (name === 'tee') {
    for (const file of operands)
      shell.write(file, stdin ?? NOTHING, {
        looked: circumstances.looked,
        append: rest.some(value => value.text === '-a'),
        ...occasionOf(invocation),
      })
    return stdin ?? NOTHING
  }
  if (/^[jy]q$/.test(name)) {
    // The output of a filter that picks something out isn't a login any more.
    const filter = operands.find(value => !shell.read({ text: value.text }).content)?.text.trim() ?? '.'
    const isWhole =
      /^\.$|^(?:del|to_entries|with_entries|\. ?\||\.tokens ?[|+]?=|\. ?\* ?|\.\[?0|\{|.*tokens\s*:)|refresh_token|tojson|@json|@base64/.test(
        filter,
      )
    if (rest.some(value => /^-\w*e|--exit-status/.test(value.text)) && content?.kind === 'login')
      return NOTHING
    if (!isWhole && content?.kind === 'login') return NOTHING
    const stripped = content?.kind === 'given' && strips(text) ? { ...content, accessOnly: true } : content
    const isKey = /OPENAI_API_KEY/.test(text) && !/tokens/.test(text)
    return {
      text,
      content: isKey ? { kind: 'key' } : stripped,
      raw: content?.kind === 'login' && /^\.$/.test(filter),
    }
  }
  const isPicked = /^(?:awk|gawk|cut)$/.test(name)
  const raw =
    SHOWS.test(name) && (read.some(stream => stream.raw) || (operands.length === 0 && stdin?.raw === true))
  return {
    text: stdin && operands.length === 0 ? stdin.text : name === 'cat' && stdin?.text ? stdin.text : '',
    content: isPicked && content?.kind === 'login' ? undefined : content,
    raw,
  }
}
