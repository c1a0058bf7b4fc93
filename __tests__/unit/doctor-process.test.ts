import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { parseCommand } from '../doubles/runner/commands.js'
import { base64 } from './auth-json.js'
import { accessToken, type Diagnosis, directoryWith, findingsIn, login, untouched } from './doctor-harness.js'
import { asRoot } from './needs.js'

const DIST = process.env.LAB_ACTION_DIR ?? process.cwd()
const ENTRY = join(DIST, 'dist', 'doctor.js')
const ACTION_CASES = join(process.cwd(), '__tests__', 'cases', 'doctor', 'action')

/** The file judges by the clock of the machine. */
const now = Date.now()
const fresh = login({
  tokens: { access_token: accessToken(now - 60_000, now + 864_000_000) },
  last_refresh: new Date(now - 60_000).toISOString(),
})

const run = (dir: string, args: readonly string[], uid?: number): Promise<Diagnosis> =>
  untouched(dir, async () => {
    const env = { PATH: process.env.PATH, TMPDIR: '/nowhere' }
    const [node, entry] = uid === undefined ? [process.execPath, ENTRY] : forEverybody()
    const started = spawnSync(node, [entry, ...args], {
      cwd: dir,
      env,
      encoding: 'utf8',
      ...(uid === undefined ? {} : { uid, gid: uid }),
    })
    return { code: started.status ?? -1, text: started.stdout + started.stderr }
  })

let copied: string | undefined
afterAll(() => {
  if (copied !== undefined) rmSync(copied, { recursive: true })
})

/** Node and the doctor where another user may look: the checkout may lie in a home of its owner alone. */
function forEverybody(): [string, string] {
  if (copied === undefined) {
    copied = mkdtempSync(join(tmpdir(), 'lab-doctor-'))
    chmodSync(copied, 0o755)
    cpSync(process.execPath, join(copied, 'node'), { dereference: true })
    cpSync(join(DIST, 'dist'), join(copied, 'dist'), { recursive: true })
  }
  return [join(copied, 'node'), join(copied, 'dist', 'doctor.js')]
}

