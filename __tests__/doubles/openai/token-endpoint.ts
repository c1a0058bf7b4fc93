import { setTimeout as sleep } from 'node:timers/promises'
import { answer, answerPage, type Exchange, type Page, parseObject, type Route } from './exchange.js'
import type { Grant, TokenSet } from './grant.js'
import type { Ledger } from './ledger.js'
import type { RefreshRecord } from './request-log.js'
import { CODEX_CLIENT_ID } from './tokens.js'

/**
 * What the token endpoint does with a refresh that is otherwise in order. Only `ok`, `{ delayMs }` (ok, but `delayMs`
 * later) and `lost` (the server refreshes, and the connection ends before its answer) refresh; the rest are the rows of
 * docs/facts/codex.md, §6, and leave the refresh token unspent.
 */
export type TokenAnswer =
  | 'ok'
  | 'expired'
  | 'reused'
  | 'invalidated'
  | 'invalid_grant'
  | 'other-401'
  | 'hang'
  | 'lost'
  | 500
  | 429
  | 403
  | { readonly delayMs: Delay }
  /** What answers in the server's place, which is never asked. */
  | Page

/** Milliseconds, or until this has settled. */
export type Delay = number | Promise<unknown>

const REASONS = ['', 'proactive_expiry', 'scheduled', 'unauthorized_recovery', 'forced']

/** `POST /oauth/token` with a refresh token: each is accepted once. */
export class TokenEndpoint {
  readonly refreshes: RefreshRecord[] = []
  /** Between the refresh at the server and its answer: the time in which a killed Codex loses it. */
  delayAfterRefresh: Delay = 0
  #standing: TokenAnswer = 'ok'
  #next: TokenAnswer[] = []

  constructor(
    readonly ledger: Ledger,
    /** What a form asks here: the tokens of a device login. */
    private readonly exchangeCode: (exchange: Exchange) => void,
  ) {}

  readonly route: Route = {
    method: 'POST',
    path: '/oauth/token',
    kind: 'refresh',
    handle: exchange => this.#handle(exchange),
  }

  /** What somebody without a token finds at the host itself: the server has nothing there, a proxy has its page. */
  readonly look: Route = {
    method: 'HEAD',
    path: '/',
    kind: 'look',
    handle: exchange => {
      const mode = this.#standing
      if (typeof mode === 'object' && 'body' in mode) answerPage(exchange, mode)
      else answer(exchange, 404, {})
    },
  }

  /** With `times`, only that many requests get this answer; then the standing one is back. */
  answerWith(mode: TokenAnswer, times?: number): void {
    if (times === undefined) {
      this.#standing = mode
      this.#next = []
    } else this.#next.push(...Array<TokenAnswer>(times).fill(mode))
  }

  async #handle(exchange: Exchange): Promise<void> {
    if (exchange.request.headers['content-type'] === 'application/x-www-form-urlencoded')
      return this.exchangeCode(exchange)
    const body = parseObject(exchange.body) ?? {}
    // Codex says why since 0.164.0.
    const reason = String(body.refresh_reason ?? '')
    const known = this.ledger.byRefreshToken(String(body.refresh_token))
    const wrong = fault(body, reason) ?? (known ? undefined : 'a refresh token this server never gave out')
    if (wrong || !known) {
      exchange.unexpected(`POST /oauth/token: ${wrong}`)
      return refuse(exchange, 400, 'invalid_request')
    }
    const { grant, tokens } = known
    const account = grant.options.identity.account
    Object.assign(exchange.record, { account, generation: tokens.generation })
    tokens.presented += 1
    const refresh: RefreshRecord = {
      account,
      generation: tokens.generation,
      reason,
      startedAt: Date.now(),
      outcome: 'pending',
      abandoned: false,
    }
    this.refreshes.push(refresh)
    exchange.response.once('close', () => {
      refresh.abandoned = !exchange.response.writableFinished
      if (!refresh.abandoned) refresh.endedAt = Date.now()
    })
    await this.#decide(exchange, refresh, grant, tokens)
  }

  async #decide(exchange: Exchange, refresh: RefreshRecord, grant: Grant, tokens: TokenSet): Promise<void> {
    const mode = this.#next.shift() ?? this.#standing
    if (mode === 'hang') return
    if (typeof mode === 'object' && 'body' in mode) {
      refresh.outcome = `page ${mode.status}`
      return answerPage(exchange, mode)
    }
    if (typeof mode === 'object') await pause(mode.delayMs)
    const refused = typeof mode === 'object' ? undefined : REFUSALS.get(mode)
    const { status, code } = refused ?? verdict(grant, tokens)
    if (status !== 200) {
      refresh.outcome = code
      return refuse(exchange, status, code)
    }
    const fresh = grant.refresh()
    refresh.outcome = 'refreshed'
    await pause(this.delayAfterRefresh)
    if (mode === 'lost') return void exchange.response.destroy()
    answer(exchange, 200, {
      id_token: fresh.idToken,
      access_token: fresh.accessToken,
      refresh_token: fresh.refreshToken,
      token_type: 'Bearer',
      expires_in: Math.floor(grant.options.lifeMs / 1000),
    })
  }
}

const pause = (delay: Delay): Promise<unknown> => (typeof delay === 'number' ? sleep(delay) : delay)

interface Verdict {
  readonly status: number
  readonly code: string
}

const REFUSALS: ReadonlyMap<TokenAnswer, Verdict> = new Map<TokenAnswer, Verdict>([
  ['expired', { status: 401, code: 'refresh_token_expired' }],
  ['reused', { status: 401, code: 'refresh_token_reused' }],
  ['invalidated', { status: 401, code: 'refresh_token_invalidated' }],
  ['invalid_grant', { status: 400, code: 'invalid_grant' }],
  ['other-401', { status: 401, code: 'unauthorized' }],
  [500, { status: 500, code: 'server_error' }],
  [429, { status: 429, code: 'rate_limit_exceeded' }],
  [403, { status: 403, code: 'forbidden' }],
])

/** What the server would say of this refresh token by itself. */
function verdict(grant: Grant, tokens: TokenSet): Verdict {
  if (grant.refreshTokenState === 'revoked') return { status: 401, code: 'refresh_token_invalidated' }
  if (tokens !== grant.current) return { status: 401, code: 'refresh_token_reused' }
  if (grant.refreshTokenState === 'expired') return { status: 401, code: 'refresh_token_expired' }
  return { status: 200, code: 'refreshed' }
}

function fault(body: Record<string, unknown>, reason: string): string | undefined {
  if (body.grant_type !== 'refresh_token') return `grant_type is ${body.grant_type}`
  if (body.client_id !== CODEX_CLIENT_ID) return `client_id is ${body.client_id}`
  if (!REASONS.includes(reason)) return `refresh_reason is ${reason}`
  return undefined
}

/** OpenAI's form of an error; the plain OAuth one (`"error": "invalid_grant"`) for the 400 of OAuth. */
function refuse(exchange: Exchange, status: number, code: string): void {
  const error =
    code === 'invalid_grant'
      ? code
      : { message: `The lab refuses: ${code}.`, type: 'invalid_request_error', code }
  answer(exchange, status, { error })
}
