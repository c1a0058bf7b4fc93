import { setOutput } from '@actions/core'
import { telling } from './telling.js'

/**
 * `stale`: works as long as its access token lives, but can't be refreshed. `dead`: a person must log in once more.
 */
export type AuthStatus = 'healthy' | 'rotated' | 'stale' | 'dead'

/** The outputs of action.yml. */
export interface Outputs {
  'final-message': string
  'thread-id': string
  usage: Record<string, unknown>
  'auth-status': AuthStatus
  'auth-reason': string
  rotated: boolean
  persisted: boolean
  'last-refresh': string
  'expires-at': string
  storage: string
  'account-plan': string
  'rate-limits': Record<string, unknown>
  'codex-home': string
  'codex-version': string
}

export function output<K extends keyof Outputs>(name: K, value: Outputs[K]): void {
  telling(() => setOutput(name, value))
}
