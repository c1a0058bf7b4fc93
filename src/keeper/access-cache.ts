import { dirname, join } from 'node:path'
import type { AccessCache } from '../stores/cache/access-cache.js'
import type { Patience } from '../stores/cache/session.js'
import { runnerTemp } from '../system/runner-temp.js'
import { defaultBranchOf } from './open-store.js'
import type { Stage } from './stage.js'

/** While Codex waits for 8 seconds there is time for one try at a time. */
export const BRIEFLY: Patience = { orderMs: 5000, retries: { retries: 0 } }

/**
 * The access logins in the cache of this repository. Loaded where it is used: other jobs don't pay for it.
 * @throws InputError for an `access-key` that can't be used
 */
export async function openAccessCache(
  { env, log, now, inputs }: Stage,
  patience?: Patience,
): Promise<AccessCache> {
  const [{ AccessCache }, { readAccessKey }] = await Promise.all([
    import('../stores/cache/access-cache.js'),
    import('../stores/access-key.js'),
  ])
  const { 'access-key': key = '', 'encryption-key': encryptionKey, 'login-name': loginName } = inputs()
  return new AccessCache({
    loginName,
    accessKey: await readAccessKey(key, encryptionKey),
    repository: env.GITHUB_REPOSITORY ?? '',
    ref: env.GITHUB_REF,
    defaultBranch: await defaultBranchOf(env.GITHUB_EVENT_PATH),
    env,
    directory: runnerTemp(env),
    // Beside the script that the runner started, in dist/.
    client: join(dirname(process.argv[1] ?? ''), 'cache-client.js'),
    log,
    now,
    ...(patience ? { patience } : {}),
  })
}
