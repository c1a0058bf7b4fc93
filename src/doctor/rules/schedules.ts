import { hasLogin } from '../holders.js'
import type { Finding } from '../report.js'
import { everRuns, isCron } from '../schedule.js'
import type { Workflow } from '../workflow.js'
import { said } from './finding.js'

/** GitHub's words for such a file are "invalid cron attribute". */
export function neverRuns(workflow: Workflow, all: readonly Workflow[]): Finding[] {
  if (!workflow.jobs.some(job => hasLogin(job, all))) return []
  return workflow.crons.flatMap(cron => {
    const state = !isCron(cron)
      ? 'is none that GitHub takes'
      : !everRuns(cron)
        ? 'names a day that no year has'
        : undefined
    if (!state) return []
    return [
      said('warning', workflow)('no-schedule', {
        what: `The schedule \`${cron.slice(0, 64)}\` ${state}: it never runs.`,
        why: 'What it was to keep fresh is not refreshed, and nobody is told.',
        remedy:
          "Write five fields of numbers, names, `*`, `,`, `-` and `/`; Sunday is 0. `?`, `L`, `#` and `@daily` are not known. Such as `cron: '23 4 * * *'`.",
      }),
    ]
  })
}
