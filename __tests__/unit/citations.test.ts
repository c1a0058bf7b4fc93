import { expect, test } from '@jest/globals'
import { DEFAULT_CODEX_VERSION } from '../../src/codex/install/provide.js'
import { TRIED } from '../../src/codex/tried.js'
import { citationsIn, citingFiles, filesBelow, filesNamedIn, outsideOf, read } from './citations.js'

const CODEX = 'docs/facts/codex.md'
const PAGES = filesBelow('docs/facts')
const FILES = [
  ...['src', '__tests__', 'bench', '.ci', 'docs', 'examples', '.github'].flatMap(filesBelow),
  'README.md',
]
/** Files of Codex and of its users, not of this repository. */
const THEIRS = ['AGENTS.md', 'SKILL.md']

interface Section {
  readonly page: string
  /** Such as `4`, in codex.md alone. */
  readonly number?: string | undefined
  readonly title: string
  readonly text: string
}

const sections: Section[] = PAGES.filter(page => !page.endsWith('README.md')).flatMap(page =>
  read(page)
    .split(/^## /m)
    .slice(1)
    .map(text => {
      const [heading = ''] = text.split('\n')
      const [, number, title = ''] = /^(?:§(\d+)\. )?(.*)$/.exec(heading) ?? []
      return { page, number, title, text }
    }),
)
/** The ids of all facts about Codex, and those of the facts that are run. */
const idsIn = (text: string) => [...text.matchAll(/^- `([a-z0-9-]+)`: /gm)].map(([, id = '']) => id)
const [runIds, allIds] = [read(CODEX).split('\n## §17')[0] ?? '', read(CODEX)].map(idsIn) as [
  string[],
  string[],
]
const cited = citingFiles()

/** What is wrong with each citation of a text, if anything. */
function wrongIn(text: string): string[] {
  return citationsIn(text).flatMap(({ words, page, ids, sections: numbers, title }) => {
    const wrong = (why: string) => [`${words}: ${why}`]
    const unknown = ids.find(id => !allIds.includes(id))
    if (unknown !== undefined) return wrong(`no fact has the id ${unknown}`)
    if (ids.length > 0) return []
    if (page !== undefined && !PAGES.includes(page)) return wrong('no such page')
    if (numbers.length > 0) {
      if (page !== undefined && page !== CODEX) return wrong('only codex.md has numbered sections')
      const found = numbers.map(number => sections.find(section => section.number === number))
      if (found.includes(undefined)) return wrong('no such section')
      const says = (section?: Section) => section?.text.toLowerCase().includes(title?.toLowerCase() ?? '')
      return found.some(says) ? [] : wrong('the section has no such words')
    }
    if (title === undefined) return page === undefined ? wrong('names neither section, title nor page') : []
    const found = sections.filter(
      section => section.title.startsWith(title) && (page === undefined || section.page === page),
    )
    const exact = found.filter(section => section.title === title)
    return (exact.length || found.length) === 1 ? [] : wrong(`${found.length} sections have this title`)
  })
}

test('the sections of codex.md are numbered without a gap, and every section of every page has a fact', () => {
  const numbered = sections.filter(({ page }) => page === CODEX).map(({ number }) => Number(number))
  expect(numbered).toEqual(numbered.map((_, at) => at + 1))
  expect(numbered.length).toBeGreaterThan(15)
  expect(sections.filter(({ text }) => !/^- /m.test(text)).map(({ title }) => title)).toEqual([])
})

test('each fact about Codex has an id of its own and one test, if it is not listed as not run', () => {
  const tests = filesBelow('__tests__/facts')
    .filter(path => path.endsWith('.test.ts'))
    .map(read)
  const tested = tests.flatMap(text => [...text.matchAll(/^fact\('([^']+)'/gm)].map(([, id = '']) => id))
  expect(new Set(allIds).size).toBe(allIds.length)
  expect(tested.sort()).toEqual([...runIds].sort())
  expect(runIds.length).toBeGreaterThan(100)
})

test('every bullet of codex.md that states a fact begins with its id', () => {
  const bullets = sections
    .filter(({ page, number }) => page === CODEX && number !== '15')
    .flatMap(({ text }) => text.match(/^- .*/gm) ?? [])
  expect(bullets.filter(bullet => !/^- `[a-z0-9-]+`: /.test(bullet))).toEqual([])
})

test('a fact that does not hold for all releases of the table says so', () => {
  const rows = read(CODEX).matchAll(/^\| `([a-z0-9-]+)` \|(.*)\|$/gm)
  const [differing, silent]: string[][] = [[], []]
  for (const [, id = '', cells = ''] of rows) if (cells.includes('–')) differing?.push(id)
  for (const id of differing ?? []) {
    const text =
      read(CODEX)
        .split(`\n- \`${id}\`: `)[1]
        ?.split(/\n\n|\n- /)[0] ?? ''
    if (!/\((?:since|up to)\s+\d+\.\d+\.\d+/.test(text)) silent?.push(id)
  }
  expect([differing?.length === 0, silent]).toEqual([false, []])
})

test('the releases of the table are those that the action takes for tried', () => {
  const head = /^\| fact \| (.*) \|$/m.exec(read(CODEX))?.[1]?.split(' | ')
  expect(TRIED).toEqual(head)
  expect(TRIED).toContain(DEFAULT_CODEX_VERSION)
  expect(TRIED.length).toBeGreaterThan(7)
})

test('citations are found', () => {
  const all = cited.flatMap(({ text }) => citationsIn(text))
  expect(all.length).toBeGreaterThan(80)
  expect(new Set(all.flatMap(({ ids }) => ids)).size).toBeGreaterThan(40)
  expect(new Set(all.flatMap(({ sections: numbers }) => numbers)).size).toBeGreaterThan(8)
  expect(all.filter(({ title }) => title !== undefined).length).toBeGreaterThan(10)
})

test('each citation leads to a fact', () => {
  const wrong = cited.flatMap(({ path, text }) => wrongIn(text).map(what => `${path}: ${what}`))
  expect(wrong).toEqual([])
})

test('no comment cites what is not in the repository', () => {
  const outside = cited.flatMap(({ path, text }) => outsideOf(text).map(words => `${path}: ${words.trim()}`))
  expect(outside).toEqual([])
})

test('each file that a comment names is there', () => {
  const isThere = (name: string) =>
    THEIRS.includes(name) || FILES.some(path => `/${path}`.endsWith(`/${name}`))
  const missing = cited.flatMap(({ path, text }) =>
    filesNamedIn(text)
      .filter(name => !isThere(name))
      .map(name => `${path}: ${name}`),
  )
  expect(missing).toEqual([])
})

test.each([
  ['// docs/facts#refresh-lead', []],
  ['// docs/facts#refresh-lead, #start-is-refresh', []],
  [
    '// docs/facts#refresh-lead and\n// #refresh-late',
    ['docs/facts#refresh-lead and #refresh-late: no fact has the id refresh-late'],
  ],
  ['// docs/facts#Refresh', ['docs/facts#Refresh: no fact has the id Refresh']],
  ['// docs/facts §99', ['docs/facts §99: no such section']],
  ['// docs/facts §7, §99', ['docs/facts §7, §99: no such section']],
  ['// docs/facts\n// §99', ['docs/facts §99: no such section']],
  ['/**\n * By it (docs/facts/codex.md,\n * §99).', ['docs/facts/codex.md, §99: no such section']],
  ['// docs/facts/runner.md §4', ['docs/facts/runner.md §4: only codex.md has numbered sections']],
  ['// docs/facts §3, "Hand-under"', ['docs/facts §3, "Hand-under": the section has no such words']],
  ['// docs/facts, "Unheard"', ['docs/facts, "Unheard": 0 sections have this title']],
  ['// docs/facts/github.md, "Masking"', ['docs/facts/github.md, "Masking": 0 sections have this title']],
  ['// docs/facts/codecs.md', ['docs/facts/codecs.md: no such page']],
  ['// see docs/facts for this', ['docs/facts: names neither section, title nor page']],
  ['// docs/facts §4', []],
  ['// docs/facts §1 and §3, and tried with 0.169.0', []],
  ['// docs/facts §3, "hand-over"', []],
  ['// docs/facts, "When secrets\n // are read"', []],
  ['// docs/facts/runner.md "Masking"', []],
])('what %j cites', (text, wrong) => {
  expect(wrongIn(text)).toEqual(wrong)
})

test.each([
  ['// see ../shared/facts/codex.md', ['../shared/facts']],
  ['const a = 1 // findings/logins.md', [' findings/logins.md']],
  ['// as house.md says', ['house.md']],
  ['# words.md', ['words.md']],
  ['// design.md, "Leases"', ['design.md']],
  ['/** The kind of L14 and Q3. */', ['L14', 'Q3']],
  ['// part of issue 12', ['issue 12']],
  ['// docs/design.md; `concurrency: shared`; `uses: org/shared/.github/a.yml`; its findings', []],
])('what %j cites from outside', (text, outside) => {
  expect(outsideOf(text)).toEqual(outside)
})

test('the files that a comment names are read from comments alone', () => {
  const text =
    "// codex/gone.ts, and fence.test.ts\nimport './other.js'\nconst a = 'text.md' // docs/none.md."
  expect(filesNamedIn(text)).toEqual(['codex/gone.ts', 'fence.test.ts', 'docs/none.md'])
})
