import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { labFolder } from '../doubles/lab/index.js'
import { LAB_ACCOUNT } from '../doubles/openai/openai.js'
import { mintAccessToken, mintRefreshToken } from '../doubles/openai/tokens.js'

const BEFORE = '2026-11-29T23:26:55.230Z'
const AFTER = '2026-11-29T23:27:02.272Z'
const IDENTITY = { account: LAB_ACCOUNT, user: 'lab', plan: 'pro', email: 'lab@example.invalid' }

/** What each looks like that may never get into a report. Made here, so that no scanner takes them for real ones. */
const TOKENS: Record<string, string> = {
  'a refresh token': mintRefreshToken(),
  'an access token': mintAccessToken(IDENTITY, 1, 2),
  'the middle of a token': mintAccessToken(IDENTITY, 1, 2).split('.')[1]?.slice(20, 90) ?? '',
  "GitHub's token": `ghs_${'lab'.repeat(12)}`,
  'a fine-grained token': `github_pat_${'lab'.repeat(12)}`,
  'an API key': `sk-${'lab'.repeat(12)}`,
  'an age identity': `AGE-SECRET-KEY-1${'LAB'.repeat(19)}`,
  "an App's key": '-----BEGIN RSA PRIVATE KEY-----',
}

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(labFolder(), 'acceptance-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function acceptance(args: string[], env: Record<string, string>) {
  const summary = join(dir, 'summary')
  const { status, stdout, stderr } = spawnSync(process.execPath, ['.ci/acceptance.mjs', ...args], {
    encoding: 'utf8',
    env: {
      ...process.env,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'lab/project',
      GITHUB_RUN_ID: '7',
      GITHUB_STEP_SUMMARY: summary,
      ...env,
    },
  })
  return {
    status,
    printed: stdout + stderr,
    summary: existsSync(summary) ? readFileSync(summary, 'utf8') : '',
  }
}

describe('a row', () => {
  const row = (env: Record<string, string>) => {
    const made = acceptance(['row', join(dir, 'row')], { STORE: 'cache', TRIED: 'next', ...env })
    expect([made.status, made.printed]).toEqual([0, ''])
    return JSON.parse(readFileSync(join(dir, 'row', 'cache-next.json'), 'utf8'))
  }

  test('has what the step returned, but not a word of the model', () => {
    const outputs = {
      'auth-status': 'healthy',
      'last-refresh': BEFORE,
      'codex-version': '0.171.0',
      'final-message': 'Lab words',
      'account-plan': 'pro',
    }
    const made = row({ BEGAN: '100', OUTCOME: 'success', OUTPUTS: JSON.stringify(outputs) })
    expect(made).toMatchObject({
      ...{ outcome: 'success', began: 100, answered: true, 'auth-reason': '', storage: '' },
      ...{ 'auth-status': 'healthy', 'last-refresh': BEFORE, 'codex-version': '0.171.0' },
    })
    expect(JSON.stringify(made)).not.toMatch(/Lab words|pro/)
  })

  test.each(Object.entries(TOKENS))('keeps nothing of %s that is in the place of a value', (_, token) => {
    const names = ['auth-status', 'auth-reason', 'storage', 'last-refresh', 'expires-at', 'codex-version']
    const outputs = Object.fromEntries(names.map(name => [name, token]))
    const made = row({ OUTCOME: token, OUTPUTS: JSON.stringify(outputs) })
    expect(made).toMatchObject({ outcome: 'unreadable', 'auth-status': 'unreadable', storage: 'unreadable' })
    expect(JSON.stringify(made)).not.toContain(token)
  })

  test.each(['', 'null', '{}'])('of a step that was skipped has no values (%s)', OUTPUTS => {
    expect(row({ OUTCOME: 'skipped', OUTPUTS })).toMatchObject({ outcome: 'skipped', answered: false })
  })
})

type Row = Record<string, string | number | boolean>

