import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { systemVariables } from '../doubles/runner/environment.js'
import { createRunner, type JobResult, type Runner } from '../doubles/runner/index.js'

/** Fixture scripts speak through these: what an action's toolkit would do, in a line each. */
const PRELUDE = `
const fs = require('node:fs')
const put = (file, text) => fs.appendFileSync(process.env['GITHUB_' + file], text + '\\n')
const hold = () => setInterval(() => {}, 1000)
const stay = signals => signals.forEach(s => process.on(s, () => console.log('got ' + s)))
`

interface Fixture {
  pre?: string
  main: string
  post?: string
  preIf?: string
  postIf?: string
  inputs?: string
}

let root: string
let runner: Runner

/** Writes a tiny action and returns its directory, which is also its name. */
function action(name: string, fixture: Fixture): string {
  const dir = join(root, 'src', name)
  mkdirSync(join(dir, 'dist'), { recursive: true })
  const runs = ['using: node24']
  for (const stage of ['pre', 'main', 'post'] as const) {
    if (fixture[stage] === undefined) continue
    runs.push(`${stage}: dist/${stage}.js`)
    writeFileSync(join(dir, 'dist', `${stage}.js`), PRELUDE + fixture[stage])
  }
  if (fixture.preIf) runs.push(`pre-if: "${fixture.preIf}"`)
  if (fixture.postIf) runs.push(`post-if: "${fixture.postIf}"`)
  const text = `name: ${name}\n${fixture.inputs ?? ''}\nruns:\n${runs.map(line => `  ${line}\n`).join('')}`
  writeFileSync(join(dir, 'action.yml'), text)
  return dir
}

/** The words that stages printed, in order. */
const said = (result: JobResult) => result.rawLog.split('\n').filter(line => line.startsWith('> '))

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

const fast = { sigint: 250, sigterm: 150, streams: 300 }

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'runner-double-'))
  runner = createRunner({ root: join(root, 'agent'), env: { AGENT: 'yes' } })
})
afterEach(async () => {
  await runner.close()
  rmSync(root, { recursive: true, force: true })
})

