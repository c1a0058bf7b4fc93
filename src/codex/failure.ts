import { ActionError } from '../system/errors.js'
import type { Reply } from './app-server.js'
import { endedReason } from './ended-reason.js'
import type { ExecResult } from './exec/exec.js'
import { explain, type FailureReason, REASONS, type Words } from './reasons.js'
import { ownWords } from './run-reason.js'
import { answersIn, isFromBetween } from './token-answers.js'

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

/** The words of a status and no more: what may follow could be anything. */
const STATUS = /Failed to refresh token status=(\d{3}(?: [A-Z][A-Za-z-]{0,14}){0,4})/g
/** A dead endpoint, as Codex says it in two ways (tried with 0.169.0). */
const HANGS = /workspace routing discovery timed out|timed out waiting for cloud config/
/**
 * What a plan with a workspace (business, enterprise, edu) says where the others say 401: without an access token it
 * gets no configuration, and Codex doesn't begin (docs/facts#workspace-configuration).
 */
const NO_BUNDLE = /load cloud config bundle|cloud config: request failed/
/** Codex gives up after 45 s (docs/facts#endpoint-hangs-45s). */
const HANGS_AFTER_MS = 40_000

export interface RefreshEvidence {
  readonly reply: Reply | undefined
  readonly stderr: readonly string[]
  readonly tokenUrl: string
  /** Milliseconds. */
  readonly tookMs: number
}

/** Why a Codex that was to refresh did not, by what it said and how long it took. */
export function refreshFailure(evidence: RefreshEvidence, words: Words): Failure {
  const { reason, status } = reasonOf(evidence)
  if (reason === 'endpoint-blocked') return new Failure(reason, words, ` (${status}).`)
  if (reason === 'endpoint-unreachable') return new Failure(reason, words, '.')
  if (reason !== 'endpoint-down') return new Failure(reason, words)
  return new Failure(
    reason,
    words,
    status ? ` (${status}).` : ', or its backend did, and Codex did not say which.',
  )
}

interface Reason {
  readonly reason: FailureReason
  readonly status?: string | undefined
}

function reasonOf({ reply, stderr, tokenUrl, tookMs }: RefreshEvidence): Reason {
  const said = reply && 'error' in reply ? reply.error.message : ''
  const lines = [...stderr, said]
  const printed = lines.join('\n')
  const ended = endedReason(printed)
  if (ended && ended !== 'refused') return { reason: ended }

  // Codex takes some pages of a proxy for a refusal.
  const page = answersIn(lines, tokenUrl).find(isFromBetween)
  if (page) return { reason: 'endpoint-blocked', status: `${page.status}, a web page` }
  const statuses = Array.from(printed.matchAll(STATUS), ([, status = '']) => status)
  const down = statuses.find(status => /^(?:5|429|408)/.test(status))
  if (down) return { reason: 'endpoint-down', status: down }
  const blocked = statuses.find(status => !/^40[01]/.test(status))
  if (blocked) return { reason: 'endpoint-blocked', status: blocked }
  // A permanent refusal answers with no account, the same as no login at all (docs/facts §2).
  if (ended || accountOf(reply) === null) return { reason: 'refused' }
  if (statuses[0]) return { reason: 'endpoint-down', status: statuses[0] }
  return { reason: silentReason(printed, tookMs) }
}

/** Where Codex says of no answer at all. */
function silentReason(printed: string, tookMs: number): FailureReason {
  if (tookMs > HANGS_AFTER_MS || HANGS.test(printed)) return 'endpoint-hangs'
  if (
    /error sending request/.test(printed) ||
    printed.split('\n').some(line => isFailedRequest(line, { isConnect: true }))
  )
    return 'endpoint-unreachable'
  return NO_BUNDLE.test(printed) ? 'endpoint-down' : 'unproven'
}

export interface FailedRequest {
  /** Left out: any. */
  readonly url?: string
  /** True where there was no connection, so that nothing was sent. */
  readonly isConnect: boolean
}

/** Whether Codex logs by this line that a POST of its own got no answer (tried with 0.169.0). */
export function isFailedRequest(line: string, { url, isConnect }: FailedRequest): boolean {
  if (!line.includes('Request failed method=POST')) return false
  const [, request] = line.split(`Request failed method=POST${url === undefined ? '' : ` url=${url}`} `, 2)
  return request?.includes(` is_connect=${isConnect}`) ?? false
}

/** The account in the answer to `account/read`: null without an account, undefined if it failed. */
export function accountOf(reply: Reply | undefined): unknown {
  if (!reply || !('result' in reply)) return undefined
  return (reply.result as { account?: unknown } | null)?.account
}

/**
 * Whether Codex says that it could not load the configuration of its workspace: for want of an access token that works,
 * or because the backend refused.
 */
export const lacksBundle = (printed: string): boolean => NO_BUNDLE.test(printed)

/**
 * Whether Codex got no answer in time when it asked for it. That says nothing about the access token, because a fenced
 * Codex whose token has ended is refused at once. A Codex that may refresh would only risk the login: a backend that
 * answers late makes it drop the refresh (docs/facts#live-refusal-unnamed, #unreachable-is-silent).
 */
export const bundleHangs = (printed: string): boolean => /timed out waiting for cloud config/.test(printed)

/**
 * True if `codex exec` did not even begin, for want of the configuration of its workspace: what its access token
 * having ended looks like in such a plan. No event says so, and it does not wait for a newer auth.json.
 */
export const didNotBegin = ({ outcome, threadId, stderr }: ExecResult): boolean =>
  outcome === 'failed' && threadId === undefined && lacksBundle(stderr.join('\n'))

/**
 * Why the login has ended though the run succeeded, which only stderr tells (docs/facts#dead-refresh-live-access):
 * Codex goes on with an access token that lives, for days. Undefined where nothing says so, as in a run that is fenced
 * well.
 */
export function earlyWarning({ stderr }: ExecResult, words: Words): Failure | undefined {
  const reason = endedReason(ownWords(stderr))
  return reason && new Failure(reason, words)
}
