import type { Finding, Report } from '../report.js'
import type { Rule } from '../rules/rule.js'
import { RULES, ruleOf } from '../rules/rules.js'
import { byPlace, type Grouped, groupFindings } from './group.js'

/** More than anybody reads; each is a line. */
const MOST_SHOWN = 150

/** The findings as JSON, one a line. */
export function jsonReport({ verdict, findings }: Report): string {
  const { groups, more } = shown(findings)
  const lines = groups.map(({ finding, places }) => JSON.stringify(plain(finding, places.length)))
  return `{"verdict":${JSON.stringify(verdict)},"notShown":${more.groups},"findings":[\n${lines.join(',\n')}\n]}\n`
}

/** Each finding by itself, unless there are too many. */
const shown = (findings: readonly Finding[]): Grouped =>
  findings.length > MOST_SHOWN
    ? groupFindings(findings, MOST_SHOWN)
    : {
        groups: findings
          .map(finding => ({ finding, places: finding.place ? [finding.place] : [] }))
          .toSorted(byPlace),
        more: { groups: 0, warnings: 0 },
      }

const plain = ({ level, code, place, where, what, why, remedy, unsure, fix }: Finding, places: number) => ({
  level,
  rule: code,
  ...place,
  ...(where && { where }),
  what,
  why,
  remedy,
  ...(unsure && { unsure }),
  ...(places > 1 && { places }),
  fixable: (fix ?? []).length > 0,
  page: ruleOf(code).page,
})

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'

/** The findings as SARIF 2.1.0, as GitHub's code scanning accepts it. */
export function sarifReport({ findings }: Report): string {
  const { groups } = shown(findings)
  const used = RULES.filter(({ id }) => groups.some(({ finding }) => finding.code === id))
  const driver = { name: 'codex-auth-doctor', informationUri: ruleOf('').page, rules: used.map(sarifRule) }
  const results = groups.map(({ finding, places }) => ({
    ruleId: finding.code,
    ...(used.some(({ id }) => id === finding.code) && {
      ruleIndex: used.findIndex(({ id }) => id === finding.code),
    }),
    level: finding.level,
    message: { text: `${finding.what} ${finding.why} ${finding.remedy}` },
    locations: places.slice(0, 1).map(place => ({
      physicalLocation: {
        artifactLocation: { uri: encodeURI(place.file.replaceAll('\\', '/')) },
        region: { startLine: place.line, startColumn: place.column },
      },
    })),
  }))
  const body = results.map(result => JSON.stringify(result)).join(',\n')
  return `{"$schema":"${SCHEMA}","version":"2.1.0","runs":[{"tool":{"driver":${JSON.stringify(driver)}},"columnKind":"utf16CodeUnits","results":[\n${body}\n]}]}\n`
}

const sarifRule = ({ id, level, summary, why, page }: Rule) => ({
  id,
  shortDescription: { text: summary },
  fullDescription: { text: why },
  helpUri: page,
  help: { text: `${summary} ${why}` },
  defaultConfiguration: { level },
})
