import { withoutEscapes } from '../system/escapes.js'

/**
 * Makes text safe to print where the runner reads it. The runner (actions/runner, ActionCommand.cs and OutputManager.cs)
 * ends lines at CR and LF, trims .NET's white space (U+0085, U+2028 and others) from their start, and then obeys
 * `::name …::data` at the start and `##[name …]data` anywhere. It compares by culture, which ignores control and format
 * characters: `:` ZERO WIDTH SPACE `:` is `::` to it.
 */

/** Ends a line for at least one reader: the runner, the log's page, an editor. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/
/** Most lines match this, and are only searched for commands. */
const PLAIN = /^[\x20-\x7e]*$/
/** Ignored by .NET's comparison by culture, and invisible to a reader. */
const INVISIBLE = /(?!\t|\u200c|\u200d|\ufe0f)[\p{Cc}\p{Cf}\p{DI}]/gu
/** The selector of an emoji's picture, unless it is behind one: there it stays. */
const SELECTOR = /(?<!\p{Extended_Pictographic})(?<![\d#*](?=.\u20e3))\ufe0f/gu
/** Joiners, unless behind a picture, or between two letters where they are part of the spelling (Persian, Hindi). */
const JOINER =
  /(?<!\p{Extended_Pictographic}(?:\ufe0f|\p{EMod})?)(?<![\p{L}\p{M}](?=.[\p{L}\p{M}]))\u200d|(?<![\p{L}\p{M}](?=.[\p{L}\p{M}]))\u200c/gu
/** Half characters, and those that this version of Unicode doesn't know: a comparison may or may not ignore them. */
const UNKNOWN = /[\p{Cs}\p{Cn}]/gu
/** With other characters that a comparison might ignore: tabs, marks on the letter before, private use, the Arabic filler. */
const COMMAND =
  /^[\s\p{M}\p{Co}\u0640\u07fa\u180a\u1cd3\ufe73\u200c\u200d]*:[\t\p{M}\p{Co}\u0640\u07fa\u180a\u1cd3\ufe73\u200c\u200d]*(?=:)/u
const OLD_COMMAND =
  /#[\t\p{M}\p{Co}\u0640\u07fa\u180a\u1cd3\ufe73\u200c\u200d]*#[\t\p{M}\p{Co}\u0640\u07fa\u180a\u1cd3\ufe73\u200c\u200d]*(?=\[)/gu
/** The log's page cuts lines at about this length. */
const LONGEST_LINE = 32_768

/** The lines of a text, without escape sequences and invisible characters. Never longer than the text. */
export const visibleLines = (text: string): string[] => text.split(LINE_END).map(visible)

function visible(line: string): string {
  if (PLAIN.test(line)) return line
  return withoutEscapes(line)
    .replace(INVISIBLE, '')
    .replace(SELECTOR, '')
    .replace(JOINER, '')
    .replace(UNKNOWN, '\ufffd')
}

/**
 * The same, and none of the lines is a command to the runner: the beginning of a command gets a space. The space is visible,
 * because the runner ignores invisible ones. Harmless text stays as it is.
 */
export const harmlessLines = (text: string): string[] =>
  visibleLines(text).map(line => withoutCommands(bounded(line)))

function withoutCommands(line: string): string {
  const start = line.includes(':') ? line.replace(COMMAND, '$& ') : line
  return start.includes('#') ? start.replace(OLD_COMMAND, '$& ') : start
}

function bounded(line: string): string {
  if (line.length <= LONGEST_LINE) return line
  const shown = line.slice(0, LONGEST_LINE)
  return `${shown}… (${line.length - shown.length} more characters)`
}

/** The same as one line, such as a title. */
export const harmlessLine = (text: string): string => harmlessLines(text).join(' ').trim()

/**
 * The value of an output, which a later step may print. JSON keeps its value: special characters are escaped. Other text
 * changes as in the log, but is not cut.
 */
export function harmlessValue(text: string): string {
  if (isJson(text)) return text.replaceAll('##[', '##\\u005b').replace(NOT_PLAIN_IN_JSON, escaped)
  return visibleLines(text).map(withoutCommands).join('\n')
}

/** Escaping these doesn't change a JSON value, because they only occur in its strings. */
const NOT_PLAIN_IN_JSON = /[\x7f-\x9f\u2028\u2029\p{Cf}\p{DI}\p{Cn}\p{Cs}]/gu

const escaped = (char: string): string =>
  Array.from(
    { length: char.length },
    (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('')

/** True for an object or a list only: a sentence in quotes is a sentence. */
function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
