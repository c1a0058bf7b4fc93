import { loginHome } from './login-home.js'
import type { Prepared } from './prepare.js'
import type { Keeper } from './refresh.js'
import type { Share } from './share.js'
import type { Stage } from './stage.js'

/** What keeps the login that this job has prepared, and shares each that it has stored, if it is to. */
export const keeperOf = (stage: Stage, prepared: Prepared, share?: Share): Keeper => ({
  stage,
  kind: prepared.kind,
  home: share ? share.sharing(loginHome(stage, prepared)) : loginHome(stage, prepared),
  tokenUrl: prepared.tokenUrl,
  lease: prepared.lease,
})
