import { cronsOf } from '../call-paths.js'
import type { LoginJob } from '../logins.js'
import type { Finding } from '../report.js'
import { everRuns, isCron, longestGapInDays } from '../schedule.js'
import type { Workflow } from '../workflow.js'
import type { Scene } from './context.js'
import { said } from './finding.js'

/** GitHub's words for such a file are "invalid cron attribute". */
export function neverRuns(workflow: Workflow, { logins }: Scene): Finding[] {
  const isStarted = logins.some(({ ways, sure }) => sure && ways.some(([root]) => root.workflow === workflow))
  if (!isStarted) return []
  return workflow.crons.flatMap((cron, index) => {
    const state = !isCron(cron)
      ? 'is not one that GitHub accepts'
      : !everRuns(cron)
        ? 'names a day that no year has'
        : undefined
    if (!state) return []
    return [
      said('warning', workflow, { place: workflow.locate(['on', 'schedule', index, 'cron']) })(
        'no-schedule',
        {
          what: `The schedule \`${cron.slice(0, 64)}\` ${state}: it never runs.`,
          why: 'The login is not refreshed, and nobody gets a message about it.',
          remedy:
            "Write five fields of numbers, names, `*`, `,`, `-` and `/`; Sunday is 0. `?`, `L`, `#` and `@daily` are not known. Such as `cron: '23 4 * * *'`.",
        },
      ),
    ]
  })
}

/** Longer than any access token lives, and than a refresh token of a new kind is said to (docs/facts/github.md). */
const SELDOM_DAYS = 28

/** A schedule is all that uses the login, and it is rare. */
export function seldom(login: LoginJob, { logins }: Scene): Finding[] {
  const { ways, workflow, kind, saves } = login
  if (kind !== 'given' || saves.length === 0) return []
  const isAlone =
    ways.length > 0 &&
    ways.every(way =>
      way[0].workflow.events.every(event => event === 'schedule' || event === 'workflow_dispatch'),
    )
  const others = logins.filter(
    other => other !== login && other.kind !== 'looked at' && other.workflow !== workflow,
  )
  const crons = ways.flatMap(way => cronsOf(way))
  if (!isAlone || crons.length === 0 || others.length > 0 || longestGapInDays(crons) < SELDOM_DAYS) return []
  return [
    said('warning', workflow, { place: workflow.locate(['on', 'schedule']) })('seldom', {
      what: 'Four weeks or more can pass between two uses of this login.',
      why: 'How long a refresh token lives that nobody uses is not known; the access token lives about 10 days. After that only a person can log in again.',
      remedy: "Run it at least once a week, such as `cron: '23 4 * * 1'`.",
    }),
  ]
}
