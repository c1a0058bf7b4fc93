import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { backendAnswer, saidBy } from '../codex/backend-answer.js'
import { BACKEND_REFUSALS, backendReason, isBarred } from '../codex/backend-refusals.js'
import type { Codex } from '../codex/process.js'
import type { NotProven, Proof } from '../codex/prove.js'
import type { Words } from '../codex/reasons.js'
import { hasNothingToLose, refreshIfDue, reportRefresh } from '../keeper/due.js'
import { waiting } from '../keeper/leases.js'
import { reseed } from '../keeper/login-advice.js'
import { noteLimit } from '../keeper/plan-limit.js'
import { proveRefreshable } from '../keeper/prove-refreshable.js'
import { type Keeper, refresh } from '../keeper/refresh.js'
import type { Share } from '../keeper/share.js'
import type { Stage } from '../keeper/stage.js'
import type { Login } from '../login/login.js'
import { usageInWords } from '../report/format.js'
import { harmlessLine } from '../report/harmless.js'
import type { Report } from '../report/report.js'
import { ActionError, type Explanation } from '../system/errors.js'
import { type Inputs, modeOf } from './inputs.js'

/** Milliseconds. Schedules of many repositories and hosts start in the same second. */
const LONGEST_SPREAD_MS = 8000

/** Waits for up to 8 s in a scheduled run, so that not all of them ask OpenAI at once. */
async function spread({ env, log, cancelled }: Stage): Promise<void> {
  if (env.GITHUB_EVENT_NAME !== 'schedule') return
  const ms = randomInt(LONGEST_SPREAD_MS)
  log.info(`A scheduled run: waiting for ${(ms / 1000).toFixed(1)} s, so that not all start at once.`)
  await sleep(ms, undefined, { signal: cancelled }).catch(() => undefined)
}

interface Keeping {
  readonly login: Login
  readonly inputs: Inputs
  readonly share: Share | undefined
}

/** Refreshes the login if that is due; in keep-fresh also proves and shares it, whatever came of the refresh. */
export async function keepFresh(
  keeper: Keeper,
  codex: Codex,
  { login, inputs, share }: Keeping,
): Promise<void> {
  const { stage } = keeper
  const isKeepFresh = modeOf(inputs) === 'keep-fresh'
  if (isKeepFresh) await spread(stage)
  try {
    await refreshIfDue(keeper, codex, login, {
      isKeepFresh,
      force: inputs['force-refresh'],
      wantedMs: inputs['min-lifetime'],
    })
    stage.cancelled.throwIfAborted()
    if (isKeepFresh) await proveFresh(keeper, codex, waiting(inputs))
  } catch (error) {
    // Workers learn that the login can't be refreshed while their access token still lives.
    if (isKeepFresh && error instanceof ActionError && !stage.cancelled.aborted)
      await share?.publishOrWarn(keeper)
    throw error
  }
  await (isKeepFresh ? share?.publishNewest(keeper) : share?.tryAgain(keeper))
}

/**
 * Proves that the backend accepts the login, with no model call, and outputs plan and usage; and that a refresh could be
 * stored. Throws `NotAccepted`, or the reason why a refresh would fail.
 */
async function proveFresh(keeper: Keeper, codex: Codex, waitMs: number): Promise<void> {
  const { stage } = keeper
  const proof = await prove(keeper, codex, waitMs)
  if (!proof.accepted) {
    const failure = new NotAccepted(proof, reseed(stage))
    if (failure.isFinal) stage.report.output('auth-status', 'dead')
    stage.report.note({ isBarred: isBarred(failure.code) })
    stage.report.output('auth-reason', failure.code)
    throw failure
  }
  // A plan can get new usage before its window ends.
  await noteLimit(keeper, await keeper.home.read(), proof.rateLimits)
  stage.log.info(`OpenAI accepts the login (${reportProof(stage.report, proof)}).`)
  // A refresh in this step has proven it all.
  if (!stage.state.get('refreshed')) await proveSetUp(keeper, waitMs)
}

/** Every run fails if a refresh would fail for want of a working setup. Throws the reason. */
async function proveSetUp(keeper: Keeper, waitMs: number): Promise<void> {
  const result = await proveRefreshable(keeper, waitMs)
  if (result.kind !== 'failed') return
  reportRefresh(keeper.stage, result)
  throw result.failure
}

/** Sets the outputs of plan and usage, and says them in words. */
export function reportProof(report: Report, { plan, rateLimits }: Proof & { accepted: true }): string {
  report.output('rate-limits', rateLimits)
  if (plan) report.output('account-plan', plan)
  return [plan && `plan ${plan}`, ...usageInWords(rateLimits)].filter(Boolean).join(', ')
}

async function prove(keeper: Keeper, codex: Codex, waitMs: number): Promise<Proof> {
  const { proveLogin } = await import('../codex/prove.js')
  const proof = await proveLogin(codex)
  if (proof.accepted || !proof.unauthorized) return proof
  keeper.stage.log.info('OpenAI no longer accepts the access token: refreshing the login.')
  await refreshRefused(keeper, codex, waitMs)
  return proveLogin(codex)
}

/** Refreshes a login whose access token OpenAI does not take, and returns what came of it; throws why nothing did. */
export async function refreshRefused(keeper: Keeper, codex: Codex, waitMs: number): Promise<Login> {
  const result = await refresh(keeper, {
    codex,
    when: 'if-needed',
    isDue: () => true,
    despiteDoubt: login => hasNothingToLose(login, keeper.stage.now()),
    waitMs,
  })
  reportRefresh(keeper.stage, result, false)
  if (result.kind === 'failed') throw result.failure
  return result.login
}

/** What is said of the login, where nothing proves that the next job can use it. */
const UNPROVEN = 'It is stored, but nothing proves that the next job can use it.'

/** A login that OpenAI gave, and that its backend doesn't accept, or was not there to accept. */
export class NotAccepted extends ActionError {
  override readonly name = 'NotAccepted'
  /** True where the login is of no use until a person does something. */
  readonly isFinal: boolean

  constructor({ unauthorized, said }: NotProven, words: Words) {
    const answer = backendAnswer(said)
    const reason = unauthorized ? 'not-accepted' : (backendReason(said, answer) ?? 'backend-down')
    const { what, why, remedy } = REFUSALS[reason]
    const heard = harmlessLine(saidBy(answer))
    super(reason, {
      what: heard ? `${what} ${heard}` : what,
      why: `${UNPROVEN} ${why}`.trim(),
      remedy: unauthorized ? `${remedy} ${words.reseed}` : remedy,
    })
    this.isFinal = unauthorized || isBarred(reason)
  }
}

const REFUSALS = {
  'not-accepted': {
    what: "OpenAI's backend does not accept the login, though a refresh of it is not refused.",
    why: '',
    remedy: 'Look whether the account may use Codex (chatgpt.com, its plan and its workspace).',
  },
  ...BACKEND_REFUSALS,
} as const satisfies Record<string, Explanation>
