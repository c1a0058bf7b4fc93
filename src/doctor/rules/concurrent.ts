import type { Way } from '../call-paths.js'
import { holds } from '../condition.js'
import { groupBy } from '../group-by.js'
import { constantGroup, groupingsOf, groupName, type LoginJob, mayRunOn, startsSeldom } from '../logins.js'
import { once, onceOfTwo } from '../once.js'
import type { Edit, Finding } from '../report.js'
import { sourceInWords } from '../way/acts.js'
import { fields, isExpression, type Job, type Workflow } from '../workflow.js'
import type { Scene } from './context.js'
import { actAt, said } from './finding.js'

/** One login in two places at once: the first that refreshes ends it for the other. */

const SPENT =
  'A refresh token can be used once: the first run that refreshes ends the login for the others, and the last one to save may put back a login that no longer works.'

/** By which a job gets its login, in words; undefined for a machine's own, which Codex locks. */
const sharedSource = once(({ restores, handed, acts, kind }: LoginJob): string | undefined => {
  if (kind !== 'given') return undefined
  const named = restores.map(({ from }) => sourceInWords(from))
  // A login that only an unreadable step has may be under a lock of its own; a secret is one login in any case.
  return (
    named.find(name => name.startsWith('`')) ??
    handed[0] ??
    named[0] ??
    (acts.some(({ kind: deed }) => deed === 'refresh') ? 'the login' : undefined)
  )
})

export const twoAtOnce = onceOfTwo((login: LoginJob, scene: Scene): Finding[] => {
  const source = sharedSource(login)
  if (source === undefined || !login.sure) return []
  const { job, workflow, ways } = login
  if (!isOfMatrix(login) && (job.parallel || ways.some(way => way.some(({ parallel }) => parallel))))
    return [
      said('warning', workflow, { job })('two-at-once', {
        what: `The jobs of its matrix run side by side, each with its own copy of one login (${source}).`,
        why: SPENT,
        remedy:
          'Run Codex in one job, or give the matrix `max-parallel: 1`; or use this action, with which one job at a time refreshes, and the others take over what it made.',
      }),
    ]
  const reason =
    runsAtOnce(login) ?? jobsAtOnce(login, source, scene) ?? workflowsAtOnce(login, source, scene)
  if (!reason) return []
  return [
    said('warning', workflow, { job })('two-at-once', {
      what: `${reason} (${source}).`,
      why: SPENT,
      remedy: `Give every job that uses this login the same constant group: \`concurrency: { group: codex-login, queue: max }\`. Or use this action, with which only the refresh is exclusive.`,
    }),
  ]
})

/** Each job of its matrix may have a login of its own. */
const isOfMatrix = ({ restores }: LoginJob): boolean =>
  restores.some(({ from }) => 'name' in from && from.name.startsWith('matrix.'))

/** Two runs of one workflow. */
function runsAtOnce({ ways, workflow }: LoginJob): string | undefined {
  for (const way of ways) {
    const root = way[0].workflow
    if (root.events.length === 0 || startsSeldom(root)) continue
    const groupings = groupingsOf(way)
    if (groupings.some(({ concurrency }) => constantGroup(concurrency, root) !== undefined)) continue
    const [grouping] = groupings
    if (!grouping)
      return `Nothing keeps two runs of ${root === workflow ? 'this workflow' : root.file} apart: there is no \`concurrency\`, and each run has its own copy of one login`
    return `Two runs at once have copies of one login: the group \`${groupName(grouping.concurrency).slice(0, 100)}\` differs from run to run`
  }
  return undefined
}

/** Two jobs of one run, neither of which needs the other. */
function jobsAtOnce({ job, workflow, ways }: LoginJob, source: string, scene: Scene): string | undefined {
  if (workflow.kind !== 'workflow') return undefined
  const others = (jobsBySource(scene).get(source) ?? []).filter(
    other => other.workflow === workflow && other.job !== job,
  )
  const other = others.find(one => {
    if (waitsFor(job, one.job, workflow) || waitsFor(one.job, job, workflow)) return false
    const [own, its] = [job, one.job].map(({ concurrency }) => constantGroup(concurrency, workflow))
    if (own !== undefined && own === its) return false
    return (
      ways.length === 0 ||
      ways.some(way =>
        way[0].workflow.events.some(event => mayRunOn(way, event) && mayRunOn([one.job], event)),
      )
    )
  })
  return other && `The job \`${other.job.id}\` runs at the same time with the same login`
}

function waitsFor(job: Job, other: Job, { jobs }: Workflow): boolean {
  const needed = new Set(job.needs)
  for (const id of needed)
    for (const earlier of jobs.find(one => one.id === id)?.needs ?? []) needed.add(earlier)
  return needed.has(other.id)
}

/** The jobs of a repository by the login that they share. */
const jobsBySource = once((scene: Scene) => groupBy(scene.logins, sharedSource))

