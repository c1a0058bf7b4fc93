import { setOutput } from '@actions/core'
import { datedAt } from '../session/compare.js'
import { freshness } from '../session/freshness.js'
import { toMilliseconds } from '../session/instant.js'
import type { Session } from '../session/session.js'

/** `stale`: works still, but can't be refreshed. `dead`: a person must log in once more. */
export type AuthStatus = 'healthy' | 'rotated' | 'stale' | 'dead'

/** The outputs of action.yml, each set as soon as it is known, so that a failed step has them too. */
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
  setOutput(name, value)
}

export function outputSession(session: Session, now: number): void {
  output('last-refresh', new Date(toMilliseconds(datedAt(session))).toISOString())
  output('expires-at', new Date(freshness(session, now).expiresAt).toISOString())
  const plan = session.access.plan ?? session.identity.plan
  if (plan) output('account-plan', plan)
}
