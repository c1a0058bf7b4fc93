import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

const page = readFileSync(join(process.cwd(), 'docs', 'other-runners.md'), 'utf8')
const [, tried = ''] = page.split('## What was tried\n')
const rows = [...tried.matchAll(/^\| (?!What )(.+?) \| `((?:unit|e2e|prove)\/[\w-]+)` (.+) \|$/gm)].map(
  ([, what = '', file = '', words = '']) => [what, file, words] as const,
)

/** The scenarios that the action was first tried with under a runner that isn't GitHub's, by a word of each. */
const SCENARIOS = [
  ...['ordinary job', 'keep-fresh', 'codex exec', 'Two uses', 'composite', 'reusable', 'uses: ./'],
  ...['step that refreshes and fails', 'with a code', 'cache server', 'git server', 'while Codex works'],
  ...['during the refresh', 'skipped', 'exclusive', 'matrix', 'killed job', 'lacks fields', 'older Node'],
]

test.each(rows)('%s: the test that the page names is there', (_, file, words) => {
  const path = join(process.cwd(), '__tests__', `${file}.test.ts`)
  expect([file, existsSync(path)]).toEqual([file, true])
  expect(readFileSync(path, 'utf8')).toContain(words)
})

test('each scenario has a row', () => {
  const all = rows.map(([what]) => what).join('\n')
  expect(SCENARIOS.filter(scenario => !all.includes(scenario))).toEqual([])
  expect(rows.length).toBe(tried.split('\n').filter(line => /^\| (?!What )/.test(line)).length)
})

test('each proof of a row under act runs for each change, or the page doesn’t say so', () => {
  const proofs = readFileSync(join(process.cwd(), '.ci', 'proofs'), 'utf8')
  const files = new Set(rows.map(([, file]) => file).filter(file => file.startsWith('prove/')))
  expect([...files].filter(file => !proofs.includes(`/${file}.test\n`))).toEqual([])
})
