import { setTimeout as sleep } from 'node:timers/promises'
import type { Options } from 'p-retry'
import { Http } from '../system/http.js'
import { GithubUnavailable, Transient } from './failure.js'
import { fetchFrom } from './fetch.js'
import { judge } from './judge.js'

/** How often and how long to try, in p-retry's words; times in milliseconds. */
export interface Pace extends Required<Pick<Options, 'retries' | 'minTimeout' | 'factor' | 'maxTimeout'>> {
  /** For one try. */
  readonly tryTimeout: number
  /** For one request with all its tries and waits. */
  readonly total: number
}

/** Again after 0.5, 1, 2, 4, 8, 10, 10, 10 s: the result of a refresh is worth waiting for. */
export const PACE: Pace = {
  retries: 8,
  minTimeout: 500,
  factor: 2,
  maxTimeout: 10_000,
  tryTimeout: 15_000,
  total: 90_000,
}

export interface Reply {
  readonly status: number
  readonly data: unknown
  /** The server's clock when it answered, milliseconds since the epoch, to the second. */
  readonly date?: number
}

/**
 * Sends `METHOD /path/{with}/{parameters}`; what the path doesn't name goes into the body or the query.
 * @throws GithubRefused, GithubUnavailable
 */
export type Send = (route: string, parameters?: Record<string, unknown>) => Promise<Reply>

export interface Wire {
  /** GITHUB_API_URL: `https://api.github.com`, `https://HOST/api/v3`, `https://api.SUBDOMAIN.ghe.com`. */
  readonly apiUrl: string
  readonly pace: Pace
  readonly log: (line: string) => void
}

/** Octokit reports deprecations on the console, which is the job's log; nobody there can act on them. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} }

/** Requests with this token: tried again after 5xx, limits and lost connections, until `pace.total`. */
export function sender({ apiUrl, pace, log }: Wire, token: string): Send {
  const fetch = fetchFrom(apiUrl, new Http())
  return async (route, parameters = {}) => {
    const [{ default: pRetry }, { request }] = await Promise.all([
      import('p-retry'),
      import('@octokit/request'),
    ])
    const headers = {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'user-agent': 'codex-auth-action',
      'x-github-api-version': '2022-11-28',
    }
    const asked = { baseUrl: apiUrl.replace(/(?<!\/)\/+$/, ''), headers, ...parameters }
    const { method, url } = request.endpoint(route, asked)
    const what = `${method} ${new URL(url).pathname}`
    const total = AbortSignal.timeout(pace.total)
    const end = performance.now() + pace.total
    let notBefore = 0
    let last = 'no answer in time'
    let limited = false

    const once = async (): Promise<Reply> => {
      await sleep(Math.max(0, notBefore - performance.now()), undefined, { signal: total })
      const signal = AbortSignal.any([total, AbortSignal.timeout(pace.tryTimeout)])
      try {
        const { status, data, headers } = await request(route, {
          ...asked,
          request: { fetch, signal, log: SILENT },
        })
        const date = Date.parse(headers.date ?? '')
        return { status, data, ...(Number.isNaN(date) ? {} : { date }) }
      } catch (error) {
        throw judge(error, what, token, Date.now())
      }
    }
    return pRetry(once, {
      ...pace,
      signal: total,
      shouldRetry({ error, retriesLeft }) {
        if (!(error instanceof Transient)) return false
        last = error.message
        limited = error.limited
        notBefore = performance.now() + error.waitMs
        const again = retriesLeft > 0 && notBefore < end
        if (again) log(`${what}: ${last}. Trying again${error.waitMs ? ` in ${error.waitMs / 1000} s` : ''}.`)
        return again
      },
    }).catch((error: unknown) => {
      if (error instanceof Transient) throw gaveUp(what, error.message, error.limited)
      throw total.aborted ? gaveUp(what, last, limited) : error
    })
  }
}

const gaveUp = (what: string, reason: string, limited: boolean) =>
  new GithubUnavailable(`${what} failed, and so did trying again: ${reason}.`, limited)
