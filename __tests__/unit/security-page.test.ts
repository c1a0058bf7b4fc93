import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

const page = readFileSync(join(process.cwd(), 'docs', 'security.md'), 'utf8')
const invariants = page.split('## Who holds what')[0] ?? ''
/** The invariants, from their number to the next one. */
const items = invariants.split(/^(?=\d+\. )/m).slice(1)

test('the invariants are numbered without a gap', () => {
  expect(items.length).toBeGreaterThan(10)
  expect(items.map(item => Number.parseInt(item, 10))).toEqual(items.map((_, at) => at + 1))
})

test.each(items.map(item => [item.split('\n')[0] ?? '', item]))('%s has tests, which exist', (_, item) => {
  const named = [...item.matchAll(/`((?:unit|e2e|prove)\/[\w-]+)`/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(0)
  const isThere = (name: string) =>
    ['.test.ts', '.ts'].some(end => existsSync(join(process.cwd(), '__tests__', `${name}${end}`)))
  expect(named.filter(name => !isThere(name))).toEqual([])
})

test('the links of the page lead to headings and files that exist', () => {
  const folder = join(process.cwd(), 'docs')
  for (const [, target = ''] of page.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g))
    if (!target.includes('://')) expect([target, existsSync(join(folder, target))]).toEqual([target, true])
})