describe('node dist/doctor.js', () => {
  test.each<[string, string, number, RegExp]>([
    ['a good login', fresh, 0, /^auth\.json: would serve as a seed\.\n/],
    [
      'a good one in base64',
      base64(fresh),
      0,
      /base64 -d < auth\.json \| jq -c \. \| gh secret set CODEX_AUTH_JSON\n/,
    ],
    ['one that is cut off', fresh.slice(0, -30), 1, /^auth\.json: would be refused\.\n/],
    ['an empty one', '', 1, /It is empty\./],
  ])('%s', async (_, content, code, words) => {
    const diagnosis = await run(directoryWith({ 'auth.json': content }), ['auth.json'])
    expect(diagnosis.text).toMatch(words)
    expect(diagnosis.code).toBe(code)
  })

  // V8 aborted the process where it compiled a regular expression with the stack nearly full.
  test('workflows nested without end are said to be unreadable, in the line where they get too deep', async () => {
    const lists = [125_000, 250_000, 250_000, 500_000].map(depth => `x: ${'['.repeat(depth)}`)
    const keys = Array.from({ length: 1400 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')
    const texts = [
      ...lists,
      `x: ${'[\n'.repeat(250_000)}`,
      `x: ${'{a: '.repeat(250_000)}`,
      '- '.repeat(250_000),
      keys,
    ]
    const { code, text } = await run(
      directoryWith(Object.fromEntries(texts.map((each, at) => [`.github/workflows/deep-${at}.yml`, each]))),
      ['.'],
    )
    expect([...text.matchAll(/deep-\d\.yml:\d+ is not YAML/g)].map(([line]) => line)).toEqual(
      [1, 1, 1, 1, 200, 1, 1, 201].map((line, at) => `deep-${at}.yml:${line} is not YAML`),
    )
    expect(code).toBe(2)
  })

  test('workflows, good and bad', async () => {
    const dir = directoryWith({ x: '' })
    for (const kind of ['good', 'bad'])
      cpSync(ACTION_CASES, join(dir, kind), {
        recursive: true,
        filter: path => !/\.yml$/.test(path) || basename(path).startsWith(kind),
      })
    expect((await run(dir, ['good/good-triage.yml', 'good/good-command.yml'])).code).toBe(0)
    const bad = await run(dir, ['bad'])
    expect(bad.code).toBe(1)
    expect(findingsIn(bad).length).toBeGreaterThan(25)
  })

  test('usage, and what is not there', async () => {
    const dir = directoryWith({ x: '' })
    expect(await run(dir, [])).toEqual({ code: 2, text: expect.stringMatching(/^Usage: /) })
    expect(await run(dir, ['--help'])).toEqual({ code: 0, text: expect.stringMatching(/^Usage: /) })
    expect(await run(dir, ['gone'])).toEqual({ code: 2, text: expect.stringMatching(/^gone does not exist/) })
  })

  asRoot('in a directory that its user can only read', async () => {
    const dir = directoryWith({ 'auth.json': fresh })
    chownSync(join(dir, 'auth.json'), 4242, 4242)
    chownSync(dir, 4242, 4242)
    chmodSync(dir, 0o500)
    const diagnosis = await run(dir, ['auth.json'], 4242)
    expect(diagnosis.text).toMatch(/^auth\.json: would serve as a seed\.\n/)
    expect(findingsIn(diagnosis)).toEqual(["warning: Its directory can't be written."])
    expect(diagnosis.code).toBe(1)
  })

  asRoot('a file that its user can not read', async () => {
    const dir = directoryWith({ 'auth.json': fresh })
    chmodSync(dir, 0o755)
    const diagnosis = await run(dir, ['auth.json'], 4242)
    expect(diagnosis).toEqual({ code: 2, text: "auth.json can't be read (EACCES).\n" })
  })

  test('npx and npm run can start it', () => {
    const manifest = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as {
      bin: Record<string, string>
      scripts: Record<string, string>
    }
    expect(manifest.bin).toMatchObject({ 'codex-auth-doctor': 'dist/doctor.js' })
    expect(manifest.scripts.doctor).toBe('node dist/doctor.js')
    expect(readFileSync(ENTRY, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  })
})

const BAD = `on: push
jobs:
  agent:
    runs-on: ubuntu-latest
    steps:
      - run: printf %s "$A" > ~/.codex/auth.json
        env: { A: "$\{{ secrets.CODEX_AUTH_JSON }}" }
      - run: codex exec hi
`
const FILE = '.github/workflows/a b.yml'

describe('as an action', () => {
  const text = readFileSync(join(process.cwd(), 'doctor', 'action.yml'), 'utf8')
  const { runs, inputs } = parse(text) as {
    runs: { steps: { run: string; env: Record<string, string> }[] }
    inputs: Record<string, { default: string }>
  }
  const [step] = runs.steps

  /** The step as the runner starts it: its script by bash, with the inputs in its environment. */
  function start(dir: string, given: Record<string, string>) {
    const input = (name: string) => given[name] ?? inputs[name]?.default ?? ''
    const env = Object.fromEntries(
      Object.entries(step?.env ?? {}).map(([name, value]) => [
        name,
        value
          .replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_, of: string) => input(of))
          .replace(/\$\{\{ github\.action_path \}\}/, join(DIST, 'doctor')),
      ]),
    )
    const output = join(dir, 'output')
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''],
      {
        cwd: dir,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, ...env, GITHUB_OUTPUT: output },
      },
    )
    return { status, stdout, stderr, output: readFileSync(output, 'utf8') }
  }

  test('it annotates the lines of a workflow, and fails', () => {
    const { status, stdout, stderr, output } = start(directoryWith({ [FILE]: BAD }), {})
    expect([status, stderr, output]).toEqual([1, '', 'exit-code=1\n'])
    expect(stdout).toMatch(
      /^::warning title=seed-each-run,file=\.github\/workflows\/a b\.yml,line=6,col=14::It writes the login /m,
    )
    expect(stdout).toMatch(/^::warning title=two-at-once,file=\.github\/workflows\/a b\.yml,line=3,col=3::/m)
  })

  test('each finding is one command for the runner, whatever files and steps are called', () => {
    const file = '.github/workflows/a, b: 100%2C.yml'
    const hostile = BAD.replace(
      'run: codex',
      'name: "::error::x ##[error]y %0A::add-mask::z"\n        run: codex',
    )
      .replace('agent:', '"::set-output name=a::b":')
      .replace('codex exec hi', 'codex exec hi; cat ~/.codex/auth.json # ::stop-commands::lab')
    const { stdout } = start(directoryWith({ [file]: hostile }), {})
    const commands = stdout.split('\n').flatMap(line => parseCommand(line, () => true) ?? [])
    expect(
      commands.map(({ name, properties: { title, file: of, line, col } }) => [name, title, of, line, col]),
    ).toEqual([
      ['warning', 'two-at-once', file, '3', '3'],
      ['warning', 'seed-each-run', file, '6', '14'],
      ['warning', 'printed', file, '9', '29'],
    ])
    for (const { data } of commands)
      expect(data).toMatch(/^(?:Nothing keeps two runs|It writes the login|It prints auth\.json) .*\.$/)
  })

  test('it only annotates, if that is wanted', () => {
    const { status, output } = start(directoryWith({ [FILE]: BAD }), { fail: 'false' })
    expect([status, output]).toEqual([0, 'exit-code=1\n'])
  })
})

test('as a hook of pre-commit: it starts what the package brings', () => {
  const [hook] = parse(readFileSync(join(process.cwd(), '.pre-commit-hooks.yaml'), 'utf8')) as Record<
    string,
    string
  >[]
  const { bin } = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as {
    bin: Record<string, string>
  }
  expect(Object.keys(bin)).toContain(hook?.entry)
  const files = new RegExp(hook?.files ?? '')
  for (const file of ['.github/workflows/a.yml', '.github/actions/a/action.yaml', 'action.yml'])
    expect(file).toMatch(files)
  for (const file of ['.github/dependabot.yml', 'src/a.yml']) expect(file).not.toMatch(files)
})
