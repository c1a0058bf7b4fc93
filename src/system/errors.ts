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

/** An input that can't be used. Thrown before anything is changed. */
export class InputError extends ActionError {
  override readonly name = 'InputError'

  constructor(name: string, what: string, remedy: string) {
    super('input', {
      what: `The input \`${name}\` ${what}.`,
      why: 'The action does not guess what was meant, and has changed nothing.',
      remedy,
    })
  }
}

/**
 * The system's code of a failed file or process call (`ENOENT`, `EEXIST`, …), also of one that is in words already
 * (`UnusablePlace`), or undefined. Not by `instanceof`: under jest Node's own errors come from another realm.
 */
export function systemCode(error: unknown): string | undefined {
  const { code: own, systemCode: inWords } = (error ?? {}) as { code?: unknown; systemCode?: unknown }
  const code = inWords ?? own
  return typeof code === 'string' ? code : undefined
}

/** Whether a process could not be started for want of what a busy machine may lack for a moment: files, processes, memory. */
export const lacksRoom = (error: unknown): boolean =>
  ['EAGAIN', 'EMFILE', 'ENFILE', 'ENOMEM'].includes(systemCode(error) ?? '')
