import {
  CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml'
import { FileTooLarge, readRegularFile } from '../system/files.js'
import type { Locate, Place } from './workflow.js'

/** Larger than any workflow. */
export const MOST_BYTES = 1024 * 1024
/** Deeper than any workflow, and far from where the reader of YAML, which calls itself for each level, runs out of stack. */
const DEEPEST = 200

/** The text of a file, or undefined if it is larger than a workflow can be. Throws `NotRegularFile`, or the system's error. */
export const readBounded = (path: string): Promise<string | undefined> =>
  readRegularFile(path, { limit: MOST_BYTES }).then(String, error => {
    if (error instanceof FileTooLarge) return undefined
    throw error
  })

/** What is wrong with a YAML text, and in which line. */
export class YamlError extends Error {
  override readonly name = 'YamlError'
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message)
  }
}

export interface Yaml {
  readonly value: unknown
  /** Where a mapping or a list of `value` is, and its parts. */
  locator(value: unknown): Locate
}

/**
 * Reads a YAML text by the core schema of YAML 1.2 as GitHub does: without merge keys (`<<`), with which a small file can
 * grow without end. An alias is the same object again.
 *
 * @throws YamlError, also if the text is nested too deep
 */
export function parseYaml(text: string, file: string): Yaml {
  const tooDeep = lineTooDeep(text)
  if (tooDeep !== undefined) throw new YamlError('nested too deep', tooDeep)
  const lines = new LineCounter()
  const lineOf = (offset: number) => lines.linePos(offset).line
  try {
    // `uniqueKeys` compares each key with all others.
    const options = { lineCounter: lines, merge: false, uniqueKeys: false, prettyErrors: false } as const
    const document = parseDocument(text, { ...options, logLevel: 'silent' })
    const [problem] = [...document.errors, ...document.warnings]
    if (problem) throw new YamlError(problem.message, lineOf(problem.pos[0]))
    const { value, nodes } = plain(document, lineOf)
    return { value, locator: whole => locator({ node: nodes.get(Object(whole)), text, file, lines }) }
  } catch (error) {
    if (error instanceof RangeError) throw new YamlError('nested too deep', 1)
    throw error
  }
}

/**
 * The line in which brackets, indentation and the indicators of one line together nest deeper than `DEEPEST`; undefined if
 * none does. V8 ends the process if it has to compile a regular expression where the stack is nearly full, so this can't
 * wait for a `RangeError`.
 */
function lineTooDeep(text: string): number | undefined {
  // Almost no text has what it takes, and reading one twice costs.
  if ((text.match(/[[{]|[-?]\s/g)?.length ?? 0) <= DEEPEST / 2 && !/^ {100}/m.test(text)) return undefined
  let [line, brackets, indicators, isStart] = [1, 0, 0, true]
  const indents: number[] = []
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token)
    if (isStart && type !== 'newline') {
      const indent = type === 'space' ? token.length : 0
      while ((indents.at(-1) ?? -1) >= indent) indents.pop()
      indents.push(indent)
    }
    if (type === 'flow-seq-start' || type === 'flow-map-start') brackets += 1
    else if (type === 'flow-seq-end' || type === 'flow-map-end') brackets = Math.max(0, brackets - 1)
    else if (type === 'seq-item-ind' || type === 'explicit-key-ind') indicators += 1
    if (indents.length + brackets + indicators > DEEPEST) return line
    isStart = token.endsWith('\n')
    if (!token.includes('\n')) continue
    line += token.split('\n').length - 1
    indicators = 0
  }
  return undefined
}

