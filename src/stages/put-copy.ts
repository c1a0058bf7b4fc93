import type { Session } from '../session/session.js'
import { putSession } from '../stores/put.js'
import { judgement, type Prepared } from './prepare.js'
import type { Stage } from './stage.js'

/** Stores the session of CODEX_HOME where it lives between jobs, and says what came of it. */
export async function putCopy(
  stage: Stage,
  { store, tokenUrl }: Pick<Prepared, 'store' | 'tokenUrl'>,
  session: Session,
): Promise<void> {
  const start = performance.now()
  const put = await putSession(store, session, {
    judge: judgement(stage, tokenUrl),
    allowAccountChange: stage.name !== 'post' && stage.inputs()['allow-account-change'],
  })
  if (put === 'kept') {
    stage.log.warning(
      `Not stored: ${store.where} holds a newer login, or another account's, by now. It stays.`,
    )
    return
  }
  stage.state.set('stored', session.generation)
  const took = ((performance.now() - start) / 1000).toFixed(1)
  if (put === 'stored') stage.log.info(`Stored the login in ${store.where} (${took} s).`)
}
