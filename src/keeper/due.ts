import { Failure } from '../codex/failure.js'
import type { Codex } from '../codex/process.js'
import { freshness, halfLife, threshold } from '../login/freshness.js'
import type { Login } from '../login/login.js'
import { instantInWords, lifeLeft } from '../report/format.js'
import type { AuthStatus } from '../report/outputs.js'
import { ActionError } from '../system/errors.js'
import { waiting } from './leases.js'
import { type Keeper, type Refreshed, refresh } from './refresh.js'
import { MaybeSpent, RefusedBefore, StaleCopy } from './spend-refusals.js'
import type { Stage } from './stage.js'

/** With less than this a job that may not refresh doesn't start: it would hardly get anything done. */
export const LITTLE_MS = 15 * 60_000

/** The access token has ended, or will soon. Then even a token that may already have been used is worth a try. `now`: milliseconds. */
export const hasNothingToLose = (login: Login, now: number): boolean =>
  freshness(login, now).remaining <= LITTLE_MS

/** The rules by which a refresh is due in this job. */
export interface DuePolicy {
  /** Half of the access token's life is wanted, so that ordinary jobs find days. */
  readonly isKeepFresh: boolean
  /** However fresh the login is. */
  readonly force: boolean
  /** Milliseconds of life that are wanted; by default a tenth of it. */
  readonly wantedMs: number | undefined
}

/**
 * Refreshes the login if so little of its life remains that this job should not start with it. A refresh
 * that fails stops the job only where it must: where one was asked for, or if the access token has ended too.
 */
export async function refreshIfDue(
  keeper: Keeper,
  codex: Codex,
  login: Login,
  policy: DuePolicy,
): Promise<void> {
  const { stage, home } = keeper
  const result = await tryRefresh(keeper, codex, login, policy).catch((error: unknown) => {
    if (error instanceof ActionError) reportThrown(stage, login, error)
    throw error
  })
  reportRefresh(stage, result)
  if (result.kind !== 'failed') return

  const { failure } = result
  const { remaining, expiresAt } = freshness(result.login, stage.now())
  if (remaining <= (failure instanceof Failure || failure instanceof RefusedBefore ? 0 : LITTLE_MS))
    throw failure
  const until = instantInWords(expiresAt)
  if (policy.isKeepFresh || policy.force)
    // The job fails although others go on: a person has that long to log in once more.
    throw statusOf({ refreshed: false, failure }, true) === 'stale'
      ? failure.meaning(
          `As long as OpenAI accepts it, jobs go on with the access token, which ends at ${until}.`,
        )
      : failure
  // On a branch it is the rule, and no reason to warn.
  if (failure === home.readOnly)
    stage.log.info(`Due, but not refreshed here. ${failure.explanation.what} ${lifeLeft(remaining)}`)
  else
    stage.log.warning(`${failure.message}\nThis job goes on with the access token, which ends at ${until}.`)
  stage.report.note({ warning: failure })
}

async function tryRefresh(keeper: Keeper, codex: Codex, login: Login, policy: DuePolicy): Promise<Refreshed> {
  const { stage, home } = keeper
  const { force, isKeepFresh } = policy
  const remaining = (of: Login) => freshness(of, stage.now()).remaining
  const isShort = (of: Login) => remaining(of) <= wantedLife(of, policy, stage.now())
  if (!force && !isShort(login)) {
    stage.log.info(`The login needs no refresh. ${lifeLeft(remaining(login))}`)
    return { kind: 'current', login }
  }
  if (home.readOnly) return { kind: 'failed', login, failure: home.readOnly }

  const reason = force ? '`force-refresh` is set' : isKeepFresh ? 'half of its life is over' : 'it ends soon'
  stage.log.info(`Refreshing the login: ${reason}. ${lifeLeft(remaining(login))}`)
  const result = await refresh(keeper, {
    codex,
    when: 'forced',
    // A refresh that another job did while this one waited is as good as one of our own.
    isDue: now => isShort(now) || (force && now.generation === login.generation),
    despiteDoubt: now => force || hasNothingToLose(now, stage.now()),
    waitMs: waiting(stage.inputs()),
  })
  if (result.kind === 'refreshed')
    stage.log.info(`Refreshed and stored the login. ${lifeLeft(remaining(result.login))}`)
  return result
}

/** Milliseconds of life that this job wants to find. */
function wantedLife(login: Login, { wantedMs, isKeepFresh }: DuePolicy, now: number): number {
  const life = freshness(login, now)
  const wanted = wantedMs ?? threshold(life)
  return isKeepFresh ? Math.max(wanted, halfLife(life)) : wanted
}

/** Sets the outputs about the login. `works`: as far as we know, OpenAI accepts the access token until it ends. */
export function reportRefresh(stage: Stage, result: Refreshed, works = true): void {
  const { report } = stage
  const before = report.facts.outputs
  const refreshed = result.kind === 'refreshed' || before.refreshed === true
  const persisted = result.kind === 'refreshed' ? result.persisted : before.persisted === true
  const alive = works && freshness(result.login, stage.now()).remaining > 0
  const failure = result.kind === 'failed' ? result.failure : undefined
  if (failure && !works) report.note({ isRefused: true })
  report.login(result.login, stage.now())
  report.output('refreshed', refreshed)
  report.output('persisted', refreshed && persisted)
  report.output('auth-status', statusOf({ refreshed, failure }, alive))
  if (failure || before['auth-reason']) report.output('auth-reason', failure?.code ?? '')
  if (result.kind !== 'refreshed') return
  report.note({ refreshedBy: 'this run' })
  report.changed(persisted ? 'refreshed and stored the login' : 'refreshed the login; a newer one was stored')
}

/** Sets the same outputs where there is no result, only an error. */
function reportThrown(stage: Stage, login: Login, failure: ActionError): void {
  if (!stage.state.get('refreshed')) {
    reportRefresh(stage, { kind: 'failed', login, failure })
    return
  }
  stage.report.output('refreshed', true)
  stage.report.output('persisted', false)
  stage.report.output('auth-status', 'refreshed')
  stage.report.output('auth-reason', failure.code)
}

export interface Outcome {
  readonly refreshed: boolean
  readonly failure: ActionError | undefined
}

/** `alive`: the access token still works, as far as is known. */
export function statusOf({ refreshed, failure }: Outcome, alive: boolean): AuthStatus {
  if (!failure) return refreshed ? 'refreshed' : 'healthy'
  // The token of a refresh that can't be proven counts as used, for the next job too.
  const maybeSpent = failure instanceof MaybeSpent || failure.code === 'unproven'
  if (failure instanceof StaleCopy || maybeSpent) return 'stale'
  if (!failure.permanent) return alive ? 'healthy' : 'stale'
  return alive ? 'stale' : 'dead'
}
