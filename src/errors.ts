/**
 * What the user reads when something stops the job: what happened, why it matters, what to do, in that
 * order. `code` is stable and short, for outputs and tests; no part ever holds a token.
 */
export interface Explanation {
  readonly what: string
  readonly why: string
  readonly remedy: string
}

/** An expected failure with a reason and a remedy. Anything else that is thrown is a defect of ours. */
export class ActionError extends Error {
  override readonly name: string = 'ActionError'
  /** True where the login has ended, or what this job has of it: trying again does not help. */
  readonly permanent: boolean = false

  constructor(
    readonly code: string,
    readonly explanation: Explanation,
    options?: ErrorOptions,
  ) {
    super([explanation.what, explanation.why, explanation.remedy].join('\n'), options)
  }

  /** The same error, which says one thing more of why it matters. */
  meaning(more: string): ActionError {
    const { what, why, remedy } = this.explanation
    return new ActionError(this.code, { what, why: `${why} ${more}`, remedy })
  }
}

/**
 * The system's code of a failed file or process call (`ENOENT`, `EEXIST`, …), or undefined. Not by
 * `instanceof`: under jest Node's own errors come from another realm.
 */
export function systemCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}

/** Whether a process could not be started for want of what a busy machine may lack for a moment: files, processes, memory. */
export const lacksRoom = (error: unknown): boolean =>
  ['EAGAIN', 'EMFILE', 'ENFILE', 'ENOMEM'].includes(systemCode(error) ?? '')
