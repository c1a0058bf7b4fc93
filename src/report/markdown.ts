/** Text for a table's cell or a line, in which nothing is markup, of HTML or Markdown, and no line ends. */
export const plain = (text: string, longest = 500): string =>
  text
    .replace(/[\r\n]+/g, ' ')
    .slice(0, longest)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[|\\*_`[\]~#@]/g, mark => `&#${mark.charCodeAt(0)};`)

/** Sentences of ours, which may quote others: nothing in them is markup but `code`. */
export const prose = (text: string): string =>
  text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .slice(0, 2000)
    .split('`')
    .map((part, at) => (at % 2 === 1 ? `<code>${plain(part)}</code>` : plain(part, 2000)))
    .join('')

/** A table without a head, which Markdown itself doesn't have. The values are HTML. */
export const table = (rows: readonly (readonly [string, string])[]): string[] =>
  rows.length === 0
    ? []
    : [
        '<table>',
        ...rows.map(([name, value]) => `<tr><td><b>${name}</b></td><td>${value}</td></tr>`),
        '</table>',
      ]

const LENGTH = 20

/** A share, 0 to 1, as a bar of text: it needs no picture, and a screen reader skips it. */
export function bar(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * LENGTH)
  return `<code>${'█'.repeat(full)}${'░'.repeat(LENGTH - full)}</code>`
}

/** `2026-11-28 04:23 UTC`, of milliseconds since the epoch. */
export const minuteOf = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`
