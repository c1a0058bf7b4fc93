import type { StoreKind } from '../stores/store.js'

/** The inputs by which the login is kept. Durations are in milliseconds; action.yml describes each. */
export interface Inputs {
  readonly mode?: 'run' | 'keep-fresh' | 'setup' | 'login' | undefined
  readonly 'auth-json'?: string | undefined
  readonly 'seed-policy': 'newer' | 'missing'
  readonly 'allow-account-change': boolean
  readonly 'codex-home'?: string | undefined
  readonly 'login-name': string
  readonly storage: StoreKind | 'auto'
  readonly 'encryption-key'?: string | undefined
  readonly 'secret-name'?: string | undefined
  readonly 'secret-environment'?: string | undefined
  readonly 'secret-organization'?: string | undefined
  readonly 'restore-command'?: string | undefined
  readonly 'persist-command'?: string | undefined
  readonly token?: string | undefined
  readonly 'app-id'?: string | undefined
  readonly 'app-private-key'?: string | undefined
  readonly 'lease-timeout'?: number | undefined
  readonly 'lease-ref'?: string | undefined
  readonly 'lease-repository'?: string | undefined
  readonly 'access-key'?: string | undefined
  readonly 'share-access'?: string | undefined
  readonly 'share-command'?: string | undefined
  readonly 'share-environment'?: string | undefined
  readonly 'share-organization'?: string | undefined
  readonly 'job-id'?: string | undefined
}
