import { expect, test } from '@jest/globals'
import { brokenLinksOf, PAGES, proseOf, read, withoutTargets } from './pages.js'

/** README before its tables of inputs, as it is read. */
const readme = withoutTargets(proseOf(read('README.md').split('\n## Inputs\n')[0] ?? ''))

/** Where a reader meets a term first, it is bold, and its sentence says what it is. */
const TERMS = {
  login: /\blogins?\b/i,
  'access token': /\baccess tokens?\b/i,
  'refresh token': /\brefresh tokens?\b/i,
  refresh: /\brefresh(?:e[sd]|ing)?\b(?! token)/i,
  'keep-fresh': /\bkeep-fresh\b/i,
  // The noun: the verb is plain English.
  store: /(?<=\b(?:an?|the|its|every|each|this) \**)stores?\b/i,
  keeper: /\bkeepers?\b/i,
  workers: /\bworkers?\b/i,
  seed: /\bseeds?\b/i,
  fenced: /\bfence[sd]?\b/i,
  lease: /\bleases?\b/i,
}
/** What belongs to the pages behind it. */
const NOT_IN_README = /\b(?:revisions?|nonces?|permits?|orphans?|hand-over|private homes?|marks?)\b/gi

test.each(PAGES)('the links of %s lead to pages and headings that exist', page => {
  expect(brokenLinksOf(page)).toEqual([])
})

test('a link that leads nowhere is found', () => {
  expect(brokenLinksOf('__tests__/fixtures/pages/links.md')).toEqual([
    'gone.md',
    '#gone',
    '../../../README.md#gone',
    'http://example.com',
  ])
})

test.each(Object.entries(TERMS))('README explains "%s" where it says it first', (term, pattern) => {
  const at = readme.search(pattern)
  expect(readme.slice(at - 2, at + term.length + 2).toLowerCase()).toBe(`**${term}**`)
})

test('README needs no terms of the pages behind it', () => {
  expect(readme.match(NOT_IN_README)).toBeNull()
})

test('README is short before the tables of inputs', () => {
  const count = (text: string) => text.split(/\s+/).filter(word => /\w/.test(word)).length
  expect(count(readme.replace(/^\|.*$/gm, ''))).toBeLessThanOrEqual(1200)
  expect(count(readme)).toBeLessThanOrEqual(1400)
})

test('README has its sections in order', () => {
  const titles = [...read('README.md').matchAll(/^## (.*)$/gm)].map(([, title]) => title)
  expect(titles).toEqual([
    ...['Is it for me?', 'Choose your case', 'Before you start', 'Quick start', 'When the login is dead'],
    ...['How it works', 'Security', 'Permissions', 'Inputs', 'Outputs', 'Versions and pinning'],
    ...['Rehearse, and ask the doctor', 'Help'],
  ])
})

/** A section of README, up to the next one. */
const section = (title: string): string =>
  read('README.md')
    .split(/^## /m)
    .find(text => text.startsWith(`${title}\n`)) ?? ''

test('README says what machines need, in the words of the source', () => {
  const needs = section('Before you start')
  const [, git] = /OLDEST = '(\d+\.\d+)/.exec(read('src/leases/git/git.ts')) ?? []
  expect(needs).toContain(`git ${git} or later`)
  const [, uses, wanted] =
    /\['(kernel\.apparmor\w+)', '(\d)'\]/.exec(read('src/codex/exec/user-namespaces.ts')) ?? []
  expect(needs).toContain(`sudo sysctl -w ${uses}=${wanted}`)
  for (const said of [
    /Node \d+/,
    /version 2\.\d+\.\d+/,
    /macOS and Windows/,
    /\d+ MB, and \d+ MB on the disk/,
  ])
    expect(needs).toMatch(said)
})

test('README says whose plan the jobs use, and where else a subscription may be used', () => {
  const about = section('Is it for me?')
  expect(about).toContain('https://developers.openai.com/codex/auth/ci-cd-auth')
  expect(about).toContain('https://developers.openai.com/siwc/quickstart')
  expect(about).toContain('Jobs use the plan of the person who logged in')
  expect(about).toContain('Business and Enterprise have better ways')
})
