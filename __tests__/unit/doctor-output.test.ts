import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { doctor } from '../../src/doctor/doctor.js'
import type { Finding } from '../../src/doctor/report.js'
import { inRepository, machineIn, readCases } from '../cases/doctor-cases.js'
import { where } from './needs.js'

const asUser = where(process.getuid?.() !== 0, 'root may read everything')

const SEED = '$' + '{{ secrets.CODEX_AUTH_JSON }}'
const RESTORE = `      - run: printf %s "$A" > ~/.codex/auth.json\n        env: { A: "${SEED}" }\n`
const BAD = `on: push\njobs:\n  agent:\n    runs-on: ubuntu-latest\n    steps:\n${RESTORE}      - run: codex exec hi\n`
const GOOD = 'on: push\njobs: { test: { runs-on: ubuntu-latest, steps: [{ run: npm test }] } }\n'
const UNSEEN = `on: { schedule: [{ cron: '0 4 * * *' }] }\njobs:\n  agent:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: lab/review@v1\n        with: { login: "${SEED}" }\n`
const W = '.github/workflows/'

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  readonly annotations: readonly Finding[]
}

const run = (
  files: Record<string, string>,
  args: readonly string[],
  { input = '', prepare = (_: string) => {} } = {},
): Promise<Ran> =>
  inRepository(files, async directory => {
    prepare(directory)
    const annotations: Finding[] = []
    const machine = {
      ...machineIn(directory),
      readInput: async () => input,
      annotate: (one: Finding) => void annotations.push(one),
    }
    const printed = { out: '', err: '' }
    const say = (to: keyof typeof printed) => (text: string) => {
      printed[to] += text
    }
    const code = await doctor(args, {
      ...machine,
      print: say('out'),
      printJson: say('out'),
      complain: say('err'),
    })
    return { code, ...printed, annotations }
  })

describe('plain', () => {
  test('a finding has file, line and column, the line itself, why, what to do, and the rule', async () => {
    const { out, err, code } = await run({ [`${W}a.yml`]: BAD }, ['.'])
    expect(code).toBe(1)
    expect(err).toBe('')
    expect(out).toContain(
      `${W}a.yml:6:14: warning: It writes the login (\`CODEX_AUTH_JSON\`) over auth.json in each run, and nothing stores what Codex makes of it. [seed-each-run]\n    - run: printf %s "$A" > ~/.codex/auth.json   # job agent, step "1"\n  Once Codex`,
    )
    expect(out).toMatch(/\.yml:3:3: warning: Nothing keeps two runs of this workflow apart.* \[two-at-once\]/)
  })

  test('2 MB of findings stay under 200 lines', async () => {
    const step = `${RESTORE}      - run: cat ~/.codex/auth.json; codex logout\n`
    const text = BAD + step.repeat(4500)
    const files = Object.fromEntries(
      Array.from({ length: 2 }, (_, at) => [`${W}w${at}.yml`, text.replace('hi\n', `hi ${at}\n`)]),
    )
    const { out, code } = await run(files, ['.'])
    expect(code).toBe(1)
    expect(out.split('\n').length).toBeLessThan(200)
    expect(out).toMatch(/also in lines \d+, \d+.* more\)/)
  }, 120_000)
})

