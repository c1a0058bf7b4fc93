import { createHash } from 'node:crypto'
import type { Facts } from '../report/report.js'
import { ActionError, type Explanation } from '../system/errors.js'
import { runUrl, serverUrl } from './job-name.js'
import type { Stage } from './stage.js'

/** How a keeper finds its login, from well to lost. */
export const CONDITIONS = ['healthy', 'failing', 'stale', 'dead'] as const
/**
 * `failing`: keep-fresh fails, and nothing says that the login is unwell. `stale`: it works as long as its access token
 * lives. `dead`: a person must log in once more.
 */
export type Condition = (typeof CONDITIONS)[number]

/** The message about a login for people. It names the account only if `show-account` asks for that. */
export interface Alert {
  /** The same for all jobs that keep this login, and for no other login. */
  readonly id: string
  readonly condition: Condition
  /** `login-name`. */
  readonly login: string
  /** The output `auth-reason`, or the code of what failed. */
  readonly reason?: string | undefined
  readonly explanation?: Explanation | undefined
  /** When the access token ends, milliseconds since the epoch. */
  readonly until?: number | undefined
  readonly account?: string | undefined
  /** The run that says so. */
  readonly run?: string | undefined
  /** The page with the button that starts this workflow. */
  readonly workflow?: string | undefined
}

/** Reasons that pass by themselves, where the next run finds the login as it was. They alert only when time gets short. */
const PASSING =
  /^(backend-down|endpoint|github-(unreachable|rate-limited)|lease-(busy|unreachable)|cancelled)/
/** Milliseconds: two more runs of a daily keep-fresh. */
const SHORT_MS = 2 * 86_400_000

/** The result of this run of keep-fresh or of a log-in; undefined if it says nothing new about the login. */
export function alertOf(stage: Stage, failure: unknown): Alert | undefined {
  const { facts } = stage.report
  const isLogin = facts.isLogin === true
  const condition = conditionOf(facts, failure)
  const isQuiet = stage.cancelled.aborted || (isLogin && condition !== 'healthy')
  if (isQuiet) return undefined
  const until = facts.life?.expiresAt
  const reason = facts.outputs['auth-reason'] || (failure instanceof ActionError ? failure.code : undefined)
  const isPassing = condition === 'failing' && reason !== undefined && PASSING.test(reason)
  if (isPassing && until !== undefined && until - stage.now() > SHORT_MS) return undefined

  const told = failure instanceof ActionError ? failure : facts.warning
  return {
    id: idOf(stage),
    condition,
    login: stage.inputs()['login-name'],
    reason: condition === 'healthy' ? undefined : reason,
    explanation: condition === 'healthy' ? undefined : told?.explanation,
    until,
    account: facts.account,
    run: runUrl(stage.env),
    workflow: workflowUrl(stage.env),
  }
}

function conditionOf({ outputs }: Facts, failure: unknown): Condition {
  const status = outputs['auth-status']
  if (status === 'dead' || status === 'stale') return status
  return failure === undefined ? 'healthy' : 'failing'
}

/** Two stores may have the same `login-name`, so the store counts; before it is known, the name has to do. */
function idOf({ state, inputs, env }: Stage): string {
  const store = state.get('store') ?? `${serverUrl(env)}/${env.GITHUB_REPOSITORY ?? ''}`
  const parts = JSON.stringify([store, inputs()['login-name']])
  return createHash('sha256').update(parts).digest('hex').slice(0, 16)
}

/** The page of the workflow in `owner/name/.github/workflows/keep-fresh.yml@refs/heads/main`. */
function workflowUrl(env: Stage['env']): string | undefined {
  const file = /\/\.github\/workflows\/([^/@]+)@/.exec(env.GITHUB_WORKFLOW_REF ?? '')?.[1]
  return file && `${serverUrl(env)}/${env.GITHUB_REPOSITORY ?? ''}/actions/workflows/${file}`
}
