import type { Report } from '../report.js'
import { type Group, groupFindings, otherLines } from './group.js'

/** With five lines each, and what is around them, a report stays under 200 lines. */
const MOST_SHOWN = 30
const LONGEST_QUOTE = 160

export interface Quote {
  /** A line of a file that was read, counted from 1. */
  lineOf(file: string, line: number): string | undefined
}

/** The report as text: the verdict, the facts in two columns, what was found, what to do. */
export function plainReport({ verdict, facts, findings, closing }: Report, quote: Quote): string {
  const width = Math.max(...facts.map(([name]) => name.length)) + 2
  const { groups, more } = groupFindings(findings, MOST_SHOWN)
  const blocks = [
    verdict ? [verdict] : [],
    facts.slice(0, 20).map(([name, value]) => `  ${name.padEnd(width)}${value}`),
    ...groups.map(group => linesOf(group, quote)),
    more.groups > 0
      ? [
          `${more.groups} more kinds of findings are not shown, ${more.warnings} of them warnings. Fix what is shown, and run the doctor again; --format json shows more.`,
        ]
      : [],
    closing,
  ]
  return `${blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.map(harmless).join('\n'))
    .join('\n\n')}\n`
}

function linesOf({ finding, places }: Group, quote: Quote): string[] {
  const { level, place, where, what, why, remedy, code } = finding
  const at = place && `${place.file}:${place.line}:${place.column}`
  const line = place && quote.lineOf(place.file, place.line)?.trim().slice(0, LONGEST_QUOTE)
  return [
    `${at ? `${at}: ` : ''}${level}: ${what}${otherLines(places)} [${code}]`,
    ...(line ? [`    ${line}${where ? `   # ${where}` : ''}`] : []),
    `  ${why}`,
    `  ${remedy}`,
  ]
}

/** Names come from files and workflows of others: none of them may move the cursor or color the terminal. */
export const harmless = (line: string): string =>
  line.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/g, '?')
