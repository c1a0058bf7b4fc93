import { backendAnswer, saidBy } from '../codex/backend-answer.js'
import { BACKEND_REFUSALS, type BackendReason } from '../codex/backend-refusals.js'
import type { ExecResult } from '../codex/exec/exec.js'
import { Failure } from '../codex/failure.js'
import { type FailureReason, REASONS } from '../codex/reasons.js'
import { judgeRun, type RunReason } from '../codex/run-reason.js'
import { reseed } from '../keeper/login-advice.js'
import type { Stage } from '../keeper/stage.js'
import { harmlessLine } from '../report/harmless.js'
import { ActionError, type Explanation } from '../system/errors.js'

const KEPT = 'The task did not finish. The login is intact.'

/** `codex exec` did not finish its turn; `code` says why. */
export class RunFailed extends ActionError {
  override readonly name = 'RunFailed'
  declare readonly code: Exclude<RunReason, FailureReason>
}

export interface Circumstances {
  /** Milliseconds. */
  readonly timeoutMs: number
  /** When the plan's usage windows begin again, in words. */
  readonly resets: readonly string[]
  /**
   * What came of Codex's wish for a newer login: `late` if one came after it had given up, `same` if OpenAI accepted the one
   * that it had, `none` otherwise.
   */
  readonly newer: 'none' | 'late' | 'same'
}

export function runFailed(
  stage: Stage,
  result: ExecResult,
  circumstances: Circumstances,
): RunFailed | Failure {
  const judged = judgeRun(result)
  const reason =
    judged.reason === 'token-ended' && circumstances.newer === 'same' ? 'model-unauthorized' : judged.reason
  if (isAboutLogin(reason)) return new Failure(reason, reseed(stage))
  if (isOfBackend(reason)) return new RunFailed(reason, ofBackend(reason, judged.said))
  return new RunFailed(reason, explain(reason, judged.said, { ...circumstances, result }))
}

const isAboutLogin = (reason: RunReason): reason is FailureReason => reason in REASONS
const isOfBackend = (reason: RunReason): reason is BackendReason => Object.hasOwn(BACKEND_REFUSALS, reason)

function ofBackend(reason: BackendReason, said: string): Explanation {
  const { what, why, remedy } = BACKEND_REFUSALS[reason]
  // The fence wrote this answer, not OpenAI.
  const heard = reason === 'model-unauthorized' ? '' : saidBy(backendAnswer(said))
  return {
    what: `${what}${harmlessLine(heard) && ` ${harmlessLine(heard)}`}`,
    why: `The task did not finish. ${why}`,
    remedy,
  }
}

interface Facts extends Circumstances {
  readonly result: ExecResult
}
type OwnReason = Exclude<RunFailed['code'], BackendReason>

function explain(reason: OwnReason, words: string, facts: Facts): Explanation {
  const said = harmlessLine(words).slice(0, 1000)
  const { what, why = KEPT, remedy } = EXPLANATIONS[reason](facts)
  if (reason === 'sandbox-unavailable') return { what: `${what} ${said}`, why, remedy }
  return { what: said ? `${what} It said: ${said}` : what, why, remedy }
}

const EXPLANATIONS: Record<OwnReason, (facts: Facts) => Omit<Explanation, 'why'> & Partial<Explanation>> = {
  'timed-out': ({ timeoutMs }) => ({
    what: `Codex had not finished after ${timeoutMs / 60_000} minutes and was stopped.`,
    remedy:
      'Give it longer with `timeout-minutes`, or a smaller task. If it had printed nothing, its server stalled: run the job again.',
  }),
  stopped: () => ({
    what: 'Codex was stopped because the job was cancelled.',
    remedy: 'Run the job again if that was not meant.',
  }),
  'sandbox-unavailable': () => ({
    what: 'Codex succeeded, but none of the commands that the model ran could start:',
    why: 'The sandbox broke while it ran, so whatever it says it did was done without running anything.',
    remedy:
      'Look at what in the job changes user namespaces or AppArmor (on a Mac: what else is a sandbox); see docs/security.md.',
  }),
  'usage-limit': ({ resets }) => ({
    what: 'The usage limit of the ChatGPT plan is reached.',
    why: `${KEPT} Nothing is wrong with it.`,
    remedy: `${resets.length > 0 ? `Run it again later: ${resets.join(', ')}.` : 'Run it again when the limit is over.'} A smaller \`model\` or \`effort\` uses less of it.`,
  }),
  schema: () => ({
    what: 'OpenAI does not accept the output schema.',
    remedy:
      'Structured outputs need an object with all properties in `required` and `additionalProperties: false`.',
  }),
  'token-ended': ({ newer }) => ({
    what: 'OpenAI no longer accepts the access token, and no newer login came in time.',
    why: `${KEPT} Codex waits about 8 seconds for a newer one; ${newer === 'late' ? 'it came after that' : 'this job could neither refresh it nor find one that another job had stored'}.`,
    remedy:
      newer === 'late'
        ? 'Run the job again: it begins with the newer login.'
        : 'Run the job again. If it stays, look in the log above for the reason why a refresh fails, and run a keep-fresh workflow.',
  }),
  'model-unavailable': () => ({
    what: 'OpenAI does not offer this model to the account.',
    remedy:
      'Give another name as `model`, or leave it out for the default of Codex. A model may be retired, misspelled, not part of the plan, or newer than `codex-version`.',
  }),
  'codex-too-old': () => ({
    what: 'The model needs a newer Codex.',
    remedy: 'Give a newer `codex-version` (or `latest`), a newer version of this action, or another `model`.',
  }),
  'effort-unsupported': () => ({
    what: 'The model does not have this reasoning effort.',
    remedy:
      'Give an `effort` that the message names, or leave it out. `codex-args` may set `model_reasoning_effort` too.',
  }),
  'thread-lost': () => ({
    what: 'The thread that `resume-thread` names is not in this CODEX_HOME.',
    why: `Codex keeps threads in \`CODEX_HOME/sessions\`. Threads of another runner, of a job with a private home, or of a job with \`--ephemeral\` are not there. ${KEPT}`,
    remedy:
      'Resume it in the same job, or on the runner that has it; or leave `resume-thread` out and tell Codex in the prompt what was done.',
  }),
  'context-full': () => ({
    what: "The task does not fit into the model's context window.",
    remedy:
      'Give a smaller prompt or task, or a `model` with a larger window; a resumed thread brings all that was said in it.',
  }),
  'codex-args': () => ({
    what: 'Codex does not accept its arguments or settings.',
    remedy:
      'Correct `codex-args`. `--json`, `--model`, `-o` and similar arguments are set by this action already: use its inputs. A setting may also come from config.toml in CODEX_HOME; and another `codex-version` may know other arguments.',
  }),
  'run-failed': ({ result: { exitCode, signal } }) => ({
    what: signal ? `Codex was ended from outside (${signal}).` : `Codex failed (exit ${exitCode}).`,
    remedy: `The log above shows how far it came; if Codex itself says nothing that helps, try the same \`codex-version\` by hand.${signal === 'SIGKILL' ? ' The system does that where memory runs out: give the job a larger runner, or a smaller task.' : ''}`,
  }),
}
