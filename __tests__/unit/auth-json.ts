import { createHash } from 'node:crypto'
import { type Login, parseLogin } from '../../src/login/login.js'

/** The instant at which these tests judge. */
export const NOW = Date.parse('2026-11-21T12:00:00Z')
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Unlike in every part for unlike names, and the same in every run. */
export const labToken = (name: string): string =>
  `lab_${createHash('sha512').update(name).digest('base64url')}`

/** The shape of a JWT; nobody verifies it. Times in its claims are seconds, as in the real ones. */
export function labJwt(claims: object, name = JSON.stringify(claims)): string {
  const header = Buffer.from('{"alg":"RS256","typ":"JWT","kid":"lab"}').toString('base64url')
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), labToken(name)].join('.')
}

interface Parts {
  readonly tokens?: object
  readonly [field: string]: unknown
}

/** A compact auth.json with ten days of life, fresh for an hour at NOW. A part given as undefined is left out. */
export function authJson({ tokens, ...rest }: Parts = {}): string {
  const issued = Math.floor((NOW - HOUR) / 1000)
  return JSON.stringify({
    auth_mode: 'chatgpt',
    OPENAI_API_KEY: null,
    tokens: {
      id_token: labJwt({ sub: 'lab-user', iat: issued }),
      access_token: labJwt({ iat: issued, exp: issued + 864_000 }),
      refresh_token: `rt_${labToken('refresh')}`,
      account_id: 'lab-account',
      ...tokens,
    },
    last_refresh: '2026-11-21T11:00:00.000000000Z',
    ...rest,
  })
}

export const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** With a text, or the parts of one. */
export function labLogin(given: string | Parts = {}, trustedIssuer?: string): Login {
  const text = typeof given === 'string' ? given : authJson(given)
  return parseLogin(text, {
    origin: 'the input auth-json',
    encoded: true,
    copied: true,
    now: NOW,
    trustedIssuer,
  })
}
