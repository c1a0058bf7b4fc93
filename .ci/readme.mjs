// Writes the tables of inputs and outputs in README.md from action.yml, between `<!-- inputs -->` and
// `<!-- /inputs -->`, and the same for outputs. With --check it changes nothing and fails when they are stale.
import { readFile, writeFile } from 'node:fs/promises'
import yaml from 'js-yaml'

const README = new URL('../README.md', import.meta.url)
const action = yaml.load(await readFile(new URL('../action.yml', import.meta.url), 'utf8'))
const before = await readFile(README, 'utf8')

const inputs = Object.entries(action.inputs ?? {}).map(([name, input]) => [
  `\`${name}\`${input.required ? ' (required)' : ''}`,
  cell(input.description),
  input.default === undefined || input.default === '' ? '' : `\`${cell(String(input.default))}\``,
])
const outputs = Object.entries(action.outputs ?? {}).map(([name, output]) => [
  `\`${name}\``,
  cell(output.description),
])

let after = replaced(before, 'inputs', table(['Input', 'What it does', 'Default'], inputs))
after = replaced(after, 'outputs', table(['Output', 'What it holds'], outputs))

if (after === before) process.exit(0)
if (process.argv.includes('--check')) {
  console.error(
    'The tables in README.md are not those of action.yml. Run `node .ci/readme.mjs` and commit README.md.',
  )
  process.exit(1)
}
await writeFile(README, after)

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
