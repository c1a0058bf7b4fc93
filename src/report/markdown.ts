/** Text for a table's cell or a line, in which nothing is markup and no line ends. */
export const plain = (text: string, longest = 500): string =>
  text
    .replace(/[\r\n]+/g, ' ')
    .slice(0, longest)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[|\\*_`[\]~#@]/g, mark => `&#${mark.charCodeAt(0)};`)

/** A table without a head, whose first column is bold. */
export const table = (rows: readonly (readonly [string, string])[]): string[] => [
  '| | |',
  '|---|---|',
  ...rows.map(([name, value]) => `| **${name}** | ${value} |`),
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
