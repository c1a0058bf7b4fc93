import type { ExecResult } from '../codex/exec.js'
import { Failure, type RunReason, runReason } from '../codex/failure.js'
import { type FailureReason, REASONS } from '../codex/reasons.js'
import { ActionError, type Explanation } from '../errors.js'
import { untrustedLines } from '../report/log.js'
import { reseed } from './reseed.js'
import type { Stage } from './stage.js'

const KEPT = 'The task is not done. The login is kept.'

/** `codex exec` did not finish its turn; `code` says why. */
export class RunFailed extends ActionError {
  override readonly name = 'RunFailed'
  declare readonly code: Exclude<RunReason, FailureReason>
}

/** `resets`: when the plan's usage windows begin anew, in words; `isLate`: a newer login came, after Codex had given up. */
export function runFailed(
  stage: Stage,
  result: ExecResult,
  timeoutMs: number,
  { resets = [], isLate = false }: { resets?: readonly string[]; isLate?: boolean } = {},
): RunFailed | Failure {
  const reason = runReason(result)
  if (isAboutLogin(reason)) return new Failure(reason, reseed(stage))
  const said = untrustedLines(result.failure ?? result.lastWords ?? '')
    .join(' ')
    .slice(0, 1000)
  return new RunFailed(reason, explain(reason, said, { result, timeoutMs, resets, isLate }))
}

const isAboutLogin = (reason: RunReason): reason is FailureReason => reason in REASONS

interface Facts {
  readonly result: ExecResult
  readonly timeoutMs: number
  readonly resets: readonly string[]
  readonly isLate: boolean
}

function explain(reason: RunFailed['code'], said: string, facts: Facts): Explanation {
  const { what, why = KEPT, remedy } = EXPLANATIONS[reason](facts)
  if (reason === 'sandbox-unavailable') return { what: `${what} ${said}`, why, remedy }
  return { what: said ? `${what} It said: ${said}` : what, why, remedy }
}

const EXPLANATIONS: Record<
  RunFailed['code'],
  (facts: Facts) => Omit<Explanation, 'why'> & Partial<Explanation>
> = {
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
    what: 'Codex ended well, but none of the commands that the model ran could start:',
    why: 'The sandbox broke while it ran, so whatever it says it did was done without running anything.',
    remedy: 'Look at what in the job changes user namespaces or AppArmor; see docs/security.md.',
  }),
  'usage-limit': ({ resets }) => ({
    what: 'The usage limit of the ChatGPT plan is reached.',
    why: `${KEPT} Nothing is wrong with it.`,
    remedy: `${resets.length > 0 ? `Run it again later: ${resets.join(', ')}.` : 'Run it again when the limit is over.'} A smaller \`model\` or \`effort\` uses less of it.`,
  }),
  schema: () => ({
    what: 'OpenAI does not take the output schema.',
    remedy:
      'Structured outputs need an object with all properties in `required` and `additionalProperties: false`.',
  }),
  'token-ended': ({ isLate }) => ({
    what: 'OpenAI no longer accepts the access token, and no newer login came in time.',
    why: `${KEPT} Codex waits about 8 seconds for a newer one; ${isLate ? 'it came after that' : 'this job could neither refresh it nor find one that another job had stored'}.`,
    remedy: isLate
      ? 'Run the job again: it begins with the newer login.'
      : 'Run the job again. If it stays, look in the log above for what stands in the way of a refresh, and run a keep-fresh workflow.',
  }),
  'backend-down': () => ({
    what: "OpenAI's backend does not work, or can't be reached: Codex tried for as long as it does and gave up.",
    why: `${KEPT} Nothing is wrong with it.`,
    remedy: 'Run the job again later; see status.openai.com, and the proxy or firewall of the runner.',
  }),
  'run-failed': ({ result: { exitCode, signal } }) => ({
    what: signal ? `Codex was ended from outside (${signal}).` : `Codex failed (exit ${exitCode}).`,
    remedy: `The log above shows how far it came.${signal === 'SIGKILL' ? ' The system does that where memory runs out: give the job a larger runner, or a smaller task.' : ''}`,
  }),
}
