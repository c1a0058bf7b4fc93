// The text of the pull request that follows Codex. It depends on its input alone: no time, no duration, no path.
import { columnsOf, factsOf } from './facts-page.mjs'

/** GitHub takes 65,536 characters. */
const MOST_LINES = 120
const MOST_CHARACTERS = 8000
const STEPS = {
  bump: 'Bump: default, lock file, pinned hashes, dist, docs',
  facts: 'Facts: all that should hold do',
  suite: '`npm test`',
  check: 'Self-check',
}
const PARTS = {
  help: '`--help` of all commands',
  features: '`codex features list`',
  protocol: 'Schema of the app-server protocol',
  variables: 'Names of environment variables in the executable',
  files: 'Files in CODEX_HOME after a refresh and a run',
}

/** `from` and `to` are releases, `results` says what became of each step, `descriptions` are those of the two. */
export function pullRequest({ from, to, results, page, descriptions }) {
  const [before, after] = descriptions
  return [
    `Codex ${to.version} was published on ${to.at.slice(0, 10)}. The default is ${from.version}, of ${from.at.slice(0, 10)}.`,
    table(
      ['step', 'result'],
      Object.entries(STEPS).map(([name, words]) => [words, results[name]]),
    ),
    'A workflow without credentials made this. It ran the new Codex, so treat its changes as proposals: CI builds `dist/` again ' +
      'and compares it. Pull requests of `GITHUB_TOKEN` start no workflows: close this one and open it again to run them.',
    '## Facts',
    facts(page, [from.version, to.version]),
    ...Object.entries(PARTS).flatMap(([part, words]) => [
      `## ${words}`,
      difference(part, before[part], after[part]),
    ]),
    '',
  ].join('\n\n')
}

/** The facts that changed, and all of them folded away. */
function facts(page, versions) {
  const columns = columnsOf(page)
  const listed = versions.filter(version => columns.has(version))
  const rows = [...factsOf(page)].map(([id, { text }]) => ({
    id: `\`${id}\``,
    cells: listed.map(version => columns.get(version).get(id) || '?'),
    text: text.replace(/\s+/g, ' '),
  }))
  const changed = rows.filter(({ cells }) => new Set(cells).size > 1)
  const holding = listed.map(
    (version, at) =>
      `${rows.filter(({ cells }) => cells[at] === '✓').length} of ${rows.length} hold for ${version}`,
  )
  return [
    listed.length < versions.length
      ? `Not run for ${versions.filter(version => !columns.has(version)).join(' and ')}.`
      : `${holding.join(', ')}.`,
    changed.length === 0
      ? 'None differs between the two.'
      : table(
          ['fact', ...listed, ''],
          changed.map(({ id, cells, text }) => [id, ...cells, text]),
        ),
    '<details><summary>All facts</summary>',
    table(
      ['fact', ...listed],
      rows.map(({ id, cells }) => [id, ...cells]),
    ),
    '</details>',
  ].join('\n\n')
}

/** Lines that only one of the two has. */
function difference(part, before, after) {
  const isSame = part === 'variables' ? isSameName : (a, b) => a === b
  const without = (lines, others) => {
    const known = new Set(others)
    return lines.filter(
      line => !known.has(line) && !(part === 'variables' && others.some(other => isSame(line, other))),
    )
  }
  const lines = [
    ...without(before, after).map(line => `- ${line}`),
    ...without(after, before).map(line => `+ ${line}`),
  ]
  if (lines.length === 0) return 'No difference.'
  const shown = lines.slice(0, MOST_LINES).join('\n').slice(0, MOST_CHARACTERS).split('\n')
  const more = lines.length - shown.length
  return [...fenced(shown), ...(more > 0 ? ['', `And ${more} lines more.`] : [])].join('\n')
}

/** Names run into other text in an executable: a name with something behind it that begins no new word is the same one. */
function isSameName(a, b) {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return long.startsWith(short) && long[short.length] !== '_'
}

/** A code block that no line can end. */
function fenced(lines) {
  const longest = Math.max(2, ...lines.flatMap(line => line.match(/`+/g) ?? []).map(ticks => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}diff`, ...lines, fence]
}

function table(head, rows) {
  const line = cells => `| ${cells.map(cell => String(cell).replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
