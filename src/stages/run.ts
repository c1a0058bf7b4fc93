import { wantsRotation } from '../codex/events.js'
import { type ExecResult, runExec } from '../codex/exec.js'
import { giveAuth, type OtherUser } from '../codex/other-user.js'
import type { Codex } from '../codex/process.js'
import { proveSession } from '../codex/prove.js'
import { showEvent } from '../report/events.js'
import { output, outputSession } from '../report/outputs.js'
import { summarizeRun } from '../report/summary.js'
import { resetsInWords } from '../report/words.js'
import { handOut } from './hand-out.js'
import { HandOver } from './handover.js'
import { judgement, type Prepared, sessionIn } from './prepare.js'
import { isUsageLimit, RunFailed } from './run-failed.js'
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
  const failure =
    result.outcome === 'succeeded' ? undefined : (handOver.failure ?? (await failureOf(codex, result, task)))
  const tookMs = performance.now() - start
  await summarizeRun({ ...result, failure: failure?.explanation, changed: [...changed], tookMs }, task)
  await handOut(result, task)
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
async function failureOf(codex: Codex, result: ExecResult, task: Task): Promise<RunFailed> {
  const proof = isUsageLimit(result) ? await proveSession(codex).catch(() => undefined) : undefined
  return new RunFailed(result, task.timeoutMs, proof?.accepted ? resetsInWords(proof.rateLimits) : [])
}

function reportHandOver(
  stage: Stage,
  { session, failure, rotated, persisted }: HandOver,
  works: boolean,
): void {
  if (session) outputSession(session, stage.now())
  if (rotated) {
    output('rotated', true)
    output('persisted', persisted)
    output('auth-status', 'rotated')
  }
  if (failure) {
    output('auth-status', failure.permanent && !works ? 'dead' : 'stale')
    output('auth-reason', failure.code)
  }
}
