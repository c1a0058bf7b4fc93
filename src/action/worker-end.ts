import { closeOtherUser } from '../codex/exec/other-user.js'
import { enterHome } from '../keeper/home-owner.js'
import { removePrivateHome } from '../keeper/homes.js'
import { settleCodex } from '../keeper/orphaned-codex.js'
import type { Stage } from './stage.js'

/** Post of a worker: ends a Codex that a killed main has left, and removes the access login. Nothing is stored. */
export async function endWork(stage: Stage, home: string): Promise<void> {
  const { log, state } = stage
  await enterHome(stage, home)
  await settleCodex(stage)

  const other = state.get('otherUser')
  if (other) await closeOtherUser(other)
  if (state.get('borrowed'))
    return log.info('An earlier step of this job has made CODEX_HOME, and removes it.')
  const left = await removePrivateHome(home)
  if (left)
    log.warning(
      `The CODEX_HOME of this worker could not be removed whole: a step has made files in ${home} another user's.`,
    )
  else log.info('Removed the access login. A worker stores nothing.')
}
