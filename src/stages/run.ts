import { isProgress, wantsRotation } from '../codex/events.js'
import { type ExecResult, runExec } from '../codex/exec.js'
import { didNotBegin, earlyWarning, Failure, type RunReason, runReason } from '../codex/failure.js'
import { giveAuth, type OtherUser } from '../codex/other-user.js'
import type { Codex } from '../codex/process.js'
import { proveSession } from '../codex/prove.js'
import type { ActionError } from '../errors.js'
import { showEvent } from '../report/events.js'
import { instantInWords, resetsInWords } from '../report/words.js'
import { freshness } from '../session/freshness.js'
import type { Session } from '../session/session.js'
import { statusOf } from './freshen.js'
import { handOut } from './hand-out.js'
import { HandOver } from './handover.js'
import { judgement, type Prepared, sessionIn } from './prepare.js'
import { reseed } from './reseed.js'
import { runFailed } from './run-failed.js'
import type { Secured } from './safety.js'
import type { Stage } from './stage.js'
import type { Task } from './task.js'

/** Runs Codex on the task, shows what it does, and keeps its login going meanwhile. Throws `RunFailed`. */
export async function run(
  stage: Stage,
  prepared: Prepared,
  codex: Codex,
  task: Task & Secured,
): Promise<void> {
  const { user } = task.codex
  const bring = user && bringing(stage, prepared, user)
  await bring?.()
  const handOver = new HandOver(stage, prepared, codex, bring)
  const changed = new Set<string>()
  const start = performance.now()
  const exec = () =>
    runExec(task.codex, {
      ...task,
      projectInstructions: prepared.trust.trustedHead,
      signal: AbortSignal.any([stage.cancelled, handOver.hopeless]),
      onStart: process => stage.state.set('exec', process),
      // Codex's own words for it look like a broken network; the hand-over says what it is.
      onEvent: event => {
        for (const { path } of event.item?.changes ?? []) changed.add(path)
        if (isProgress(event)) handOver.goesOn()
        if (!wantsRotation(event)) showEvent(event, stage.log)
      },
      onWantsRotation: handOver.wanted,
    })
  const result = await exec()
    .then(async first => (didNotBegin(first) && (await handOver.revive()) ? exec() : first))
    .finally(() => handOver.end())
  stage.state.set('exec', undefined)
  const works = result.outcome === 'succeeded'
  const cause = works || !isAboutToken(stage, result) ? undefined : handOver.failure
  reportHandOver(stage, handOver, cause === undefined)
  if (works) await warnEarly(stage, prepared, result)
  const failure = works ? undefined : (cause ?? (await failureOf(stage, codex, result, task, handOver)))
  const tookMs = performance.now() - start
  stage.report.note({ run: { ...result, failure, model: task.model, changed: [...changed], tookMs } })
  await handOut(stage.report, result, task)
  if (failure) throw failure
}

/** Keeps the copy of another user's Codex at the newest auth.json: true each time it brought another one. */
function bringing(stage: Stage, { copy, tokenUrl }: Prepared, user: OtherUser): () => Promise<boolean> {
  let last: string | undefined
  return async () => {
    const session = await sessionIn(copy, judgement(stage, tokenUrl))
    if (!session || session.generation === last) return false
    await giveAuth(user, session.bytes)
    last = session.generation
    return true
  }
}

/** Where the plan is used up, the backend says until when; nothing else that fails asks anything more. */
async function failureOf(
  stage: Stage,
  codex: Codex,
  result: ExecResult,
  task: Task,
  { session }: HandOver,
): Promise<ActionError> {
  const isUsedUp = runReason(result) === 'usage-limit'
  const proof = isUsedUp ? await proveSession(codex).catch(() => undefined) : undefined
  if (proof?.accepted) stage.report.output('rate-limits', proof.rateLimits)
  const resets = proof?.accepted ? resetsInWords(proof.rateLimits) : []
  const isLate = session !== undefined
  const failure = runFailed(stage, result, task.timeoutMs, { resets, isLate })
  if (failure instanceof Failure) stage.report.output('auth-status', 'dead')
  if (failure.code === 'token-ended' && !isLate) {
    stage.report.output('auth-status', 'stale')
    stage.report.note({ isRefused: true })
  }
  stage.report.output('auth-reason', failure.code)
  return failure
}

/** A run that ends well may be the last but a few: says so, with the hour at which the access token ends. */
async function warnEarly(stage: Stage, { copy, tokenUrl }: Prepared, result: ExecResult): Promise<void> {
  const warning = earlyWarning(result, reseed(stage))
  const session = warning && (await sessionIn(copy, judgement(stage, tokenUrl)))
  if (!session) return
  warn(stage, warning, session)
  stage.report.output('auth-status', 'stale')
  stage.report.output('auth-reason', warning.code)
}

function warn({ log, report, now }: Stage, warning: ActionError, session: Session): void {
  const until = instantInWords(freshness(session, now()).expiresAt)
  log.warning(`${warning.message}\nCodex goes on with the access token, which ends at ${until}.`)
  report.note({ warning })
}

/** What ends a run though the login may be well: a refresh that failed meanwhile is then not its cause. */
const OTHER_CAUSES: readonly RunReason[] = [
  'timed-out',
  'usage-limit',
  'schema',
  'sandbox-unavailable',
  'run-failed',
]

/** Whether a run that failed may have done so for want of a newer login. */
const isAboutToken = ({ cancelled }: Stage, result: ExecResult): boolean =>
  !cancelled.aborted && !OTHER_CAUSES.includes(runReason(result))

/** `works`: the run did not fail for want of a newer login. */
function reportHandOver(
  stage: Stage,
  { session, failure, rotated, persisted }: HandOver,
  works: boolean,
): void {
  const { report } = stage
  const alive = works && session !== undefined && freshness(session, stage.now()).remaining > 0
  if (session) report.session(session, stage.now())
  if (rotated) {
    report.output('rotated', true)
    report.output('persisted', persisted)
    report.note({ refreshedBy: 'this run' })
    report.changed('refreshed and stored the login while Codex ran')
  }
  if (!session && !failure) return
  const told = report.facts.warning
  report.output('auth-status', statusOf({ rotated, ...(failure ? { failure } : {}) }, alive))
  // What stood in the way before, as at the start of this job, may do so no more.
  if (failure || report.facts.outputs['auth-reason']) report.output('auth-reason', failure?.code ?? '')
  report.note({ warning: failure, isRefused: !works })
  if (!failure || !works || told?.code === failure.code) return
  if (session) warn(stage, failure, session)
  else stage.log.warning(failure.message)
}
