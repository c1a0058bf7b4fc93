import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = process.cwd()
/** The bytes of others, such as events of GitHub, cite nothing of ours. */
const FOREIGN = /(?:^|\/)fixtures\//
const CITING = /\.(?:ts|mjs|pml|yml|grit)$|\.ci\/\w+$/

/** A file that may cite, by its path from the root. */
export interface Citing {
  readonly path: string
  readonly text: string
}

/**
 * Where a citation leads: `docs/facts#refresh-lead, #start-is-refresh`, `docs/facts §4`, `docs/facts §3, "Hand-over"`,
 * `docs/facts, "Masking"`, `docs/facts/runner.md`.
 */
export interface Citation {
  readonly words: string
  /** `docs/facts/runner.md`; undefined where the citation names no page. */
  readonly page?: string
  /** Of facts about Codex. */
  readonly ids: readonly string[]
  readonly sections: readonly string[]
  readonly title?: string
}

/** The paths of all files below a folder of the repository, with `/`. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(ROOT.length + 1)
        .replaceAll('\\', '/'),
    )

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** Everything that has comments, but for the test of the citations itself, which has bad ones on purpose. */
export const citingFiles = (): Citing[] =>
  [...['src', '__tests__', 'bench', '.ci'].flatMap(filesBelow), 'action.yml']
    .filter(path => CITING.test(path) && !FOREIGN.test(path) && !/unit\/citations\b/.test(path))
    .map(path => ({ path, text: read(path) }))

/** One line, without the marks of comments: a citation may go over the end of a line. */
const flowing = (text: string): string => text.replace(/\n[ \t]*(?:\/\/|\*(?!\/)|#)?[ \t]*/g, ' ')

/** A path in quotes is one of the program. */
const PATTERN =
  /(?<!')docs\/facts(\/[\w-]+\.md)?((?:(?:,|,? and)? ?#[\w-]+)+)?(?:(?:,|'s)? (§\d+(?:(?:,|,? and|,? to) §\d+)*))?(?:,? (?:"([^"\n]+)"))?/g

export const citationsIn = (text: string): Citation[] =>
  [...flowing(text).matchAll(PATTERN)].map(([words, page, ids = '', list = '', title]) => ({
    words,
    ...(page === undefined ? {} : { page: `docs/facts${page}` }),
    ids: ids.match(/(?<=#)[\w-]+/g) ?? [],
    sections: list.match(/\d+/g) ?? [],
    ...(title === undefined ? {} : { title }),
  }))

/** What a comment may not cite: notes and lists that never were in the repository. */
const OUTSIDE = [
  /(?:^|[\s"'`(]|\.\.\/|\/work\/)(?:shared|findings)\/[\w.-]*/g,
  /\b(?:house|words|style|findings)\.md\b/g,
  /(?<!docs\/)\bdesign\.md\b/g,
]
/** The numbers of such lists, and of issues that are kept elsewhere. */
const OUTSIDE_NUMBERS = [/\b[LMNQRSTW]\d{1,2}\b/g, /\bissue #?\d+\b/gi]

export const outsideOf = (text: string): string[] => [
  ...OUTSIDE.flatMap(pattern => text.match(pattern) ?? []),
  ...OUTSIDE_NUMBERS.flatMap(pattern => commentsIn(text).match(pattern) ?? []),
]

/** The files that comments name, such as `report/sink.ts` or `attacks.md`. */
export const filesNamedIn = (text: string): string[] =>
  commentsIn(text).match(/(?<![\w./-])(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)*\.(?:ts|mjs|md|pml)(?![\w.-]*\w)/g) ??
  []

/** Comments of TypeScript, of YAML and of the shell, line by line; near enough, without a parser for each. */
function commentsIn(text: string): string {
  return text
    .split('\n')
    .map(line => /^\s*(?:\/\/|\/\*|\*|# )(.*)$/.exec(line)?.[1] ?? /\s\/\/ (.*)$/.exec(line)?.[1] ?? '')
    .join('\n')
}