const common = { outcome: 'success', began: 100, ended: 103, answered: false, 'auth-reason': '', at: '' }
const stored = {
  'last-refresh': BEFORE,
  'expires-at': '2026-12-09T23:26:55.000Z',
  'codex-version': '0.171.0',
}
const newer = { ...stored, 'last-refresh': AFTER }
const healthy = { 'auth-status': 'healthy', refreshed: 'false', persisted: 'false' }
const refreshed = { 'auth-status': 'refreshed', refreshed: 'true', persisted: 'true' }

/** The rows of a run in which all is as expected, with changes to some of them; undefined takes a row away. */
function rowsOf(store: string, changes: Record<string, Row | undefined> = {}): Row[] {
  const rows: Record<string, Row> = {
    refresh: { ...common, ...stored, ...refreshed, storage: store, tried: 'refresh' },
    worker: { ...common, ...stored, ...healthy, storage: 'access', tried: 'worker', answered: true },
    next: { ...common, ...stored, ...healthy, storage: store, tried: 'next', answered: true },
    lease1: { ...common, ...newer, ...refreshed, storage: store, tried: 'lease', at: '1' },
    lease2: { ...common, ...newer, ...healthy, storage: store, tried: 'lease', at: '2' },
  }
  return Object.entries(rows)
    .filter(([name]) => !(name in changes && changes[name] === undefined))
    .map(([name, row]) => ({ store, ...row, ...changes[name] }))
}

interface Given {
  readonly stores?: string[]
  readonly results?: Record<string, string>
  readonly repository?: string
}

function report(rows: readonly Row[], given: Given = {}) {
  mkdirSync(join(dir, 'rows'))
  for (const [index, row] of rows.entries())
    writeFileSync(join(dir, 'rows', `${index}.json`), JSON.stringify(row))
  const jobs = ['refresh', 'worker', 'next', 'meet', 'lease']
  const results = Object.fromEntries(jobs.map(name => [name, { result: 'success', outputs: {} }]))
  for (const [name, result] of Object.entries(given.results ?? {})) results[name] = { result, outputs: {} }
  const plan = { result: 'success', outputs: { stores: JSON.stringify(given.stores ?? ['cache']) } }
  const NEEDS = JSON.stringify({ plan, ...results })
  const made = acceptance(['report', join(dir, 'rows'), join(dir, 'report')], {
    LOG_IN: 'false',
    NEEDS,
    ...(given.repository && { GITHUB_REPOSITORY: given.repository }),
  })
  const file = (name: string) => {
    const path = join(dir, 'report', name)
    return existsSync(path) ? readFileSync(path, 'utf8') : ''
  }
  const json = JSON.parse(file('acceptance.json') || '{}') as {
    tried?: { store: string; tried: string; what: string; problems: string[] }[]
  }
  const problems = (json.tried ?? []).flatMap(each =>
    each.problems.map(problem => `${each.store} ${each.tried}: ${problem}`),
  )
  return { ...made, text: file('acceptance.md'), problems, files: file('acceptance.json') !== '' }
}

