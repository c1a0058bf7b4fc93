import { ActionError, type Explanation } from '../system/errors.js'

/** The codes of errors that stop a set-up, by its part; `docs/troubleshooting.md` has them all. */
export type SetupCode =
  | 'setup-usage'
  | 'setup-tool'
  | 'setup-repository'
  | 'setup-environment'
  | 'setup-login'
  | 'setup-secret'
  | 'setup-workflow'
  | 'setup-publish'
  | 'setup-proof'

/** The set-up can't go on. Finished steps stay done; the same command goes on from there. */
export class SetupRefused extends ActionError {
  override readonly name = 'SetupRefused'

  constructor(code: SetupCode, explanation: Explanation) {
    super(code, explanation)
  }
}

/** A person ended it by Ctrl-C, or said no. */
export class SetupEnded extends ActionError {
  override readonly name = 'SetupEnded'

  constructor() {
    super('setup-ended', {
      what: 'The set-up was ended.',
      why: 'Everything that it has done stays.',
      remedy: 'Run the same command again: it goes on from there.',
    })
  }
}
