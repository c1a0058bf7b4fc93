import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod/mini'
import { authFileIn, readAuthFile } from '../login/auth-file.js'
import { FencedAppServer } from './app-server.js'
import { deviceCodeIn } from './device-code.js'
import { LoginFailed, type LoginFailure } from './login-failed.js'
import { LOGIN_LOGGED, loginTrail } from './login-trail.js'
import type { Codex } from './process.js'
import { askBackend, type Proof } from './prove.js'

/** By it Codex's app-server finds another issuer than auth.openai.com (docs/facts#device-login). */
const ISSUER_VARIABLE = 'CODEX_APP_SERVER_LOGIN_ISSUER'
/** An issuer that takes longer to answer counts as unreachable. */
const START_MS = 20_000
/** The login is made by then, and kept nowhere else: a backend that hangs must not hold it up. */
const PROOF_MS = 10_000
const NOT_ASKED: Proof = { accepted: false, unauthorized: false, said: '' }

const Completed = z.object({
  loginId: z.nullish(z.string()),
  success: z.boolean(),
  error: z.nullish(z.string()),
})

export interface DeviceLoginRequest {
  /** Another issuer's origin, where the job's token endpoint is another one too. */
  readonly issuer: string | undefined
  /** Milliseconds that the person has. */
  readonly waitMs: number
  /** Ends the wait; its reason is thrown. Once there is a new login it only hurries. */
  readonly signal: AbortSignal
  /** Called once, with the page and the code that the person types there. */
  readonly onCode: (url: string, code: string) => void
  /** Called with what Codex logged, where the login fails. */
  readonly onTrail: (lines: readonly string[]) => void
}

/**
 * Logs in with a code that a person types on another device, into `codex.home`, which must not hold an auth.json: Codex
 * writes that file by itself, and it proves the login. Resolves with the backend's answer about the new login. The Codex is
 * fenced, so it can't use the refresh token of an existing login. Throws `LoginFailed`.
 */
export async function deviceLogin(codex: Codex, request: DeviceLoginRequest): Promise<Proof> {
  const { issuer, waitMs, signal, onCode } = request
  let complete: (said: z.infer<typeof Completed>) => void = () => undefined
  const completed = new Promise<z.infer<typeof Completed>>(resolve => {
    complete = resolve
  })
  const server = await FencedAppServer.start(codex, {
    variables: { RUST_LOG: LOGIN_LOGGED, ...(issuer ? { [ISSUER_VARIABLE]: issuer } : {}) },
    onNotification: (method, params) => {
      const said = Completed.safeParse(params)
      if (method === 'account/login/completed' && said.success) complete(said.data)
    },
  })
  const cancelled = rejection(signal)
  const first = <T>(...ends: Promise<T>[]) => Promise.race([...ends, cancelled, server.ended])
  try {
    await first(server.account())
    const start = server.request('account/login/start', { type: 'chatgptDeviceCode' })
    const reply = await first(start, after(START_MS, 'unavailable', 'no answer'))
    if (!('result' in reply)) throw notStarted(reply.error.message)
    const shown = deviceCodeIn(reply.result, issuer)
    if (!shown) throw new LoginFailed('unusable')
    onCode(shown.url, shown.code)
    const failure = await first(completed, after(waitMs, 'timed-out')).then(
      failureIn,
      (error: unknown) => error,
    )
    // Codex saves the login, then looks for its workspace, and calls it failed where the backend does not answer for
    // 15 s (docs/facts#device-login-saves-first): what counts is the file, whatever ends the wait.
    if (failure && !(await readAuthFile(authFileIn(codex.home)))) throw failure
    const inTime = sleep(PROOF_MS, NOT_ASKED, { ref: false })
    const proof = await first(askBackend(server), inTime).catch(() => NOT_ASKED)
    if (failure && !proof.accepted && proof.unauthorized) throw new LoginFailed('not-accepted')
    return proof
  } catch (error) {
    if (error instanceof LoginFailed) request.onTrail(await loginTrail(server.stderr, codex.home))
    throw error
  } finally {
    // Its waiting ends with it, and nothing that it has can be lost: the login that counts is somewhere else.
    await server.abandon()
  }
}

async function after(ms: number, failure: LoginFailure, said = ''): Promise<never> {
  await sleep(ms, undefined, { ref: false })
  throw new LoginFailed(failure, said)
}

const rejection = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
    if (signal.aborted) reject(signal.reason)
  })

function notStarted(said: string): LoginFailed {
  if (/login is disabled/.test(said)) return new LoginFailed('disabled', said)
  return new LoginFailed(/not enabled/.test(said) ? 'not-enabled' : 'unavailable', said)
}

function failureIn({ success, error }: z.infer<typeof Completed>): LoginFailed | undefined {
  if (success) return undefined
  const said = error ?? ''
  // Its words name the workspace, which is the number of an account: they are not passed on.
  if (/restricted to workspace/.test(said)) return new LoginFailed('not-taken')
  return new LoginFailed(/device auth timed out/.test(said) ? 'timed-out' : 'refused', said)
}