describe('several paths, standard input and exit codes', () => {
  test.each<[string, Record<string, string>, string[], number]>([
    ['good', { 'a.yml': GOOD }, ['a.yml'], 0],
    ['bad', { 'a.yml': BAD }, ['a.yml'], 1],
    ['good and bad', { 'a.yml': GOOD, 'b.yml': BAD }, ['a.yml', 'b.yml'], 1],
    ['good beside bad', { 'a.yml': GOOD, 'b.yml': BAD }, ['a.yml'], 0],
    ['not there', { 'a.yml': GOOD }, ['gone.yml'], 2],
    ['one of two not there', { 'a.yml': GOOD }, ['a.yml', 'gone.yml'], 2],
    ['no arguments', { 'a.yml': GOOD }, [], 2],
    ['a format that is none', { 'a.yml': GOOD }, ['--format', 'xml', 'a.yml'], 2],
    ["can't tell", { 'a.yml': UNSEEN }, ['a.yml'], 0],
    ["can't tell, strict", { 'a.yml': UNSEEN }, ['--strict', 'a.yml'], 3],
    ['strict and bad', { 'a.yml': UNSEEN, 'b.yml': BAD }, ['--strict', 'a.yml', 'b.yml'], 1],
    ['strict and good', { 'a.yml': GOOD }, ['--strict', 'a.yml'], 0],
  ])('%s', async (_, files, args, code) => {
    const ran = await run(files, args)
    expect(ran.code).toBe(code)
    expect(ran.err !== '').toBe(code === 2)
  })

  test('a file has the verdict of its directory', async () => {
    const files = { [`${W}a.yml`]: BAD, [`${W}b.yml`]: BAD.replace('push', 'issues'), [`${W}c.yml`]: GOOD }
    const whole = JSON.parse((await run(files, ['--format', 'json', '.'])).out) as {
      findings: { file: string }[]
    }
    for (const file of Object.keys(files)) {
      const alone = JSON.parse((await run(files, ['--format', 'json', file])).out) as typeof whole
      expect(alone.findings).toEqual(whole.findings.filter(one => one.file === file))
    }
  })

  test('a workflow on standard input', async () => {
    const { code, out } = await run({ x: '' }, ['--stdin-filename', `${W}typed.yml`, '-'], { input: BAD })
    expect(code).toBe(1)
    expect(out).toContain(`${W}typed.yml:6:14: warning: `)
  })

  test('one that is no YAML and a dangling link are named, and the rest is judged', async () => {
    const files = { [`${W}a.yml`]: BAD, [`${W}broken.yml`]: 'on: push\njobs: [\n' }
    const prepare = (directory: string) => symlinkSync('nowhere', join(directory, W, 'link.yml'))
    const { code, out } = await run(files, ['.'], { prepare })
    expect(code).toBe(1)
    expect(out).toContain('[seed-each-run]')
    expect(out).toMatch(/broken\.yml:3 is not YAML/)
    expect(out).toMatch(/link\.yml can't be read \(ENOENT\)/)
    expect((await run({ ...files, [`${W}a.yml`]: GOOD }, ['.'], { prepare })).code).toBe(2)
  })

  asUser('one that its user may not read', async () => {
    const prepare = (directory: string) => chmodSync(join(directory, W, 'b.yml'), 0)
    const { code, out } = await run({ [`${W}a.yml`]: BAD, [`${W}b.yml`]: GOOD }, ['.'], { prepare })
    expect(code).toBe(1)
    expect(out).toMatch(/b\.yml can't be read \(EACCES\)/)
  })
})

describe('for programs', () => {
  test('JSON', async () => {
    const { out } = await run({ [`${W}a.yml`]: BAD }, ['--format', 'json', '.'])
    const { verdict, findings } = JSON.parse(out) as { verdict: string; findings: Record<string, unknown>[] }
    expect(verdict).toBe('1 workflow, 0 uses of this action, 1 job with a login by hand: 2 warnings.')
    expect(findings.map(({ level, rule, file, line, column }) => [level, rule, file, line, column])).toEqual([
      ['warning', 'two-at-once', `${W}a.yml`, 3, 3],
      ['warning', 'seed-each-run', `${W}a.yml`, 6, 14],
    ])
    expect(findings[0]?.page).toMatch(/docs\/doctor\.md#two-at-once$/)
  })

  test('SARIF: the whole schema of 2.1.0, and what GitHub requires beyond it', async () => {
    const text = readFileSync(join('__tests__', 'fixtures', 'sarif-2.1.0.schema'), 'utf8')
    const validate = addFormats
      .default(new Ajv({ strict: false, unicodeRegExp: false }))
      .compile(JSON.parse(text))
    // Each case of each rule, in one repository.
    const files = { 'a b.yml': BAD, 'c.yml': GOOD, 'broken.yml': 'jobs: [' }
    const cases = readCases().map(({ name, files: { [`${W}case.yml`]: one = GOOD } }) => [
      `${name.replace('/', '-')}.yml`,
      one,
    ])
    for (const some of [files, Object.fromEntries(cases), { 'good.yml': GOOD }]) {
      const inPlace = Object.fromEntries(
        Object.entries(some).map(([name, one]): [string, string] => [W + name, String(one)]),
      )
      const { out } = await run(inPlace, ['--format', 'sarif', '.'])
      const sarif = JSON.parse(out) as Sarif
      expect([validate(sarif), validate.errors]).toEqual([true, null])
      assertForGitHub(sarif)
    }
    const { out } = await run({ [`${W}a b.yml`]: BAD }, ['--format', 'sarif', '.'])
    expect(out).toContain('a%20b.yml')
  })

  test('annotations, one for each finding', async () => {
    const { annotations, code } = await run({ [`${W}a.yml`]: BAD }, ['--format', 'github', '.'])
    expect(code).toBe(1)
    expect(annotations.map(({ code: rule, place }) => [rule, place?.file, place?.line])).toEqual([
      ['two-at-once', `${W}a.yml`, 3],
      ['seed-each-run', `${W}a.yml`, 6],
    ])
  })

  test('an overview: login, jobs, events, group, who saves', async () => {
    const { out } = await run({ [`${W}a.yml`]: BAD }, ['--overview', '.'])
    expect(out).toContain(
      `\`CODEX_AUTH_JSON\`:\n  ${W}a.yml, job agent: on push; group none; saved by nobody\n`,
    )
  })
})

test('docs/doctor.md has a section for each rule', () => {
  const { status, stderr } = spawnSync(process.execPath, ['.ci/doctor-page.mjs', '--check'], {
    encoding: 'utf8',
  })
  expect([status, stderr]).toEqual([0, ''])
})

test('nothing is written', async () => {
  await inRepository({ [`${W}a.yml`]: BAD }, async directory => {
    chmodSync(directory, 0o500)
    writeFileSync(join(directory, W, 'b.yml'), GOOD)
    expect(await doctor(['.'], machineIn(directory))).toBe(1)
    chmodSync(directory, 0o700)
  })
})

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }
    readonly results: readonly {
      readonly ruleId: string
      readonly ruleIndex: number
      readonly locations: readonly {
        readonly physicalLocation: { readonly region: { readonly startLine: number } }
      }[]
    }[]
  }[]
}

/** Code scanning shows no result without a place, and no more than 5,000 of them. */
function assertForGitHub({ runs: [ran] }: Sarif): void {
  for (const { ruleId, ruleIndex, locations } of ran?.results ?? []) {
    expect(ran?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
    expect(locations[0]?.physicalLocation.region.startLine).toBeGreaterThan(0)
  }
  expect(ran?.results.length).toBeLessThan(5000)
}
