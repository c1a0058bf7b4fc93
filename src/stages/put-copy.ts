import { exportVariable } from '@actions/core'
import { telling } from '../report/telling.js'
import type { Session } from '../session/session.js'
import { putSession } from '../stores/put.js'
import { judgement, type Prepared } from './prepare.js'
import type { Stage } from './stage.js'

/** Tells the ends of other uses of this action in the job, whose own state is older, what the store has. */
export const STORED_VARIABLE = 'CODEX_AUTH_ACTION_STORED'

/** Stores the session of CODEX_HOME where it lives between jobs. False where something newer is there, and stays. */
export async function putCopy(
  stage: Stage,
  { store, tokenUrl }: Pick<Prepared, 'store' | 'tokenUrl'>,
  session: Session,
): Promise<boolean> {
  const start = performance.now()
  const put = await putSession(store, session, {
    judge: judgement(stage, tokenUrl),
    allowAccountChange: stage.name !== 'post' && stage.inputs()['allow-account-change'],
    // With a wrong key, as post may be given, what can't be opened may be the newest login of all.
    replaceUnreadable: stage.state.get('stored') === undefined,
  })
  if (put === 'kept') {
    stage.log.warning(
      `Not stored: ${store.where} holds a newer login, or another account's, by now. It stays.`,
    )
    return false
  }
  stage.state.set('stored', session.generation)
  telling(() => exportVariable(STORED_VARIABLE, session.generation))
  const took = ((performance.now() - start) / 1000).toFixed(1)
  if (put === 'stored') stage.log.info(`Stored the login in ${store.where} (${took} s).`)
  return true
}
