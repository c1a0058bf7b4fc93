import { hasLogin } from '../holders.js'
import type { Finding } from '../report.js'
import { isExpression } from '../uses.js'
import { fields, type Job, type Workflow } from '../workflow.js'
import { said } from './finding.js'

/** A run that a newer one cancels may be in the second of a refresh. */
export function cancelled(workflow: Workflow, all: readonly Workflow[]): Finding[] {
  const holders = workflow.jobs
    .map(job => ({ job, sure: hasLogin(job, all) }))
    .filter(({ sure }) => sure !== false)
  if (holders.length === 0) return []
  const sure = holders.some(holder => holder.sure)
  return [
    ...cancelling(workflow.concurrency, sure, workflow),
    ...holders.flatMap(holder =>
      cancelling(holder.job.concurrency, holder.sure === true, workflow, holder.job),
    ),
  ]
}

const LOSS = 'Codex that is ended in the second of its refresh has spent the refresh token and saved nothing.'

function cancelling(concurrency: unknown, sure: boolean, workflow: Workflow, job?: Job): Finding[] {
  const value = String(fields(concurrency)['cancel-in-progress'] ?? false)
  if (value !== 'true' && !isExpression(value)) return []
  return [
    said(
      value === 'true' && sure ? 'warning' : 'note',
      workflow,
      job,
    )('cancel-in-progress', {
      what: `A newer run ${value === 'true' ? 'cancels' : 'may cancel'} this one (\`cancel-in-progress\`)${sure ? '' : ', and it calls a workflow that does not lie here'}.`,
      why: sure ? `A ${LOSS}` : `If that workflow uses the login: a ${LOSS}`,
      remedy: 'Take it out where the login is used: `concurrency:` with a group alone makes runs wait.',
    }),
  ]
}
