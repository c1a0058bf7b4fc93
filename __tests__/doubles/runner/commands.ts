/** Workflow commands as text (ActionCommand.cs): `::name key=value::data` and the older `##[name key=value;]data`. */

export interface Command {
  name: string
  properties: Record<string, string>
  data: string
}

type Escapes = readonly (readonly [string, string])[]

/** `%25` comes last, so that an escaped escape is undone once only. */
const DATA: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
]
const PROPERTY: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
]
const OLD: Escapes = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
]

const unescaped = (text: string, escapes: Escapes) =>
  escapes.reduce((value, [escaped, plain]) => value.replaceAll(escaped, plain), text)

/**
 * The command in a line, or null when it is ordinary text. The new form must start the line, after white space;
 * the old one may stand anywhere in it. Only names for which `known` is true are commands.
 */
export function parseCommand(line: string, known: (name: string) => boolean): Command | null {
  return parseNew(line.trimStart(), known) ?? parseOld(line, known)
}

function parseNew(line: string, known: (name: string) => boolean): Command | null {
  const end = line.startsWith('::') ? line.indexOf('::', 2) : -1
  if (end < 0) return null
  return build(line.slice(2, end), ',', line.slice(end + 2), PROPERTY, DATA, known)
}

function parseOld(line: string, known: (name: string) => boolean): Command | null {
  const start = line.indexOf('##[')
  const end = start < 0 ? -1 : line.indexOf(']', start)
  if (end < 0) return null
  return build(line.slice(start + 3, end), ';', line.slice(end + 1), OLD, OLD, known)
}

function build(
  head: string,
  separator: string,
  data: string,
  inProperties: Escapes,
  inData: Escapes,
  known: (name: string) => boolean,
): Command | null {
  const space = head.indexOf(' ')
  const name = space < 0 ? head : head.slice(0, space)
  if (!known(name.toLowerCase())) return null
  const properties: Record<string, string> = {}
  for (const pair of space < 0
    ? []
    : head
        .slice(space + 1)
        .trim()
        .split(separator)) {
    const equals = pair.indexOf('=')
    if (equals <= 0 || equals === pair.length - 1) continue
    properties[pair.slice(0, equals).toLowerCase()] = unescaped(pair.slice(equals + 1), inProperties)
  }
  return { name: name.toLowerCase(), properties, data: unescaped(data, inData) }
}
