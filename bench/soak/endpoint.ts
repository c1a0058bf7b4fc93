import { createHash } from 'node:crypto'
import { clock } from './clock.js'
import { DAY } from './events.js'

const LIFE_MS = 10 * DAY

/** Unlike in every part for unlike names, and the same in every run. */
const labToken = (name: string): string => `lab_${createHash('sha512').update(name).digest('base64url')}`

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return [
    part({ alg: 'RS256', typ: 'JWT', kid: 'lab' }),
    part(claims),
    labToken(JSON.stringify(claims)),
  ].join('.')
}

export interface Revision {
  readonly number: number
  /** auth.json as Codex writes it. */
  readonly text: string
  readonly refreshToken: string
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

/**
 * OpenAI's token endpoint with one login. A refresh token works once, as facts say. A used one is refused, and nothing
 * worse happens: whether OpenAI ends the login for it isn't known.
 */
export class Endpoint {
  readonly #revisions: Revision[] = []

  constructor(
    private readonly name: string,
    madeAt: number,
  ) {
    this.#make(madeAt)
  }

  get newest(): Revision {
    return this.#revisions.at(-1) as Revision
  }

  /** The revision of which this is a copy, even if a store has packed it. */
  revisionIn(text: string): Revision | undefined {
    return this.#revisions.findLast(({ refreshToken }) => text.includes(refreshToken))
  }

  /** The next revision; undefined where the token was used before. */
  exchange({ number }: Revision): Revision | undefined {
    return number === this.newest.number ? this.#make(clock.now) : undefined
  }

  #make(at: number): Revision {
    const number = this.#revisions.length + 1
    const [iat, account] = [Math.floor(at / 1000), `lab-account-${this.name}`]
    const refreshToken = `rt_${labToken(`${this.name} refresh ${number}`)}`
    const expiresAt = iat * 1000 + LIFE_MS
    const text = JSON.stringify({
      auth_mode: 'chatgpt',
      OPENAI_API_KEY: null,
      tokens: {
        id_token: jwt({ sub: 'lab-user', iat, number }),
        access_token: jwt({ iat, exp: expiresAt / 1000, number }),
        refresh_token: refreshToken,
        account_id: account,
      },
      last_refresh: new Date(at).toISOString(),
    })
    const made = { number, text, refreshToken, expiresAt }
    this.#revisions.push(made)
    return made
  }
}
