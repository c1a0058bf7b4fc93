import { ActionError, type Explanation } from '../errors.js'
import type { Reply } from './app-server.js'

const RESEED =
  'A person must log in once more: run `codex login` where no auth.json lies yet (logging in over one, or out, revokes it), and store the new auth.json as the secret that `auth-json` takes. Every runner takes a newer login by itself.'
const LATER =
  'Nothing needs to be done now: the login was not spent, and the next run tries again. See status.openai.com if it stays.'

/** Why a rotation did not happen. `permanent`: no retry helps, the login has ended. */
const FAILURES = {
  reused: {
    permanent: true,
    what: 'OpenAI refused to refresh the login: its refresh token was already used.',
    why: 'Somebody else spent it: a copy of this auth.json on another machine, or an older one that was put back. The login has ended.',
    remedy: `${RESEED} Use one login for one place only.`,
  },
  expired: {
    permanent: true,
    what: 'OpenAI refused to refresh the login: its refresh token has expired.',
    why: 'It was not refreshed for too long. The login has ended.',
    remedy: `${RESEED} A scheduled keep-fresh workflow keeps a login from expiring.`,
  },
  revoked: {
    permanent: true,
    what: 'OpenAI refused to refresh the login: it was revoked.',
    why: 'Somebody logged out or ended all sessions of the account, and that ends every copy of the login.',
    remedy: RESEED,
  },
  refused: {
    permanent: true,
    what: 'OpenAI refused to refresh the login.',
    why: 'Its refresh token is not accepted: it was used elsewhere, has expired or was revoked. The login has ended.',
    remedy: RESEED,
  },
  'other-account': {
    permanent: true,
    what: 'Codex refused to refresh the login: auth.json belongs to another account by now.',
    why: 'The file changed while Codex was using it, or its account id does not fit its tokens.',
    remedy: RESEED,
  },
  'endpoint-down': {
    permanent: false,
    what: "OpenAI's token endpoint answered with an error",
    why: 'The login could not be refreshed this time.',
    remedy: LATER,
  },
  'endpoint-unreachable': {
    permanent: false,
    what: "OpenAI's token endpoint could not be reached.",
    why: 'The login could not be refreshed this time. A proxy, a firewall or the network is in the way.',
    remedy: LATER,
  },
  'endpoint-hangs': {
    permanent: false,
    what: "OpenAI's token endpoint did not answer within 40 s.",
    why: 'The login could not be refreshed this time. If the server did its part and only the answer was lost, the next try will be refused.',
    remedy: LATER,
  },
  unproven: {
    permanent: false,
    what: 'Codex answered as if the login were refreshed, but auth.json did not change.',
    why: 'Only the file proves a refresh. If the server did its part, Codex could not save the answer and the next try will be refused.',
    remedy: 'Run the job again; if it is then refused, a person must log in once more.',
  },
} as const satisfies Record<string, Explanation & { permanent: boolean }>

export type FailureReason = keyof typeof FAILURES

export class Failure extends ActionError {
  override readonly name = 'Failure'
  declare readonly code: FailureReason
  override readonly permanent: boolean

  constructor(reason: FailureReason, detail = '') {
    const { permanent, what, why, remedy } = FAILURES[reason]
    super(reason, { what: `${what}${detail}`, why, remedy })
    this.permanent = permanent
  }
}

/** What Codex prints on stderr for each answer of the token endpoint (facts §6, and tried with 0.169.0). */
const SIGNS: readonly (readonly [RegExp, FailureReason])[] = [
  [/refresh token was already used/, 'reused'],
  [/refresh token has expired/, 'expired'],
  [/refresh token was revoked/, 'revoked'],
  [/signed in to another account/, 'other-account'],
]
const DOWN = /Failed to refresh token status=((?:5\d\d|429|403)[^\r\n]{0,40})/
const REFUSED = /Failed to refresh token status=40[01]\b/
/** Codex gives up after 45 s (facts §2). */
const HANGS_AFTER_MS = 40_000

/** Why a Codex that was to rotate did not, by its reply, its stderr and the milliseconds it took. */
export function rotationFailure(
  reply: Reply | undefined,
  stderr: readonly string[],
  tookMs: number,
): Failure {
  const printed = [...stderr, reply && 'error' in reply ? reply.error.message : ''].join('\n')
  const sign = SIGNS.find(([pattern]) => pattern.test(printed))
  if (sign) return new Failure(sign[1])
  const status = DOWN.exec(printed)?.[1]
  if (status) return new Failure('endpoint-down', ` (${status}).`)
  // A permanent refusal answers with no account, the same as no login at all (facts §2).
  if (accountOf(reply) === null || REFUSED.test(printed)) return new Failure('refused')
  if (tookMs > HANGS_AFTER_MS) return new Failure('endpoint-hangs')
  if (/error sending request/.test(printed)) return new Failure('endpoint-unreachable')
  return new Failure('unproven')
}

/** The account that `account/read` answered with; null if it said there is none, undefined if it failed. */
export function accountOf(reply: Reply | undefined): unknown {
  if (!reply || !('result' in reply)) return undefined
  return (reply.result as { account?: unknown } | null)?.account
}
