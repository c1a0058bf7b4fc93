import type { CompoundList, SyntaxNode, TestExpression, Word } from 'unbash'
import type { Value } from './acts.js'

/** Whether a condition in a script looks for a login, and at what. */

interface Reader {
  word(word: Word): Value
  /** Whether a path is that of a login, or of a CODEX_HOME. */
  isLogin: (path: string) => boolean
}

/** The state of a login for which a condition holds. */
export type Look = 'present' | 'missing' | 'compared' | undefined
const inverse = (look: Look): Look => (look === 'present' ? 'missing' : look === 'missing' ? 'present' : look)

export function lookIn(clause: CompoundList, reader: Reader): Look {
  const looks = clause.commands.map(({ command }) => lookOf(command, reader))
  return looks.find(look => look !== undefined)
}

export function lookOf(node: SyntaxNode, reader: Reader): Look {
  if (node.type === 'Pipeline') {
    const look = node.commands[0] && lookOf(node.commands[0], reader)
    return node.prefixes.some(({ type }) => type === 'Negation') ? inverse(look) : look
  }
  if (node.type === 'AndOr')
    return node.commands.map(part => lookOf(part, reader)).find(look => look !== undefined)
  if (node.type === 'TestCommand') return lookOfTest(node.expression, reader)
  if (node.type === 'BraceGroup' || node.type === 'Subshell') return lookIn(node.body, reader)
  if (node.type !== 'Command' || !node.name) return undefined
  return lookOfWords(
    [node.name, ...node.args.filter(arg => arg.type === 'Word')].map(word => reader.word(word)),
    reader,
  )
}

export function lookOfWords(words: readonly Value[], { isLogin }: Reader): Look {
  const [name, ...rest] = words.map(({ text }) => text)
  if (name === '[' || name === 'test') {
    const at = rest.findIndex(word => /^-[efsrd]$/.test(word))
    if (at >= 0 && isLogin(rest[at + 1] ?? '')) return rest[at - 1] === '!' ? 'missing' : 'present'
    return undefined
  }
  if (/^(?:jq|grep)$/.test(name ?? '') && rest.some(word => isLogin(word))) return 'compared'
  return undefined
}

export function lookOfTest(test: TestExpression, reader: Reader): Look {
  switch (test.type) {
    case 'TestUnary':
      return /^-[efsrd]$/.test(test.operator) && reader.isLogin(reader.word(test.operand).text)
        ? 'present'
        : undefined
    case 'TestNot':
      return test.negations.length % 2
        ? inverse(lookOfTest(test.operand, reader))
        : lookOfTest(test.operand, reader)
    case 'TestLogical':
      return test.operands.map(part => lookOfTest(part, reader)).find(look => look !== undefined)
    case 'TestGroup':
      return lookOfTest(test.expression, reader)
    default:
      return undefined
  }
}

export const isNegation = (clause: CompoundList): boolean => {
  const command = clause.commands[0]?.command
  return command?.type === 'Pipeline' && command.prefixes.some(({ type }) => type === 'Negation')
}

/** Whether a part of a script ends it. */
export function endsScript(node: SyntaxNode): boolean {
  switch (node.type) {
    case 'CompoundList':
      return node.commands.some(({ command }) => endsScript(command))
    case 'BraceGroup':
      return endsScript(node.body)
    case 'AndOr':
      return node.commands.some(endsScript)
    case 'Pipeline':
      return node.commands.length === 1 && node.commands.some(endsScript)
    case 'Command':
      return /^(?:exit|return)$/.test(node.name?.value ?? '')
    default:
      return false
  }
}