describe('stages', () => {
  test('every pre, then mains and run steps in order, then posts as a stack', async () => {
    const talk = (name: string): Fixture => {
      const say = (stage: string) => `console.log('> ${name} ${stage}')`
      return { pre: say('pre'), main: say('main'), post: say('post') }
    }
    const a = action('a', talk('a'))
    const b = action('b', talk('b'))
    const result = await runner.job({ steps: [{ uses: a }, { run: 'echo "> run"' }, { uses: b }] })
    const order = ['a pre', 'b pre', 'a main', 'run', 'b main', 'b post', 'a post']
    expect(said(result)).toEqual(order.map(what => `> ${what}`))
    expect(result.conclusion).toBe('success')
  })

  test('state goes to later stages of the same step, env and path to all later stages, outputs from main', async () => {
    const a = action('a', {
      pre: `put('STATE', 'plain=1'); put('STATE', 'long<<E\\nx\\n\\ny\\nE'); put('ENV', 'SEEN=from pre')
            put('ENV', 'NODE_OPTIONS=--bad'); put('ENV', 'GITHUB_SHA=bad'); put('PATH', '/first'); put('OUTPUT', 'o=pre')`,
      main: `console.log('> ' + JSON.stringify([process.env.STATE_plain, process.env.STATE_long, process.env.SEEN]))
             put('OUTPUT', 'o=main'); put('PATH', '/second'); put('STEP_SUMMARY', '# done')`,
      post: `console.log('> ' + process.env.STATE_plain)`,
    })
    const result = await runner.job({
      steps: [{ id: 'it', uses: a }, { run: 'echo "> $SEEN $NODE_OPTIONS $GITHUB_SHA $PATH $STATE_plain"' }],
    })
    const [main, run, post] = said(result)
    expect(main).toBe('> ["1","x\\n\\ny","from pre"]')
    expect(run).toMatch(/^> from pre {2}[0-9a-f]{40} \/second:\/first:\S+ $/)
    expect(post).toBe('> 1')
    expect(result.steps[0]?.outputs).toEqual({ o: 'main' })
    expect(result.env).toEqual({ SEEN: 'from pre' })
    expect(result.summary).toBe('# done\n')
    expect(result.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining('NODE_OPTIONS'),
    ])
  })

  test('a step with if: false still runs pre and post; a local action has no pre', async () => {
    const a = action('a', {
      pre: `console.log('> pre')`,
      main: `console.log('> main')`,
      post: `console.log('> post')`,
    })
    expect(said(await runner.job({ steps: [{ uses: a, if: false }] }))).toEqual(['> pre', '> post'])
    expect(said(await runner.job({ steps: [{ uses: a, local: true }] }))).toEqual(['> main', '> post'])
  })

  test('a pre that fails skips main and runs post', async () => {
    const a = action('a', {
      pre: 'process.exit(3)',
      main: `console.log('> main')`,
      post: `console.log('> post')`,
    })
    const result = await runner.job({ steps: [{ uses: a }] })
    expect(said(result)).toEqual(['> post'])
    expect(result.conclusion).toBe('failure')
    expect(result.steps[0]).toMatchObject({
      outcome: 'skipped',
      stages: { pre: { exitCode: 3, outcome: 'failure' } },
    })
  })

  test('inputs: defaults, expressions, names, and a function asked at every stage', async () => {
    const show = `console.log('> ' + JSON.stringify(Object.entries(process.env).filter(([k]) => k.startsWith('INPUT_')).sort()))`
    const inputs = `inputs:
  a-key: { default: plain }
  total: { default: "\${{ strategy.job-total }} \${{ runner.environment }} \${{ github.event.repository.visibility }}" }
  token: { default: "\${{ github.token }}" }
  with space: { required: false }`
    const a = action('a', { inputs, pre: show, main: show, post: show })
    const result = await runner.job({
      event: { repository: { visibility: 'public' } },
      contexts: { strategy: { 'job-total': 4 } },
      steps: [{ uses: a, with: stage => (stage === 'main' ? { 'a-key': 'given' } : {}) }],
    })
    const expected = (key: string) =>
      `> ${JSON.stringify([
        ['INPUT_A-KEY', key],
        ['INPUT_TOKEN', 'ghs_labtoken'],
        ['INPUT_TOTAL', '4 self-hosted public'],
        ['INPUT_WITH_SPACE', ''],
      ])}`
    expect(said(result)).toEqual([expected('plain'), expected('given'), expected('plain')])
    expect(result.log).not.toContain('ghs_labtoken')
    expect(result.steps[0]?.stages.main?.env).not.toHaveProperty('GITHUB_TOKEN')
  })

  test('stdin is closed, RUNNER_TEMP is wiped, home and what it holds stay, nothing is inherited', async () => {
    process.env.LEAK_OF_THE_TEST = 'no'
    const a = action('a', {
      main: `fs.writeFileSync(process.env.RUNNER_TEMP + '/mine', 'x'); fs.writeFileSync(process.env.HOME + '/kept', 'x')
             console.log('> ' + [fs.readFileSync(0).length, process.env.LEAK_OF_THE_TEST, process.env.AGENT, process.env.CI])
             console.log('> ' + [process.cwd() === process.env.GITHUB_WORKSPACE, process.versions.node.split('.')[0] >= 24])`,
    })
    writeFileSync(join(runner.folders.home, 'older'), '')
    const result = await runner.job({ event: { hello: 1 }, steps: [{ uses: a }] })
    delete process.env.LEAK_OF_THE_TEST
    expect(said(result)).toEqual(['> 0,,yes,true', '> true,true'])
    expect(readdirSync(runner.folders.temp)).toEqual([])
    expect(readdirSync(runner.folders.home).sort()).toEqual(['kept', 'older'])
    expect(result.files()).toMatchObject({
      mine: 'x',
      '_github_workflow/event.json': expect.stringContaining('hello'),
    })
  })
})

