// Fails for words that we don't write (prose-words.mjs): in our pages, in action.yml, and in the messages and comments of src.
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from '@babel/parser'
import yaml from 'js-yaml'
import { pages } from './pages.mjs'
import { INVERTED, WORDS } from './prose-words.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const read = file => readFile(path.join(ROOT, file), 'utf8')

const texts = [...(await textsOf(await pages())), ...(await textsOfAction()), ...(await textsOfSource())]
const findings = texts.flatMap(findingsIn)
for (const finding of findings) console.error(finding)
if (findings.length > 0) process.exitCode = 1

/** `{ file, line, text }` for each line of prose in these pages. */
async function textsOf(files) {
  const found = []
  for (const file of files)
    for (const [index, text] of proseOf(await read(file)).entries())
      found.push({ file, line: index + 1, text })
  return found
}

/** The same for each description in action.yml. */
async function textsOfAction() {
  const source = await read('action.yml')
  const { description, inputs, outputs } = yaml.load(source)
  const found = [{ file: 'action.yml', line: 1, text: description }]
  for (const [name, about] of Object.entries({ ...inputs, ...outputs })) {
    const line = source.split('\n').indexOf(`  ${name}:`) + 1
    found.push({ file: 'action.yml', line, text: withoutCode(about.description) })
  }
  return found
}

/** The same for each text of several words in src, and for each comment. */
async function textsOfSource() {
  const found = []
  for (const name of (await readdir(path.join(ROOT, 'src'), { recursive: true })).sort()) {
    if (!name.endsWith('.ts')) continue
    const file = `src/${name}`
    const { program, comments } = parse(await read(file), { sourceType: 'module', plugins: ['typescript'] })
    for (const node of nodesIn(program)) {
      const text =
        node.type === 'TemplateElement' ? node.value.cooked : node.type === 'StringLiteral' ? node.value : ''
      if (/\w \w/.test(text ?? '')) found.push({ file, line: node.loc.start.line, text: withoutCode(text) })
    }
    for (const { value, loc } of comments)
      for (const [index, text] of value.split('\n').entries())
        found.push({ file, line: loc.start.line + index, text: withoutCode(text.replace(/^\s*\*? ?/, '')) })
  }
  return found
}

/** All nodes but imports and the keys of objects: those are other programs' words, which we look up. */
function* nodesIn(node) {
  if (Array.isArray(node)) for (const one of node) yield* nodesIn(one)
  if (typeof node?.type !== 'string' || node.type === 'ImportDeclaration') return
  yield node
  for (const [key, value] of Object.entries(node))
    if (key !== 'loc' && key !== 'key' && typeof value === 'object') yield* nodesIn(value)
}

function findingsIn({ file, line, text }) {
  const words = WORDS.flatMap(({ pattern, remedy }) =>
    [...text.matchAll(pattern)].map(([found]) => `${file}:${line}: "${found}": ${remedy} [prose]`),
  )
  const inverted = [...text.matchAll(INVERTED)].map(
    ([, sentence]) => `${file}:${line}: "${sentence.slice(0, 60)}": say who does what [prose]`,
  )
  return [...words, ...inverted]
}

/** The lines of a page without code, comments, headings and the targets of links. */
function proseOf(page) {
  let isCode = false
  return page
    .replace(/<!--[\s\S]*?-->/g, comment => comment.replace(/[^\n]/g, ''))
    .split('\n')
    .map(line => {
      const isFence = /^\s*(```|~~~)/.test(line)
      if (isFence) isCode = !isCode
      if (isCode || isFence || /^#/.test(line)) return ''
      // Tests are named with their titles.
      return withoutCode(
        line.replace(/`(?:unit|e2e|prove)\/[\w-]+` [^<|]*/g, '').replace(/\]\([^)]*\)/g, ']'),
      )
    })
}

/** What is in backquotes, quoted, an address, or the id of a fact is a name or somebody else's text. */
function withoutCode(text) {
  return text
    .replace(/(?<=\bdocs\/facts)(?:(?:, )?#[\w-]+)+/g, '#…')
    .replace(/`[^`]*`/g, '`…`')
    .replace(/"[^"\n]*"|“[^”\n]*”|\*[A-Z][^*\n]*\*(?!\*)/g, '"…"')
    .replace(/https?:\/\/\S+/g, '…')
}
