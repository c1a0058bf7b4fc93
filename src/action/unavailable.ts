import { join } from 'node:path'
import { z } from 'zod/mini'
import type { Codex } from '../codex/process.js'
import { proveLogin } from '../codex/prove.js'
import type { Stage } from '../keeper/stage.js'
import { identityDigest } from '../login/account.js'
import { freshness } from '../login/freshness.js'
import type { Login } from '../login/login.js'
import { instantInWords, windowsOf } from '../report/format.js'
import { ActionError, InputError } from '../system/errors.js'
import { readRegularFile, replaceFile } from '../system/files.js'
import { parseJson } from '../system/json.js'
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

/** Beside auth.json on a persistent host: until when the plan of an account is used up. */
const Limit = z.object({ identity: z.string(), until: z.number().check(z.minimum(0)) })
const MOST_BYTES = 4096
/** No window of a plan is longer; a clock that was wrong must not stop jobs for ever. */
const LONGEST_MS = 40 * 86_400_000

const limitFile = (home: string): string => join(home, 'auth.limit')

/**
 * Throws `PlanUsedUp` before anything is done for a task that could not run. It looks at what an earlier job of this host
 * has noted, otherwise it asks OpenAI, without a model call.
 */
export async function assertPlanLeft(stage: Stage, codex: Codex, login: Login): Promise<void> {
  const noted = await notedLimit(stage, codex.home, login)
  if (noted !== undefined) throw usedUp(stage, noted)
  if (freshness(login, stage.now()).remaining <= 0) return

  const proof = await proveLogin(codex)
  if (!proof.accepted) return
  stage.report.output('rate-limits', proof.rateLimits)
  const until = fullUntil(proof.rateLimits, stage.now())
  if (until === undefined) return
  await noteLimit(stage, codex.home, login, proof.rateLimits)
  throw usedUp(stage, until)
}

/** For the next jobs of this host, after a run that found the plan used up. */
export async function noteLimit(
  stage: Stage,
  home: string,
  login: Pick<Login, 'accountId' | 'access' | 'identity'>,
  rateLimits: Readonly<Record<string, unknown>>,
): Promise<void> {
  const until = fullUntil(rateLimits, stage.now())
  if (until === undefined) return
  stage.report.output('retry-at', instantInWords(until))
  // A private home ends with its job.
  if (stage.state.get('storage') !== 'host') return
  const note = JSON.stringify({ identity: identityDigest(login), until })
  await replaceFile(limitFile(home), note).catch(() => undefined)
}

async function notedLimit({ now }: Stage, home: string, login: Login): Promise<number | undefined> {
  const bytes = await readRegularFile(limitFile(home), { limit: MOST_BYTES }).catch(() => undefined)
  const note = Limit.safeParse(bytes && parseJson(bytes.toString()))
  if (!note.success || note.data.identity !== identityDigest(login)) return undefined
  const { until } = note.data
  return until > now() && until < now() + LONGEST_MS ? until : undefined
}

/** When the last of the windows that are used up ends, in milliseconds since the epoch. */
function fullUntil(rateLimits: Readonly<Record<string, unknown>>, now: number): number | undefined {
  const ends = windowsOf(rateLimits).flatMap(({ used, resetsAt }) =>
    used >= 100 && resetsAt !== undefined && resetsAt > now ? [resetsAt] : [],
  )
  return ends.length > 0 ? Math.max(...ends) : undefined
}

function usedUp({ report }: Stage, until: number): PlanUsedUp {
  report.output('auth-status', 'healthy')
  report.output('retry-at', instantInWords(until))
  return new PlanUsedUp(until)
}

/** The plan is used up, so Codex was not started. */
class PlanUsedUp extends ActionError {
  override readonly name = 'PlanUsedUp'

  constructor(until: number) {
    super('usage-limit', {
      what: 'The usage limit of the ChatGPT plan is reached.',
      why: `Codex was not started. Its window ends at ${instantInWords(until)}. Nothing is wrong with the login.`,
      remedy: 'Run it again after that.',
    })
  }
}
