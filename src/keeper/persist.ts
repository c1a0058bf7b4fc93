import type { Login } from '../login/login.js'
import type { ReplacePolicy } from '../login/may-replace.js'
import { telling } from '../report/best-effort.js'
import { exportVariable } from '../report/sink.js'
import { putLogin } from '../stores/put.js'
import { noteKept } from './home-owner.js'
import { judgement } from './judgement.js'
import type { Prepared } from './prepare.js'
import { saySetAside } from './set-aside.js'
import type { Stage } from './stage.js'

/** Tells the ends of other uses of this action in the job, whose own state is older, what a store has: `STORE:GENERATION`. */
export const STORED_VARIABLE = 'CODEX_AUTH_ACTION_STORED'

/** The value of it for the store of this step. */
export const storedValue = ({ state }: Stage, generation: string): string =>
  `${state.get('store') ?? ''}:${generation}`

/** Stores the login of CODEX_HOME where it lives between jobs. False where something newer is there, and stays. */
export async function putCopy(
  stage: Stage,
  { store, tokenUrl }: Pick<Prepared, 'store' | 'tokenUrl'>,
  login: Login,
  from: ReplacePolicy['from'] = 'refreshed',
): Promise<boolean> {
  const start = performance.now()
  const put = await putLogin(store, login, {
    judge: judgement(stage, tokenUrl),
    from,
    allowAccountChange: stage.state.get('allowsAccountChange') === true,
    // Post may be given a wrong key.
    mayCoverSealed: stage.state.get('stored') === undefined,
    onSetAside: kept => saySetAside(stage.log, store.where, kept),
  })
  if (put === 'kept') {
    stage.log.warning(
      `Not stored: ${store.where} holds a newer login, or another account's, by now. It stays.`,
    )
    return false
  }
  stage.state.set('stored', login.generation)
  telling(() => exportVariable(STORED_VARIABLE, storedValue(stage, login.generation)))
  const home = stage.state.get('home')
  if (home !== undefined) await noteKept(home, login.bytes)
  const took = ((performance.now() - start) / 1000).toFixed(1)
  if (put === 'stored') stage.log.info(`Stored the login in ${store.where} (${took} s).`)
  return true
}
