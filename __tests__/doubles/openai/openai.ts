import { type AuthJsonOptions, authJson } from './auth-json.js'
import { Backend, type RateLimits } from './backend.js'
import { createCertificate } from './certificate.js'
import { type DeviceAnswer, type DeviceLogin, DeviceLogins } from './device-login.js'
import type { Page } from './exchange.js'
import { Ledger } from './ledger.js'
import { Model, type ModelAnswer } from './model.js'
import type { Presentation, RefreshRecord, RequestRecord } from './request-log.js'
import { serve } from './server.js'
import { sideServices } from './side-services.js'
import { type Delay, type TokenAnswer, TokenEndpoint } from './token-endpoint.js'

export type {
  DeviceAnswer,
  ModelAnswer,
  Page,
  Presentation,
  RateLimits,
  RefreshRecord,
  RequestRecord,
  TokenAnswer,
}

/** The account of a login that names none. */
export const LAB_ACCOUNT = '1ab1ab1a-0000-4000-8000-000000000001'

const TEN_DAYS_MS = 10 * 24 * 3_600_000

export interface OpenAiOptions {
  /** A directory of the caller's, for the CA file. */
  readonly dir: string
  /** Life of access tokens in ms; default 10 days, as the real ones are believed to have. */
  readonly accessTokenLifeMs?: number
  /** `chatgpt_plan_type` of logins that name none; default `pro`. */
  readonly plan?: string
}

export interface LoginOptions extends AuthJsonOptions {
  readonly account?: string
  readonly plan?: string
  /** Life (ms) of this login's access tokens, the refreshed ones too; default `accessTokenLifeMs`. */
  readonly lifeMs?: number
  /** When the first access token expires, ms from now; negative for one that has. Default `lifeMs`. */
  readonly expInMs?: number
  /** How long (ms) the access token before a refresh is still accepted; 0 by default. */
  readonly graceMs?: number
  /** Access tokens without a readable `exp`. */
  readonly noExp?: boolean
}

/**
 * A strict loopback double of auth.openai.com and the ChatGPT backend, which the real Codex binary accepts.
 * Strict: a bearer is good only while it is the current access token, a refresh token is good once, and a
 * request the double doesn't know makes `assertClean` throw.
 */
export interface OpenAiDouble {
  readonly origin: string
  readonly tokenUrl: string
  /** What Codex needs in its environment to reach the double. */
  readonly env: Record<string, string>
  /** What Codex needs in `CODEX_HOME/config.toml` to reach the double. */
  readonly configToml: string
  readonly log: readonly RequestRecord[]
  /** Every refresh presented, accepted or refused, in the order of arrival. */
  readonly refreshes: readonly RefreshRecord[]
  /** The accepted ones. */
  readonly acceptedRefreshes: readonly RefreshRecord[]
  /** Model calls answered. */
  readonly modelCalls: number
  /** The bodies of the model calls answered. */
  readonly modelRequests: readonly Record<string, unknown>[]
  /** What `GET /wham/usage` answers; a test may change it. */
  readonly rateLimits: RateLimits
  readonly unexpected: readonly string[]
  /** A new login, as a person would make; returns its compact auth.json. */
  login(options?: LoginOptions): string
  /** The auth.json of the account's newest generation: what another job that refreshed would hand over. */
  currentAuthJson(account?: string): string
  /** Refreshes at the server as another job's Codex would; returns the auth.json that job then has. */
  refreshElsewhere(account?: string): string
  /** Device logins that were begun. */
  readonly deviceLogins: readonly DeviceLogin[]
  /** The accounts whose refresh tokens a client asked to revoke. */
  readonly revocations: readonly string[]
  /** What a device login meets from now on; `login` is the one that the person makes. Until told: `pending`. */
  answerDeviceLogin(mode: DeviceAnswer, login?: LoginOptions): void
  /** From now on a device login is given this code. */
  giveDeviceCode(userCode: string): void
  /** The server refuses the current access token from now on; the refresh token stays good. */
  endAccessToken(account?: string): void
  /** From now on a refresh is refused with `refresh_token_invalidated`. */
  revokeRefreshToken(account?: string): void
  /** From now on a refresh is refused with `refresh_token_expired`. */
  expireRefreshToken(account?: string): void
  /** For every refresh from now on, or with `times` for the next so many. */
  answerTokenEndpoint(mode: TokenAnswer, times?: number): void
  /** From now on the backend answers requests of these kinds (`usage`, `models`, `accounts-check`, …) with this page. */
  answerBackend(page: Page, ...kinds: string[]): void
  /** From now on the backend, but for model calls, never answers. */
  hangBackend(): void
  /** The server has refreshed and answers so many ms later, or when told: time to kill whoever asked. */
  delayAfterRefresh(delay: Delay): void
  /** What the model answers to the next calls; then always `OK`. */
  script(answers: readonly ModelAnswer[]): void
  /** Per refresh token ever minted: how often it was presented. */
  presentations(): Presentation[]
  /** Every token ever minted, for leak searches. */
  allTokens(): string[]
  /** Throws if anything unexpected was asked. */
  assertClean(): void
  close(): Promise<void>
}

