import type { Explanation } from '../system/errors.js'
import type { Place } from './workflow.js'

/** A change to a file's text that repairs a finding: what is between two offsets is replaced. */
export interface Edit {
  readonly path: string
  readonly from: number
  readonly to: number
  readonly text: string
}

/**
 * `warning`: it would lose or refuse the login, and the exit code is 1. `note`: worth knowing, and no more. `code` is the
 * rule's id in docs/doctor.md; `where` is the job and step; `unsure` marks a finding that can't be proven from here.
 */
export interface Finding extends Explanation {
  readonly level: 'warning' | 'note'
  readonly code: string
  readonly place?: Place
  readonly where?: string
  readonly unsure?: true
  /** The files that it is about: those that the user has named are reported. */
  readonly files?: readonly string[]
  readonly fix?: readonly Edit[]
}

/** The doctor's report about one login, or about workflows. No part ever holds a token, an account or an address. */
export interface Report {
  readonly verdict: string
  /** Pairs of a name and what is known. */
  readonly facts: readonly (readonly [string, string])[]
  readonly findings: readonly Finding[]
  /** What to do with it, line by line. */
  readonly closing: readonly string[]
}

/** Exit codes: no warning, though there may be notes; a warning; something can't be read, or the usage is wrong; with `--strict`, something can't be judged. */
export const EXIT = { well: 0, found: 1, unreadable: 2, unsure: 3 } as const

export const isWarning = ({ level }: Finding): boolean => level === 'warning'
