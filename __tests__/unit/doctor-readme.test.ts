import { readFileSync } from 'node:fs'
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
      - uses: org/codex-auth-action@v1
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

/** The recipes of the other page begin at the margin. */
function indented(block: string): string {
  return /^restore-command:/.test(block) ? block.replace(/^(?=.)/gm, ' '.repeat(10)) : block
}

test('the examples are found', () => {
  expect(examples.filter(([name]) => name.startsWith('README')).length).toBeGreaterThanOrEqual(5)
  expect(examples.length).toBeGreaterThanOrEqual(12)
})

test.each(examples)('%s: no warning', async (_, workflow) => {
  const diagnosis = await diagnose(directoryWith({ 'w.yml': workflow }), ['w.yml'])
  expect(diagnosis.text).toContain('1 use of this action')
  expect(findingsIn(diagnosis).filter(line => !/disables the schedules/.test(line))).toEqual([])
  expect(diagnosis.code).toBe(0)
})
