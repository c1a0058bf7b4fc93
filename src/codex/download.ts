import type { IncomingMessage, RequestOptions } from 'node:http'
import type { Options } from 'p-retry'
import { ActionError, systemCode } from '../errors.js'
import { printable, reasonOf, refused, unreachable } from './unavailable.js'

/** How often and when to try again, in p-retry's words; times in milliseconds. */
export type Retries = Required<Pick<Options, 'retries' | 'minTimeout' | 'factor' | 'maxTimeout'>>

/** Again after 0.5, 2 and 5 s. */
export const RETRIES: Retries = { retries: 3, minTimeout: 500, factor: 4, maxTimeout: 5_000 }

/** How to download, whatever it is. */
export interface Manner {
  readonly retries: Retries
  /** Milliseconds without a byte after which a connection counts as lost. */
  readonly stallTimeout: number
  /** Ends it at once, between the tries too. */
  readonly signal: AbortSignal
  readonly log: (line: string) => void
}

/** A failure that another try may mend. */
class Transient extends Error {}
/** Failures of our own disk: another try would only fill it again. */
const OF_THE_DISK = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO', 'EINTEGRITY'])

/**
 * GETs an address until it answers for good. Proxies are honoured (`https_proxy`, `no_proxy`:
 * @actions/http-client reads them from the process itself). The tries are not the client's: its own cover
 * 502 to 504 within 30 ms, but no 500, no lost connection and no body that ends too soon.
 * @param use gets the status and the body; what it throws of the network is tried again, of the disk not
 * @throws CodexUnavailable, and as it is what the file system throws in `use`
 */
export async function get<T>(
  url: URL,
  headers: Record<string, string>,
  manner: Manner,
  use: (status: number, message: IncomingMessage) => Promise<T>,
): Promise<T> {
  const { retries, signal, log } = manner
  const { default: pRetry } = await import('p-retry')
  const work = pRetry(() => getOnce(url, headers, manner, use), {
    ...retries,
    signal,
    shouldRetry: ({ error, retriesConsumed }) => {
      if (!(error instanceof Transient)) return false
      const delay = Math.min(retries.minTimeout * retries.factor ** retriesConsumed, retries.maxTimeout)
      log(`${printable(url)}: ${error.message}. Trying again in ${delay / 1000} s.`)
      return true
    },
  })
  return work.catch((error: unknown) => {
    throw error instanceof Transient ? unreachable(url, retries.retries + 1, error) : error
  })
}

async function getOnce<T>(
  url: URL,
  headers: Record<string, string>,
  { stallTimeout, signal }: Manner,
  use: (status: number, message: IncomingMessage) => Promise<T>,
): Promise<T> {
  const { HttpClient } = await import('@actions/http-client')
  // Not the client's own time-out: that does not begin before a proxy has answered.
  const silence = new AbortController()
  const timer = setTimeout(() => silence.abort(), stallTimeout)
  const client = new HttpClient('codex-auth-action', [abortedBy(AbortSignal.any([signal, silence.signal]))])
  try {
    const { message } = await client.get(url.href, headers)
    clearTimeout(timer)
    message.setTimeout(stallTimeout, () => message.destroy(new Error('the transfer stalled')))
    try {
      return await use(decided(url, message.statusCode ?? 0), message)
    } finally {
      message.destroy()
    }
  } catch (error) {
    signal.throwIfAborted()
    if (silence.signal.aborted) throw new Transient(`no answer in ${stallTimeout / 1000} s`)
    if (error instanceof ActionError || OF_THE_DISK.has(systemCode(error) ?? '')) throw error
    throw error instanceof Transient ? error : new Transient(reasonOf(error), { cause: error })
  } finally {
    clearTimeout(timer)
    client.dispose()
  }
}

/** The status, if another try would only bring it again. */
function decided(url: URL, status: number): number {
  if (status === 408 || status === 429 || status >= 500) throw new Transient(`it answered ${status}`)
  if (status === 401 || status === 403 || status === 407) throw refused(url, status)
  return status
}

/** The client knows no signal, but Node's requests do, and a handler may change their options. */
const abortedBy = (signal: AbortSignal) => ({
  prepareRequest(options: RequestOptions) {
    options.signal = signal
    // Behind a proxy the request waits for the tunnel's own, to which its agent passes these options.
    const { proxyOptions } = options.agent as { proxyOptions?: RequestOptions }
    if (proxyOptions !== undefined) proxyOptions.signal = signal
  },
  canHandleAuthentication: () => false,
  handleAuthentication: () => Promise.reject(new Error('none is handled')),
})
