import { isBarred } from '../codex/backend-refusals.js'
import { isProgress, wantsRefresh } from '../codex/exec/events.js'
import { type ExecRequest, type ExecResult, runExec } from '../codex/exec/exec.js'
import { giveAuth, type OtherUser } from '../codex/exec/other-user.js'
import { didNotBegin, earlyWarning, Failure } from '../codex/failure.js'
import type { Codex } from '../codex/process.js'
import type { Proof } from '../codex/prove.js'
import { REASONS } from '../codex/reasons.js'
import { type RunReason, runReason } from '../codex/run-reason.js'
import { statusOf } from '../keeper/due.js'
import { reseed } from '../keeper/login-advice.js'
import { usedUpUntil } from '../keeper/plan-limit.js'
import type { Stage } from '../keeper/stage.js'
import { freshness } from '../login/freshness.js'
import type { Login } from '../login/login.js'
import { instantInWords, resetsInWords } from '../report/format.js'
import type { ActionError } from '../system/errors.js'
import { runFailed } from './run-failed.js'
import { handOut } from './run-outputs.js'
import type { Secured } from './safety.js'
import { showEvent } from './show-event.js'
import type { Task } from './task.js'
import type { NoteLimit } from './unavailable.js'

/** The part of a login that a run looks at. Full logins and access logins both have it. */
type Held = Pick<Login, 'accountId' | 'bytes' | 'generation' | 'access' | 'identity' | 'lastRefresh'>

/** The login that the run uses, and who looks after it meanwhile. */
export interface RunLogin {
  readonly stage: Stage
  /** The login that Codex finds now. */
  readonly read: () => Promise<Held>
  /** `bring` gives auth.json to a Codex that has a copy of its own; false if it has this one already. */
  readonly handOver: (bring?: () => Promise<boolean>) => HandOver
  readonly noteLimit: NoteLimit
}

/** Looks after the login of a Codex that runs: `HandOver` and `AccessHandOver` of the keeper. */
export interface HandOver {
  readonly failure: ActionError | undefined
  readonly login: Held | undefined
  readonly refreshed: boolean
  readonly persisted: boolean
  readonly hopeless: AbortSignal
  readonly wanted: () => void
  readonly goesOn: () => void
  refreshForRestart(): Promise<boolean>
  end(): Promise<void>
}

/** Runs Codex on the task, shows what it does, and keeps its login going meanwhile. Throws `RunFailed`. */
export async function run(
  login: RunLogin,
  codex: Codex,
  task: Task & Secured & Pick<ExecRequest, 'projectInstructions'>,
): Promise<void> {
  const { stage } = login
  const { user } = task.codex
  const bring = user && bringing(login, user)
  await bring?.()
  const begun = await login.read()
  const handOver = login.handOver(bring)
  const changed = new Set<string>()
  const start = performance.now()
  const exec = () =>
    runExec(task.codex, {
      ...task,
      signal: AbortSignal.any([stage.cancelled, handOver.hopeless]),
      onStart: process => stage.state.set('exec', process),
      // Codex's own words for it look like a broken network; the hand-over says what it is.
      onEvent: event => {
        for (const { path } of event.item?.changes ?? []) changed.add(path)
        if (isProgress(event)) handOver.goesOn()
        if (!wantsRefresh(event)) showEvent(event, stage.log)
      },
      onWantsRefresh: handOver.wanted,
    })
  const result = await exec()
    .then(async first => (didNotBegin(first) && (await handOver.refreshForRestart()) ? exec() : first))
    .finally(() => handOver.end())
  stage.state.set('exec', undefined)
  const works = result.outcome === 'succeeded'
  const cause = works || !isAboutToken(stage, result) ? undefined : handOver.failure
  reportHandOver(stage, handOver, cause === undefined)
  if (works) await warnEarly(login, result)
  const failure = works
    ? undefined
    : (cause ?? (await failureOf(login, codex, result, { task, newest: handOver.login, begun })))
  const tookMs = performance.now() - start
  stage.report.note({ run: { ...result, failure, model: task.model, changed: [...changed], tookMs } })
  await handOut(stage.report, result, task)
  if (failure) throw failure
}

