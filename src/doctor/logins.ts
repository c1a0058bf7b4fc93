import { isAt, type Way, waysTo } from './call-paths.js'
import { holds } from './condition.js'
import type { Repository } from './repository.js'
import { shortestGap } from './schedule.js'
import { type Act, type ActOf, isAct } from './way/acts.js'
import { followJob } from './way/job-way.js'
import { isInCheckout, isKeyName, isLoginName, referencesIn } from './way/names.js'
import { fields, isExpression, type Job, type Step, type Workflow } from './workflow.js'

/** A job that has a login, and all that the rules ask of it. */
export interface LoginJob {
  readonly job: Job
  readonly workflow: Workflow
  /** How runs come to it; none where the files don't show it. */
  readonly ways: readonly Way[]
  readonly acts: readonly Act[]
  /** Those that put a full login over auth.json in each run. */
  readonly restores: readonly ActOf<'restore'>[]
  /** Codex on a login, a refresh by hand, and code that can't be seen and may be either. */
  readonly users: readonly Act[]
  readonly saves: readonly ActOf<'save'>[]
  /** The names that it hands over to something unreadable: a workflow elsewhere, an action, a script. */
  readonly handed: readonly string[]
  /** Steps that use this action. */
  readonly own: readonly Step[]
  /** `given`: from a secret or a store. `host`: the machine's own. `own`: by this action. `looked at`: nothing uses it. */
  readonly kind: 'given' | 'host' | 'own' | 'looked at'
  /** Whether it has a login for sure. Not so if a workflow that isn't here may use it. */
  readonly sure: boolean
  readonly keepsDisk: boolean | undefined
}

/** All jobs of a repository that have a login. The steps of composite actions count in the jobs that use them. */
export function loginJobs(repository: Repository, workflows: readonly Workflow[]): LoginJob[] {
  return workflows.flatMap(workflow => {
    if (workflow.kind === 'code') return []
    return workflow.jobs.flatMap(job => loginJob(job, repository) ?? [])
  })
}

function loginJob(job: Job, repository: Repository): LoginJob | undefined {
  const { workflow } = job
  const isCalledHere = workflow.kind === 'action' && waysTo(job, repository.workflows).length > 0
  if (isCalledHere) return undefined
  const acts = followJob(job, repository)
  const keepsDisk = diskIsKept(job)
  const own = job.steps.filter(step => repository.isOurs(step))
  const callee = job.uses ? handedByCall(job, repository) : undefined
  const known = { job, workflow, ways: waysTo(job, repository.workflows), acts, keepsDisk, own }

  const restores = acts
    .filter(isAct('restore'))
    .filter((act, _, all) => !act.accessOnly && !isGuarded(act, all, { job, keepsDisk }))
  const isStripped = acts.some(act => act.kind === 'restore' && act.accessOnly) && restores.length === 0
  const hasKey = acts.some(({ kind }) => kind === 'key') || keyInEnvironment(job)
  const kept = acts.filter(isAct('restore')).some(act => !act.accessOnly)
  const users = acts.filter(act => isUser(act, { acts, hasLogin: kept || (!hasKey && keepsDisk === true) }))
  const saves = acts.filter(isAct('save'))
  const unseen = acts.filter(isAct('unseen'))
  const handed = [...new Set([...unseen.flatMap(({ got }) => got), ...(callee?.names ?? [])])]
  const onHost =
    !hasKey &&
    !kept &&
    keepsDisk !== false &&
    !isStripped &&
    acts.some(act => act.kind === 'codex' && !act.key)
  const known2 = { ...known, restores, users, saves, handed }

  if (own.length > 0) return { ...known2, kind: 'own', sure: true }
  if (isStripped && handed.length === 0) return undefined
  const isUsed = users.length > 0 || (workflow.kind === 'action' && kept) || handed.length > 0
  const isHeld =
    acts.some(({ kind }) => ['refresh', 'open', 'end'].includes(kind)) || saves.length > 0 || kept
  if (onHost) return { ...known2, kind: 'host', sure: true }
  if (isUsed) return { ...known2, kind: 'given', sure: callee ? callee.sure : true }
  if (isHeld && !(hasKey && !kept && saves.length === 0)) return { ...known2, kind: 'looked at', sure: true }
  if (callee) return { ...known2, kind: 'given', sure: callee.sure }
  return undefined
}

/** Runners of GitHub's and of others who start a fresh machine for each job. */
const FRESH =
  /(?:ubuntu|windows|macos)(?:-|$)|^(?:blacksmith|ubicloud|depot|buildjet|warp|namespace|nscloud|runs-on=|runs-on|cirun|ec2-|gha-runner-|codebuild)/i

/** Such as `${{ vars.RUNNER || 'ubuntu-latest' }}`. */
const FRESH_IN_EXPRESSION = /^(?!.*self-hosted).*'(?:ubuntu|windows|macos)-/i

/** Whether a job finds on the disk what an earlier job left; undefined for a label that nobody knows. */
function diskIsKept({ labels, volumes }: Job): boolean | undefined {
  if (volumes.some(volume => /\.codex|CODEX_HOME/.test(volume))) return true
  if (labels.some(label => /^self-hosted$/i.test(label))) return true
  if (labels.some(label => (isExpression(label) ? FRESH_IN_EXPRESSION.test(label) : FRESH.test(label))))
    return false
  return undefined
}

