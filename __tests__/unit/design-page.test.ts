import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@jest/globals'

const ROOT = process.cwd()
const DESIGN = 'docs/design.md'
const CONTRIBUTING = 'docs/CONTRIBUTING.md'
const FACTS = readdirSync(join(ROOT, 'docs/facts')).map(name => join('docs/facts', name))
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const isThere = (...path: string[]) => existsSync(join(ROOT, ...path))

const design = read(DESIGN)
const [, always = ''] = design.split(/^## /m)
const rules = always.split(/^(?=\d+\. )/m).slice(1)

/** Such as `login/login.ts`, below src. */
const sourcesIn = (text: string) =>
  [...text.matchAll(/`(?:src\/)?([a-z][\w/-]*\.ts)`/g)].map(([, name = '']) => name)
/** Such as `unit/mask`, below __tests__. */
const testsIn = (text: string) =>
  [...text.matchAll(/`((?:unit|e2e|prove)\/[\w-]+)`/g)].map(([, name = '']) => name)
const isTest = (name: string) => ['.test.ts', '.ts', ''].some(end => isThere('__tests__', `${name}${end}`))

test('the rules are ten, numbered without a gap', () => {
  expect(rules.map(rule => Number.parseInt(rule, 10))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test.each(rules.map(rule => [/\*\*(.*?)\*\*/.exec(rule)?.[1] ?? '', rule]))(
  'what holds, and what shows: %s',
  (_, rule) => {
    const [holds = '', shows = ''] = rule.split('Shown by')
    expect(sourcesIn(holds).length).toBeGreaterThan(0)
    expect(testsIn(shows).length).toBeGreaterThan(0)
  },
)

test.each([DESIGN, CONTRIBUTING])('each source file and each test that %s names is there', page => {
  const text = read(page)
  const missing = [
    ...sourcesIn(text).filter(name => !isThere('src', name)),
    ...testsIn(text).filter(name => !isTest(name)),
  ]
  expect([...new Set(missing)]).toEqual([])
})

test.each([DESIGN, CONTRIBUTING, ...FACTS])('the links of %s lead to pages and headings that exist', page => {
  const broken = [...read(page).matchAll(/\]\(([^)#\s]*)(?:#([^)\s]*))?\)/g)]
    .filter(([, target = '']) => !target.includes('://'))
    .filter(([, target = '', anchor]) => {
      const path = target === '' ? page : join(dirname(page), target)
      return !isThere(path) || (anchor !== undefined && !anchorsOf(path).includes(anchor))
    })
  expect(broken.map(([link]) => link)).toEqual([])
})

/** As GitHub makes them of headings: lower case, punctuation dropped, blanks to hyphens. */
const anchorsOf = (path: string) =>
  [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )

test('the map of the source has each folder of src, and no other', () => {
  const [, map = ''] = /^## The map$([\s\S]*?)^## /m.exec(read(CONTRIBUTING)) ?? []
  const onMap = [...map.matchAll(/^\| `src\/([\w/-]+)\/?` \|/gm)].map(([, folder = '']) => folder)
  const folders = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(join(ROOT, 'src').length + 1)
        .replaceAll('\\', '/'),
    )
  expect(onMap.sort()).toEqual(folders.sort())
})
