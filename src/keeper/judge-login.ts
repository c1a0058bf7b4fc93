import { judgeLogin, type Verdict } from '../codex/login-status.js'
import type { Codex } from '../codex/process.js'
import { noteKept } from './home-owner.js'
import { loginHome, removePrivateHome } from './homes.js'
import type { Stage } from './stage.js'

/**
 * Codex's own judgment of the bytes of a future auth.json, in a temporary home. If this job is killed, the next job of the
 * machine removes that home. The real home, `codex.home`, gives only its config.toml, which may ask for another login.
 */
export async function judgeBytes(stage: Stage, codex: Codex, bytes: Buffer): Promise<Verdict> {
  const owner = { configured: codex.home, store: stage.state.get('store') ?? '' }
  const home = await loginHome(stage, owner).catch(() => undefined)
  // A disk without room says nothing of the login; whoever writes there next says what is wrong.
  if (home === undefined) return 'unknown'
  try {
    await noteKept(home, bytes)
    return await judgeLogin({ ...codex, home }, bytes)
  } finally {
    await removePrivateHome(home)
  }
}
