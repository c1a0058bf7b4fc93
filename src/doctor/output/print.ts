import type { Machine } from '../machine.js'
import type { Report } from '../report.js'
import { plainReport } from './plain.js'

/** Prints a report in the format that was asked for. */
export async function printReport(
  report: Report,
  format: string,
  machine: Machine,
  lineOf: (file: string, line: number) => string | undefined = () => undefined,
): Promise<void> {
  if (format === 'json' || format === 'sarif') {
    const { jsonReport, sarifReport } = await import('./json.js')
    machine.printJson(format === 'json' ? jsonReport(report) : sarifReport(report))
  } else if (format === 'github') {
    const { groupFindings, otherLines } = await import('./group.js')
    // GitHub shows ten of each kind in a step.
    const { groups } = groupFindings(report.findings, MOST_ANNOTATIONS)
    for (const { finding, places } of groups)
      machine.annotate({ ...finding, what: `${finding.what}${otherLines(places)}` })
    machine.print(`${report.verdict}\n`)
  } else machine.print(plainReport(report, { lineOf }))
}
const MOST_ANNOTATIONS = 50
