import type { Statement, Word, WordPart } from 'unbash'
import { strongest, type Value } from './acts.js'
import type { ExpressionMarks } from './expression-marks.js'
import { given, isLoginName } from './names.js'
import type { ScriptScope } from './state.js'
import type { Stream } from './stream.js'

/** The values of a script's words, as far as they are known before it runs. */

interface Reader {
  readonly scope: ScriptScope
  readonly variables: ReadonlyMap<string, Value>
  readonly marks: ExpressionMarks
  /** The output of the commands of `$(…)`. */
  output(commands: readonly Statement[]): Stream
}
type Assigned = Word | { type: 'ArrayValue'; elements: readonly Word[] }

export function assignedValue(value: Assigned, reader: Reader): Value {
  if (value.type === 'Word') return wordValue(value, reader)
  const elements = value.elements.map(element => wordValue(element, reader))
  return {
    text: elements.map(({ text }) => text).join(' '),
    content: strongest(...elements.map(({ content }) => content)),
  }
}

/** An argument such as `A=B` of `export`. */
export function pairValue({ name, value }: { name: string; value: Assigned }, reader: Reader): Value {
  const { text, content } = assignedValue(value, reader)
  return { text: `${name}=${text}`, content }
}

export function wordValue(word: Word, reader: Reader): Value {
  const value = word.parts ? partsValue(word.parts, reader) : { text: reader.marks.show(word.value) }
  return value.content ? value : { ...value, content: reader.scope.contentOf(value.text) }
}

export function partsValue(parts: readonly WordPart[], reader: Reader): Value {
  const values = parts.map(part => partValue(part, reader))
  return {
    text: values.map(({ text }) => text).join(''),
    content: strongest(...values.map(({ content }) => content)),
  }
}

function partValue(part: WordPart, reader: Reader): Value {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted': {
      const text = reader.marks.show(part.value)
      return { text, content: reader.scope.contentOf(text) }
    }
    case 'DoubleQuoted':
    case 'LocaleString':
      return partsValue(part.parts, reader)
    case 'SimpleExpansion':
      return variableValue(part.text.replace(/^\$/, ''), reader)
    case 'ParameterExpansion': {
      const known = reader.variables.get(part.parameter)
      if (known && (known.text !== '' || known.content))
        return part.prefix === '#' ? { text: '0' } : variableValue(part.parameter, reader)
      const { operation } = part
      if (operation?.type === 'Default' && /-|=/.test(operation.operator)) {
        const operand = wordValue(operation.operand, reader)
        // If nothing here sets CODEX_HOME, its default counts.
        return operand.text !== '' || operand.content ? operand : variableValue(part.parameter, reader)
      }
      return part.prefix === '#' ? { text: '0' } : variableValue(part.parameter, reader)
    }
    case 'CommandExpansion':
    case 'ProcessSubstitution': {
      if (!part.script) return { text: part.text }
      const stream = reader.output(part.script.commands)
      return { text: stream.text.trim() || '$()', content: stream.content }
    }
    default:
      return { text: reader.marks.show(part.text) }
  }
}

function variableValue(name: string, { variables }: Reader): Value {
  const value = variables.get(name)
  // One that nobody here sets comes from whoever uses this action, or from a step that can't be seen.
  if (!value)
    return { text: `$${name}`, content: isLoginName(name) ? given({ kind: 'input', name }) : undefined }
  if (value.text.length < 4000) return value.text === '' && !value.content ? { text: `$${name}` } : value
  return { text: `$${name}`, content: value.content }
}
