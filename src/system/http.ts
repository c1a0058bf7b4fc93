import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { isLoopback } from './addresses.js'
import { systemCode } from './errors.js'
import { waitFor } from './waits.js'

/** How many redirects a request may follow. */
export const MOST_HOPS = 5

export interface HttpRequest {
  readonly url: URL
  readonly method?: Dispatcher.HttpMethod
  readonly headers: Readonly<Record<string, string>>
  /** The `authorization` for this origin. No other origin gets it, wherever a redirect leads. */
  readonly credentials?: { readonly origin: string; readonly authorization: string } | undefined
  readonly body?: string | undefined
  /** Returns the URL to ask next after a redirect. An error that it throws ends the request. */
  readonly follow: (redirect: Redirect) => URL
  /** Ends it at once, also while its body is read. */
  readonly signal: AbortSignal
  /** Milliseconds without a byte after which a connection counts as lost; without it, only the signal ends one. */
  readonly stallMs?: number
}

export interface Redirect {
  readonly status: number
  readonly from: URL
  /** Without user and password; undefined if it is not an address. */
  readonly to: URL | undefined
  /** How many were followed before. */
  readonly hops: number
}

export interface HttpAnswer {
  /** The URL that answered, after all redirects. */
  readonly url: URL
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Readable
}

/** Milliseconds for a proxy to open its tunnel, as long as undici waits for any connection. */
const PROXY_MS = 10_000
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** HTTP through the proxies that the environment names. Connections are kept for the next request. */
export class Http {
  readonly #dispatchers = new Map<string | undefined, Dispatcher>()

  /**
   * Gives the final answer to `use`, which reads its body or leaves it.
   * @throws what `follow` and `use` throw, the signal's reason, and what undici throws
   */
  async send<T>(request: HttpRequest, use: (answer: HttpAnswer) => Promise<T>): Promise<T> {
    let at = request.url
    for (let hops = 0; ; hops += 1) {
      const asked = this.#exchange(at, request, async answer => {
        const { status, headers } = answer
        if (!REDIRECTS.has(status)) return { result: await use(answer) }
        return { to: request.follow({ status, from: at, to: target(headers.location, at), hops }) }
      })
      const outcome = await waitFor(at.host, asked)
      if ('result' in outcome) return outcome.result
      at = outcome.to
    }
  }

  /** Ends all connections at once. */
  async end(): Promise<void> {
    await Promise.all([...this.#dispatchers.values()].map(dispatcher => dispatcher.destroy()))
    this.#dispatchers.clear()
  }

  async #exchange<T>(url: URL, request: HttpRequest, use: (answer: HttpAnswer) => Promise<T>): Promise<T> {
    const { signal, stallMs } = request
    // undici's own time-out begins when a proxy has answered.
    const silence = new AbortController()
    const mute = () => silence.abort(new Error(`no answer in ${(stallMs ?? 0) / 1000} s`))
    const timer = stallMs === undefined ? undefined : setTimeout(mute, stallMs)
    try {
      const answer = await this.#ask(url, request, AbortSignal.any([signal, silence.signal]))
      clearTimeout(timer)
      const { statusCode: status, headers, body } = answer
      // A reader gets the body's errors anyway. Without a listener, the error of an abandoned body would end this process.
      body.on('error', () => undefined)
      try {
        return await use({ url, status, headers, body })
      } finally {
        body.destroy()
      }
    } catch (error) {
      if (systemCode(error) !== 'UND_ERR_BODY_TIMEOUT') throw error
      throw new Error('the transfer stalled', { cause: error })
    } finally {
      clearTimeout(timer)
    }
  }

  async #ask(
    url: URL,
    { method = 'GET', headers, credentials, body, stallMs }: HttpRequest,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    const { request } = await import('undici')
    const { authorization } = credentials?.origin === url.origin ? credentials : {}
    const asked = request(url, {
      dispatcher: await this.#dispatcher(proxyFor(url, process.env)),
      method,
      headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
      ...(body === undefined ? {} : { body }),
      signal,
      headersTimeout: 0,
      bodyTimeout: stallMs ?? 0,
    })
    // undici heeds a signal only once there is a connection.
    const aborted = new Promise<never>((_, reject) => {
      const abort = () => reject(signal.reason)
      if (signal.aborted) abort()
      else signal.addEventListener('abort', abort)
    })
    return Promise.race([asked, aborted])
  }

  async #dispatcher(proxy: string | undefined): Promise<Dispatcher> {
    const { Agent, Pool, ProxyAgent } = await import('undici')
    const clientFactory = (origin: URL, options: object) =>
      new Pool(origin, { ...options, headersTimeout: PROXY_MS })
    const known =
      this.#dispatchers.get(proxy) ??
      (proxy === undefined ? new Agent() : new ProxyAgent({ uri: proxy, clientFactory }))
    this.#dispatchers.set(proxy, known)
    return known
  }
}

function target(location: string | readonly string[] | undefined, from: URL): URL | undefined {
  if (typeof location !== 'string' || !URL.canParse(location, from.href)) return undefined
  const to = new URL(location, from)
  to.username = ''
  to.password = ''
  return to
}

/**
 * The proxy for an address, as the runner and its toolkit read the environment: names in small letters first, an entry of
 * `no_proxy` holds for what is below it too, and nothing on this machine is asked through a proxy. undici's own
 * EnvHttpProxyAgent sends https through `http_proxy`, takes `no_proxy` to the letter, and in version 6 prints a warning.
 */
export function proxyFor(url: URL, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const of = (name: string) => env[name] || env[name.toUpperCase()] || ''
  const proxy = of(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy')
  const exceptions = of('no_proxy').toLowerCase().split(',')
  if (!proxy || isLoopback(url) || exceptions.some(entry => covers(entry.trim(), url))) return undefined
  return /^https?:\/\//i.test(proxy) ? proxy : `http://${proxy}`
}

/** Whether an entry of `no_proxy` means this host: `example.com`, `.example.com`, `host:8443`, `*`. */
function covers(entry: string, { hostname, port, protocol }: URL): boolean {
  if (entry === '' || entry === '*') return entry === '*'
  const withPort = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`
  const end = entry.startsWith('.') ? entry : `.${entry}`
  return [hostname, withPort].some(host => host === entry || host.endsWith(end))
}
