import { z } from 'zod/mini'
import { OPENAI_ISSUER } from '../login/login.js'
import { isSafe } from '../system/addresses.js'

/** The page and the code that a person needs to log in on another device. */
export interface DeviceCode {
  /** The page where the code is typed. */
  readonly url: string
  readonly code: string
}

/** The answer to `account/login/start` (docs/facts#device-login). It contains the issuer's own words. */
const Started = z.object({
  loginId: z.string().check(z.maxLength(200)),
  verificationUrl: z.string().check(z.maxLength(300)),
  userCode: z.string().check(z.regex(/^[A-Z0-9-]{4,20}$/)),
})

/**
 * Page and code, if they look like OpenAI's. A person opens the page and types the code, so anybody who could make them
 * up would get the login. Undefined for anything else.
 * @param issuer the origin at which Codex logs in; by default OpenAI's
 */
export function deviceCodeIn(result: unknown, issuer: string = OPENAI_ISSUER): DeviceCode | undefined {
  const started = Started.safeParse(result)
  if (!started.success) return undefined
  const { verificationUrl, userCode } = started.data
  const url = URL.canParse(verificationUrl) ? new URL(verificationUrl) : undefined
  if (!url || !isSafe(url) || url.username || url.password) return undefined
  if (url.origin !== new URL(issuer).origin && !isOpenAi(url)) return undefined
  return { url: url.href, code: userCode }
}

/** A page of OpenAI: on openai.com, chatgpt.com or a subdomain, on the default port of https. */
const isOpenAi = ({ protocol, port, hostname }: URL): boolean =>
  protocol === 'https:' && port === '' && /^(?:[\w-]+\.)*(?:openai|chatgpt)\.com$/.test(hostname)
