import { strongest, type Value } from './acts.js'
import { contentRead, type Invocation, isShort, OUTPUT_OPTION, occasionOf, saved } from './invocation.js'
import { isHomePath, isLoginName, isLoginPath, plainPath } from './names.js'
import { contentOfFile, did, isHome, restored } from './state.js'
import { NOTHING, type Stream } from './stream.js'

/** Commands that copy, pack or encrypt files. */

/** `cp FROM… TO`. */
export function copy(invocation: Invocation): Stream {
  const { shell, words, circumstances } = invocation
  const { state } = shell.scope
  const rest = words.slice(1)
  const operands: Value[] = []
  for (let at = 0; at < rest.length; at += 1) {
    const text = rest[at]?.text ?? ''
    if (/^(?:-m|-o|-g|--mode|--owner|--group|-e|--exclude|-i|-P|--rsh)$/.test(text)) at += 1
    else if (!text.startsWith('-')) operands.push(rest[at] as Value)
  }
  const to = operands.at(-1)
  const from = operands.slice(0, -1)
  if (!to || from.length === 0) return NOTHING
  const path = plainPath(to.text)
  const isRemote = (text: string) => /^[\w.@-]+:(?!\\)/.test(text) && !/^[A-Za-z]:[\\/]/.test(text)
  const read = (value: Value) =>
    value.text === '/dev/stdin'
      ? circumstances.stdin?.content
      : (value.content ?? contentOfFile(state, plainPath(value.text)))
  const content = strongest(...from.map(read))
  const occasion = occasionOf(invocation)
  if (isRemote(path)) {
    if (content?.kind === 'login') saved(invocation)
    else if (content?.kind === 'given' && 'name' in content.from && isLoginName(content.from.name))
      did(shell.scope, occasion, {
        kind: 'unseen',
        what: `\`${words[0]?.text}\``,
        got: [`\`${content.from.name}\``],
        about: true,
      })
    return NOTHING
  }
  const namesLogin = from.some(
    ({ text }) => isLoginPath(plainPath(text), true) || /\.codex\/?\.?$/.test(plainPath(text)),
  )
  const isPlace = isHome(state, path.replace(/\/$/, ''))
  if (isLoginPath(path, state.aboutCodex) || (isPlace && (namesLogin || content?.kind === 'given'))) {
    // From the home in use to another place: a copy, unless that is where Codex looks.
    const isOwn = from.some(
      ({ text }) =>
        isHomePath(plainPath(text).replace(/\/auth\.json$/, '')) ||
        state.homes.has(plainPath(text).replace(/\/auth\.json$/, '')),
    )
    const looked =
      circumstances.looked ||
      rest.some(({ text }) => isShort(text, 'n') || text === '--no-clobber' || text === '--ignore-existing')
    const given = content?.kind === 'login' && !isOwn ? undefined : content
    if (content?.kind === 'login' && isOwn) state.files.set(path, content)
    else if (!(words[0]?.text === 'ln' && content === undefined))
      restored(shell.scope, occasion, { path, content: given, looked })
    else restored(shell.scope, occasion, { path, content: given, looked: true })
    return NOTHING
  }
  if (content) state.files.set(path, content)
  return NOTHING
}

export function archive(invocation: Invocation, name: string): Stream {
  const { shell, words, circumstances } = invocation
  const { state } = shell.scope
  const texts = words.slice(1).map(({ text }) => text)
  const occasion = occasionOf(invocation)
  const isExtract =
    name === 'unzip' ||
    /^-?\w*x/.test(texts[0] ?? '') ||
    texts.some(text => text === '--extract' || isShort(text, 'x'))
  if (!isExtract || name === 'zip') {
    const content = contentRead(invocation)
    const target = texts.find(
      (text, at) => /\.(?:tgz|tar|gz|zip|zst|xz|7z|enc)$/.test(text) || /^-?\w*f$/.test(texts[at - 1] ?? ''),
    )
    if (content && target) state.files.set(plainPath(target), content)
    return { text: '', content }
  }
  const at = texts.findIndex(text => /^(?:-C|-d|--directory)$/.test(text))
  const place = plainPath(
    (at >= 0 ? texts[at + 1] : texts.find(text => text.startsWith('--directory='))?.slice(12)) ?? '',
  )
  const content = contentRead(invocation)
  const isIntoHome = isHome(state, place.replace(/\/$/, '')) || /^~\/?$|^\$HOME\/?$/.test(place)
  if (
    isIntoHome &&
    (content || isHome(state, place.replace(/\/$/, '')) || texts.some(text => /codex/i.test(text)))
  ) {
    const home = isHome(state, place.replace(/\/$/, '')) ? place.replace(/\/$/, '') : '~/.codex'
    restored(shell.scope, occasion, {
      path: `${home}/auth.json`,
      content: content?.kind === 'login' ? undefined : content,
      looked: circumstances.looked,
    })
  }
  return NOTHING
}

/** Encrypts or decrypts: another file of the same login, which only its key opens. */
export function encrypt(invocation: Invocation, name: string): Stream {
  const { shell, words, circumstances } = invocation
  const texts = words.slice(1).map(({ text }) => text)
  const occasion = occasionOf(invocation)
  const at = texts.findIndex(text => OUTPUT_OPTION.test(text) || text === '-out')
  const out = plainPath(
    at >= 0
      ? (texts[at + 1] ?? '')
      : (texts.find(text => /^--?out(?:put)?=/.test(text))?.replace(/^[^=]*=/, '') ?? ''),
  )
  const content = contentRead(invocation)
  if (texts.some(text => /^(?:-d|-D|--decrypt|decrypt|-\w*d)$/.test(text))) {
    const stream = { text: '', content: content?.kind === 'given' ? content : undefined }
    if (out)
      shell.write({ text: out }, stream.content ? stream : { text: '$()' }, {
        looked: circumstances.looked,
        append: false,
        ...occasion,
      })
    return { text: '$()', content: stream.content }
  }
  if (name === 'openssl' && !texts.some(text => /^(?:enc|smime|cms|pkeyutl|rsautl|aes)/.test(text)))
    return texts[0] === 'base64' ? { text: '', content, raw: content?.kind === 'login' } : NOTHING
  if (content?.kind === 'login') {
    saved(invocation)
    if (out) shell.scope.state.files.set(out, { kind: 'key' })
  }
  return NOTHING
}