describe('the report', () => {
  test('of a run in which all is as expected: a line for each, as summary and file', () => {
    const { status, printed, text, summary, problems } = report(rowsOf('cache'))
    expect([status, printed, problems]).toEqual([0, '', []])
    expect(summary).toBe(text)
    expect(text).toContain('### 🟢 Acceptance: 4 of 4 as expected')
    expect(text.match(/^\| cache \|/gm)).toHaveLength(4)
    expect(text).toContain('Codex 0.171.0, [run](https://github.com/lab/project/actions/runs/7)')
    expect(text).toMatch(/^Action `[\w-]+\/codex-auth-action@\S+`/m)
  })

  const broken: [string, Record<string, Row | undefined>, string[]][] = [
    [
      'a refresh that was not stored',
      { refresh: { persisted: 'false' } },
      ['cache refresh: `persisted` is `false`, not `true`'],
    ],
    [
      'a step that failed',
      { refresh: { outcome: 'failure', 'auth-reason': 'not-stored' } },
      ['cache refresh: the step ended with `failure`, `not-stored`'],
    ],
    [
      'another store than the one to try',
      { refresh: { storage: 'host' } },
      ['cache refresh: `storage` is `host`, not `cache`'],
    ],
    [
      'a next job with another login',
      { next: { 'last-refresh': AFTER } },
      [`cache next: \`last-refresh\` is \`${AFTER}\`, and \`${BEFORE}\` was stored`],
    ],
    [
      'a next job that had to warn',
      { next: { 'auth-reason': 'unsavable' } },
      ['cache next: `auth-reason` is `unsavable`, not empty'],
    ],
    ['a model that said nothing', { next: { answered: false } }, ['cache next: the model gave no answer']],
    [
      'a worker that refreshed',
      { worker: { 'auth-status': 'refreshed', 'expires-at': '2026-12-10T00:00:00.000Z' } },
      [
        'cache worker: `auth-status` is `refreshed`, not `healthy`',
        'cache worker: `expires-at` is `2026-12-10T00:00:00.000Z`, and `2026-12-09T23:26:55.000Z` was stored',
      ],
    ],
    ['two refreshes', { lease2: refreshed }, ['cache lease: 2 of the two refreshed, not one']],
    [
      'a second job that has an older login',
      { lease2: stored },
      [`cache lease: \`last-refresh\` is \`${BEFORE}\`, and \`${AFTER}\` was stored`],
    ],
    [
      'a second job that came too late',
      { lease2: { outcome: 'skipped' } },
      ['cache lease: job 2 did not begin: see its log, and `meet-after`'],
    ],
    [
      'jobs that left no row',
      { next: undefined, lease1: undefined },
      ['cache next: its job left no row: see its log', 'cache lease: job 1 left no row: see its log'],
    ],
  ]
  test.each(broken)('%s fails the run, and is named', (_, changes, expected) => {
    const { status, printed, text, summary, problems } = report(rowsOf('cache', changes))
    expect([status, problems]).toEqual([1, expected])
    expect(summary).toBe(text)
    expect(text).toContain('🔴')
    expect(printed).toMatch(/^::error::cache, /m)
  })

  test('with a GitHub secret, the second job must see that its copy is old', () => {
    const stale = { ...stored, 'auth-status': 'stale', 'auth-reason': 'stale-copy' }
    const rows = (lease2: Row) => rowsOf('github-secret', { worker: undefined, lease2 })
    expect(report(rows(stale), { stores: ['github-secret'], results: { worker: 'skipped' } })).toMatchObject({
      status: 0,
      problems: [],
    })
    rmSync(join(dir, 'rows'), { recursive: true })
    expect(report(rows({}), { stores: ['github-secret'] }).problems).toEqual([
      'github-secret lease: `auth-reason` is empty, not `stale-copy`',
    ])
  })

  test('one broken store leaves the others as they are', () => {
    const rows = [...rowsOf('command', { next: { outcome: 'failure' } }), ...rowsOf('host')]
    const results = { worker: 'skipped', next: 'failure' }
    const { problems, text } = report(rows, { stores: ['command', 'host'], results })
    expect(problems).toEqual(['command next: the step ended with `failure`'])
    expect(text.match(/^\| host .* 🟢 /gm)).toHaveLength(3)
  })

  test('a job that failed outside of its step fails the run, too', () => {
    const { status, problems } = report(rowsOf('cache'), { results: { next: 'failure' } })
    expect([status, problems]).toEqual([
      1,
      [' job: it ended with `failure` outside of what the rows show: see its log'],
    ])
  })

  test('is there if no job left a row', () => {
    const { status, problems } = report([], { results: { refresh: 'failure', worker: 'skipped' } })
    expect([status, problems.length]).toEqual([1, 5])
  })

  test.each(['gha-lab-of-the-team', 'rt_laboratory', 'at-lab-we-automate'])(
    'is written in a repository with the name %s',
    name => expect(report(rowsOf('cache'), { repository: `lab/${name}` })).toMatchObject({ status: 0 }),
  )

  test.each(Object.entries(TOKENS))('is not written with %s in it', (_, token) => {
    const { status, printed, files, summary } = report(rowsOf('cache', { next: { 'codex-version': token } }))
    expect([status, files, summary]).toEqual([1, false, ''])
    expect(printed).toContain('contains what looks like a token')
    expect(printed).not.toContain(token)
    expect(readdirSync(dir)).toEqual(['rows'])
  })
})
