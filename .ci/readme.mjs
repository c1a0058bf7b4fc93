// Writes into our pages what has another source: the tables of inputs and outputs in README.md from action.yml, between
// `<!-- inputs -->` and `<!-- /inputs -->`, and each file that a page shows, between `<!-- include PATH -->` and
// `<!-- /include -->`. With --check it changes nothing and fails when a page is stale.
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import yaml from 'js-yaml'
import { pages } from './pages.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const INCLUDED = /^( *)<!-- include (\S+) -->\n[\s\S]*?^ *<!-- \/include -->$/gm
/** A comment in action.yml that begins a group of inputs. */
const GROUP = /^ {2}# (.+)$/
const INPUT = /^ {2}([\w-]+):/

const source = await readFile(path.join(ROOT, 'action.yml'), 'utf8')
const action = yaml.load(source)
const stale = []
for (const page of await pages()) {
  const before = await readFile(path.join(ROOT, page), 'utf8')
  let after = await withFiles(before)
  if (page === 'README.md') {
    after = replaced(after, 'inputs', inputTables())
    after = replaced(after, 'outputs', outputTable())
  }
  if (after === before) continue
  if (process.argv.includes('--check')) stale.push(page)
  else await writeFile(path.join(ROOT, page), after)
}

for (const page of stale)
  console.error(`${page} is not what its sources say. Run \`npm run readme\` and commit it.`)
if (stale.length > 0) process.exitCode = 1

/** One table for each group, in the order of action.yml. */
function inputTables() {
  const [, section] = /^inputs:\n([\s\S]*?)^outputs:/m.exec(source)
  const groups = []
  for (const line of section.split('\n')) {
    const [, title] = GROUP.exec(line) ?? []
    const [, name] = INPUT.exec(line) ?? []
    if (title !== undefined) groups.push({ title, names: [] })
    if (name !== undefined) groups.at(-1).names.push(name)
  }
  return groups
    .map(
      ({ title, names }) =>
        `### ${title}\n\n${table(['Input', 'What it does', 'Default'], names.map(inputRow))}`,
    )
    .join('\n\n')
}

function inputRow(name) {
  const { description, required, default: value } = action.inputs[name]
  const given = value === undefined || value === '' ? '' : `\`${cell(String(value))}\``
  return [`\`${name}\`${required ? ' (required)' : ''}`, cell(description), given]
}

function outputTable() {
  const rows = Object.entries(action.outputs).map(([name, { description }]) => [
    `\`${name}\``,
    cell(description),
  ])
  return table(['Output', 'What it holds'], rows)
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

/** One line, and no bar that would end the cell. */
function cell(text = '') {
  return text.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|')
}

function replaced(text, name, content) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`README.md has no ${start} with a ${end} after it.`)
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`
}

/** The page with each file that it shows, as deep as its marker. */
async function withFiles(text) {
  const files = new Map()
  for (const [, , file] of text.matchAll(INCLUDED))
    files.set(file, await readFile(path.join(ROOT, file), 'utf8'))
  return text.replace(INCLUDED, (_, indent, file) => {
    const language = { '.yml': 'yaml', '.sh': 'sh' }[path.extname(file)] ?? ''
    const lines = [`\`\`\`${language}`, ...files.get(file).trimEnd().split('\n'), '```', '<!-- /include -->']
    return [`<!-- include ${file} -->`, ...lines].map(line => (line ? indent + line : '')).join('\n')
  })
}
