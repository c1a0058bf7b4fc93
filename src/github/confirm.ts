import type { ActionsSecrets } from './actions-secrets.js'
import { notConfirmed, type SecretRefused } from './secret-refusal.js'

/** GitHub's dates are cut to the second, and two of its machines needn't agree to the second. */
const TOLERANCE_MS = 2000
/** Again after 0.3, 0.6, 1.2, 2.4 s: what is read may come from a copy that lags behind. */
const LAG = { retries: 4, minTimeout: 300, factor: 2 }

/**
 * Proves that a secret was changed at or after `since`, by its own date, which it returns (ms since the epoch).
 * @param since milliseconds since the epoch by GitHub's clock; undefined if it didn't say, then being there counts
 * @throws SecretRefused `secret-not-confirmed`, and what reading it throws
 */
export async function confirmChanged(
  secrets: ActionsSecrets,
  name: string,
  where: string,
  since: number | undefined,
): Promise<number> {
  const { default: pRetry } = await import('p-retry')
  const look = async () => {
    const facts = await secrets.find(name)
    if (!facts || (since !== undefined && facts.updatedAt < since - TOLERANCE_MS)) throw notConfirmed(where)
    return facts.updatedAt
  }
  const lags = (error: Error) => (error as Partial<SecretRefused>).code === 'secret-not-confirmed'
  return pRetry(look, { ...LAG, shouldRetry: ({ error }) => lags(error) })
}
