import { Failure } from '../codex/failure.js'
import { freshness } from '../login/freshness.js'
import type { Login } from '../login/login.js'
import { reseed } from './login-advice.js'
import type { Stage } from './stage.js'

/**
 * Codex itself gives up after 45 s, with an expired token after 185 s (docs/facts#endpoint-hangs-45s, and tried with
 * 0.169.0).
 */
const SLOW_MS = 25_000

/**
 * Says what a refresh that takes long is waiting for, well before Codex does: Codex is not stopped meanwhile, since
 * the refreshed login may still come, and would be lost. Returns what ends the watch.
 */
export function watchSlow(stage: Stage, login: Login): () => void {
  const timer = setTimeout(() => {
    const { explanation, code } = new Failure('endpoint-hangs', reseed(stage))
    const alive = freshness(login, stage.now()).remaining > 0
    stage.report.output('auth-status', alive ? 'healthy' : 'stale')
    stage.report.output('auth-reason', code)
    stage.log.warning(
      `${explanation.what} Codex has waited ${SLOW_MS / 1000} s for it. It is not stopped, since the refreshed login may still come; it gives up after ${alive ? '45 seconds' : 'three minutes at most'}.`,
    )
  }, SLOW_MS)
  return () => clearTimeout(timer)
}
