import { randomBytes } from 'node:crypto'

export const MB = 1024 * 1024

/** Repeats a piece to a text of just so many characters. */
export const filled = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length)

export type Shape = (length: number) => string

/** Texts that have made regular expressions and loops slow, by name, in any length. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  dots: length => filled('.', length),
  'blank lines': length => filled('\n', length),
  blanks: length => filled(' ', length),
  'words of 999 characters': length => filled(`${'a'.repeat(999)} `, length),
  'random text': length => randomBytes(length).toString('latin1'),
}
