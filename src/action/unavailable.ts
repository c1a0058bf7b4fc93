import type { Codex } from '../codex/process.js'
import { type LimitPlace, notedLimit, usedUpUntil } from '../keeper/plan-limit.js'
import type { Stage } from '../keeper/stage.js'
import { freshness } from '../login/freshness.js'
import type { Login } from '../login/login.js'
import { instantInWords } from '../report/format.js'
import { ActionError, InputError } from '../system/errors.js'
import type { Inputs, Mode } from './inputs.js'
import type { Stage as ActionStage } from './stage.js'

/** After these, no job can use the login until a person acts or a usage window ends: see `on-unavailable`. */
const UNAVAILABLE = [
  ...['reused', 'expired', 'revoked', 'refused', 'lost-answer', 'other-account', 'refused-before'],
  ...[
    'stale-copy',
    'maybe-spent',
    'token-ended',
    'model-unauthorized',
    'payment-required',
    'plan-without-codex',
  ],
  'usage-limit',
]

/** Throws `InputError` where `on-unavailable` would have no effect. */
export function assertSkippable(inputs: Inputs, mode: Mode): void {
  if (inputs['on-unavailable'] === 'skip' && (mode === 'keep-fresh' || mode === 'login'))
    throw new InputError(
      'on-unavailable',
      `is "skip", and mode is "${mode}"`,
      'Leave it out: this mode is there to find out about the login, and its failure is what tells people.',
    )
}

/** Whether the job ends green for want of a login that works, or of what is left of its plan. */
export function isSkipped({ inputs, cancelled }: ActionStage, error: unknown): error is ActionError {
  if (!(error instanceof ActionError) || cancelled.aborted || !UNAVAILABLE.includes(error.code)) return false
  return inputs()['on-unavailable'] === 'skip'
}

/** Ends the step green: a notice, and the outputs by which later steps decide. */
export function tellSkipped({ log, report }: Stage, error: ActionError): void {
  report.output('skipped', true)
  report.output('auth-reason', error.code)
  const at = report.facts.outputs['retry-at']
  const when = at === undefined ? '' : ` It is worth trying again at ${at}.`
  log.notice(`Skipped, because \`on-unavailable\` is \`skip\`. ${error.explanation.what}${when}`)
}

/** Throws `PlanUsedUp`, with no Codex started, where an earlier job has noted that the plan is used up. */
export async function assertNotNoted(place: LimitPlace, login: Login): Promise<void> {
  const until = await notedLimit(place, login)
  if (until !== undefined) throw usedUp(place.stage, login, until)
}

/**
 * Throws `PlanUsedUp` before anything is done for a task that could not run. It asks OpenAI, without a model call.
 * `note` tells the next jobs.
 */
export async function assertPlanLeft(
  stage: Stage,
  codex: Codex,
  login: Pick<Login, 'access'>,
  note: NoteLimit,
): Promise<void> {
  if (freshness(login, stage.now()).remaining <= 0) return

  const { proveLogin } = await import('../codex/prove.js')
  const proof = await proveLogin(codex)
  if (!proof.accepted) return
  stage.report.output('rate-limits', proof.rateLimits)
  const until = usedUpUntil(proof.rateLimits, stage.now())
  if (until === undefined) return
  await note(proof.rateLimits)
  throw usedUp(stage, login, until)
}

/** Tells the next jobs what OpenAI says of the plan. */
export type NoteLimit = (rateLimits: Readonly<Record<string, unknown>>) => Promise<void>

/** The plan is used up until then, in milliseconds since the epoch. */
export function usedUp(stage: Stage, login: Pick<Login, 'access'>, until: number): PlanUsedUp {
  if (freshness(login, stage.now()).remaining > 0) stage.report.output('auth-status', 'healthy')
  stage.report.output('retry-at', instantInWords(until))
  return new PlanUsedUp(until)
}

/** The plan is used up, so the task was not begun. */
class PlanUsedUp extends ActionError {
  override readonly name = 'PlanUsedUp'

  constructor(until: number) {
    super('usage-limit', {
      what: 'The usage limit of the ChatGPT plan is reached.',
      why: `The task was not begun. The window ends at ${instantInWords(until)}. Nothing is wrong with the login.`,
      remedy: 'Run it again after that.',
    })
  }
}
