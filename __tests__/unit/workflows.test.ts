import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { load } from 'js-yaml'
import { where } from './needs.js'

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly if?: string
  readonly env?: Record<string, string>
}
interface Job {
  readonly needs?: string | readonly string[]
  readonly uses?: string
  readonly if?: string
  readonly environment?: string
  readonly permissions?: Record<string, string>
  readonly 'timeout-minutes'?: number
  readonly strategy?: { readonly matrix: { readonly runner?: readonly string[] } }
  readonly steps?: readonly Step[]
}
interface Workflow {
  readonly on: Record<string, unknown>
  readonly permissions: unknown
  readonly jobs: Record<string, Job>
}

const FOLDER = '.github/workflows'
const FILES = readdirSync(FOLDER)
const textOf = (file: string) => readFileSync(join(FOLDER, file), 'utf8')
const read = (file: string) => load(textOf(file)) as Workflow
const JOBS = FILES.flatMap(file =>
  Object.entries(read(file).jobs).map(([name, job]) => [`${file} ${name}`, job] as const),
)
const commandsOf = ({ steps = [] }: Job) => steps.flatMap(({ run = '' }) => run.split('\n').filter(Boolean))

test.each(FILES)('%s says what it is, gives no permission to all its jobs, and hides no failure', file => {
  expect(textOf(file)).toMatch(/^# .{20,}/)
  expect(read(file).permissions).toEqual({})
  expect(textOf(file)).not.toMatch(/continue-on-error|\|\| true/)
})

test.each(JOBS)('%s has its own permissions, and an end', (_, job) => {
  expect(job.permissions).toBeDefined()
  if (job.uses === undefined) expect(job['timeout-minutes']).toBeGreaterThan(0)
})

const mayWrite = JOBS.filter(([, { permissions = {} }]) => Object.values(permissions).includes('write'))

test.each(mayWrite)('%s may write, so it runs no package', (_, job) => {
  expect(commandsOf(job).filter(command => /\bnp[mx]\b|node_modules/.test(command))).toEqual([])
})

describe('a release', () => {
  const { on, jobs } = read('release.yml')
  const needsOf = (name: string): string[] => [jobs[name]?.needs ?? []].flat()

  test('is started by hand', () => {
    expect(Object.keys(on)).toEqual(['workflow_dispatch'])
  })

  test('is published after all of CI, its attestation, its draft and an approval', () => {
    const before = new Set<string>()
    const add = (name: string): void => {
      for (const each of needsOf(name)) {
        before.add(each)
        add(each)
      }
    }
    add('publish')
    expect([...before].sort()).toEqual(['attest', 'draft', 'prepare', 'test'])
    expect(jobs.test?.uses).toBe('$/.github/workflows/test.yml')
    expect(Object.keys(jobs).filter(name => jobs[name]?.environment === 'release')).toEqual(['publish'])
    // A job with a condition might run after one that failed.
    expect(Object.values(jobs).flatMap(job => job.if ?? [])).toEqual([])
  })

  test('each right to write is that of one thing', () => {
    const rights = Object.entries(jobs).map(([name, { permissions }]) => [name, permissions])
    expect(Object.fromEntries(rights)).toEqual({
      prepare: { contents: 'read' },
      test: { contents: 'read' },
      attest: { 'id-token': 'write', attestations: 'write' },
      draft: { contents: 'write' },
      publish: { contents: 'write' },
    })
  })
})

describe('the acceptance', () => {
  const test = where(process.platform !== 'win32', 'the acceptance plans on Linux, by a shell script')
  const { on, jobs } = read('acceptance.yml')
  const withLogin = Object.entries(jobs).filter(([, { steps = [] }]) =>
    steps.some(({ uses = '' }) => /codex-auth-action@/.test(uses)),
  )

  test('is started by hand', () => {
    expect(Object.keys(on)).toEqual(['workflow_dispatch'])
  })

  test.each([
    ['cache', '', '["cache"]'],
    ['host', 'my-host', '["host"]'],
    ['all', '', '["cache","github-secret","command"]'],
    ['all', 'my-host', '["cache","github-secret","command","host"]'],
  ])('of %s, with the machine "%s", tries %s', (stores, host, expected) => {
    const [step] = jobs.plan?.steps ?? []
    const [, list] = /host-runner && '(.*?)'/.exec(String(step?.env?.HOST)) ?? []
    const env = { PATH: process.env.PATH, GITHUB_OUTPUT: '/dev/stdout', STORES: stores, HOST: host && list }
    // Node's own stdout of a child may be a socket, which has no /dev/stdout.
    const args = ['--norc', '-c', `{ ${step?.run}\n} | cat`]
    const printed = execFileSync('bash', args, { env, encoding: 'utf8' })
    expect(printed).toBe(`stores=${expected}\n`)
  })

  test('only jobs with an environment have a login, and what they need for it', () => {
    const lease = { contents: 'write', actions: 'read' }
    expect(withLogin.map(([name, { permissions }]) => [name, permissions])).toEqual([
      ['refresh', lease],
      ['worker', { contents: 'read' }],
      ['next', lease],
      ['lease', lease],
    ])
    for (const [name, { environment }] of Object.entries(jobs))
      expect([name, environment]).toEqual([
        name,
        withLogin.some(([other]) => other === name) ? expect.stringMatching(/^acceptance-/) : undefined,
      ])
  })

  test('the report knows of each job, and is written whatever came of them', () => {
    expect(jobs.report?.needs).toEqual(Object.keys(jobs).filter(name => name !== 'report'))
    expect([jobs.report?.if, ...(jobs.report?.steps ?? []).slice(2).map(step => step.if)]).toEqual(
      Array(3).fill('always()'),
    )
  })
})

describe('other platforms', () => {
  const matrices = JOBS.filter(([name]) => ['platforms.yml e2e', 'test.yml elsewhere'].includes(name))

  test.each(matrices)('%s runs on Windows, macOS and arm64', (_, { strategy }) => {
    expect(strategy?.matrix.runner).toEqual(['windows-2025', 'macos-15', 'ubuntu-24.04-arm'])
  })

  test.each(matrices)('%s runs on Windows only what every shell understands', (_, { steps = [] }) => {
    const there = steps.filter(({ if: condition = '' }) => !/== '(Linux|macOS)'|!= 'Windows'/.test(condition))
    const commands = commandsOf({ steps: there })
    expect(commands.length).toBeGreaterThan(2)
    expect(commands.filter(command => !/^(npm|node) [\w ./-]+$/.test(command))).toEqual([])
  })

  /** `… jest.js PATTERN`: the test files that the pattern selects, as jest does by their paths. */
  const filesOf = (command: string): string[] => {
    const [, pattern] = /jest\.js ([\w/.-]+)$/.exec(command) ?? []
    if (pattern === undefined) return []
    return readdirSync('__tests__', { recursive: true, encoding: 'utf8' })
      .map(name => join('__tests__', name).replaceAll('\\', '/'))
      .filter(name => name.endsWith('.test.ts') && name.includes(`/${pattern}`))
  }
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const commands = matrices.flatMap(([name, job]) => commandsOf(job).map(command => [name, command] as const))

  test.each(commands)('%s: what `%s` starts is there', (_, command) => {
    const [, script] = /^npm run ([\w:-]+)/.exec(command) ?? []
    if (script) expect(Object.keys(scripts)).toContain(script)
    if (command.includes('jest')) expect(filesOf(command)).not.toEqual([])
    // What else there is installs programs, or allows the sandbox.
    if (!script && !command.includes('jest'))
      expect(command).toMatch(/^(npm ci|brew install|sudo (apt-get|sysctl))/)
  })

  test('the commands of each system, in their order', () => {
    const [, { steps = [] }] = matrices.find(([name]) => name === 'platforms.yml e2e') ?? ['', {}]
    const on = (system: string) =>
      steps
        .filter(({ if: condition }) => !condition || isOn(system, condition))
        .flatMap(step => commandsOf({ steps: [step] }))
        .map(command =>
          command.replace('node --experimental-vm-modules node_modules/jest/bin/jest.js', 'jest'),
        )
        .filter(command => !command.startsWith('sudo'))
    const portable = ['npm ci', 'npm run bundle', 'jest prove/portable']
    expect(on('Windows')).toEqual(portable)
    expect(on('macOS')).toEqual([
      ...portable.toSpliced(2, 0, 'brew install pass gnupg age'),
      ...['jest e2e', 'jest prove/attacks'],
    ])
    expect(on('Linux')).toEqual([...portable, 'jest e2e', 'jest prove/attacks'])
  })

  const isOn = (system: string, condition: string) => {
    const [, operator, name] = /^runner\.os (==|!=) '(\w+)'$/.exec(condition) ?? []
    return operator === '==' ? name === system : name !== system
  }

  test('what Windows runs end to end has nothing of POSIX, and all that can end a login', () => {
    const [file = '', ...more] = filesOf('jest.js prove/portable')
    expect(more).toEqual([])
    const text = readFileSync(file, 'utf8')
    expect(text).not.toMatch(
      /\/dev\/null|\bsleep \d|#!|mode: 0o|chmod|\bkill -|process\.kill|\/proc\/|node:child_process/,
    )
    for (const said of [
      /a seed: /,
      /a forced refresh: /,
      /main is killed/,
      /the job is cancelled/,
      /two jobs at once/,
      /has auth\.json open/,
    ])
      expect(text).toMatch(said)
  })

  test('unit tests run for each change, and what takes long on main and each week', () => {
    expect(matrices).toHaveLength(2)
    expect(Object.keys(read('test.yml').on)).toContain('pull_request')
    expect(Object.keys(read('platforms.yml').on)).toEqual(['push', 'schedule', 'workflow_dispatch'])
  })
})
