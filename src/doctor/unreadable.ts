import { ActionError } from '../errors.js'

/** An action of another kind: GitHub runs it, but there are no steps to look at. */
export class NotJudged extends ActionError {
  override readonly name = 'NotJudged'

  constructor(file: string) {
    super('nothing-to-judge', {
      what: `${file} is an action in JavaScript or a container, not a workflow.`,
      why: 'It has no steps that the doctor could read.',
      remedy: 'Give the workflows that use it, as they lie in .github/workflows.',
    })
  }
}

/** The file is none that GitHub would run. */
export class UnreadableWorkflow extends ActionError {
  override readonly name = 'UnreadableWorkflow'

  constructor(file: string, state: string, cause?: unknown) {
    const line = (cause as { mark?: { line?: number } } | undefined)?.mark?.line
    super('unreadable-workflow', {
      what: `${file}${line === undefined ? '' : `:${line + 1}`} ${state}.`,
      why: 'GitHub would not run it, so there is nothing to judge.',
      remedy: 'Give a workflow, as it lies in .github/workflows.',
    })
  }
}
