import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { diagnose, directoryWith, findingsIn } from './doctor-harness.js'

const page = (name: string) => readFileSync(join(process.cwd(), name), 'utf8')
const blocksOf = (name: string) =>
  [...page(name).matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(match => match[1] ?? '')

const JOB = `on: workflow_dispatch
permissions:
  contents: write
  actions: read
jobs:
  run:
    runs-on: ubuntu-24.04
`
const STEP = `    steps:
      - uses: OWNER/codex-auth-action@v1
        with:
`

/** A block as a whole workflow: some show only what is under a job or a step. Undefined for a block of another kind. */
function workflowOf(block: string): string | undefined {
  if (/^jobs:/m.test(block)) return block
  if (/^ {4}environment:/.test(block)) return JOB + block
  if (/^\s*restore-command:/.test(block)) return JOB + STEP + block.replace(/^ *(?=\S)/, ' '.repeat(10))
  return undefined
}

const examples = [
  'README.md',
  'docs/secret-managers.md',
  'docs/security.md',
  'docs/concurrency.md',
  'docs/fleets.md',
].flatMap(name =>
  blocksOf(name).flatMap((block, index) => {
    const workflow = workflowOf(name === 'README.md' ? block : indented(block))
    return workflow ? [[`${name}, block ${index + 1}`, workflow] as const] : []
  }),
)

/** What the doctor says of a good set-up as well: of a schedule in a public repository, and of what a review leaves out. */
const ALWAYS = /disables the schedules|secret belongs to no environment/

/** The recipes of the other page begin at the margin. */
function indented(block: string): string {
  return /^restore-command:/.test(block) ? block.replace(/^(?=.)/gm, ' '.repeat(10)) : block
}

test('the examples are found', () => {
  expect(examples.filter(([name]) => name.startsWith('README'))).toHaveLength(2)
  expect(examples.length).toBeGreaterThanOrEqual(12)
})

test.each(examples)('%s: no warning', async (_, workflow) => {
  const diagnosis = await diagnose(directoryWith({ 'w.yml': workflow }), ['w.yml'])
  expect(diagnosis.text).toContain('1 use of this action')
  expect(findingsIn(diagnosis).filter(line => !ALWAYS.test(line))).toEqual([])
  expect(diagnosis.code).toBe(0)
})

const files = readdirSync(join(process.cwd(), 'examples')).filter(name => name.endsWith('.yml'))

/** The example that keeps the login of this one fresh. */
const keepFreshOf = (name: string) =>
  name === 'review.yml'
    ? 'keeper-cache.yml'
    : name.replace('worker', 'keeper').replace(/-(job|login)\.yml$/, '.yml')

test.each(files)('examples/%s, beside what keeps its login fresh: no warning', async name => {
  const both = [...new Set([name, keepFreshOf(name)])]
  const texts = both.map(file => [file, page(join('examples', file))])
  const diagnosis = await diagnose(directoryWith(Object.fromEntries(texts)), ['.'])
  expect(diagnosis.text).toMatch(new RegExp(`^${both.length} .*, ${both.length} uses? of this action`, 'm'))
  expect(findingsIn(diagnosis).filter(line => !ALWAYS.test(line))).toEqual([])
})

test.each(['A secret that is restored in each run', 'A weekly workflow that refreshes'])(
  'the doctor warns of what docs/coming-from.md begins with: %s',
  async title => {
    const section = page('docs/coming-from.md').split(`## ${title}\n`)[1] ?? ''
    const block = /```yaml\n([\s\S]*?)^```/m.exec(section)?.[1] ?? ''
    const workflow = block.startsWith('- ')
      ? `${JOB}    steps:\n${block.replace(/^(?=.)/gm, '      ')}`
      : block
    const diagnosis = await diagnose(directoryWith({ 'w.yml': workflow }), ['w.yml'])
    expect(findingsIn(diagnosis).filter(line => /(?:^|: )warning: /.test(line))).not.toEqual([])
  },
)
