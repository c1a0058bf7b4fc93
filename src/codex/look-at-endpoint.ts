import { readFile } from 'node:fs/promises'
import { rootCertificates } from 'node:tls'
import { systemCode } from '../system/errors.js'
import { proxyFor } from '../system/http.js'
import { waitFor } from '../system/waits.js'

type Environment = Readonly<Record<string, string | undefined>>

/** Milliseconds. Somebody waits for the verdict. */
const LONGEST_MS = 5000

/** The answer of the token endpoint's host to a request without a token, or in words why it can't be asked. */
export type Look =
  | { readonly answers: true; readonly status: number; readonly isPage: boolean }
  | { readonly answers: false; readonly why: string }

/**
 * Asks the host of the token endpoint for nothing, on the way that Codex takes (proxy, certificates): Codex itself says only
 * that it got no answer. The endpoint itself is never asked, and nothing of the login is sent.
 */
export async function lookAtEndpoint(tokenUrl: string, env: Environment): Promise<Look> {
  if (!URL.canParse(tokenUrl))
    return { answers: false, why: 'its address (CODEX_REFRESH_TOKEN_URL_OVERRIDE) is not a URL' }
  const url = new URL('/', tokenUrl)
  const proxy = proxyFor(url, env)
  const { Agent, ProxyAgent, request } = await import('undici')
  const tls = { ca: await certificates(env) }
  try {
    const dispatcher = proxy ? new ProxyAgent({ uri: proxy, requestTls: tls }) : new Agent({ connect: tls })
    try {
      const signal = AbortSignal.timeout(LONGEST_MS)
      const asked = request(url, { dispatcher, method: 'HEAD', signal })
      const { statusCode, headers } = await waitFor(url.host, orAborted(asked, signal))
      const isPage = !/json/.test(String(headers['content-type'] ?? ''))
      return { answers: true, status: statusCode, isPage }
    } finally {
      await dispatcher.destroy()
    }
  } catch (error) {
    return {
      answers: false,
      why: `${wordsFor(error, url)}${proxy ? `, through the proxy ${hostOf(proxy)}` : ''}`,
    }
  }
}

/** undici heeds a signal only once there is a connection. */
const orAborted = <T>(asked: Promise<T>, signal: AbortSignal): Promise<T> =>
  Promise.race([
    asked,
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  ])

/** Those of Node, and what the machine gives to Codex beside. */
async function certificates(env: Environment): Promise<string[]> {
  const files = [env.CODEX_CA_CERTIFICATE, env.SSL_CERT_FILE, env.NODE_EXTRA_CA_CERTS].filter(Boolean)
  const own = await Promise.all(files.map(file => readFile(String(file), 'utf8').catch(() => '')))
  return [...rootCertificates, ...own.filter(Boolean)]
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(ENOTFOUND|EAI_)/, 'no address is known for its name (the name server of the machine)'],
  [/^ECONNREFUSED$/, 'the connection is refused'],
  [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|UND_ERR_HEADERS_TIMEOUT)$/, 'nothing answers'],
  [/^(ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL)$/, 'there is no way to its network'],
  [/^(ECONNRESET|UND_ERR_SOCKET|EPIPE)$/, 'the connection is cut off'],
  [
    /CERT|SIGNATURE|^ERR_TLS_/,
    'its certificate is not trusted on this machine (CODEX_CA_CERTIFICATE names one more)',
  ],
  [/^(EPROTO|ERR_SSL_)/, 'what answers there does not speak TLS'],
]

function wordsFor(error: unknown, url: URL): string {
  const { name, message, cause } = (error ?? {}) as { name?: string; message?: string; cause?: unknown }
  const code = systemCode(error) ?? systemCode(cause) ?? ''
  const tunnel = /Proxy response \((\d{3})\)/.exec(message ?? '')?.[1]
  if (tunnel) return `the proxy opens no connection to ${url.hostname} (${tunnel})`
  if (name === 'TimeoutError') return `${url.hostname}: nothing answers`
  const words = WORDS.find(([pattern]) => pattern.test(code))?.[1]
  return `${url.hostname}: ${words ?? 'the connection fails'}${code && ` (${code})`}`
}

/** Without user and password. */
const hostOf = (proxy: string): string => (URL.canParse(proxy) ? new URL(proxy).host : 'of the environment')
