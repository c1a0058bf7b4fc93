/** The narrowest terminal that a scene must fit. */
const WIDTH = 100
const INDENT = '   '

const colours = process.stdout.isTTY === true && !process.env.NO_COLOR
const sgr = (code: number) => (text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text)

export const bold = sgr(1)
export const dim = sgr(2)
export const red = sgr(31)
export const green = sgr(32)
export const cyan = sgr(36)

export type Paint = (text: string) => string
const plain: Paint = text => text

/** True if a line can be drawn again. */
export const canRedraw = colours
let isDrawn = false

export function print(line = ''): void {
  erase()
  process.stdout.write(`${line}\n`)
}

/** A line that the next one takes the place of. Only where `canRedraw`. */
export function draw(line: string): void {
  erase()
  process.stdout.write(INDENT + dim(line.slice(0, WIDTH - INDENT.length)))
  isDrawn = true
}

export function erase(): void {
  if (isDrawn) process.stdout.write('\r\u001b[K')
  isDrawn = false
}

/** A paragraph below a scene's title. */
export function paragraph(text: string, paint: Paint = plain): void {
  for (const part of text.split('\n'))
    for (const line of wrap(part, WIDTH - INDENT.length)) print(INDENT + paint(line))
}

/** Rows of a label and a text, aligned; a text that is too long goes on below itself, not below the label. */
export function rows(
  lines: readonly (readonly [label: string, text: string, paint?: Paint | undefined])[],
): void {
  const width = Math.max(...lines.map(([label]) => label.length))
  const gap = INDENT.length + width + 2
  for (const [label, text, paint = plain] of lines) {
    const [first = '', ...more] = wrap(text, WIDTH - gap)
    print(`${INDENT}${dim(label.padEnd(width))}  ${paint(first)}`)
    for (const line of more) print(' '.repeat(gap) + paint(line))
  }
}

/** Breaks at spaces; a word longer than the width stands alone on its line. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
