import type { ExecResult } from '../codex/exec.js'
import { ActionError, type Explanation } from '../errors.js'
import { untrustedLines } from '../report/log.js'

const KEPT = 'The task is not done. The login is kept.'

export const isUsageLimit = ({ failure = '' }: ExecResult): boolean => /usage limit/i.test(failure)

/** `codex exec` did not finish its turn; `code` says why. */
export class RunFailed extends ActionError {
  override readonly name = 'RunFailed'

  /** @param resets when the plan's usage windows begin anew, in words */
  constructor(result: ExecResult, timeoutMs: number, resets: readonly string[] = []) {
    const [code, explanation] = explain(result, timeoutMs, resets)
    super(code, explanation)
  }
}

function explain(result: ExecResult, timeoutMs: number, resets: readonly string[]): [string, Explanation] {
  const { outcome, exitCode, failure, stderr } = result
  const said = untrustedLines(failure ?? stderr.at(-1) ?? '')
    .join(' ')
    .slice(0, 1000)
  const quoted = (what: string) => (said ? `${what} It said: ${said}` : what)
  if (outcome === 'timed-out')
    return [
      outcome,
      {
        what: quoted(`Codex had not finished after ${timeoutMs / 60_000} minutes and was stopped.`),
        why: KEPT,
        remedy:
          'Give it longer with `timeout-minutes`, or a smaller task. If it had printed nothing, its server stalled: run the job again.',
      },
    ]
  if (outcome === 'stopped')
    return [
      outcome,
      {
        what: quoted('Codex was stopped because the job was cancelled.'),
        why: KEPT,
        remedy: 'Run the job again if that was not meant.',
      },
    ]
  if (outcome === 'sandbox-failed')
    return [
      'sandbox-unavailable',
      {
        what: `Codex ended well, but none of the commands that the model ran could start: ${said}`,
        why: 'The sandbox broke while it ran, so whatever it says it did was done without running anything.',
        remedy: 'Look at what in the job changes user namespaces or AppArmor; see docs/security.md.',
      },
    ]
  if (isUsageLimit(result))
    return [
      'usage-limit',
      {
        what: quoted('The usage limit of the ChatGPT plan is reached.'),
        why: `${KEPT} Nothing is wrong with it.`,
        remedy: `${resets.length > 0 ? `Run it again later: ${resets.join(', ')}.` : 'Run it again when the limit is over.'} A smaller \`model\` or \`effort\` uses less of it.`,
      },
    ]
  if (/invalid_json_schema|invalid schema|response_format|text\.format/i.test(said))
    return [
      'schema',
      {
        what: quoted('OpenAI does not take the output schema.'),
        why: KEPT,
        remedy:
          'Structured outputs need an object with all properties in `required` and `additionalProperties: false`.',
      },
    ]
  return [
    'run-failed',
    {
      what: quoted(`Codex failed (exit ${exitCode}).`),
      why: KEPT,
      remedy: 'The log above shows how far it came.',
    },
  ]
}
