import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { type Diagnosis, diagnose, directoryWith, findingsIn } from './doctor-harness.js'

const FIXTURES = join(process.cwd(), '__tests__', 'fixtures', 'workflows')
const named = (kind: string) => readdirSync(join(FIXTURES, kind)).sort()

/** What is expected of a file, a line each: level, place and the words that the line must hold. */
type Expected = readonly (readonly ['warning' | 'note', string, RegExp])[]

function expectFindings(diagnosis: Diagnosis, file: string, expected: Expected): void {
  const found = findingsIn(diagnosis)
  expect(found.map(line => line.replace(/^(\w+: [^ ]*(?:, job \S+)?(?:, step "[^"]*")?): .*/, '$1'))).toEqual(
    expected.map(([level, place]) => `${level}: ${file}${place}`),
  )
  for (const [index, [, , words]] of expected.entries()) expect(found[index]).toMatch(words)
  const warnings = expected.filter(([level]) => level === 'warning').length
  expect(diagnosis.code).toBe(warnings > 0 ? 1 : 0)
  const verdict = diagnosis.text.split('\n')[0]
  if (warnings === 0) expect(verdict).toMatch(/: nothing found that would lose the login\.$/)
  else expect(verdict).toMatch(new RegExp(`: ${warnings} warnings?\\.$`))
}

const SAVED: RegExp = /saves the login only if everything before it succeeded/
const REWRITES: RegExp = /writes the login over auth\.json in each run/
const NO_WRITE: RegExp = /may not write to the repository \(`contents: write`\)/
const CACHED: RegExp = /puts the login into the cache, unencrypted/
const SCHEDULES: RegExp = /disables the schedules of a public repository/
const CALLED: RegExp = /Only other workflows start this one/
const TOO_EARLY: RegExp = /and the secret belongs to no environment/

const BAD: Readonly<Record<string, Expected>> = {
  'cache-alone.yml': [
    ['warning', ':8, job run, step "Codex"', /No workflow beside it keeps this login fresh/],
  ],
  'cache-ordinary.yml': [
    ['note', ':10, job run, step "1"', /No scheduled workflow beside it has `mode: keep-fresh`/],
  ],
  'cache-weekly.yml': [
    ['warning', ':10, job run, step "1"', /Seven days or more can pass/],
    ['note', '', SCHEDULES],
  ],
  'cancel.yml': [
    ['warning', '', /A newer run cancels this one/],
    ['note', ', job run', /A newer run may cancel this one/],
  ],
  'ends-login.yml': [
    ['warning', ':12, job run, step "Clean up"', /runs `codex logout`/],
    ['warning', ':15, job run, step "4"', /runs `codex login`/],
  ],
  'everybody.yml': [['warning', ':10, job run, step "1"', /`issue_comment`, `discussion` start Codex/]],
  'forks.yml': [
    ['note', ':7, job run, step "1"', /A fork's pull request \(`pull_request`\) is refused here/],
  ],
  'laid-open.yml': [
    ['warning', ':7, job run, step "1"', SAVED],
    ['warning', ':7, job run, step "1"', CACHED],
    ['warning', ':13, job run, step "3"', CACHED],
    ['warning', ':20, job run, step "Keep"', /puts the login into an artifact, unencrypted/],
  ],
  'no-store.yml': [
    ['warning', ':8, job nothing, step "1"', /This is a GitHub-hosted runner/],
    ['warning', ':15, job host, step "1"', /This is a GitHub-hosted runner/],
    ['warning', ':22, job half, step "1"', /The store "command" needs `persist-command`/],
    ['warning', ':29, job keyless, step "1"', /The store "cache" needs `encryption-key`/],
  ],
  'other-login.yml': [
    ['warning', ':13, job run, step "Own Codex"', /has CODEX_API_KEY, CODEX_ACCESS_TOKEN\./],
    ['note', ':9, job run, step "1"', /has CODEX_API_KEY\./],
  ],
  'permissions-unsaid.yml': [['note', ':7, job run, step "1"', /Neither the job nor the workflow says/]],
  'permissions.yml': [
    ['warning', ':8, job none, step "1"', NO_WRITE],
    ['warning', ':8, job readers, step "1"', NO_WRITE],
    ['note', ':8, job no-jobs, step "1"', /may not see other jobs \(`actions: read`\)/],
  ],
  'public.yml': [
    [
      'warning',
      ':7, job run, step "1"',
      /`allow-public-repository` is on, and strangers can cause `pull_request_target`/,
    ],
    ['note', ':7, job run, step "1"', /A fork's pull request/],
  ],
  'saved-on-success.yml': [['warning', ':11, job run, step "Save"', SAVED]],
  'secret-queue.yml': [
    ['warning', ':10, job matrix, step "1"', TOO_EARLY],
    ['warning', ':20, job group, step "1"', TOO_EARLY],
    ['note', ':29, job triggers, step "1"', TOO_EARLY],
  ],
  'secret-writer.yml': [
    ['warning', ':9, job none, step "1"', /Nothing here may write the secret/],
    ['warning', ':18, job half, step "1"', /does not run in the environment "codex"/],
    ['warning', ':18, job half, step "1"', /`app-id` is given without `app-private-key`/],
  ],
  'seed-each-run.yml': [
    ['warning', ':7, job run, step "Redirected"', REWRITES],
    ['warning', ':11, job run, step "2"', REWRITES],
    ['warning', ':15, job run, step "decoded"', REWRITES],
    ['warning', ':19, job run, step "Guarded the wrong way round"', REWRITES],
    ['warning', ':24, job run, step "PowerShell"', REWRITES],
    ['warning', ':29, job run, step "Installed"', REWRITES],
  ],
  'unguarded.yml': [['warning', ', job run', /everybody can cause `issues`/]],
  'unknown-input.yml': [
    ['warning', ':7, job run, step "1"', /There is no input `auth_json`/],
    ['warning', ':7, job run, step "1"', /There is no input `openai-api-key`/],
  ],
}

const GOOD: Readonly<Record<string, Expected>> = {
  'called.yml': [['note', '', CALLED]],
  'keep-fresh-cache.yml': [['note', '', SCHEDULES]],
  'keep-fresh-host.yml': [['note', '', SCHEDULES]],
}

test('every fixture has its expectation', () => {
  expect(Object.keys(BAD).sort()).toEqual(named('bad'))
  expect(named('good').length).toBeGreaterThan(10)
})

describe('bad ones, each by itself', () => {
  test.each(Object.entries(BAD))('%s', async (file, expected) => {
    expectFindings(await diagnose(join(FIXTURES, 'bad'), [file]), file, expected)
  })
})

describe('good ones, each by itself', () => {
  test.each(named('good'))('%s', async file => {
    expectFindings(await diagnose(join(FIXTURES, 'good'), [file]), file, GOOD[file] ?? [])
  })
})

describe('a directory', () => {
  const repository = (kind: string) => {
    const dir = directoryWith({ 'README.md': 'lab' })
    cpSync(join(FIXTURES, kind), join(dir, '.github/workflows'), { recursive: true })
    return dir
  }
  const FOLDER = '.github/workflows'

  test.each([['.'], [FOLDER]])('all good ones together, given as %s', async path => {
    const diagnosis = await diagnose(repository('good'), [path])
    expect(diagnosis.text.split('\n')[0]).toBe(
      '12 workflows, 8 uses of this action, 2 jobs with a login by hand: nothing found that would lose the login.',
    )
    // Once for all of them.
    expect(findingsIn(diagnosis)).toEqual([CALLED, SCHEDULES].map(words => expect.stringMatching(words)))
    expect(diagnosis.code).toBe(0)
  })

  test('all bad ones together have all that they have alone', async () => {
    const diagnosis = await diagnose(repository('bad'), ['.'])
    const all = Object.values(BAD).flat()
    const count = (level: string) => all.filter(([is]) => is === level).length
    expect(diagnosis.code).toBe(1)
    expect(findingsIn(diagnosis).filter(line => line.startsWith('warning'))).toHaveLength(count('warning'))
    expect(findingsIn(diagnosis).filter(line => line.startsWith('note'))).toHaveLength(count('note'))
  })

  test.each([
    ['good/triage.yml', 'triage.yml:10', 'job triage, mode run, storage host, session default'],
    [
      'good/keep-fresh-host.yml',
      'keep-fresh-host.yml:11',
      'job keep-fresh, mode keep-fresh, storage host, session default',
    ],
    [
      'good/github-secret.yml',
      'github-secret.yml:15',
      'job explain, mode run, storage github-secret, session default',
    ],
    ['good/command.yml', 'command.yml:8', 'job vault, mode run, storage command, session default'],
    ['good/called.yml', 'called.yml:16', 'job run, mode run, storage not known, session default'],
    [
      'bad/cache-weekly.yml',
      'cache-weekly.yml:10',
      'job run, mode keep-fresh, storage cache, session weekly',
    ],
    ['bad/ends-login.yml', 'ends-login.yml:7', 'job run, mode setup, storage host, session default'],
  ])('%s: each use is told with what it does', async (file, place, what) => {
    const { text } = await diagnose(join(FIXTURES, dirname(file)), [basename(file)])
    expect(text.split('\n')[2]).toBe(`  ${place}  ${what}`)
  })

  const keepFresh = readFileSync(join(FIXTURES, 'good/keep-fresh-cache.yml'), 'utf8')
  const ordinary = readFileSync(join(FIXTURES, 'good/cache-ordinary.yml'), 'utf8')
  const MATRIX = '$' + '{{ matrix.session }}'
  /** Throws where it changes nothing: a row must not pass for want of its change. */
  const changed = (text: string, from: string | RegExp, to: string) => {
    if (text.replace(from, to) === text) throw new Error(`there is no ${from}`)
    return text.replace(from, to)
  }
  const session = (text: string, name: string) =>
    changed(text, /( +)(encryption-key:)/i, `$1session: ${name}\n$1$2`)

  test.each<[string, Record<string, string>, number]>([
    ['without keep-fresh', { 'a.yml': ordinary }, 1],
    ['with one beside it', { 'a.yml': ordinary, 'b.yaml': keepFresh }, 0],
    ['of another session', { 'a.yml': ordinary, 'b.yml': session(keepFresh, 'other') }, 1],
    ['of the same session', { 'a.yml': session(ordinary, 'ci'), 'b.yml': session(keepFresh, 'ci') }, 0],
    ['that nobody starts', { 'a.yml': ordinary, 'b.yml': changed(keepFresh, / {2}schedule:\n.*\n/, '') }, 1],
    ['twice a month', { 'a.yml': ordinary, 'b.yml': changed(keepFresh, '* * MON,THU', '1,15 * *') }, 1],
    [
      'on a runner that nobody knows',
      { 'a.yml': ordinary, 'b.yml': changed(keepFresh, 'ubuntu-24.04', 'big') },
      0,
    ],
    ['of each session of a matrix', { 'a.yml': ordinary, 'b.yml': session(keepFresh, MATRIX) }, 0],
    [
      'on one day each',
      { 'a.yml': changed(keepFresh, 'MON,', ''), 'b.yml': changed(keepFresh, ',THU', '') },
      0,
    ],
  ])('a login in the cache, keep-fresh %s', async (_, files, code) => {
    const dir = directoryWith(files)
    expect((await diagnose(dir, ['.'])).code).toBe(code)
    expect((await diagnose(dir, ['a.yml'])).code).toBe(code)
  })

  test('a broken workflow is said, and the others are judged', async () => {
    const dir = directoryWith({
      'broken.yml': 'on: push\njobs: [\n',
      'cancel.yml': readFileSync(join(FIXTURES, 'bad/cancel.yml')),
    })
    const diagnosis = await diagnose(dir, ['.'])
    expect(diagnosis.code).toBe(1)
    expect(findingsIn(diagnosis)[0]).toMatch(/^warning: broken\.yml:3 is not YAML/)
    expect(findingsIn(diagnosis)[1]).toMatch(/^warning: cancel\.yml: A newer run cancels/)
  })

  test.each<[string, string, RegExp]>([
    ['no YAML', 'on: push\njobs: [\n', /^w\.yml:3 is not YAML/],
    ['a key twice', 'on: push\njobs: {}\njobs: {}\n', /^w\.yml:\d+ is not YAML/],
    ['no workflow', 'runs: npm test\n', /^w\.yml is no workflow/],
    ['an action without steps', 'runs:\n  using: node24\n', /^w\.yml is an action in JavaScript/],
    ['nothing', '', /^w\.yml is no workflow/],
    ['a tag that would be a function', 'jobs: !!js/function "function () {}"\n', /^w\.yml:\d+ is not YAML/],
  ])('alone, %s is exit code 2', async (_, content, words) => {
    const { code, text } = await diagnose(directoryWith({ 'w.yml': content }), ['w.yml'])
    expect(code).toBe(2)
    expect(text).toMatch(words)
  })

  test('odd shapes are no reason to fall over', async () => {
    const odd =
      'on:\njobs:\n  a:\n  b: text\n  c: {steps: text}\n  d: {steps: [null, text, {run: [1], with: 3}], runs-on: {}}\n'
    expect((await diagnose(directoryWith({ 'w.yml': odd }), ['w.yml'])).code).toBe(0)
  })
})
