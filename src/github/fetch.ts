import { type Http, MOST_HOPS } from '../system/http.js'
import { readStream } from '../system/read-stream.js'
import { redirected, unexpectedAnswer } from './failure.js'

/** A page of 100 repositories has 600 KB. */
const MOST_BYTES = 4 * 2 ** 20

/** The options with which octokit calls fetch. */
interface Options {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
}

/**
 * A fetch for octokit that keeps token and body on the API's own origin. Redirects on that origin are followed; GitHub uses
 * them for renamed repositories. Bodies are read to their end here, up to a limit.
 * @throws GithubRefused for a redirect to another origin and for a body that is too large, and what undici throws
 */
export function fetchFrom(apiUrl: string, http: Http): typeof fetch {
  const { origin } = new URL(apiUrl)

  const ask = async (address: string, { method, headers: all, body, signal }: Options) => {
    const { authorization = '', ...headers } = all
    const url = new URL(address)
    const what = `${method} ${url.pathname}`
    return http.send(
      {
        url,
        method,
        headers,
        credentials: { origin, authorization },
        body,
        signal,
        follow({ status, to, hops }) {
          if (!mayFollow(status, method)) throw unexpectedAnswer(what, status)
          if (to?.origin !== origin || hops === MOST_HOPS) throw redirected(what, origin, to?.origin, status)
          return to
        },
      },
      async ({ status, headers, body }) => {
        // 304 is an answer; any other status from 300 to 399 means that nothing was done.
        if (status >= 300 && status < 400 && status !== 304) throw unexpectedAnswer(what, status)
        const bytes = await readStream(body, { limit: MOST_BYTES })
        if (bytes === undefined) throw unexpectedAnswer(what, status)
        // As much of a response as octokit reads.
        return {
          url: address,
          status,
          headers: new Map(Object.entries(headers)),
          text: async () => new TextDecoder().decode(bytes),
          arrayBuffer: async () => Uint8Array.from(bytes).buffer,
        }
      },
    )
  }

  return ask as unknown as typeof fetch
}

/** A request that changes something is repeated only if the status says that method and body stay the same. */
const mayFollow = (status: number, method: string): boolean => [307, 308].includes(status) || method === 'GET'
