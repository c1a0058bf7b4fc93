import { randomBytes } from 'node:crypto'
import { answer, type Exchange, parseObject, type Route } from './exchange.js'
import type { Grant } from './grant.js'
import { CODEX_CLIENT_ID } from './tokens.js'

/** What becomes of a device login: the person has not typed the code yet, has, or OpenAI won't have it. */
export type DeviceAnswer = 'pending' | 'approved' | 'refused' | 'not-enabled' | 'down'

/** One device login that was begun. */
export interface DeviceLogin {
  readonly userCode: string
  /** How often Codex asked whether the person has typed the code. */
  polls: number
  /** The tokens were given out. */
  done: boolean
}

interface Pending extends DeviceLogin {
  readonly deviceAuthId: string
  readonly verifier: string
  code?: string
}

/**
 * The device login of auth.openai.com (facts/codex.md, §7), and the revocation that `codex login` over an
 * existing file, and `codex logout`, ask for. `grant` makes the login of whoever types the code.
 */
export class DeviceLogins {
  readonly logins: Pending[] = []
  /** Refresh tokens whose revocation was asked for, by the account they belong to. */
  readonly revocations: string[] = []
  answer: DeviceAnswer = 'pending'

  constructor(
    private readonly origin: () => string,
    private readonly grant: () => Grant,
    private readonly revoke: (token: string) => string | undefined,
  ) {}

  readonly routes: Route[] = [
    this.#route('/api/accounts/deviceauth/usercode', 'device-code', exchange => this.#begin(exchange)),
    this.#route('/api/accounts/deviceauth/token', 'device-poll', exchange => this.#poll(exchange)),
    this.#route('/oauth/revoke', 'revoke', exchange => this.#revoke(exchange)),
  ]

  /** `POST /oauth/token` with a form: the code that a finished device login gave. */
  exchangeCode(exchange: Exchange): void {
    const form = new URLSearchParams(exchange.body.toString())
    const login = this.logins.find(({ code }) => code !== undefined && code === form.get('code'))
    const wrong = !login
      ? 'a code this server never gave out'
      : login.done
        ? 'a code for the second time'
        : form.get('client_id') !== CODEX_CLIENT_ID
          ? `client_id ${form.get('client_id')}`
          : form.get('code_verifier') !== login.verifier
            ? 'the wrong verifier'
            : form.get('redirect_uri') !== `${this.origin()}/deviceauth/callback`
              ? `redirect_uri ${form.get('redirect_uri')}`
              : undefined
    if (wrong || !login) {
      exchange.unexpected(`POST /oauth/token (authorization_code): ${wrong}`)
      return answer(exchange, 400, { error: 'invalid_grant' })
    }
    login.done = true
    exchange.record.kind = 'device-tokens'
    const { current, options } = this.grant()
    exchange.record.account = options.identity.account
    answer(exchange, 200, {
      id_token: current.idToken,
      access_token: current.accessToken,
      refresh_token: current.refreshToken,
    })
  }

  #begin(exchange: Exchange): void {
    if (parseObject(exchange.body)?.client_id !== CODEX_CLIENT_ID)
      exchange.unexpected('a device login of an unknown client')
    if (this.answer === 'not-enabled') return answer(exchange, 404, { detail: 'Not Found' })
    if (this.answer === 'down') return answer(exchange, 500, { error: { message: 'The lab is down.' } })
    const userCode = `LAB${random(1).toUpperCase()}-${random(2).toUpperCase()}L`
    const login = { deviceAuthId: `lab_${random(8)}`, userCode, verifier: `lab_${random(24)}`, polls: 0 }
    this.logins.push({ ...login, done: false })
    answer(exchange, 200, { device_auth_id: login.deviceAuthId, user_code: userCode, interval: '1' })
  }

  #poll(exchange: Exchange): void {
    const body = parseObject(exchange.body) ?? {}
    const login = this.logins.find(
      ({ deviceAuthId, userCode }) => body.device_auth_id === deviceAuthId && body.user_code === userCode,
    )
    if (!login) {
      exchange.unexpected('a device login that this server never began')
      return answer(exchange, 400, {})
    }
    login.polls += 1
    if (this.answer === 'refused') return answer(exchange, 400, { error: { code: 'access_denied' } })
    if (this.answer === 'down') return answer(exchange, 500, { error: { message: 'The lab is down.' } })
    if (this.answer !== 'approved') return answer(exchange, 403, { error: { code: 'authorization_pending' } })
    login.code = `lab_${random(24)}`
    answer(exchange, 200, {
      authorization_code: login.code,
      code_challenge: 'lab',
      code_verifier: login.verifier,
    })
  }

  #revoke(exchange: Exchange): void {
    const token = String(parseObject(exchange.body)?.token ?? '')
    const account = this.revoke(token)
    if (account === undefined) exchange.unexpected('the revocation of a token this server never gave out')
    else this.revocations.push(account)
    answer(exchange, 200, {})
  }

  #route(path: string, kind: string, handle: (exchange: Exchange) => void): Route {
    return { method: 'POST', path, kind, handle }
  }
}

const random = (bytes: number) => randomBytes(bytes).toString('hex')
