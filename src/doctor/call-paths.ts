import { basename, dirname } from 'node:path'
import { type Facts, holds } from './condition.js'
import { onceOfTwo } from './once.js'
import { everRuns } from './schedule.js'
import type { Job, Step, Workflow } from './workflow.js'

/** How a run comes to a job: the job itself, and before it those that called its workflow, the outermost first. */
export type Way = readonly [Job, ...Job[]]

/** Ten callers of ten callers of … would be more than anybody has. */
const MOST = 100
/** Somebody else decides when it runs, and with which rights. */
export const isCalled = ({ kind, events }: Workflow): boolean =>
  kind !== 'workflow' || events.includes('workflow_call')

/** The callees of a job in the same repository: a workflow, or composite actions in its steps. */
const calledBy = onceOfTwo(({ uses, steps }: Job, all: readonly Workflow[]): readonly Workflow[] => {
  const names = new Set([uses, ...steps.map(step => step.uses)].filter(name => name.startsWith('./')))
  return [...names].flatMap(name => all.filter(called => isAt(name, called)))
})

/** Whether `uses` leads to it; without the repository around it, by its name alone. */
export function isAt(uses: string, { kind, path }: Workflow): boolean {
  if (!uses.startsWith('./')) return false
  const plain = path.replaceAll('\\', '/')
  if (kind !== 'workflow') return uses.length > 2 && dirname(plain).endsWith(uses.slice(1).replace(/\/$/, ''))
  return (
    plain.endsWith(uses.slice(1)) ||
    (!plain.includes('/.github/') &&
      /^\.\/\.github\/workflows\//.test(uses) &&
      basename(plain) === basename(uses))
  )
}

/** Every way that the files show; none where only callers that they don't show start it. */
export const waysTo = onceOfTwo((job: Job, all: readonly Workflow[]): readonly Way[] =>
  waysToWorkflow(job.workflow, all).map(([first, ...rest]): Way => (first ? [first, ...rest, job] : [job])),
)

const waysToWorkflow = onceOfTwo((workflow: Workflow, all: readonly Workflow[]) =>
  waysInto(workflow, all, new Map()),
)

/** The jobs that lead to a workflow; an empty list of them where an event of its own starts it. */
function waysInto(workflow: Workflow, all: readonly Workflow[], known: Map<Workflow, Job[][]>): Job[][] {
  if (!isCalled(workflow)) return [[]]
  const before = known.get(workflow)
  if (before) return before
  // Where workflows call one another in a ring, which GitHub refuses, it ends here.
  known.set(workflow, [])
  const callers = all
    .flatMap(({ jobs }) => jobs)
    .filter(caller => calledBy(caller, all).includes(workflow))
    .slice(0, MOST)
  const ways = callers.flatMap(caller => waysInto(caller.workflow, all, known).map(way => [...way, caller]))
  const own: Job[][] = workflow.events.length > 1 ? [[]] : []
  const found = [...own, ...ways].slice(0, MOST)
  known.set(workflow, found)
  return found
}

/** The schedules of a way on which a step would run, as far as conditions tell. A called workflow sees its caller's event. */
export function cronsOf(way: Way, step?: Step): string[] {
  const conditions = [...way.map(({ condition }) => condition), step?.condition ?? '']
  return way[0].workflow.crons.filter(
    cron => everRuns(cron) && conditions.every(condition => holds(condition, onSchedule(cron)) !== false),
  )
}

const onSchedule =
  (cron: string): Facts =>
  name =>
    ({
      'github.event_name': 'schedule',
      'github.event.schedule': cron,
      'always()': true,
      'success()': true,
      'failure()': false,
      'cancelled()': false,
    })[name]

/** The permissions that the job sets, otherwise its workflow, otherwise its caller; undefined if none of them does. */
export function permissionsOf(way: Way): unknown {
  const said = way.toReversed().flatMap(({ permissions, workflow }) => [permissions, workflow.permissions])
  return said.find(permissions => permissions !== undefined && permissions !== null)
}

/** Whether runs wait for one another on this way, and are not cancelled instead. */
export const isQueued = (way: Way): boolean =>
  way.some(job => [job.concurrency, job.workflow.concurrency].some(waits))

function waits(concurrency: unknown): boolean {
  if (typeof concurrency === 'string') return true
  if (typeof concurrency !== 'object' || concurrency === null || !('group' in concurrency)) return false
  return !('cancel-in-progress' in concurrency) || String(concurrency['cancel-in-progress']) !== 'true'
}
