import type { LoginJob } from '../logins.js'
import type { Finding } from '../report.js'
import type { Use } from '../uses.js'
import type { Workflow } from '../workflow.js'

/** All that is in one repository: what one workflow needs another may do. */
export interface Scene {
  readonly workflows: readonly Workflow[]
  readonly logins: readonly LoginJob[]
  readonly uses: readonly Use[]
  /** The workflows whose findings are wanted. */
  readonly named: readonly Workflow[]
}

export type JobRule = (login: LoginJob, scene: Scene) => Finding[]
