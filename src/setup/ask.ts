import type { Machine } from './context.js'
import type { TextFlag } from './options.js'
import { unusable } from './options.js'
import { SetupEnded } from './refused.js'

export interface Choice<T extends string> {
  readonly value: T
  readonly label: string
  readonly hint?: string
}

/** `alone`: the answer where nobody can be asked. `first`: the one that Enter gives. */
export interface Answers {
  readonly alone: boolean
  readonly first: boolean
}

/** The questions to a person. Each names the flag that answers it, for a run without one. */
export interface Ask {
  readonly isInteractive: boolean
  /** The first choice is the recommended one. */
  select<T extends string>(flag: TextFlag, question: string, choices: readonly Choice<T>[]): Promise<T>
  text(flag: TextFlag, question: string): Promise<string>
  confirm(question: string, answers: Answers): Promise<boolean>
}

/** Asks nobody: what no flag says is an error that names the flag. */
export const NOBODY: Ask = {
  isInteractive: false,
  select: (flag, _question, choices) =>
    Promise.reject(missing(flag, `Give one of: ${choices.map(({ value }) => value).join(', ')}.`)),
  text: (flag, question) => Promise.reject(missing(flag, `It is: ${question}`)),
  confirm: (_question, { alone }) => Promise.resolve(alone),
}

const missing = (flag: TextFlag, remedy: string) =>
  unusable(`--${flag} is missing, and there is no terminal to ask at`, remedy)

/** Asks at a terminal, with @clack/prompts. @throws SetupEnded at Ctrl-C */
export async function askAt(terminal: NonNullable<Machine['terminal']>, signal: AbortSignal): Promise<Ask> {
  const { confirm, isCancel, select, text } = await import('@clack/prompts')
  const common = { ...terminal, signal }
  const answered = <T>(answer: T): Exclude<T, symbol> => {
    if (isCancel(answer)) throw new SetupEnded()
    return answer as Exclude<T, symbol>
  }
  return {
    isInteractive: true,
    async select(_flag, message, choices) {
      const options = choices.map(({ value, label, hint }) => ({ value, label, ...(hint ? { hint } : {}) }))
      // The library's type of an option depends on a type parameter that it can't see through here.
      return answered(await select<string>({ ...common, message, options })) as never
    },
    async text(_flag, message) {
      const validate = (value: string | undefined) => (value?.trim() ? undefined : 'This is needed.')
      return answered(await text({ ...common, message, validate })).trim()
    },
    confirm: async (message, { first }) =>
      answered(await confirm({ ...common, message, initialValue: first })),
  }
}
