import { visibleLines } from './harmless.js'

/**
 * Text for a table's cell or a line: nothing in it is HTML or Markdown, it has no line ends, and no address becomes a link.
 * A sentence that quotes others could otherwise send a person to their login page.
 */
export const plain = (text: string, longest = 500): string =>
  cut(visibleLines(text).join(' '), longest)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[|\\*_`[\]~#@]/g, mark => `&#${mark.charCodeAt(0)};`)
    .replaceAll('://', '&#58;//')
    .replace(/www\./gi, address => `${address.slice(0, 3)}&#46;`)

const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text

/** Sentences of ours, which may quote others: nothing in them is markup but `code`. */
export const prose = (text: string): string =>
  cut(visibleLines(text).join(' '), 2000)
    .split('`')
    .map((part, at) => (at % 2 === 1 ? `<code>${plain(part)}</code>` : plain(part, 2000)))
    .join('')

/** A link, in HTML, to an address that was checked. */
export const link = (text: string, address: string): string =>
  `<a href="${encodeURI(address).replaceAll('&', '&amp;')}">${plain(text)}</a>`

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
