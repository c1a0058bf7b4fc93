import {
  FENCED_URL,
  fenced,
  REAL_URL_VARIABLE,
  TOKEN_URL_VARIABLE,
  UNFENCED_VARIABLE,
} from '../codex/fence.js'
import { exportVariable } from '../report/sink.js'
import type { Stage } from './stage.js'

/** From here on no Codex of this job can refresh, but the one we start with the lease. */
export function fenceJob(stage: Stage, tokenUrl: string): void {
  // Once a step: an exclusive use between its pre and its main has lifted the fence on purpose.
  if (stage.state.get('tokenUrl') !== undefined) return
  stage.state.set('tokenUrl', tokenUrl)
  exportVariable(REAL_URL_VARIABLE, tokenUrl)
  exportFence()
}

/** The lease of an exclusive use is for the login of one store, and later steps find that of this use. */
export function fenceAgain({ env, state }: Stage): void {
  const isFenced = env[TOKEN_URL_VARIABLE] === FENCED_URL
  if (!isFenced && env[UNFENCED_VARIABLE] !== state.get('store')) exportFence()
}

function exportFence(): void {
  for (const [name, value] of Object.entries(fenced)) exportVariable(name, value)
}
