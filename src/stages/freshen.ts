import { Failure } from '../codex/failure.js'
import type { Codex } from '../codex/process.js'
import { ActionError } from '../errors.js'
import type { Inputs, Mode } from '../inputs.js'
import type { AuthStatus } from '../report/outputs.js'
import { instantInWords, lifeLeft } from '../report/words.js'
import { freshness, halfLife, threshold } from '../session/freshness.js'
import type { Session } from '../session/session.js'
import { waiting } from './leases.js'
import type { Prepared } from './prepare.js'
import { type Renewal, renew } from './renew.js'
import type { Stage } from './stage.js'
import { MaybeSpent, StaleCopy } from './stale.js'

/** With less than this a job that may not rotate doesn't start: it would hardly get anything done. */
const LITTLE_MS = 15 * 60_000

/**
 * Rotates the session if so little of its life remains that this job should not start with it. A rotation
 * that fails stops the job only where it must: where one was asked for, or if the access token has ended too.
 */
export async function freshen(
  stage: Stage,
  prepared: Prepared,
  codex: Codex,
  session: Session,
  mode: Mode,
): Promise<void> {
  const renewal = await renewIfDue(stage, prepared, codex, session, mode).catch((error: unknown) => {
    if (error instanceof ActionError) reportThrown(stage, session, error)
    throw error
  })
  reportRenewal(stage, renewal)
  const { failure } = renewal
  if (!failure) return
  const { remaining, expiresAt } = freshness(renewal.session, stage.now())
  if (remaining <= (failure instanceof Failure ? 0 : LITTLE_MS)) throw failure
  const until = instantInWords(expiresAt)
  // Red though other jobs go on: a person has so long to log in once more.
  const isLast = statusOf(renewal, true) === 'stale'
  if (mode === 'keep-fresh' || stage.inputs()['force-rotate'])
    throw isLast
      ? failure.meaning(
          `As long as OpenAI takes it, jobs go on with the access token, which ends at ${until}.`,
        )
      : failure
  // On a branch it is the rule, and no reason to warn.
  if (failure === prepared.store.readOnly)
    stage.log.info(`Due, but not refreshed here. ${failure.explanation.what} ${lifeLeft(remaining)}`)
  else
    stage.log.warning(`${failure.message}\nThis job goes on with the access token, which ends at ${until}.`)
  stage.report.note({ warning: failure })
}

/** Sets the outputs that tell of the session. `works`: as far as is known, OpenAI takes the access token for its time. */
export function reportRenewal(stage: Stage, renewal: Renewal, works = true): void {
  const { session, failure } = renewal
  const before = stage.report.facts.outputs
  const rotated = renewal.rotated || before.rotated === true
  const persisted = renewal.rotated ? (renewal.persisted ?? true) : before.persisted === true
  const alive = works && freshness(session, stage.now()).remaining > 0
  const { report } = stage
  if (failure && !works) report.note({ isRefused: true })
  report.session(session, stage.now())
  report.output('rotated', rotated)
  report.output('persisted', rotated && persisted)
  report.output('auth-status', statusOf({ ...renewal, rotated }, alive))
  const said = report.facts.outputs['auth-reason']
  if (failure || said) report.output('auth-reason', failure?.code ?? '')
  if (!renewal.rotated) return
  report.note({ refreshedBy: 'this run' })
  report.changed(persisted ? 'refreshed and stored the login' : 'refreshed the login; a newer one was stored')
}

/** The same where there is no renewal to tell of, only what stopped it. */
function reportThrown(stage: Stage, session: Session, failure: ActionError): void {
  if (!stage.state.get('rotated')) {
    reportRenewal(stage, { session, rotated: false, failure })
    return
  }
  stage.report.output('rotated', true)
  stage.report.output('persisted', false)
  stage.report.output('auth-status', 'rotated')
  stage.report.output('auth-reason', failure.code)
}

async function renewIfDue(
  stage: Stage,
  prepared: Prepared,
  codex: Codex,
  session: Session,
  mode: Mode,
): Promise<Renewal> {
  const inputs = stage.inputs()
  const force = inputs['force-rotate']
  const remaining = (of: Session) => freshness(of, stage.now()).remaining
  const isShort = (of: Session) => remaining(of) <= wantedLife(of, inputs, mode, stage.now())
  if (!force && !isShort(session)) {
    stage.log.info(`The login needs no refresh. ${lifeLeft(remaining(session))}`)
    return { session, rotated: false }
  }
  const { readOnly } = prepared.store
  if (readOnly) return { session, rotated: false, failure: readOnly }
  const reason = force
    ? 'force-rotate is set'
    : mode === 'keep-fresh'
      ? 'half of its life is over'
      : 'it ends soon'
  stage.log.info(`Refreshing the login: ${reason}. ${lifeLeft(remaining(session))}`)
  const renewal = await renew(stage, prepared, {
    codex,
    when: 'forced',
    // A rotation that another job did while this one waited is as good as one of our own.
    isDue: now => isShort(now) || (force && now.generation === session.generation),
    despiteDoubt: now => force || remaining(now) <= LITTLE_MS,
    waitMs: waiting(inputs),
  })
  if (renewal.rotated)
    stage.log.info(`Refreshed and stored the login. ${lifeLeft(remaining(renewal.session))}`)
  return renewal
}

/** Milliseconds of life that this job wants to find; keep-fresh wants half, so that ordinary jobs find days. */
function wantedLife(session: Session, inputs: Inputs, mode: Mode, now: number): number {
  const life = freshness(session, now)
  const wanted = inputs['min-lifetime'] ?? threshold(life)
  return mode === 'keep-fresh' ? Math.max(wanted, halfLife(life)) : wanted
}

/** `alive`: the access token still works, as far as is known. */
export function statusOf(
  { rotated, failure }: Pick<Renewal, 'rotated' | 'failure'>,
  alive: boolean,
): AuthStatus {
  if (!failure) return rotated ? 'rotated' : 'healthy'
  if (failure instanceof StaleCopy || failure instanceof MaybeSpent) return 'stale'
  if (!failure.permanent) return alive ? 'healthy' : 'stale'
  return alive ? 'stale' : 'dead'
}
