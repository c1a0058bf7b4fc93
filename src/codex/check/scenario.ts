import type { ProcessIdentity } from '../../system/process-identity.js'
import type { Broken } from './facts.js'

/** The surroundings that every part of a check gets. */
export interface Scenario {
  /** The native executable. */
  readonly executable: string
  /** The environment of this stage. */
  readonly env: NodeJS.ProcessEnv
  /** The check's own directory. */
  readonly root: string
  /** Called for each Codex that was started, which leads a process group of its own. */
  readonly onStart: (process: ProcessIdentity) => void
}

export const broken = (fact: Broken['fact'], seen: string): Broken => ({ fact, seen })
