import type { Codex } from '../codex/process.js'
import { type Proof, proveSession } from '../codex/prove.js'
import type { Words } from '../codex/reasons.js'
import { ActionError } from '../errors.js'
import type { Report } from '../report/report.js'
import { usageInWords } from '../report/words.js'
import type { Session } from '../session/session.js'
import { reportRenewal } from './freshen.js'
import type { Prepared } from './prepare.js'
import { renew } from './renew.js'
import { reseed } from './reseed.js'
import type { Stage } from './stage.js'

/** Proves that the backend takes the session, with no model call, and outputs plan and usage. Throws `NotAccepted`. */
export async function proveFresh(
  stage: Stage,
  prepared: Prepared,
  codex: Codex,
  waitMs: number,
): Promise<void> {
  const proof = await prove(stage, prepared, codex, waitMs)
  if (!proof.accepted) {
    const failure = new NotAccepted(proof.unauthorized, reseed(stage))
    if (proof.unauthorized) stage.report.output('auth-status', 'dead')
    stage.report.output('auth-reason', failure.code)
    throw failure
  }
  stage.log.info(`OpenAI accepts the login (${reportProof(stage.report, proof)}).`)
}

/** Sets the outputs of plan and usage, and says them in words. */
export function reportProof(report: Report, { plan, rateLimits }: Proof & { accepted: true }): string {
  report.output('rate-limits', rateLimits)
  if (plan) report.output('account-plan', plan)
  return [plan && `plan ${plan}`, ...usageInWords(rateLimits)].filter(Boolean).join(', ')
}

async function prove(stage: Stage, prepared: Prepared, codex: Codex, waitMs: number): Promise<Proof> {
  const proof = await proveSession(codex)
  if (proof.accepted || !proof.unauthorized) return proof
  stage.log.info('OpenAI no longer accepts the access token: refreshing the login.')
  await revive(stage, prepared, codex, waitMs)
  return proveSession(codex)
}

/** Refreshes a login whose access token OpenAI does not take, and returns what came of it; throws why nothing did. */
export async function revive(
  stage: Stage,
  prepared: Prepared,
  codex: Codex,
  waitMs: number,
): Promise<Session> {
  const renewal = await renew(stage, prepared, { codex, when: 'if-needed', isDue: () => true, waitMs })
  reportRenewal(stage, renewal, false)
  if (renewal.failure) throw renewal.failure
  return renewal.session
}

/** A login that OpenAI gave, and that its backend does not take, or was not there to take. */
export class NotAccepted extends ActionError {
  override readonly name = 'NotAccepted'

  constructor(unauthorized: boolean, words: Words) {
    super(unauthorized ? 'not-accepted' : 'backend-down', {
      what: unauthorized
        ? "OpenAI's backend does not accept the login, though a refresh of it is not refused."
        : "OpenAI's backend could not be asked about the login.",
      why: 'It is stored, but nothing proves that the next job can use it.',
      remedy: unauthorized
        ? `Look whether the account may use Codex (chatgpt.com, its plan and its workspace). ${words.reseed}`
        : 'Run the job again; see status.openai.com if it stays.',
    })
  }
}
