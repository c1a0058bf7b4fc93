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

/** What .NET's TrimStart() takes away: Char.IsWhiteSpace. Unlike JavaScript's it has U+0085, and not U+FEFF. */
const DOTNET_SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/
const collator = new Intl.Collator('und')
const ignored = new Map<string, boolean>()
/** Whether a character isn't there when .NET compares by culture: it does so by ICU, as Node does. */
function isIgnored(char: string): boolean {
  const known = ignored.get(char) ?? (char !== '' && collator.compare(`a${char}b`, 'ab') === 0)
  ignored.set(char, known)
  return known
}

/**
 * The command in a line, or null when it is ordinary text. The new form must start the line, after white space;
 * the old one may stand anywhere in it. Only names for which `known` is true are commands. As in the runner, the signs are
 * searched by culture, and what follows them begins at a fixed distance (ActionCommand.cs, TryParseV2 and TryParse).
 */
export function parseCommand(line: string, known: (name: string) => boolean): Command | null {
  return parseNew(line.replace(DOTNET_SPACE, ''), known) ?? parseOld(line, known)
}

function parseNew(line: string, known: (name: string) => boolean): Command | null {
  if (!startsWith(line, '::', 0)) return null
  for (const end of indexesOf(line, '::', 2)) {
    const command = build(line.slice(2, end), ',', line.slice(end + 2), PROPERTY, DATA, known)
    if (command) return command
  }
  return null
}

function parseOld(line: string, known: (name: string) => boolean): Command | null {
  for (const start of indexesOf(line, '##[', 0)) {
    const end = line.indexOf(']', start)
    const command =
      end < 0 ? null : build(line.slice(start + 3, end), ';', line.slice(end + 1), OLD, OLD, known)
    if (command) return command
  }
  return null
}

/** Where .NET's IndexOf may say that the sign is: at it, or at what is ignored before it. None if it isn't there. */
function indexesOf(line: string, sign: string, from: number): number[] {
  for (let at = from; at < line.length; at += 1) {
    if (line[at] !== sign[0] || !startsWith(line, sign, at)) continue
    const starts = [at]
    while (at > from && isIgnored(line[at - 1] ?? '')) starts.unshift(--at)
    return starts
  }
  return []
}

function startsWith(line: string, sign: string, from: number): boolean {
  let at = from
  for (const char of sign) {
    while (isIgnored(line[at] ?? '')) at += 1
    if (line[at] !== char) return false
    at += 1
  }
  return true
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