export async function startOpenAi(options: OpenAiOptions): Promise<OpenAiDouble> {
  const certificate = await createCertificate(options.dir)
  const ledger = new Ledger()
  let comer: LoginOptions = {}
  const devices = new DeviceLogins(
    () => server.origin,
    () => open(comer),
    token => revoke(ledger, token),
  )
  const tokens = new TokenEndpoint(ledger, exchange => devices.exchangeCode(exchange))
  const backend = new Backend(ledger)
  const model = new Model(ledger)
  const server = await serve(
    [
      tokens.route,
      tokens.look,
      ...devices.routes,
      ...backend.routes,
      ...model.routes,
      ...sideServices(ledger),
    ],
    certificate,
  )
  const { origin, log, unexpected } = server
  const tokenUrl = `${origin}/oauth/token`
  const newest = (account = LAB_ACCOUNT) => {
    const grant = ledger.ofAccount(account).at(-1)
    if (!grant) throw new Error(`no login of account ${account}`)
    return grant
  }

  const open = (login: LoginOptions) => {
    const account = login.account ?? LAB_ACCOUNT
    const lifeMs = login.lifeMs ?? options.accessTokenLifeMs ?? TEN_DAYS_MS
    return ledger.open({
      identity: {
        account,
        user: `user-${account}`,
        plan: login.plan ?? options.plan ?? 'pro',
        email: 'lab@example.invalid',
      },
      lifeMs,
      expInMs: login.expInMs ?? lifeMs,
      graceMs: login.graceMs ?? 0,
      noExp: login.noExp ?? false,
    })
  }

  return {
    origin,
    tokenUrl,
    env: { CODEX_CA_CERTIFICATE: certificate.caFile, CODEX_REFRESH_TOKEN_URL_OVERRIDE: tokenUrl },
    configToml: [
      `openai_base_url = "${origin}/backend-api/codex"`,
      `chatgpt_base_url = "${origin}/backend-api/"`,
      // Analytics go to a host of their own, which no double stands for (docs/facts §9).
      '[analytics]',
      'enabled = false',
      '',
    ].join('\n'),
    log,
    unexpected,
    refreshes: tokens.refreshes,
    get acceptedRefreshes() {
      return tokens.refreshes.filter(({ outcome }) => outcome === 'refreshed')
    },
    get modelCalls() {
      return model.calls
    },
    modelRequests: model.requests,
    rateLimits: backend.rateLimits,
    login: (login = {}) => authJson(open(login), login),
    deviceLogins: devices.logins,
    revocations: devices.revocations,
    answerDeviceLogin(mode, login = {}) {
      comer = login
      devices.answer = mode
    },
    giveDeviceCode(userCode) {
      devices.userCode = userCode
    },
    currentAuthJson: account => authJson(newest(account)),
    refreshElsewhere(account) {
      const grant = newest(account)
      grant.refresh()
      return authJson(grant)
    },
    endAccessToken(account = LAB_ACCOUNT) {
      for (const grant of ledger.ofAccount(account)) grant.endAccessToken()
    },
    revokeRefreshToken(account = LAB_ACCOUNT) {
      for (const grant of ledger.ofAccount(account)) grant.refreshTokenState = 'revoked'
    },
    expireRefreshToken(account = LAB_ACCOUNT) {
      for (const grant of ledger.ofAccount(account)) grant.refreshTokenState = 'expired'
    },
    answerTokenEndpoint: (mode, times) => tokens.answerWith(mode, times),
    answerBackend(page, ...kinds) {
      for (const kind of kinds) backend.pages.set(kind, page)
    },
    hangBackend() {
      backend.hangs = true
    },
    delayAfterRefresh(delay) {
      tokens.delayAfterRefresh = delay
    },
    script: answers => model.script(answers),
    presentations: () =>
      ledger.all().map(({ grant, tokens: { generation, presented } }) => ({
        account: grant.options.identity.account,
        generation,
        times: presented,
      })),
    allTokens: () => ledger.allTokens(),
    assertClean() {
      if (unexpected.length > 0) throw new Error(`unexpected at the OpenAI double:\n${unexpected.join('\n')}`)
    },
    close: () => server.close(),
  }
}

/** Ends the login that the token belongs to; undefined if the server doesn't know it. */
function revoke(ledger: Ledger, token: string): string | undefined {
  const known = ledger.byRefreshToken(token) ?? ledger.byAccessToken(token)
  if (!known) return undefined
  known.grant.refreshTokenState = 'revoked'
  known.grant.endAccessToken()
  return known.grant.options.identity.account
}
