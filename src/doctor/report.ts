import type { Explanation } from '../errors.js'

/**
 * `warning`: it would lose or refuse the login, and the doctor's exit code is 1. `note`: worth knowing, and no more.
 * `code` is stable and short, for tests; `where` is a file with its line, job and step.
 */
export interface Finding extends Explanation {
  readonly level: 'warning' | 'note'
  readonly code: string
  readonly where?: string
}

/** What the doctor has to say of one login, or of workflows. No part ever holds a token, an account or an address. */
export interface Report {
  readonly verdict: string
  /** Pairs of a name and what is known. */
  readonly facts: readonly (readonly [string, string])[]
  readonly findings: readonly Finding[]
  /** What to do with it, line by line. */
  readonly closing: readonly string[]
}

/** Exit codes: no warning, though there may be notes; something would lose or refuse the login; PATH can't be read, or the usage is wrong. */
export const EXIT = { well: 0, found: 1, unreadable: 2 } as const

export const exitCode = ({ findings }: Report): number =>
  findings.some(({ level }) => level === 'warning') ? EXIT.found : EXIT.well

/** The report as text: the verdict, the facts in two columns, what was found, what to do. */
export function reportText({ verdict, facts, findings, closing }: Report): string {
  const width = Math.max(...facts.map(([name]) => name.length)) + 2
  const blocks = [
    [verdict],
    facts.map(([name, value]) => `  ${name.padEnd(width)}${value}`),
    ...[...findings].sort(warningsFirst).map(findingLines),
    closing,
  ]
  return `${blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.map(harmless).join('\n'))
    .join('\n\n')}\n`
}

const warningsFirst = (a: Finding, b: Finding) => Number(a.level === 'note') - Number(b.level === 'note')

function findingLines({ level, where, what, why, remedy }: Finding): string[] {
  return [[level, where, what].filter(Boolean).join(': '), `  ${why}`, `  ${remedy}`]
}

/** Names come from files and workflows of others: none of them may move the cursor or colour the terminal. */
const harmless = (line: string): string => line.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/g, '?')