/** A look whether there is a login helps only where there may be one: on a disk that is kept, or after an earlier step brought it. */
function isGuarded(
  act: ActOf<'restore'>,
  all: readonly ActOf<'restore'>[],
  { job, keepsDisk }: { job: Job; keepsDisk: boolean | undefined },
): boolean {
  if (!act.looked) return false
  const before = all.slice(0, all.indexOf(act))
  if (before.some(({ from, looked }) => !looked && from.kind !== 'secret' && from.kind !== 'input'))
    return true
  if (
    isInCheckout(act.home) &&
    job.steps.some(({ uses, inputs }) => /^actions\/checkout@/i.test(uses) && inputs.clean !== 'false')
  )
    return false
  return keepsDisk !== false
}

const keyInEnvironment = (job: Job): boolean =>
  job.steps.some(({ inputs }) => (inputs['openai-api-key'] ?? '') !== '') ||
  [job.workflow.env, job.env].some(env =>
    Object.entries(env).some(([name, value]) => isKeyName(name) && value !== ''),
  )

function isUser(act: Act, { acts, hasLogin }: { acts: readonly Act[]; hasLogin: boolean }): boolean {
  if (act.kind === 'refresh') return true
  if (act.kind === 'codex') return hasLogin && !act.fenced
  if (act.kind !== 'unseen') return false
  const isAfter = acts.slice(0, acts.indexOf(act)).some(({ kind }) => kind === 'restore')
  return act.got.length > 0 || (isAfter && !acts.some(({ kind }) => kind === 'codex'))
}

/** The names that a job hands to a workflow that isn't here; undefined if that has no login. */
function handedByCall(job: Job, { workflows }: Repository): { names: string[]; sure: boolean } | undefined {
  if (workflows.some(callee => callee.kind === 'workflow' && isAt(job.uses, callee))) return undefined
  const given = [
    ...Object.entries(job.secrets === 'inherit' ? {} : job.secrets),
    ...Object.entries(job.inputs),
  ]
  const names = given.flatMap(([name, text]) => {
    const from = referencesIn(text).map(reference => reference.name)
    return from.some(isLoginName) || (from.length > 0 && isLoginName(name))
      ? [`\`${from.find(isLoginName) ?? name}\``]
      : []
  })
  if (names.length > 0) return { names: [...new Set(names)], sure: true }
  const about = /codex|chatgpt/i.test(JSON.stringify([job.uses, job.id, job.secrets, job.inputs]))
  const hasKey = given.some(([name]) => /api[_-]?key/i.test(name))
  if (job.secrets === 'inherit' && about && !hasKey) return { names: ['all secrets'], sure: false }
  return job.uses.startsWith('./') || (about && !hasKey) ? { names: [], sure: false } : undefined
}

// Concurrency.

/** The concurrency settings of a way, from the job outwards. */
interface Grouping {
  readonly job: Job | undefined
  readonly workflow: Workflow
  readonly concurrency: unknown
}

export const groupingsOf = (way: Way): Grouping[] =>
  way
    .toReversed()
    .flatMap(job => [
      { job, workflow: job.workflow, concurrency: job.concurrency },
      { job: undefined, workflow: job.workflow, concurrency: job.workflow.concurrency },
    ])
    .filter(({ concurrency }) => concurrency !== undefined && concurrency !== null)

export const groupName = (concurrency: unknown): string =>
  typeof concurrency === 'string' ? concurrency : String(fields(concurrency).group ?? '')

/** The name of a group that all runs of a workflow share; undefined for one that differs from run to run. */
export function constantGroup(concurrency: unknown, root: Workflow): string | undefined {
  const name = groupName(concurrency)
  const isOnDefault = root.events.every(
    event => DEFAULT_BRANCH.has(event) || (event === 'push' && root.branches.length === 1),
  )
  const resolved = name.replace(/\$\{\{\s*([\w.'-]+)\s*\}\}/g, (whole, path: string) => {
    if (path === 'github.workflow') return root.name || root.file
    if (path === 'github.repository' || path === 'github.repository_owner' || /^'[^']*'$/.test(path))
      return path
    if (/^github\.(?:ref|ref_name|base_ref)$/.test(path) && isOnDefault) return 'default-branch'
    if (path === 'github.event_name' && root.events.length === 1) return root.events[0] ?? ''
    return whole
  })
  return resolved === '' || isExpression(resolved) ? undefined : resolved.toLowerCase()
}
/** Their `github.ref` is the default branch. */
const DEFAULT_BRANCH = new Set([
  'schedule',
  'issues',
  'issue_comment',
  'discussion',
  'discussion_comment',
  'workflow_run',
  'repository_dispatch',
  'watch',
  'label',
  'milestone',
  'fork',
])

/** A job can take so long, if nobody says otherwise. */
const LONGEST_JOB_MS = 6 * 3_600_000
/** Only a schedule starts it, and one run is over before the next. */
export const startsSeldom = ({ events, crons }: Workflow): boolean =>
  events.length > 0 && events.every(event => event === 'schedule') && shortestGap(crons) >= LONGEST_JOB_MS

/** Whether a job may run on an event of the workflow that starts it, so far as `if:` tells. */
export const mayRunOn = (way: Way, event: string): boolean =>
  way.every(
    ({ condition }) => holds(condition, name => (name === 'github.event_name' ? event : undefined)) !== false,
  )
