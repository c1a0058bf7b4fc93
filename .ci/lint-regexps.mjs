// Fails for a regular expression in src that can take more than linear time, because many read text that anybody can write.
// recheck judges them, offline. An expression is a literal, or `new RegExp` of strings and templates of constants.
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from '@babel/parser'
import { check } from 'recheck'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FOLDER = path.join(ROOT, 'src')

/**
 * recheck tries what it can't prove with random texts: the same ones in every run. Its own bounds in milliseconds make a
 * loaded machine find what is not there, so only its bounds in steps count.
 */
const FIXED = {
  randomSeed: 1,
  timeout: 600_000,
  attackTimeout: 60_000,
  incubationTimeout: 60_000,
  seedingTimeout: 60_000,
}

/** Only an unbounded repetition can take more than linear time. */
const REPEATS = /[*+]|\{\d+,\}/

const files = new Map()
for (const name of (await readdir(FOLDER, { recursive: true })).sort()) {
  if (!name.endsWith('.ts')) continue
  const file = path.join(FOLDER, name)
  const { program } = parse(await readFile(file, 'utf8'), { sourceType: 'module', plugins: ['typescript'] })
  const nodes = [...nodesIn(program)]
  files.set(file, { name, nodes, names: namesIn(nodes, file) })
}

const findings = []
for (const [file, { name, nodes }] of files) {
  for (const node of nodes) {
    const expression = expressionOf(node, file)
    if (!expression) continue
    const where = `src/${name}:${node.loc.start.line}`
    if (expression.source === undefined) {
      findings.push(`${where}: build it of strings and constant templates, so that it can be judged`)
      continue
    }
    if (!REPEATS.test(expression.source)) continue
    const { status, complexity, attack, error } = await check(expression.source, expression.flags, FIXED)
    if (status === 'safe') continue
    const why =
      status === 'vulnerable' ? `${complexity.summary}, by ${attack.pattern}` : `not judged: ${error?.kind}`
    findings.push(`${where}: takes more than linear time (${why}): /${expression.source}/`)
  }
}

for (const finding of findings) console.error(finding)
// The pure form of recheck keeps a worker.
process.exit(findings.length > 0 ? 1 : 0)

function* nodesIn(node) {
  if (Array.isArray(node)) for (const one of node) yield* nodesIn(one)
  if (typeof node?.type !== 'string') return
  yield node
  for (const [key, value] of Object.entries(node))
    if (key !== 'loc' && typeof value === 'object') yield* nodesIn(value)
}

/** The meaning of each name in a file: a constant of its own, or one of another file. */
function namesIn(nodes, file) {
  const names = new Map()
  for (const node of nodes) {
    if (node.type === 'VariableDeclarator' && node.init) names.set(node.id.name, { file, node: node.init })
    if (node.type !== 'ImportDeclaration' || !node.source.value.startsWith('.')) continue
    const from = path.resolve(path.dirname(file), node.source.value.replace(/\.js$/, '.ts'))
    for (const { local, imported } of node.specifiers)
      if (imported) names.set(local.name, { file: from, name: imported.name })
  }
  return names
}

function expressionOf(node, file) {
  if (node.type === 'RegExpLiteral') return { source: node.pattern, flags: node.flags }
  if (!/^(New|Call)Expression$/.test(node.type) || node.callee.name !== 'RegExp') return undefined
  const [source, flags] = node.arguments
  return { source: textOf(source, file), flags: flags ? textOf(flags, file) : '' }
}

/** The value of a string, a template, or a name of one; undefined for anything else. */
function textOf(node, file) {
  if (node.type === 'StringLiteral') return node.value
  if (node.type === 'Identifier') return textOfName(node.name, file)
  const template = node.type === 'TaggedTemplateExpression' ? node.quasi : node
  if (template.type !== 'TemplateLiteral') return undefined
  const kind = template === node ? 'cooked' : 'raw'
  const parts = template.expressions.map(expression => textOf(expression, file))
  if (parts.includes(undefined)) return undefined
  return template.quasis.map(({ value }, at) => value[kind] + (parts[at] ?? '')).join('')
}

function textOfName(name, file) {
  const found = files.get(file)?.names.get(name)
  if (!found) return undefined
  return found.node ? textOf(found.node, found.file) : textOfName(found.name, found.file)
}
