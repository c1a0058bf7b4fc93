import { isRecipe } from '../recipes.js'
import type { Finding } from '../report.js'
import { isExpression, type Use } from '../uses.js'
import { fields, type Job, type Workflow } from '../workflow.js'
import { said } from './finding.js'

/** A run that a newer one cancels may be in the second of a refresh. */
export function cancelled(workflow: Workflow, uses: readonly Use[]): Finding[] {
  const holders = workflow.jobs.filter(job => isRecipe(job) || uses.some(use => use.job === job))
  if (holders.length === 0) return []
  return [
    ...cancelling(workflow.concurrency, workflow),
    ...holders.flatMap(job => cancelling(job.concurrency, workflow, job)),
  ]
}

function cancelling(concurrency: unknown, workflow: Workflow, job?: Job): Finding[] {
  const value = String(fields(concurrency)['cancel-in-progress'] ?? false)
  if (value !== 'true' && !isExpression(value)) return []
  return [
    said(
      value === 'true' ? 'warning' : 'note',
      workflow,
      job,
    )('cancel-in-progress', {
      what: `A newer run ${value === 'true' ? 'cancels' : 'may cancel'} this one (\`cancel-in-progress\`).`,
      why: 'A Codex that is ended in the second of its refresh has spent the refresh token and saved nothing.',
      remedy: 'Take it out where the login is used: `concurrency:` with a group alone makes runs wait.',
    }),
  ]
}
