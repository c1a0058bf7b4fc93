import type { Use } from '../uses.js'
import type { Workflow } from '../workflow.js'

/** All that lies together, judged or beside it: what one workflow needs another may do. */
export interface Scene {
  readonly workflows: readonly Workflow[]
  readonly uses: readonly Use[]
}
