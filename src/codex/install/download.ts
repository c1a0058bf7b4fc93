import type { Readable } from 'node:stream'
import { isSafe } from '../../system/addresses.js'
import { ActionError, systemCode } from '../../system/errors.js'
import { Http, type HttpRequest, MOST_HOPS } from '../../system/http.js'
import type { Retries } from './retries.js'
import { printable, reasonOf, redirected, refused, unreachable } from './unavailable.js'

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
const OF_THE_DISK = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO'])
export const isOfTheDisk = (error: unknown): boolean => OF_THE_DISK.has(systemCode(error) ?? '')

type Asked = Pick<HttpRequest, 'url' | 'headers' | 'credentials'>
type Use<T> = (status: number, body: Readable) => Promise<T>

/**
 * GETs an address until it gets a final answer. Redirects are followed to https, and from this machine to this machine.
 * @param use gets the status and the body; what it throws of the network is tried again, of the disk not
 * @throws CodexUnavailable, and as it is what the file system throws in `use`
 */
export async function get<T>(asked: Asked, manner: Manner, use: Use<T>): Promise<T> {
  const { url } = asked
  const { retries, signal, log } = manner
  const { default: pRetry } = await import('p-retry')
  const work = pRetry(() => getOnce(asked, manner, use), {
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

async function getOnce<T>(asked: Asked, { stallTimeout, signal }: Manner, use: Use<T>): Promise<T> {
  const http = new Http()
  try {
    const request = { ...asked, signal, stallMs: stallTimeout, follow }
    return await http.send(request, ({ url, status, body }) => use(decided(url, status), body))
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ActionError || isOfTheDisk(error)) throw error
    throw error instanceof Transient ? error : new Transient(reasonOf(error), { cause: error })
  } finally {
    // A connection that a proxy or a host does not answer would keep a cancelled job waiting.
    await http.end()
  }
}

/** @throws CodexUnavailable if others could read or change the traffic there, or there are too many redirects */
function follow({ from, to, hops }: Parameters<HttpRequest['follow']>[0]): URL {
  if (to === undefined || hops === MOST_HOPS || !mayLead(from, to)) throw redirected(from, to)
  return to
}

/** Whether one address may lead to another: never from https to plain http, nor to plain http on another machine. */
export const mayLead = (from: URL, to: URL): boolean =>
  isSafe(to) && (from.protocol !== 'https:' || to.protocol === 'https:')

/** The status, if another try would only bring it again. */
function decided(url: URL, status: number): number {
  if (status === 408 || status === 429 || status >= 500) throw new Transient(`it answered ${status}`)
  if (status === 401 || status === 403 || status === 407) throw refused(url, status)
  return status
}
