import type { Edit } from '../report.js'
import { fields, type Job } from '../workflow.js'

/** The permissions that this action's lease needs, beside those of the job. */
export function leasePermissions(job: Job): Edit[] {
  const { workflow } = job
  const own = job.permissions ?? workflow.permissions
  if (own === 'write-all') return []
  const all =
    own === 'read-all'
      ? { contents: 'write', actions: 'read' }
      : { ...fields(own), contents: 'write', actions: fields(own).actions ?? 'read' }
  const lines = (indent: string) =>
    `${indent}permissions:\n${Object.entries(all)
      .map(([name, value]) => `${indent}  ${name}: ${value}\n`)
      .join('')}`
  const span = job.locate.span(['permissions'])
  const { column } = job.locate(['steps'])
  const indent = ' '.repeat(column - 1)
  if (span) return [{ path: workflow.path, ...span, text: lines(indent).trim() }]
  const from = job.locate.span(['steps'])?.from
  return from === undefined
    ? []
    : [{ path: workflow.path, from, to: from, text: `${lines(indent).trimStart()}${indent}` }]
}
