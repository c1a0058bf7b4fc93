import { ActionError } from '../errors.js'
import type { Reply } from './app-server.js'
import { TOKEN_ENDED } from './events.js'
import type { ExecResult } from './exec.js'
import { explain, type FailureReason, REASONS, type Words } from './reasons.js'

/** Why Codex could not refresh the login, or go on with it. `permanent`: it ends with its access token. */
export class Failure extends ActionError {
  override readonly name = 'Failure'
  declare readonly code: FailureReason
  override readonly permanent: boolean

  constructor(reason: FailureReason, words: Words, detail = '') {
    super(reason, explain(reason, words, detail))
    this.permanent = REASONS[reason].permanent
  }
}

/**
 * What Codex prints for each answer of the token endpoint, in an event, in an error of the app-server and on
 * stderr alike (facts §6, and tried with 0.169.0).
 */
const SIGNS: readonly (readonly [RegExp, FailureReason])[] = [
  [/refresh token was already used/, 'reused'],
  [/refresh token has expired/, 'expired'],
  [/refresh token was revoked/, 'revoked'],
  [/signed in to another account/, 'other-account'],
  [/access token could not be refreshed\. Please log out/, 'refused'],
  [/Failed to refresh token status=40[01]\b/, 'refused'],
]
/** The words of a status and no more: what may follow could be anything. */
const DOWN = /Failed to refresh token status=((?:5\d\d|429|403)(?: [A-Z][A-Za-z-]{0,14}){0,4})/
/** A dead endpoint, as Codex says it in two ways (tried with 0.169.0). */
const HANGS = /workspace routing discovery timed out|timed out waiting for cloud config/
/**
 * What a plan with a workspace (business, enterprise, edu) says where the others say 401: without an access token it
 * gets no configuration, and Codex doesn't begin (facts §6, and tried with 0.169.0).
 */
const NO_BUNDLE = /load cloud config bundle|cloud config: request failed/
/** Codex gives up after 45 s (facts §2). */
const HANGS_AFTER_MS = 40_000

/** Why the login has ended, by what Codex printed; undefined where nothing says so. */
export const endedReason = (printed: string): FailureReason | undefined =>
  SIGNS.find(([pattern]) => pattern.test(printed))?.[1]

/** Why a Codex that was to rotate did not, by its reply, its stderr and the milliseconds it took. */
export function rotationFailure(
  reply: Reply | undefined,
  stderr: readonly string[],
  tookMs: number,
  words: Words,
): Failure {
  const said = reply && 'error' in reply ? reply.error.message : ''
  const printed = [...stderr, said].join('\n')
  const status = DOWN.exec(printed)?.[1]
  const reason = reasonOf(printed, status !== undefined, accountOf(reply) === null, tookMs)
  if (reason !== 'endpoint-down') return new Failure(reason, words)
  return new Failure(
    reason,
    words,
    status ? ` (${status}).` : ', or its backend did, and Codex did not say which.',
  )
}

function reasonOf(printed: string, down: boolean, noAccount: boolean, tookMs: number): FailureReason {
  const ended = endedReason(printed)
  if (ended && ended !== 'refused') return ended
  if (down) return 'endpoint-down'
  // A permanent refusal answers with no account, the same as no login at all (facts §2).
  if (ended || noAccount) return 'refused'
  if (tookMs > HANGS_AFTER_MS || HANGS.test(printed)) return 'endpoint-hangs'
  if (/error sending request/.test(printed)) return 'endpoint-unreachable'
  return NO_BUNDLE.test(printed) ? 'endpoint-down' : 'unproven'
}

/** The account that `account/read` answered with; null if it said there is none, undefined if it failed. */
export function accountOf(reply: Reply | undefined): unknown {
  if (!reply || !('result' in reply)) return undefined
  return (reply.result as { account?: unknown } | null)?.account
}

/** Why `codex exec` did not finish its turn. All but the last ones of `FailureReason` say nothing of the login. */
export type RunReason =
  | 'timed-out'
  | 'stopped'
  | 'sandbox-unavailable'
  | 'usage-limit'
  | 'schema'
  | 'token-ended'
  | 'backend-down'
  | 'run-failed'
  | FailureReason

/**
 * What the last error of a run says, tried with 0.169.0 against each (facts §3, §6); those of a spent plan begin with
 * it, and are in its binary. The order is that of the search.
 */
const RUN_SIGNS: readonly (readonly [RegExp, RunReason])[] = [
  [
    /^(You[’']ve (hit|reached) your usage limit|You hit your spend cap|Your workspace is out of credits|(The )?usage limit (has been )?reached)/i,
    'usage-limit',
  ],
  [/invalid_json_schema|invalid schema|response_format|text\.format/i, 'schema'],
  [TOKEN_ENDED, 'token-ended'],
  [
    /high demand|status 5\d\d|discovery (failed|timed out)|stream disconnected|error sending request|cloud config|retry limit/i,
    'backend-down',
  ],
]

/**
 * Lines in which Codex speaks of its own login; other lines repeat what a model, a tool or a server said (tried with
 * 0.169.0: the name of a tool that there is none of, the lines of a patch that doesn't apply).
 */
const OWN_WORDS = /^(?:\S+ +ERROR codex_login::auth::manager: |Error: )/
const ownWords = (stderr: readonly string[]) => stderr.filter(line => OWN_WORDS.test(line)).join('\n')

/** Judges a run that did not succeed by how it ended, its last error, and its stderr where it printed no event at all. */
export function runReason({ outcome, failure, stderr }: ExecResult): RunReason {
  if (outcome === 'timed-out' || outcome === 'stopped') return outcome
  if (outcome === 'sandbox-failed') return 'sandbox-unavailable'
  const said = failure ?? ownWords(stderr)
  return endedReason(said) ?? RUN_SIGNS.find(([pattern]) => pattern.test(said))?.[1] ?? 'run-failed'
}

/** Whether Codex says that it could not load the configuration of its workspace. */
export const lacksBundle = (printed: string): boolean => NO_BUNDLE.test(printed)

/**
 * True if `codex exec` did not even begin, for want of the configuration of its workspace: what its access token
 * having ended looks like in such a plan. No event says so, and it does not wait for a newer auth.json.
 */
export const didNotBegin = ({ outcome, threadId, stderr }: ExecResult): boolean =>
  outcome === 'failed' && threadId === undefined && lacksBundle(stderr.join('\n'))

/**
 * Why the login has ended though the run succeeded, which only stderr tells (facts §6): Codex goes on with an access
 * token that lives, for days. Undefined where nothing says so, as in a run that is fenced well.
 */
export function earlyWarning({ stderr }: ExecResult, words: Words): Failure | undefined {
  const reason = endedReason(ownWords(stderr))
  return reason && new Failure(reason, words)
}
