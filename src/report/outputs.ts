import { telling } from './best-effort.js'
import { output as setOutput } from './sink.js'

/**
 * `stale`: works as long as its access token lives, but can't be refreshed. `dead`: a person must log in once more.
 */
export type AuthStatus = 'healthy' | 'refreshed' | 'stale' | 'dead'

/** The outputs of action.yml. */
export interface Outputs {
  'final-message': string
  'thread-id': string
  usage: Record<string, unknown>
  'auth-status': AuthStatus
  'auth-reason': string
  refreshed: boolean
  persisted: boolean
  'last-refresh': string
  'expires-at': string
  storage: string
  'account-plan': string
  'rate-limits': Record<string, unknown>
  /** True where the step did nothing and ended green: see `on-unavailable`. */
  skipped: boolean
  /** When it is worth trying again (RFC 3339). */
  'retry-at': string
  'codex-home': string
  'codex-version': string
}

export function output<K extends keyof Outputs>(name: K, value: Outputs[K]): void {
  telling(() => setOutput(name, value))
}
