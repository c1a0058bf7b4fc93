// docs/facts/codex.md as data: its facts, and the table of what holds for which release.
import { compareVersions } from './codex-from-npm.mjs'

/** As many releases as the table has. */
const COLUMNS = 8
const [START, END] = ['<!-- table -->\n', '<!-- /table -->']

/**
 * The facts that are run, by id. `differs` if the sentence says since or up to which version it holds, and `holdsFor`
 * whether that is so for a version.
 */
export function factsOf(page) {
  const run = page.slice(0, page.indexOf('\n## §17'))
  const bullets = run.matchAll(/^- `([a-z0-9-]+)`: (.*(?:\n {2}.*)*)/gm)
  return new Map([...bullets].map(([, id, text]) => [id, { text, ...bounds(text) }]))
}

function bounds(text) {
  const [, word, bound] = /\((since|up to)\s+(\d+\.\d+\.\d+)/.exec(text) ?? []
  const compared = version => compareVersions(version, bound)
  const holdsFor = version =>
    bound === undefined || (word === 'since' ? compared(version) >= 0 : compared(version) <= 0)
  return { differs: bound !== undefined, holdsFor }
}

/** What the table says: a map of facts for each version. */
export function columnsOf(page) {
  const [head = [], , ...rows] = tableOf(page).table.trim().split('\n').map(cellsOf)
  return new Map(
    head
      .slice(1)
      .map((version, at) => [
        version,
        new Map(rows.map(([id, ...cells]) => [id.replaceAll('`', ''), cells[at]])),
      ]),
  )
}

/** The page with one more release in its table, or another column for one that is there. Only the newest stay. */
export function withColumn(page, version, holds) {
  const columns = columnsOf(page).set(
    version,
    new Map([...holds].map(([id, does]) => [id, does ? '✓' : '–'])),
  )
  const kept = [...columns.keys()].sort(compareVersions).slice(-COLUMNS)
  const rows = [...factsOf(page).keys()].map(id => [
    `\`${id}\``,
    ...kept.map(each => columns.get(each).get(id) ?? ''),
  ])
  const lines = [['fact', ...kept], ['---', ...kept.map(() => ':-:')], ...rows]
  const { before, after } = tableOf(page)
  return `${before}${lines.map(cells => `| ${cells.join(' | ')} |\n`).join('')}${after}`
}

function tableOf(page) {
  const [from, to] = [page.indexOf(START) + START.length, page.indexOf(END)]
  if (from < START.length || to < from) throw new Error('docs/facts/codex.md has no place for its table.')
  return { before: page.slice(0, from), table: page.slice(from, to), after: page.slice(to) }
}

const cellsOf = line =>
  line
    .split('|')
    .slice(1, -1)
    .map(cell => cell.trim())