describe('output', () => {
  test('masks values, their lines and base64 shifts, from add-mask and from secrets', async () => {
    const secret = 'lab-AAAA-bbbb'
    const shifted = ['', 'u', 'us'].map(lead => Buffer.from(lead + secret).toString('base64'))
    const a = action('a', {
      main: `console.log('::add-mask::  first%0A   second-line%25'); console.log('x second-line% y first z')
             console.log('seen ' + ${JSON.stringify(shifted)}.join(' ')); console.error('json "${secret}"')
             put('OUTPUT', 'bad=${secret}'); put('OUTPUT', 'good=1'); put('STEP_SUMMARY', '${secret}')
             console.log('::error title=Bad%3A news::it is ${secret}%0Atwice')
             console.log('::stop-commands::pause'); console.log('::warning::not one'); console.log('::pause::')
             console.log('  ##[warning]an old one'); console.log('::debug::hidden'); console.log('text ::notice::none')
             console.log('::set-output name=a::b')`,
    })
    const result = await runner.job({ secrets: [secret], steps: [{ uses: a }] })
    expect(result.log).toContain('x *** y *** z')
    // The first group of four also holds what stood before the secret, so it can't be masked.
    expect(result.log).toContain(`seen *** ${shifted[1]?.slice(0, 4)}*** ${shifted[2]?.slice(0, 4)}***`)
    for (const whole of shifted) expect(result.log).not.toContain(whole)
    expect(result.log).not.toContain(secret)
    expect(result.rawLog).toContain(secret)
    expect(result.rawLog).not.toContain('add-mask')
    expect(result.log).not.toContain('hidden')
    expect(result.masks).toEqual(expect.arrayContaining([secret, 'first', 'second-line%']))
    expect(result.steps[0]?.maskedOutputs).toEqual(['bad'])
    expect(result.summary).toBe('***\n')
    expect(result.annotations.map(({ level, title, message }) => [level, title, message])).toEqual([
      ['error', 'Bad: news', 'it is ***\ntwice'],
      ['warning', undefined, 'an old one'],
      ['error', undefined, expect.stringContaining('`set-output` command is disabled')],
    ])
    expect(result.conclusion).toBe('failure')
  })
})

