import { ActionError } from '../system/errors.js'

/** An action of another kind: GitHub runs it, but there are no steps to look at. */
export class NotJudged extends ActionError {
  override readonly name = 'NotJudged'

  constructor(file: string) {
    super('nothing-to-judge', {
      what: `${file} is an action in JavaScript or a container, not a workflow.`,
      why: 'It has no steps that the doctor could read.',
      remedy: 'Give the workflows that use it, as they are in .github/workflows.',
    })
  }
}

/** GitHub would not run the file. */
export class UnreadableWorkflow extends ActionError {
  override readonly name = 'UnreadableWorkflow'

  constructor(file: string, state: string, line?: number) {
    super('unreadable-workflow', {
      what: `${file}${line === undefined ? '' : `:${line}`} ${state}.`,
      why: 'GitHub would not run it, so there is nothing to judge.',
      remedy: 'Give a workflow, as it is in .github/workflows.',
    })
  }
}
