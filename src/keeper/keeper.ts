import { loginHome } from './login-home.js'
import type { Prepared } from './prepare.js'
import type { Keeper } from './refresh.js'
import type { Share } from './share.js'
import type { Stage } from './stage.js'

/** Makes the keeper of this job's login. With `share`, it also publishes each login that it has stored. */
export const keeperOf = (stage: Stage, prepared: Prepared, share?: Share): Keeper => ({
  stage,
  kind: prepared.kind,
  home: share ? share.sharing(loginHome(stage, prepared)) : loginHome(stage, prepared),
  tokenUrl: prepared.tokenUrl,
  lease: prepared.lease,
})
