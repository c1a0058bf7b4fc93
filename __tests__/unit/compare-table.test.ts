import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { readManifest } from '../doubles/runner/manifest.js'

/** The inputs of openai/codex-action, as docs/compare.md says when and where they were read. */
const THEIRS = [
  ...['prompt', 'prompt-file', 'output-file', 'openai-api-key', 'responses-api-endpoint'],
  ...['working-directory', 'sandbox', 'permission-profile', 'codex-version', 'codex-args'],
  ...['output-schema', 'output-schema-file', 'model', 'effort', 'codex-home', 'safety-strategy'],
  ...['codex-user', 'allow-users', 'allow-bots', 'allow-bot-users'],
]
const THEIR_OUTPUTS = ['final-message', 'codex-version']

const page = readFileSync(join(process.cwd(), 'docs', 'compare.md'), 'utf8')
const section = (title: string) => page.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? ''
const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter(line => line.startsWith('| ') && !line.startsWith('| codex-action |'))
    .map(line =>
      line
        .slice(1, -1)
        .split('|')
        .map(cell => cell.trim()),
    )
/** What the rows are of, whatever it is; a row that begins with `…` is of a value of the one above. */
const names = (rows: readonly string[][]) =>
  rows.flatMap(([name = '']) =>
    name.startsWith('… ') ? [] : name.replace(/^`([\w-]+)`(?: \(\*newer\*\))?$/, '$1'),
  )

const manifest = readManifest(process.env.LAB_ACTION_DIR ?? process.cwd())
const inputs = rowsOf(section('Inputs'))
const outputs = rowsOf(section('Outputs'))
const behaviour = rowsOf(section('Behavior'))
const all = [...inputs, ...outputs, ...behaviour]

test('each input and output of codex-action has a row, in its order, and nothing else has', () => {
  expect(names(inputs)).toEqual(THEIRS)
  expect(names(outputs)).toEqual(THEIR_OUTPUTS)
  expect(behaviour.length).toBeGreaterThan(20)
})

test('what is not here is no input, and says so; all else is one', () => {
  const ours = Object.keys(manifest.inputs)
  for (const [name = '', here = ''] of inputs.filter(([cell]) => cell?.startsWith('`')))
    expect([name, ours.includes(name.replaceAll('`', ''))]).toEqual([name, !here.startsWith('not here')])
  const described = readFileSync(join(process.cwd(), 'action.yml'), 'utf8').split('\noutputs:')[1] ?? ''
  for (const name of THEIR_OUTPUTS) expect(described).toMatch(new RegExp(`^  ${name}:$`, 'm'))
})

test.each(all.map(([name = '', here = '', shown = '']) => [name, here, shown] as const))(
  '%s: each test that its row names is there',
  (_, here, shown) => {
    expect(here).not.toBe('')
    const tests = [...shown.matchAll(/`((?:e2e|unit|prove)\/[\w-]+)` ([^<|]+)/g)]
    expect(tests).not.toEqual([])
    for (const [, path = '', name = ''] of tests) {
      const file = join(process.cwd(), '__tests__', `${path}.test.ts`)
      expect([path, existsSync(file)]).toEqual([path, true])
      expect(readFileSync(file, 'utf8')).toContain(name.trim())
    }
  },
)