describe('cancel and death', () => {
  test('SIGINT, SIGTERM, SIGKILL to node only; later steps are skipped; post runs, then orphans are killed', async () => {
    const a = action('a', {
      main: `stay(['SIGINT', 'SIGTERM']); hold()
             const child = require('node:child_process').spawn('sleep', ['60'], { stdio: 'inherit' })
             put('STATE', 'child=' + child.pid); console.log('> ready')`,
      post: `process.kill(+process.env.STATE_child, 0); console.log('> child lives')`,
    })
    const run = runner.job({
      timing: fast,
      steps: [{ uses: a }, { run: 'echo "> never"' }, { if: 'always()', run: 'echo "> always"' }],
    })
    await run.line('> ready')
    run.cancel()
    const result = await run
    expect(result.conclusion).toBe('cancelled')
    const main = result.steps[0]?.stages.main
    expect(main).toMatchObject({ outcome: 'cancelled', signal: 'SIGKILL' })
    // 250 + 150 of the ladder, then 300 for the child that holds the output.
    expect(main?.durationMs).toBeGreaterThan(650)
    expect(result.rawLog).toMatch(/got SIGINT\ngot SIGTERM/)
    expect(said(result)).toEqual(['> ready', '> always', '> child lives'])
    expect(result.orphans).toEqual([{ pid: Number(main?.state.child), command: 'sleep 60' }])
  })

  test('a pre with always() is not interrupted, one with !cancelled() is, nor is a post', async () => {
    const slow = `stay(['SIGINT']); console.log('> holds'); setTimeout(() => { console.log('> whole'); process.exit(0) }, 400)`
    const waits = action('waits', { preIf: 'always()', pre: slow, main: '', post: slow })
    const first = runner.job({ timing: fast, steps: [{ uses: waits }] })
    await first.line('> holds')
    first.cancel()
    const whole = await first
    expect(said(whole)).toEqual(['> holds', '> whole', '> holds', '> whole'])
    expect(whole.rawLog).not.toContain('SIGINT')
    const yields = action('yields', {
      preIf: '!cancelled()',
      pre: `console.log('> holds'); hold()`,
      main: '',
    })
    const second = runner.job({ timing: fast, steps: [{ uses: yields }] })
    await second.line('> holds')
    second.cancel()
    expect((await second).steps[0]?.stages.pre).toMatchObject({ signal: 'SIGINT', outcome: 'cancelled' })
  })

  test('a time-out signals whatever the condition; a shutdown skips posts too', async () => {
    const a = action('a', { main: `console.log('> in'); hold()`, post: `console.log('> post')` })
    const late = await runner.job({ timing: fast, steps: [{ uses: a, if: 'always()', timeoutMs: 3000 }] })
    expect(late.steps[0]).toMatchObject({ outcome: 'failure', stages: { main: { signal: 'SIGINT' } } })
    expect(said(late)).toEqual(['> in', '> post'])
    const run = runner.job({ timing: fast, steps: [{ uses: a }] })
    await run.line('> in')
    run.shutdown()
    expect(said(await run)).toEqual(['> in'])
  })

  test('what a main wrote before kill -9 is applied, and its post runs', async () => {
    const a = action('a', {
      main: `put('STATE', 'before=yes'); console.log('> in'); hold()`,
      post: `console.log('> ' + process.env.STATE_before)`,
    })
    const run = runner.job({
      steps: [{ uses: a }],
      onEvent: (e, it) => e.type === 'line' && e.text === '> in' && it.kill('stage'),
    })
    const result = await run
    expect(said(result)).toEqual(['> in', '> yes'])
    expect(result.steps[0]).toMatchObject({
      outcome: 'failure',
      stages: { main: { signal: 'SIGKILL', state: { before: 'yes' } } },
    })
  })

  test('killing the worker leaves the stage behind and runs no post; another agent runs at the same time', async () => {
    const a = action('a', { main: `console.log('> ' + process.ppid); hold()`, post: `console.log('> post')` })
    const other = createRunner({ root: join(root, 'other'), name: 'other' })
    const run = runner.job({ steps: [{ uses: a }] })
    const beside = other.job({ steps: [{ uses: a }] })
    const [{ text, pid }] = await Promise.all([run.line('> '), beside.line('> ')])
    expect(text).toBe(`> ${run.workerPid}`)
    run.kill('worker')
    beside.kill('both')
    const result = await run
    await beside
    expect(result).toMatchObject({ workerDied: true, conclusion: 'failure' })
    expect(said(result)).toHaveLength(1)
    expect(isAlive(run.workerPid)).toBe(false)
    expect(isAlive(pid)).toBe(true)
    expect(Object.keys(result.files())).toContain('_github_workflow/event.json')
    await runner.close()
    // The kernel ends a killed process a moment after the call.
    while (isAlive(pid)) await new Promise(resolve => setTimeout(resolve, 10))
  })
})

test('on Windows a stage has what programs need of the system, and its home is the profile', () => {
  const env = {
    SystemRoot: 'C:\\Windows',
    PathExt: '.EXE',
    GITHUB_TOKEN: 'lab',
    USERPROFILE: 'C:\\Users\\me',
  }
  expect(systemVariables('/lab/home', env, 'win32')).toEqual({
    SystemRoot: 'C:\\Windows',
    PathExt: '.EXE',
    USERPROFILE: '/lab/home',
    APPDATA: join('/lab/home', 'AppData', 'Roaming'),
    LOCALAPPDATA: join('/lab/home', 'AppData', 'Local'),
  })
  for (const system of ['linux', 'darwin'] as const)
    expect(systemVariables('/lab/home', env, system)).toEqual({})
})
