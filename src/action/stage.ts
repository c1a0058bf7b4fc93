import type { Stage as KeeperStage } from '../keeper/stage.js'
import type { Inputs } from './inputs.js'

/** A stage with all inputs of action.yml. */
export type Stage = KeeperStage<Inputs>
