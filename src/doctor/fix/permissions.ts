import type { Edit } from '../report.js'
import { fields, type Job } from '../workflow.js'
import { beforeSteps } from './before-steps.js'

const NEEDED = { contents: 'write', actions: 'read' }

/** The permissions that this action's lease needs, beside those of the job. */
export function leasePermissions(job: Job): Edit[] {
  const { workflow, locate } = job
  const own = job.permissions ?? workflow.permissions
  const given = fields(own)
  const lacking = Object.entries(NEEDED).filter(
    ([name, value]) => given[name] !== value && given[name] !== 'write',
  )
  // A composite action has those of the jobs that use it.
  if (workflow.kind !== 'workflow' || own === 'write-all' || lacking.length === 0) return []

  const span = locate.span(['permissions'])
  const [first] = Object.keys(given)
  const isBlock = span && first && !workflow.text.slice(span.from, span.to).includes('{')
  if (isBlock) return lacking.flatMap(([name, value]) => withEntry(job, { first, name, value }))

  const all = Object.entries({ ...given, ...Object.fromEntries(lacking) })
  const block = ['permissions:', ...all.map(([name, value]) => `  ${name}: ${value}`)]
  if (!span) return beforeSteps(job, block)
  const indent = ' '.repeat(locate(['permissions']).column - 1)
  return [{ path: workflow.path, ...span, text: block.join(`\n${indent}`) }]
}

/** One line of a block, so that the comments of the others stay. */
function withEntry(
  { workflow: { path }, locate }: Job,
  { first, name, value }: { first: string; name: string; value: string },
): Edit[] {
  const known = locate.span(['permissions', name])
  if (known) return [{ path, ...known, text: `${name}: ${value}` }]
  const from = locate.span(['permissions', first])?.from
  const indent = ' '.repeat(locate(['permissions', first]).column - 1)
  return from === undefined ? [] : [{ path, from, to: from, text: `${name}: ${value}\n${indent}` }]
}
