import { randomBytes } from 'node:crypto'
import { answer, type Exchange, parseObject, type Route } from './exchange.js'
import type { Grant } from './grant.js'
import { CODEX_CLIENT_ID } from './tokens.js'

/** What becomes of a device login: the person has not typed the code yet, has, or OpenAI won't have it. */
export type DeviceAnswer = 'pending' | 'approved' | 'refused' | 'not-enabled' | 'down' | 'hang'

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
 * The device login of auth.openai.com (docs/facts/codex.md, §7), and the revocation that `codex login` over an
 * existing file, and `codex logout`, ask for. `grant` makes the login of whoever types the code.
 */
export class DeviceLogins {
  readonly logins: Pending[] = []
  /** Refresh tokens whose revocation was asked for, by the account they belong to. */
  readonly revocations: string[] = []
  answer: DeviceAnswer = 'pending'
  /** The code that it gives instead of one of its own: of whoever answers in OpenAI's place. */
  userCode: string | undefined

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
    const wrong = this.#fault(form, login)
    if (wrong || !login) {
      exchange.unexpected(`POST /oauth/token (authorization_code): ${wrong}`)
      answer(exchange, 400, { error: 'invalid_grant' })
      return
    }
    login.done = true
    const { current, options } = this.grant()
    Object.assign(exchange.record, { kind: 'device-tokens', account: options.identity.account })
    answer(exchange, 200, {
      id_token: current.idToken,
      access_token: current.accessToken,
      refresh_token: current.refreshToken,
    })
  }

  #fault(form: URLSearchParams, login: Pending | undefined): string | undefined {
    if (!login) return 'a code this server never gave out'
    if (login.done) return 'a code for the second time'
    if (form.get('client_id') !== CODEX_CLIENT_ID) return `client_id ${form.get('client_id')}`
    if (form.get('code_verifier') !== login.verifier) return 'the wrong verifier'
    if (form.get('redirect_uri') !== `${this.origin()}/deviceauth/callback`)
      return `redirect_uri ${form.get('redirect_uri')}`
    return undefined
  }

  #begin(exchange: Exchange): void {
    if (parseObject(exchange.body)?.client_id !== CODEX_CLIENT_ID)
      exchange.unexpected('a device login of an unknown client')
    if (this.answer === 'hang') return
    const refusal = { 'not-enabled': 404, down: 500 }[this.answer as string]
    if (refusal !== undefined) {
      answer(exchange, refusal, { error: { message: `The lab answers ${refusal}.` } })
      return
    }
    const login: Pending = {
      deviceAuthId: `lab_${random(8)}`,
      userCode: this.userCode ?? `LAB${random(1).toUpperCase()}-${random(2).toUpperCase()}L`,
      verifier: `lab_${random(24)}`,
      polls: 0,
      done: false,
    }
    this.logins.push(login)
    answer(exchange, 200, {
      device_auth_id: login.deviceAuthId,
      user_code: login.userCode,
      interval: '1',
    })
  }

  #poll(exchange: Exchange): void {
    const body = parseObject(exchange.body) ?? {}
    const login = this.logins.find(
      ({ deviceAuthId, userCode }) => body.device_auth_id === deviceAuthId && body.user_code === userCode,
    )
    if (!login) exchange.unexpected('a device login that this server never began')
    else login.polls += 1
    if (!login || this.answer !== 'approved') {
      const [status, code] = { refused: [400, 'access_denied'], down: [500, 'server_error'] }[
        this.answer as string
      ] ?? [403, 'deviceauth_authorization_pending']
      answer(exchange, Number(status), { error: { code } })
      return
    }
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
