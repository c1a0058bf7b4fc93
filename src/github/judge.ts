import { systemCode } from '../system/errors.js'
import { quote } from '../system/quote.js'
import { GithubRefused, refused, Transient } from './failure.js'

/** GitHub asks to wait at least a minute where it doesn't say how long (its "Rate limits for the REST API"). */
const UNSAID_WAIT_MS = 60_000
/** Longer than any pace allows. */
const LONGEST_WAIT_MS = 86_400_000

type Headers = Readonly<Record<string, string | number | undefined>>

/** An error of octokit, with an answer or a cause. It has the request with its headers, so it goes no further. */
interface Thrown {
  readonly message?: string
  readonly cause?: { readonly name?: string; readonly message?: string }
  readonly response?: { readonly status: number; readonly headers: Headers; readonly data: unknown }
}

/**
 * An error of our own for what a request threw, with nothing of the request in it but `what` (method and path).
 * @param token never in the result, whoever quotes it
 * @param now milliseconds since the epoch
 */
export function judge(thrown: unknown, what: string, token: string, now: number): Error {
  const { response, message, cause } = thrown as Thrown
  const clean = (text: string) => quotable(text, token)
  // Our own error, thrown by the fetch that octokit uses.
  if (cause instanceof GithubRefused) return cause
  if (!response) {
    const network = systemCode(cause) ?? cause?.message ?? message ?? 'no answer'
    return new Transient(cause?.name === 'TimeoutError' ? 'no answer in time' : clean(network))
  }
  const { status, headers, data } = response
  const said = clean(messageOf(data))
  if (isLimit(status, headers, said))
    return new Transient(`it answered ${status}: ${said}`, true, waitOf(headers, now))
  if (status >= 500 || status === 408) return new Transient(`it answered ${status}`)
  const accepted = headers['x-accepted-github-permissions']
  return refused(what, status, { message: said, ...(accepted ? { accepted: clean(String(accepted)) } : {}) })
}

/** A 403 is a limit where GitHub says so in a header or, for some secondary limits, only in the message. */
const isLimit = (status: number, headers: Headers, said: string) =>
  status === 429 ||
  (status === 403 &&
    (headers['retry-after'] !== undefined ||
      headers['x-ratelimit-remaining'] === '0' ||
      /secondary rate limit/i.test(said)))

function waitOf(headers: Headers, now: number): number {
  const after = Number(headers['retry-after'])
  if (Number.isFinite(after)) return bounded(after * 1000)
  const reset = Number(headers['x-ratelimit-reset'])
  if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset)) return bounded(reset * 1000 - now)
  return UNSAID_WAIT_MS
}

const bounded = (ms: number): number => Math.min(Math.max(0, ms), LONGEST_WAIT_MS)

function messageOf(data: unknown): string {
  const { message, errors } = (data ?? {}) as { message?: unknown; errors?: unknown }
  if (typeof message !== 'string') return 'no reason given'
  return errors === undefined ? message : `${message}: ${inJson(errors)}`
}

/** octokit reads large numbers as BigInt, which JSON.stringify throws for. */
const inJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner))

/** One short line without the token: what others wrote may quote it, and fetch quotes a header it can't send. */
const quotable = (text: string, token: string): string => quote(text.replaceAll(token, '***'))
