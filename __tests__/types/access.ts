/**
 * What must not compile; `tsc` fails here as soon as it does. Nothing of it is run.
 */

import type { LoginHome } from '../../src/keeper/login-home.js'
import { putCopy } from '../../src/keeper/persist.js'
import type { Prepared } from '../../src/keeper/prepare.js'
import type { Stage } from '../../src/keeper/stage.js'
import type { AccessLogin } from '../../src/login/access.js'
import { deriveAccess } from '../../src/login/access.js'
import { mayReplace } from '../../src/login/may-replace.js'
import type { Store } from '../../src/stores/store.js'

declare const access: AccessLogin
declare const stage: Stage
declare const prepared: Prepared
declare const store: Store
declare const home: LoginHome
const policy = { from: 'person', allowAccountChange: true } as const

export async function asLogin(): Promise<void> {
  // @ts-expect-error An access login takes the place of nothing, not even of nothing.
  mayReplace({ kind: 'none' }, access, policy)
  // @ts-expect-error It is not what a store has.
  mayReplace({ kind: 'login', login: access }, access, policy)
  // @ts-expect-error It can't be stored,
  await store.write(access)
  // @ts-expect-error by no way.
  await putCopy(stage, prepared, access)
  // @ts-expect-error Nobody can refresh and store it.
  await home.store(access)
  // @ts-expect-error No other is made of it.
  deriveAccess(access, { madeAt: 0, madeBy: '' })
}
