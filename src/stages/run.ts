import { wantsRotation } from '../codex/events.js'
import { type ExecResult, runExec } from '../codex/exec.js'
import { earlyWarning, Failure, runReason } from '../codex/failure.js'
import { giveAuth, type OtherUser } from '../codex/other-user.js'
import type { Codex } from '../codex/process.js'
import { proveSession } from '../codex/prove.js'
import type { ActionError } from '../errors.js'
import { showEvent } from '../report/events.js'
import { instantInWords, resetsInWords } from '../report/words.js'
import { freshness } from '../session/freshness.js'
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
  const result = await runExec(task.codex, {
    ...task,
    projectInstructions: prepared.trust.trustedHead,
    signal: AbortSignal.any([stage.cancelled, handOver.hopeless]),
    onStart: process => stage.state.set('exec', process),
    // Codex's own words for it look like a broken network; the hand-over says what it is.
    onEvent: event => {
      for (const { path } of event.item?.changes ?? []) changed.add(path)
      if (!wantsRotation(event)) showEvent(event, stage.log)
    },
    onWantsRotation: handOver.wanted,
  }).finally(() => handOver.end())
  stage.state.set('exec', undefined)
  reportHandOver(stage, handOver, result.outcome === 'succeeded')
  if (result.outcome === 'succeeded') await warnEarly(stage, prepared, result)
  const failure =
    result.outcome === 'succeeded'
      ? undefined
      : (handOver.failure ?? (await failureOf(stage, codex, result, task)))
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
async function failureOf(stage: Stage, codex: Codex, result: ExecResult, task: Task): Promise<ActionError> {
  const isUsedUp = runReason(result) === 'usage-limit'
  const proof = isUsedUp ? await proveSession(codex).catch(() => undefined) : undefined
  if (proof?.accepted) stage.report.output('rate-limits', proof.rateLimits)
  const resets = proof?.accepted ? resetsInWords(proof.rateLimits) : []
  const failure = runFailed(stage, result, task.timeoutMs, resets)
  if (failure instanceof Failure) stage.report.output('auth-status', 'dead')
  if (failure.code === 'token-ended') stage.report.output('auth-status', 'stale')
  stage.report.output('auth-reason', failure.code)
  return failure
}

/** A run that ends well may be the last but a few: says so, with the hour at which the access token ends. */
async function warnEarly(stage: Stage, { copy, tokenUrl }: Prepared, result: ExecResult): Promise<void> {
  const warning = earlyWarning(result, reseed(stage))
  const session = warning && (await sessionIn(copy, judgement(stage, tokenUrl)))
  if (!session) return
  const until = instantInWords(freshness(session, stage.now()).expiresAt)
  stage.log.warning(`${warning.message}\nCodex goes on with the access token, which ends at ${until}.`)
  stage.report.note({ warning })
  stage.report.output('auth-status', 'stale')
  stage.report.output('auth-reason', warning.code)
}

function reportHandOver(
  stage: Stage,
  { session, failure, rotated, persisted }: HandOver,
  works: boolean,
): void {
  const { report } = stage
  if (session) report.session(session, stage.now())
  if (rotated) {
    report.output('rotated', true)
    report.output('persisted', persisted)
    report.output('auth-status', 'rotated')
    report.note({ refreshedBy: 'this run' })
    report.changed('refreshed and stored the login while Codex ran')
  }
  if (failure) {
    report.note({ warning: failure })
    report.output('auth-status', failure.permanent && !works ? 'dead' : 'stale')
    report.output('auth-reason', failure.code)
  }
}
