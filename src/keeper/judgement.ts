import { overrideOrigin } from '../codex/fence.js'
import type { Login } from '../login/login.js'
import { type Judgement, type Store, storedIn } from '../stores/store.js'
import type { Stage } from './stage.js'

/** The login in a store now. Throws the refusal if the store has something else. */
export async function loginIn(store: Store, judge: Judgement): Promise<Login | undefined> {
  const stored = await storedIn(store, judge)
  if (stored.kind === 'login') return stored.login
  if (stored.kind === 'none') return undefined
  throw stored.refusal
}

export const judgement = (stage: Stage, tokenUrl: string): Judgement => ({
  now: stage.now(),
  trustedIssuer: overrideOrigin(tokenUrl),
})
