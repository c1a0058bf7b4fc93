import type { Log } from '../report/log.js'
import type { Report } from '../report/report.js'
import type { Inputs } from './inputs.js'
import type { State } from './state.js'

/** The runner, network and clock as a stage gets them, so that nothing below it reads a global. */
export interface Stage<GivenInputs extends Inputs = Inputs> {
  readonly name: 'pre' | 'main' | 'post'
  readonly env: Readonly<Record<string, string | undefined>>
  /** Pid of the process that started this one, as it was then: the runner's worker. */
  readonly parent: number
  readonly state: State
  readonly log: Log
  /** Outputs and summary. */
  readonly report: Report
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Reads all inputs. Not for post: the runner may give it wrong ones (docs/facts, "Stages"). */
  readonly inputs: () => GivenInputs
  /** Aborted when the runner cancels the step. */
  readonly cancelled: AbortSignal
}