/** Another workflow of the repository without a common group. */
function workflowsAtOnce(login: LoginJob, source: string, scene: Scene): string | undefined {
  if (login.workflow.kind !== 'workflow' || !source.startsWith('`')) return undefined
  const own = commonGroups(login)
  const other = jobsBySource(scene)
    .get(source)
    ?.find(one => {
      if (
        one.workflow === login.workflow ||
        one.workflow.kind !== 'workflow' ||
        one.ways.length === 0 ||
        sharedSource(one) !== source
      )
        return false
      // A workflow that this one calls, or is called by, is part of the same run.
      if (one.ways.some(way => login.ways.some(([root]) => way[0].workflow === root.workflow))) return false
      const its = commonGroups(one)
      return ![...own].some(group => its.has(group))
    })
  return other && `${other.workflow.file} uses the same login, and no constant group is common to both`
}

/** The constant groups that all ways to a job are in. */
const commonGroups = once(({ ways }: LoginJob): Set<string> => {
  const [first, ...rest] = ways.map(groupsOf)
  return new Set([...(first ?? [])].filter(group => rest.every(groups => groups.has(group))))
})

const groupsOf = (way: Way): Set<string> =>
  new Set(groupingsOf(way).flatMap(({ concurrency }) => constantGroup(concurrency, way[0].workflow) ?? []))

const LOSS = 'A Codex that is ended during its refresh has used the refresh token and saved nothing.'

/** A newer run that cancels this one may do so during a refresh. */
export function cancelled(login: LoginJob): Finding[] {
  const { ways, job, kind, sure } = login
  if (kind === 'looked at') return []
  const all = ways.length > 0 ? ways : [[job] as const]
  return all.flatMap(way =>
    groupingsOf(way).flatMap(({ concurrency, job: holder, workflow }) => {
      const value = String(fields(concurrency)['cancel-in-progress'] ?? false)
      const state = cancels(value, way)
      if (state === false) return []
      const isSure = state === true && sure
      const place = workflow.locate(
        holder
          ? ['jobs', holder.id, 'concurrency', 'cancel-in-progress']
          : ['concurrency', 'cancel-in-progress'],
      )
      return [
        said(isSure ? 'warning' : 'note', workflow, { ...(holder && { job: holder }), place })(
          'cancel-in-progress',
          {
            what: `A newer run ${state === true ? 'cancels' : 'may cancel'} this one (\`cancel-in-progress\`)${sure ? '' : ', and it calls a workflow that is not here'}.`,
            why: sure ? LOSS : `If that workflow uses the login: ${LOSS.replace('A Codex', 'a Codex')}`,
            remedy: 'Take it out where the login is used: `concurrency:` with a group alone makes runs wait.',
            ...(!isSure && { unsure: true as const }),
            fix: value === 'true' ? withoutCancel(workflow, holder) : [],
          },
        ),
      ]
    }),
  )
}

/** Makes runs wait. */
export function withoutCancel({ path, locate }: Workflow, job?: Job): Edit[] {
  const span = locate.span([...(job ? ['jobs', job.id] : []), 'concurrency', 'cancel-in-progress'])
  return span ? [{ path, ...span, text: 'cancel-in-progress: false' }] : []
}

/** Undefined where it depends on what a file doesn't tell. */
function cancels(value: string, way: Way): boolean | undefined {
  if (!isExpression(value)) return value === 'true'
  const root = way[0].workflow
  const states = root.events
    .filter(event => mayRunOn(way, event))
    .map(event =>
      holds(
        value.includes('always()')
          ? value
          : `always() && (${value.replaceAll('${{', '(').replaceAll('}}', ')')})`,
        name => ({ 'github.event_name': event, 'always()': true })[name],
      ),
    )
  if (states.includes(true)) return true
  return states.length > 0 && states.every(state => state === false) ? false : undefined
}

/** A secret of a repository is read when the run is queued, one of an environment when the job starts. */
export function restoredTooEarly(login: LoginJob, scene: Scene): Finding[] {
  const { restores, saves, ways, job, kind } = login
  const restore = restores.find(({ from }) => from.kind === 'secret')
  const toGitHub = saves.filter(({ to }) => to === 'secret' || to === 'environment')
  if (!restore || kind !== 'given' || toGitHub.length === 0 || twoAtOnce(login, scene).length > 0) return []
  if (job.environment && toGitHub.every(({ to }) => to === 'environment')) return []
  const all = ways.length > 0 ? ways : [[job] as const]
  const isQueued = all.some(
    way =>
      !startsSeldom(way[0].workflow) &&
      groupingsOf(way).some(
        ({ concurrency }) => String(fields(concurrency)['cancel-in-progress'] ?? false) !== 'true',
      ),
  )
  const isMatrix = !isOfMatrix(login) && all.some(way => way.some(({ matrix }) => matrix))
  if (!isQueued && !isMatrix) return []
  const queue = isQueued
    ? 'Its runs wait for one another (`concurrency:`)'
    : 'The jobs of its matrix wait for a runner, or for one another'
  return [
    actAt('warning', restore)('read-too-early', {
      what: `${queue}, and the secret belongs to no environment.`,
      why: 'Such a secret is read when the run is queued: after a refresh in between, the run starts with a login whose refresh token was already used, and its next refresh ends the login permanently.',
      remedy:
        'Move the secret into an environment, with `environment:` on the job and `gh secret set --env`; or use this action.',
    }),
  ]
}
