import type { Edit } from '../report.js'
import type { Job } from '../workflow.js'

/** Puts lines, indented from the job's keys, before its `steps`. Does nothing for a job without steps or on one line. */
export function beforeSteps({ workflow: { path, text }, locate }: Job, lines: readonly string[]): Edit[] {
  const from = locate.span(['steps'])?.from
  if (from === undefined) return []
  const indent = text.slice(text.lastIndexOf('\n', from - 1) + 1, from)
  if (indent.trim() !== '') return []
  return [{ path, from, to: from, text: lines.map(line => `${line}\n${indent}`).join('') }]
}
