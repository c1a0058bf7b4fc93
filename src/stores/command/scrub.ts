import { withoutEscapes } from '../../system/escapes.js'
import { sharedRuns } from './windows.js'

/** Shorter pieces of a secret turn up by chance. */
const WINDOW = 12
/** The beginning of a token, or of an auth.json in base64, to find those that we haven't seen: docs/facts#own-fields. */
const TOKEN_LIKE = /(?<![\w+/.-])(?:eyJ|ewo|ewA|rt_)[\w+/=.-]{12,}/g

/**
 * A text of a command that handles the secrets, without them: no 12 characters of one are left, nor of its
 * base64 or hex, wherever it is wrapped, grouped, colored, or has something between its characters that nobody sees.
 * Beyond the runner's masker, which looks for whole tokens in one line. Takes time in proportion to text and secrets.
 */
export function scrub(text: string, secrets: readonly Buffer[]): string {
  const plain = withoutEscapes(text.replaceAll('\0', ''))
  const { dense, spaced } = visible(plain)
  const marks = new Marks(plain.length)

  // Known secrets, in the forms in which a command may print them.
  const forms = secrets.flatMap(formsOf)
  for (const { from, to } of sharedRuns(alike(dense.units), forms, WINDOW)) marks.add(dense, from, to)
  const hex = hexIn(dense)
  const hexes = secrets.map(secret => unitsOf(secret.toString('hex')))
  for (const { from, to } of sharedRuns(hex.units, hexes, WINDOW)) marks.add(hex, from, to)

  // Unknown tokens, also if they are wrapped or come right after a word.
  for (const view of [dense, spaced])
    for (const { index, 0: found } of textOf(view.units).matchAll(TOKEN_LIKE))
      marks.add(view, index, index + found.length)

  return marks.over(plain)
}

/** Some code units of a text, and where in it each of them is. */
interface View {
  readonly units: Uint16Array
  readonly places: Uint32Array
}

class ViewBuilder {
  readonly #units: Uint16Array
  readonly #places: Uint32Array
  length = 0

  constructor(most: number) {
    this.#units = new Uint16Array(most)
    this.#places = new Uint32Array(most)
  }

  add(unit: number, place: number): void {
    this.#units[this.length] = unit
    this.#places[this.length] = place
    this.length += 1
  }

  get view(): View {
    return { units: this.#units.subarray(0, this.length), places: this.#places.subarray(0, this.length) }
  }
}

/** The visible characters of a text, without white space and with it. */
function visible(text: string): { dense: View; spaced: View } {
  const [dense, spaced] = [new ViewBuilder(text.length), new ViewBuilder(text.length)]
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    const isPair = unit >= 0xd800 && (text.codePointAt(at) as number) > 0xffff
    const sight = sightOf(isPair ? (text.codePointAt(at) as number) : unit)
    if (sight !== UNSEEN) spaced.add(unit, at)
    if (sight === SEEN) dense.add(unit, at)
    if (!isPair) continue
    at += 1
    if (sight !== UNSEEN) spaced.add(text.charCodeAt(at), at)
    if (sight === SEEN) dense.add(text.charCodeAt(at), at)
  }
  return { dense: dense.view, spaced: spaced.view }
}

/** Shows nothing: controls, formats such as a soft hyphen, marks on other characters, and fillers. */
const SHOWS_NOTHING = /^[\p{C}\p{M}\p{Default_Ignorable_Code_Point}]$/u
const IS_BLANK = /^[\s\u0085\p{Z}]$/u
const [SEEN, BLANK, UNSEEN] = [1, 2, 3] as const
/** The kind of each character that was looked up before. */
const known = new Uint8Array(0x110000)

function sightOf(code: number): number {
  if (known[code] === 0) {
    const character = String.fromCodePoint(code)
    known[code] = IS_BLANK.test(character) ? BLANK : SHOWS_NOTHING.test(character) ? UNSEEN : SEEN
  }
  return known[code] as number
}

const codeOf = (character: string): number => character.charCodeAt(0)

/** Base64url with the characters of base64, so that one search finds both. */
function alike(units: Uint16Array): Uint16Array {
  const same = units.slice()
  for (let at = 0; at < same.length; at += 1) {
    if (same[at] === MINUS) same[at] = PLUS
    else if (same[at] === UNDERSCORE) same[at] = SLASH
  }
  return same
}
const [PLUS, MINUS, SLASH, UNDERSCORE] = [codeOf('+'), codeOf('-'), codeOf('/'), codeOf('_')]

/**
 * The digits of text that may be hex, in lower case, with one break for anything else between them. Signs that only
 * group digits make no break: `ab:cd`, `ab-cd`, `ab,cd`, `0xab`, `\xab`.
 */
function hexIn({ units, places }: View): View {
  const digits = new ViewBuilder(units.length)
  let last: number = BREAK
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at] as number
    const kind = HEX[unit < 128 ? unit : 0] as number
    if (kind === GROUPS || (kind === X && isPrefix(units[at - 1]))) continue
    if (unit === ZERO && HEX[units[at + 1] ?? 0] === X) continue
    const digit = kind === X ? BREAK : kind
    if (digit === BREAK && last === BREAK) continue
    digits.add(digit, places[at] as number)
    last = digit
  }
  return digits.view
}

const [BREAK, GROUPS, X] = [0, 1, 2] as const
const ZERO = codeOf('0')
const isPrefix = (unit: number | undefined): boolean => unit === ZERO || unit === codeOf('\\')
/** By ASCII character: its digit in lower case, or `BREAK`, `GROUPS` or `X`. */
const HEX = new Uint8Array(128)
for (const digit of '0123456789abcdef')
  for (const same of [digit, digit.toUpperCase()]) HEX[codeOf(same)] = codeOf(digit)
for (const groups of ':,-\\') HEX[codeOf(groups)] = GROUPS
for (const x of 'xX') HEX[codeOf(x)] = X

/**
 * The ways in which a command may print it besides hex; base64 in each of the three ways it can begin in a longer text.
 */
function formsOf(secret: Buffer): Uint16Array[] {
  const shifted = [0, 1, 2].map(shift => unitsOf(secret.subarray(shift).toString('base64')))
  return [visible(secret.toString('utf8')).dense.units, ...shifted].map(alike)
}

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length)
  for (let at = 0; at < units.length; at += 1) units[at] = text.charCodeAt(at)
  return units
}

const textOf = ({ buffer, byteOffset, byteLength }: Uint16Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('utf16le')

/** The parts of a text that nobody may read. */
class Marks {
  readonly #marked: Uint8Array

  constructor(length: number) {
    this.#marked = new Uint8Array(length)
  }

  /** Marks all from one place of a view to before another, with what is between its characters. */
  add({ places }: View, from: number, to: number): void {
    this.#marked.fill(1, places[from], (places[to - 1] as number) + 1)
  }

  /** The text, with `***` instead of each part. */
  over(text: string): string {
    const marked = this.#marked
    const shown: string[] = []
    for (let from = 0; from < text.length; ) {
      const other = marked.indexOf(marked[from] ? 0 : 1, from)
      const to = other < 0 ? text.length : other
      shown.push(marked[from] ? '***' : text.slice(from, to))
      from = to
    }
    return shown.join('')
  }
}
