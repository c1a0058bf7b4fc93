import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { load } from 'js-yaml'
import { modeOf, parseInputs } from '../../src/action/inputs.js'
import { idleInputs, storeKind } from '../../src/keeper/store-kind.js'
import type { Choices } from '../../src/setup/choices.js'
import { SetupHome } from '../../src/setup/home.js'
import { repositoryIn } from '../../src/setup/repository.js'
import { workflowFiles } from '../../src/setup/workflows.js'
import { readJob } from '../e2e/setup-world.js'

const WRITER = { kind: 'app', id: '12', keyFile: undefined } as const
const COMMAND = { kind: 'command', restore: 'vault "a" b: #c', persist: "vault put 'x'" } as const
const HOSTED = { runner: 'hosted', runsOn: 'ubuntu-24.04', environment: 'codex' } as const
const FULL = { kind: 'full' } as const

const CHOICES: readonly (readonly [string, Choices])[] = [
  [
    'host',
    {
      runner: 'self-hosted',
      runsOn: 'my label: #1',
      environment: undefined,
      store: { kind: 'host' },
      jobs: FULL,
    },
  ],
  ['cache', { ...HOSTED, store: { kind: 'cache' }, jobs: FULL }],
  ['github-secret', { ...HOSTED, store: { kind: 'github-secret', writer: WRITER }, jobs: FULL }],
  ['command', { ...HOSTED, store: COMMAND, jobs: FULL }],
]

test.each(CHOICES)('the workflows for %s: the action takes each input, and uses it', (kind, choices) => {
  const files = workflowFiles(choices, { action: 'lab/codex-auth-action@v1', minute: 7 })
  expect(files.map(({ path }) => path)).toEqual([
    '.github/workflows/codex-keep-fresh.yml',
    '.github/workflows/codex.yml',
  ])
  for (const { path, content } of files) {
    const { job, steps } = readJob(content)
    expect([job['runs-on'], job.environment]).toEqual([choices.runsOn, choices.environment])
    const given = steps.flatMap(step => ('with' in step && step.uses === 'self' ? [step.with] : []))
    const asked = Object.entries(given[0] ?? {}).map(([name, value]) => [
      name,
      name === 'mode' ? 'keep-fresh' : name === 'force-refresh' ? 'false' : value,
    ])
    const inputs = parseInputs(Object.fromEntries(asked))
    const runner = choices.runner === 'hosted' ? 'github-hosted' : 'self-hosted'
    expect(storeKind(inputs, { RUNNER_ENVIRONMENT: runner })).toBe(kind)
    expect(idleInputs(inputs, inputs.storage as 'host')).toEqual([])
    expect(modeOf(inputs)).toBe(path.includes('keep-fresh') ? 'keep-fresh' : 'run')
    if (kind === 'command') expect(inputs['restore-command']).toBe(COMMAND.restore)
    // No right but what the lease needs, and no secret in an expression of a script.
    const { permissions } = load(content) as { permissions: object }
    expect(permissions).toEqual({})
    expect(content).not.toMatch(/run:.*\$\{\{/)
  }
})

test.each([
  ['https://github.com/lab/a.b.git', 'github.com', 'lab/a.b'],
  ['https://me@ghe.lab.invalid:8443/lab/project/', 'ghe.lab.invalid:8443', 'lab/project'],
  ['git@github.com:lab/project.git', 'github.com', 'lab/project'],
  ['ssh://git@ssh.github.com:443/lab/project.git', 'github.com', 'lab/project'],
])('the remote %s', (url, host, repository) => {
  expect(repositoryIn(url)).toEqual({ host, repository })
})

test.each(['/srv/git/project.git', 'https://github.com/project', 'file:///lab/project', ''])(
  'the remote "%s" is of no GitHub',
  url => {
    expect(repositoryIn(url)).toBeUndefined()
  },
)

describe('the home of a login that is not stored yet', () => {
  const inHome = async (use: (home: SetupHome) => Promise<void>) => {
    const dir = await mkdtemp(join(tmpdir(), 'lab-setup-'))
    try {
      await use(SetupHome.of({ HOME: dir }, 'github.com', 'lab/project'))
    } finally {
      await rm(dir, { recursive: true })
    }
  }

  test('is stored when the secret has changed since, by the clock of GitHub', () =>
    inHome(async home => {
      const at = (changedAt: string | undefined, where = 'the secret LAB') => ({ where, changedAt })
      await home.claim(Date.now())
      expect(await home.wasStored(at('2026-11-29T00:00:00Z'))).toBe(false)
      await home.noteStoring(at('2026-11-29T00:00:00Z'))
      expect(await home.wasStored(at('2026-11-29T00:00:00Z'))).toBe(false)
      expect(await home.wasStored(at(undefined))).toBe(false)
      expect(await home.wasStored(at('2026-11-29T00:00:01Z'))).toBe(true)
      // Another secret may be older than this login: its date says nothing.
      expect(await home.wasStored(at('2026-11-29T00:00:01Z', 'the secret OTHER'))).toBe(false)
      await home.noteStoring(at(undefined))
      expect(await home.wasStored(at('2026-11-29T00:00:00Z'))).toBe(true)
      await home.remove()
      expect(existsSync(home.path)).toBe(false)
    }))
})
