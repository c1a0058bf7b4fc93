import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { expect } from '@jest/globals'
import { labFolder, machinePath } from '../doubles/lab/index.js'
import { node24 } from '../doubles/runner/node24.js'
import { provideAct } from './act/binary.js'
import { startAct } from './act/run.js'
import { withAct } from './act/with-act.js'

const test = withAct("the doctor's action under act")

const BAD = `on: push
concurrency: codex
jobs:
  agent:
    runs-on: ubuntu-latest
    steps:
      - run: printf %s "$A" > ~/.codex/auth.json
        env: { A: "$\{{ secrets.CODEX_AUTH_JSON }}" }
      - run: codex exec hi
`

/** Runs one job with the doctor's action on a repository with one bad workflow. */
async function judge(inputs: Record<string, string>) {
  const directory = mkdtempSync(join(labFolder(), 'doctor-'))
  const [action, workspace, files] = ['action', 'workspace', 'files'].map(name => join(directory, name)) as [
    string,
    string,
    string,
  ]
  try {
    for (const name of ['action.yml', 'package.json', 'dist', 'doctor'])
      cpSync(name, join(action, name), { recursive: true })
    mkdirSync(workspace)
    mkdirSync(join(files, 'home'), { recursive: true })
    const text = Buffer.from(BAD).toString('base64')
    const steps = [
      // As actions/checkout brings it.
      { run: `mkdir -p .github/workflows && base64 -d <<< ${text} > .github/workflows/bad.yml` },
      { id: 'doctor', uses: 'lab/codex-auth-action/doctor@v1', with: inputs },
      { if: 'always()', run: `echo "The doctor returned $\{{ steps.doctor.outputs.exit-code }}."` },
    ]
    return await startAct({
      act: await provideAct(),
      action,
      workspace,
      input: join(files, 'input'),
      logFile: join(files, 'log'),
      env: {
        PATH: [dirname(node24()), machinePath()].join(delimiter),
        HOME: join(files, 'home'),
        ACT_DISABLE_VERSION_CHECK: '1',
      },
      variables: { GITHUB_REPOSITORY: 'lab/project' },
      secrets: { GITHUB_TOKEN: 'ghs_labtoken' },
      jobs: { doctor: { steps } },
    }).result
  } finally {
    rmSync(directory, { recursive: true, maxRetries: 5 })
  }
}

test('it annotates the line, and the job fails', async () => {
  const { exit, log } = await judge({})
  expect(log).toMatch(/::warning title=seed-each-run,file=\.github\/workflows\/bad\.yml,line=7,col=14::/)
  expect(log).toContain('The doctor returned 1.')
  expect(exit).toBe(1)
}, 200_000)

test('it only annotates, if that is wanted', async () => {
  const { exit, log } = await judge({ fail: 'false' })
  expect(log).toContain('seed-each-run')
  expect(log).toContain('The doctor returned 1.')
  expect(exit).toBe(0)
}, 200_000)