/** Keeps the copy of another user's Codex at the newest auth.json: true each time it brought another one. */
function bringing({ read }: RunLogin, user: OtherUser): () => Promise<boolean> {
  let last: string | undefined
  return async () => {
    const login = await read()
    if (login.generation === last) return false
    await giveAuth(user, login.bytes)
    last = login.generation
    return true
  }
}

interface Ran {
  readonly task: Task
  /** The newest login, where Codex wanted one. */
  readonly newest: Held | undefined
  /** The login that Codex began with. */
  readonly begun: Held
}

async function proofOf(codex: Codex): Promise<Proof | undefined> {
  const { proveLogin } = await import('../codex/prove.js')
  return proveLogin(codex).catch(() => undefined)
}

/** Where the plan is used up, the backend says until when; nothing else that fails asks anything more. */
async function failureOf(
  { stage, noteLimit }: RunLogin,
  codex: Codex,
  result: ExecResult,
  { task, newest, begun }: Ran,
): Promise<ActionError> {
  const { report } = stage
  const isUsedUp = runReason(result) === 'usage-limit'
  const proof = isUsedUp ? await proofOf(codex) : undefined
  if (proof?.accepted) {
    report.output('rate-limits', proof.rateLimits)
    const until = usedUpUntil(proof.rateLimits, stage.now())
    if (until !== undefined) report.output('retry-at', instantInWords(until))
    await noteLimit(proof.rateLimits)
  }
  const resets = proof?.accepted ? resetsInWords(proof.rateLimits) : []
  const newer = newest === undefined ? 'none' : newest.generation === begun.generation ? 'same' : 'late'
  const failure = runFailed(stage, result, { timeoutMs: task.timeoutMs, resets, newer })

  if (failure instanceof Failure) report.output('auth-status', 'dead')
  if (isBarred(failure.code)) {
    report.output('auth-status', 'dead')
    report.note({ isBarred: true })
  }
  if (failure.code === 'token-ended' && newer === 'none') {
    report.output('auth-status', 'stale')
    report.note({ isRefused: true })
  }
  report.output('auth-reason', failure.code)
  return failure
}

/** Warns after a run that succeeded but may be one of the last, with the hour at which the access token ends. */
async function warnEarly({ stage, read }: RunLogin, result: ExecResult): Promise<void> {
  const warning = earlyWarning(result, reseed(stage))
  if (!warning) return
  const login = await read()
  warn(stage, warning, login)
  stage.report.output('auth-status', 'stale')
  stage.report.output('auth-reason', warning.code)
}

function warn({ log, report, now }: Stage, warning: ActionError, login: Held): void {
  const until = instantInWords(freshness(login, now()).expiresAt)
  log.warning(`${warning.message}\nCodex goes on with the access token, which ends at ${until}.`)
  report.note({ warning })
}

/** Besides a refusal, how a run ends for want of a newer login. A refresh that failed meanwhile can't cause other ends. */
const TOKEN_CAUSES: readonly RunReason[] = ['token-ended', 'stopped', 'backend-down', 'backend-unreachable']

/** Whether a run that failed may have done so for want of a newer login. */
const isAboutToken = ({ cancelled }: Stage, result: ExecResult): boolean =>
  !cancelled.aborted && (TOKEN_CAUSES.includes(runReason(result)) || runReason(result) in REASONS)

/** `works`: the run did not fail for want of a newer login. */
function reportHandOver(
  stage: Stage,
  { login, failure, refreshed, persisted }: HandOver,
  works: boolean,
): void {
  const { report } = stage
  const alive = works && login !== undefined && freshness(login, stage.now()).remaining > 0
  if (login) report.login(login, stage.now())
  if (refreshed) {
    report.output('refreshed', true)
    report.output('persisted', persisted)
    report.note({ refreshedBy: 'this run' })
    report.changed('refreshed and stored the login while Codex ran')
  }
  if (!login && !failure) return
  const told = report.facts.warning
  report.output('auth-status', statusOf({ refreshed, failure }, alive))
  // The cause of an earlier failure, such as one at the start of this job, may be gone now.
  if (failure || report.facts.outputs['auth-reason']) report.output('auth-reason', failure?.code ?? '')
  report.note({ warning: failure, isRefused: !works })
  if (!failure || !works || told?.code === failure.code) return
  if (login) warn(stage, failure, login)
  else stage.log.warning(failure.message)
}
