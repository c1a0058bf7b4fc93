import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { doctor } from '../../src/doctor/doctor.js'
import { withEdits } from '../../src/doctor/fix/apply.js'
import { inRepository, machineIn } from '../cases/doctor-cases.js'

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

  const edit = (from: number, to: number, text: string) => ({ path: 'x', from, to, text })

  test('edits that overlap: the later one is made', () => {
    expect(withEdits('abcdef', [edit(1, 4, 'X'), edit(3, 5, 'Y'), edit(5, 6, 'Z')])).toBe('abcYZ')
  })

  test('what is put in before something that is replaced is there, and the same is put in once', () => {
    expect(withEdits('abc', [edit(1, 1, 'X'), edit(1, 2, 'Y'), edit(1, 1, 'X')])).toBe('aXYc')
  })
})

/** What `--suggest` prints for one workflow. */
const suggested = (text: string, others: Record<string, string> = {}) =>
  inRepository({ [FILE]: text, ...others }, async directory => {
    const machine = machineIn(directory)
    await doctor(['--suggest', '.'], machine)
    const [, printed = ''] = machine.out.split(`# ===== ${FILE} =====\n`)
    return printed
  })

const SEED = '$' + '{{ secrets.CODEX_AUTH_JSON }}'
const RESTORE = `      - run: printf %s "$A" > ~/.codex/auth.json
        env: { A: "${SEED}" }
`
const CODEX = '      - run: codex exec hi\n'
const OURS = `      - uses: OWNER/codex-auth-action@v1
        with:
          auth-json: ${SEED}
          storage: cache
          encryption-key: ${'$'}{{ secrets.CODEX_ENCRYPTION_KEY }}
`
const job = (steps: string, { on = 'workflow_dispatch', keys = '', runs = 'ubuntu-latest' } = {}) =>
  `on: ${on}\njobs:\n  agent:\n${keys}    runs-on: ${runs}\n    steps:\n${steps}`
const LEASE = '    permissions:\n      contents: write\n      actions: read\n'

describe('--suggest', () => {
  test('puts this action in place of what restores and saves the login, and adds a keep-fresh workflow', async () => {
    const save = '      - run: gh secret set CODEX_AUTH_JSON < ~/.codex/auth.json\n'
    const printed = await suggested(job(RESTORE + CODEX + save))
    expect(printed).toContain(job(OURS + CODEX).replace('    steps:', `${LEASE}    steps:`))
    expect(printed).toMatch(/# ===== \.github\/workflows\/codex-keep-fresh\.yml =====\nname: /)
    expect(printed).toContain('# Set the secret CODEX_ENCRYPTION_KEY once:')
    expect(printed).toContain('# Job agent has only these permissions now: add what its other steps need.\n')
  })

  test('on a machine with a login of its own: before Codex, without a secret, and what ends the login goes', async () => {
    const printed = await suggested(job(`${CODEX}      - run: codex logout\n`, { runs: 'self-hosted' }))
    const ours = '      - uses: OWNER/codex-auth-action@v1\n        with:\n          storage: host\n'
    expect(printed.trim()).toBe(job(ours + CODEX, { runs: 'self-hosted' }).trim())
  })

  test.each([
    ['pull_request', '', 'if: github.event.pull_request.head.repo.full_name == github.repository\n'],
    [
      '[push, pull_request]',
      '',
      'if: (github.event.pull_request == null || github.event.pull_request.head.repo.full_name == github.repository)\n',
    ],
    [
      'pull_request',
      '    if: $' + '{{ !github.event.pull_request.draft }}\n',
      'if: (!github.event.pull_request.draft) && github.event.pull_request.head.repo.full_name == github.repository\n',
    ],
    // Somebody has thought of it.
    ['pull_request', '    if: github.actor == github.repository_owner\n', undefined],
    ['push', '', undefined],
  ])('%s, with %j: forks are left out', async (on, keys, guard) => {
    const printed = await suggested(job(RESTORE + CODEX, { on, keys }))
    if (guard) expect(printed).toContain(`    ${guard}`)
    else expect(printed).not.toContain('head.repo')
    expect(printed.match(/^ {4}if: /gm) ?? []).toHaveLength(guard || keys ? 1 : 0)
  })

  test('the permissions that are there stay, with their comments', async () => {
    const keys = '    permissions:\n      contents: read # to check out\n      issues: write # to answer\n'
    const printed = await suggested(job(RESTORE + CODEX, { keys }))
    expect(printed).toContain(
      '    permissions:\n      actions: read\n      contents: write # to check out\n      issues: write # to answer\n    runs-on:',
    )
    expect(printed).not.toContain('only these permissions')
  })

  test('a workflow that others call declares the key', async () => {
    const on = '\n  workflow_call:\n    secrets:\n      CODEX_AUTH_JSON: { required: true }'
    expect(await suggested(job(RESTORE + CODEX, { on }))).toContain(
      'secrets:\n      CODEX_ENCRYPTION_KEY: { required: true }\n      CODEX_AUTH_JSON: { required: true }\n',
    )
  })

  test.each([
    [
      'a script that does both',
      `${RESTORE.replace('auth.json', 'auth.json; codex exec hi')}`,
      /^# Job agent: split the script/m,
    ],
    [
      'another CODEX_HOME',
      `${RESTORE}      - run: CODEX_HOME=/opt/codex codex exec hi\n`,
      /^# Take CODEX_HOME out of step "2"/m,
    ],
    [
      'a script of several lines that is no longer there',
      `${RESTORE.replace('printf', '|\n          npm ci\n          printf')}${CODEX}`,
      /^# Removed from job agent: step "1"\. Put back what else it did\.$/m,
    ],
  ])('%s is said to the person', async (_, steps, words) => {
    expect(await suggested(job(steps))).toMatch(words)
  })

  test('a composite action is left to the person: it has no secrets', async () => {
    const action = `name: Log in\ninputs: { login: { required: true } }\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      env: { A: "${'$'}{{ inputs.login }}" }\n      run: printf %s "$A" > ~/.codex/auth.json\n`
    await inRepository({ 'action.yml': action }, async directory => {
      const machine = machineIn(directory)
      await doctor(['--suggest', 'action.yml'], machine)
      expect(machine.out).toContain('# This composite action handles the login of its callers')
      expect(machine.out).toContain(action.trim())
    })
  })

  test('nothing, where there is nothing', async () => {
    await inRepository({ [FILE]: job('      - run: npm test\n') }, async directory => {
      const machine = machineIn(directory)
      await doctor(['--suggest', '.'], machine)
      expect(machine.out).toContain('\nNothing to suggest.\n')
    })
  })
})
