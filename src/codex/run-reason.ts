import { backendAnswer } from './backend-answer.js'
import { type BackendReason, backendReason } from './backend-refusals.js'
import { endedReason } from './ended-reason.js'
import { TOKEN_ENDED } from './exec/events.js'
import type { ExecResult } from './exec/exec.js'
import type { FailureReason } from './reasons.js'

/** The part of the task that Codex or OpenAI could not do. */
export type TaskReason =
  | 'model-unavailable'
  | 'codex-too-old'
  | 'effort-unsupported'
  | 'thread-lost'
  | 'context-full'
  | 'codex-args'
  | 'schema'

/** Why `codex exec` did not finish its turn. Those of `FailureReason` alone say something of the login. */
export type RunReason =
  | 'timed-out'
  | 'stopped'
  | 'sandbox-unavailable'
  | 'usage-limit'
  | 'token-ended'
  | 'run-failed'
  | TaskReason
  | BackendReason
  | FailureReason

/**
 * Signs in the last error of a run, tried with 0.169.0 against each (docs/facts §3, §6). The words of a plan that is used up
 * are from the binary, and begin the error. They are searched in this order.
 */
const SIGNS: readonly (readonly [RegExp, RunReason])[] = [
  [
    /^(You[’']ve (hit|reached) your usage limit|You hit your spend cap|Your workspace is out of credits|(The )?usage limit (has been )?reached|Quota exceeded)/i,
    'usage-limit',
  ],
  [/invalid_json_schema|invalid schema|response_format|text\.format/i, 'schema'],
  [TOKEN_ENDED, 'token-ended'],
  [/requires a newer version of Codex/i, 'codex-too-old'],
  [
    /reasoning[._]effort|Supported values are:[^\n]{0,60}'(?:minimal|low|medium|high)'/i,
    'effort-unsupported',
  ],
  [
    /model_not_found|\bmodel\b[^\n]{0,80}\b(?:is not (?:supported|available)|does not exist|was not found|has been (?:retired|deprecated|removed))/i,
    'model-unavailable',
  ],
  [/context window|context_length_exceeded/i, 'context-full'],
  [/no rollout found|thread\/resume failed|no saved session/i, 'thread-lost'],
  [/Error loading config\.toml|Unknown feature flag/, 'codex-args'],
]
/** Said where no answer came, or none that Codex passes on. */
const DOWN =
  /high demand|discovery (failed|timed out)|stream disconnected|error sending request|cloud config|retry limit/i

/**
 * Lines with which Codex reports its own state. Other lines repeat the words of a model, a tool or a server (tried with
 * 0.169.0: the name of a tool that doesn't exist, the lines of a patch that doesn't apply).
 */
const OWN_WORDS = /^(?:\S+ +ERROR codex_login::auth::manager: |Error: |Error loading config\.toml: )/
export const ownWords = (stderr: readonly string[]): string =>
  stderr.filter(line => OWN_WORDS.test(line)).join('\n')

/** The backend's answer when Codex asked for its models, before the thread began. */
const OF_MODELS = 'ERROR codex_models_manager::manager: failed to refresh available models: '

/**
 * The cause of a failed run in its own words: the failure of its turn; if it did not even begin, the first error on stderr,
 * which a picture of the line or advice may follow; otherwise its last words.
 */
export function causeOf({ failure, threadId, stderr, lastWords }: ExecResult): string {
  if (failure !== undefined) return failure
  const at = threadId === undefined ? stderr.findIndex(line => /^error\b.*:/i.test(line)) : -1
  const [line, next] = at < 0 ? [] : stderr.slice(at)
  return (line?.endsWith(':') ? `${line} ${next ?? ''}` : line) ?? lastWords ?? ''
}

export interface Judged {
  readonly reason: RunReason
  /** The words that tell so. */
  readonly said: string
}

/** Judges a run that did not succeed by how it ended, its last error, and its stderr where it printed no event at all. */
export function judgeRun(result: ExecResult): Judged {
  const { outcome, failure, stderr, threadId, exitCode } = result
  const cause = causeOf(result)
  if (outcome === 'timed-out' || outcome === 'stopped') return { reason: outcome, said: cause }
  if (outcome === 'sandbox-failed') return { reason: 'sandbox-unavailable', said: cause }
  // Its parser's: an argument that it doesn't know, or not there.
  if (exitCode === 2 && threadId === undefined) return { reason: 'codex-args', said: cause }

  const said = failure ?? ownWords(stderr)
  const known = endedReason(said) ?? SIGNS.find(([pattern]) => pattern.test(said))?.[1]
  if (known) return { reason: known, said: cause }
  // Where it can't learn the way to its workspace, Codex keeps the answer to itself.
  const seen = /discovery failed/.test(said)
    ? stderr.find(line => line.includes(OF_MODELS))?.split(OF_MODELS)[1]
    : undefined
  for (const words of [seen, said]) {
    const reason = words === undefined ? undefined : backendReason(words, backendAnswer(words))
    if (words && reason) return { reason, said: words }
  }
  return { reason: DOWN.test(said) ? 'backend-down' : 'run-failed', said: cause }
}

export const runReason = (result: ExecResult): RunReason => judgeRun(result).reason
