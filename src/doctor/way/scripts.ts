import { runCode } from './code.js'
import { handOn, hidden, type Invocation } from './invocation.js'
import { plainPath } from './names.js'
import { NOTHING, type Stream } from './stream.js'
import { repositoryPath, runOther } from './unknown-commands.js'

/** Commands that start a script. */

export function runInner(invocation: Invocation, name: string): Stream {
  const { shell, words, circumstances, offset } = invocation
  const rest = words.slice(1)
  if (name === 'ssh') return handOn(invocation, 'ssh')
  if (name === 'eval') return shell.inner(rest.map(({ text }) => text).join(' '), circumstances, offset)
  const command = rest.findIndex(({ text }) => /^-\w*c$/.test(text))
  if (command >= 0) return shell.inner(rest[command + 1]?.text ?? '', circumstances, offset)
  const file = rest.find(({ text }) => !/^[-+]/.test(text))
  if (file) return runFile(invocation, file.text, false)
  // A script by here-document, or by a pipe from somewhere.
  if (circumstances.stdin?.text)
    return shell.inner(circumstances.stdin.text, { ...circumstances, stdin: undefined }, offset)
  return NOTHING
}

/** A script of the repository; one that isn't there is code that can't be seen. */
export function runFile(invocation: Invocation, file: string, own: boolean): Stream {
  const { shell, circumstances } = invocation
  if (!shell.file(repositoryPath(shell, file), circumstances, own)) return hidden(invocation, plainPath(file))
  return NOTHING
}

export function interpret(invocation: Invocation, name: string): Stream {
  const { shell, words, circumstances, offset } = invocation
  const rest = words.slice(1)
  const inline = rest.findIndex(({ text }) =>
    /^(?:-c|-e|-p|-pe|-ne|--eval|--print|-Command|eval)$/.test(text),
  )
  const scope = { ...shell.scope, env: shell.variables, place: () => shell.scope.place(offset) }
  if (inline >= 0)
    return runCode(
      {
        ...scope,
        text: rest
          .slice(inline + 1)
          .map(({ text }) => text)
          .join('\n'),
        shell: name,
      },
      circumstances,
    )
  const file = rest.find(({ text }) => !text.startsWith('-') && !/^(?:run|test|x)$/.test(text))
  if ((!file || rest.some(({ text }) => text === '-')) && circumstances.stdin?.text)
    return runCode({ ...scope, text: circumstances.stdin.text, shell: name }, circumstances)
  if (file && /[./]/.test(file.text)) {
    if (!shell.file(repositoryPath(shell, file.text), circumstances, false)) return runOther(invocation, name)
    return NOTHING
  }
  return runOther(invocation, name)
}