/** The document as objects, lists and scalars, and the node of each object and list. */
function plain(document: Document.Parsed, lineOf: (offset: number) => number) {
  const nodes = new WeakMap<object, Node>()
  const anchors = new Map<string, unknown>()

  const toValue = (node: unknown): unknown => {
    if (isAlias(node)) {
      if (!anchors.has(node.source)) throw new YamlError('unknown alias', lineOf(node.range?.[0] ?? 0))
      return anchors.get(node.source)
    }
    const value = isMap(node)
      ? mapOf(node.items)
      : isSeq(node)
        ? node.items.map(toValue)
        : isScalar(node)
          ? node.value
          : null
    if (isMap(node) || isSeq(node)) nodes.set(value as object, node as Node)
    const anchor = (node as { anchor?: string } | null)?.anchor
    if (anchor) anchors.set(anchor, value)
    return value
  }
  const mapOf = (items: readonly { key: unknown; value: unknown }[]): object => {
    const value: Record<string, unknown> = Object.create(null)
    for (const pair of items) {
      const key = String(isScalar(pair.key) ? pair.key.value : pair.key)
      if (key in value)
        throw new YamlError(`the key "${key}" twice`, lineOf((pair.key as Node).range?.[0] ?? 0))
      value[key] = toValue(pair.value)
    }
    return value
  }
  return { value: toValue(document.contents), nodes }
}

interface Source {
  readonly node: Node | undefined
  readonly text: string
  readonly file: string
  readonly lines: LineCounter
}

function locator(source: Source): Locate {
  const span: Locate['span'] = path => {
    const found = partOf(source.node, path)
    const { range } = found?.node ?? {}
    if (!range) return undefined
    const from = found?.key ?? range[0]
    // The parser counts the end of the last line to a block.
    return { from, to: from + source.text.slice(from, range[1]).trimEnd().length }
  }
  return Object.assign(placeIn(source), { span })
}

const placeIn =
  ({ node, text, file, lines }: Source) =>
  (path: readonly (string | number)[] = [], offset?: number): Place => {
    const place = (at: number): Place => {
      const { line, col } = lines.linePos(at)
      return { file, line: Math.max(1, line), column: Math.max(1, col) }
    }
    const found = partOf(node, path)
    const start = found?.key ?? found?.node?.range?.[0] ?? node?.range?.[0] ?? 0
    if (offset === undefined || !isScalar(found?.node) || !found.node.range) return place(start)

    const scalar = found.node
    const [from, to] = scalar.range as [number, number, number]
    const before = String(scalar.value).slice(0, offset)
    if (scalar.type === 'BLOCK_LITERAL') {
      const content = text.indexOf('\n', from) + 1
      const indent = /^(?:[ \t]*\n)*([ \t]*)/.exec(text.slice(content, to))?.[1]?.length ?? 0
      const { line } = lines.linePos(content)
      const newLines = before.split('\n')
      return { file, line: line + newLines.length - 1, column: indent + (newLines.at(-1)?.length ?? 0) + 1 }
    }
    // In a text that is folded over lines only the beginning is sure.
    const isOneLine = scalar.type !== 'BLOCK_FOLDED' && !text.slice(from, to).includes('\n')
    return place(isOneLine ? from + (scalar.type?.startsWith('QUOTE') ? 1 : 0) + before.length : from)
  }

const PAIRS = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>()

/** The pairs of a mapping by their keys, in lower case: one with 30,000 is asked for each of them. */
function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  const known = PAIRS.get(map)
  if (known) return known
  const pairs = new Map(
    map.items.flatMap(pair =>
      isScalar(pair.key) ? [[String(pair.key.value).toLowerCase(), pair as Pair]] : [],
    ),
  )
  PAIRS.set(map, pairs)
  return pairs
}

interface Part {
  readonly node: Node | undefined
  readonly key?: number
}

function partOf(node: Node | undefined, path: readonly (string | number)[]): Part | undefined {
  let found: Part | undefined = { node }
  for (const step of path) {
    const inside: Node | undefined = found?.node
    if (isSeq(inside)) found = { node: inside.items[Number(step)] as Node | undefined }
    else if (isMap(inside)) {
      const pair = pairsOf(inside).get(String(step).toLowerCase())
      const key: number | undefined = (pair?.key as Node | undefined)?.range?.[0]
      found = pair && { node: pair.value as Node | undefined, ...(key !== undefined && { key }) }
    } else return undefined
  }
  return found
}
