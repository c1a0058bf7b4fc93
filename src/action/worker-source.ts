import { asksForStore } from '../keeper/store-kind.js'
import { isAccessLogin } from '../login/access.js'
import { LoginRefused } from '../login/refusal.js'
import { InputError } from '../system/errors.js'
import { type Inputs, modeOf } from './inputs.js'

/** Where a worker has its access login from: the input `auth-json`, or the Actions cache. */
export type WorkerSource =
  | { readonly kind: 'secret'; readonly authJson: string }
  | { readonly kind: 'cache'; readonly accessKey: string }

/**
 * Undefined for a job with a full login. A worker has nothing to keep or to refresh, so what asks for that is refused
 * before anything is changed, and no full login is read.
 * @throws LoginRefused `access-login`, InputError
 */
export function workerSource(inputs: Inputs): WorkerSource | undefined {
  const { 'auth-json': authJson, 'access-key': accessKey, 'share-access': shareAccess } = inputs
  const isAccess = authJson !== undefined && isAccessLogin(authJson)
  if (accessKey !== undefined && shareAccess === undefined) {
    assertFits(inputs, isAccess)
    return { kind: 'cache', accessKey }
  }
  if (!isAccess) return undefined
  if (wantsFullLogin(inputs).length > 0 || inputs.storage !== 'auto' || asksForStore(inputs))
    throw new LoginRefused('access-login', 'the input auth-json')
  return { kind: 'secret', authJson }
}

/** `access-key` is for workers and for `share-access: cache`. */
function assertFits(inputs: Inputs, isAccess: boolean): void {
  if (isAccess)
    throw new InputError(
      'access-key',
      'is given beside an access login in `auth-json`',
      'Give one of the two: `auth-json` for an access login from a secret, `access-key` for the one in the Actions cache.',
    )
  const isForStore = asksForStore(inputs) || !['auto', 'cache'].includes(inputs.storage)
  const [wanting = isForStore ? 'the inputs of a store' : undefined] = wantsFullLogin(inputs)
  const other = inputs['auth-json'] === undefined ? wanting : 'a full login in `auth-json`'
  if (other !== undefined)
    throw new InputError(
      'access-key',
      `is given beside ${other}`,
      'In a worker give `access-key` and what it is to do, and nothing of a full login. In the keeper set `share-access: cache` too.',
    )
}

/** The requests of a job that need the refresh token. */
function wantsFullLogin(inputs: Inputs): string[] {
  const mode = modeOf(inputs)
  return [
    ...(mode === 'keep-fresh' || mode === 'login' ? [`\`mode: ${mode}\``] : []),
    ...(inputs.concurrency === 'exclusive' ? ['`concurrency: exclusive`'] : []),
    ...(inputs['force-refresh'] ? ['`force-refresh`'] : []),
    ...(inputs['share-access'] ? ['`share-access`'] : []),
  ]
}
