import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { doctor } from '../../src/doctor/doctor.js'
import { machineIn } from '../cases/doctor-cases.js'
import { NOW } from '../unit/auth-json.js'
import { directoryWith, login } from '../unit/doctor-harness.js'
import { expectLinear, loops } from '../unit/linear.js'
import { filled, MB, SHAPES } from '../unit/linear-shapes.js'

const dir = directoryWith({ '.github/workflows/lab.yml': '', 'auth.json': login(), 'seed.json': '' })
const WORKFLOW = join(dir, '.github/workflows/lab.yml')

/** What the doctor prints of a file with this text. */
async function printed(path: string, text: string, judged = path): Promise<string> {
  writeFileSync(path, text)
  const machine = Object.assign(machineIn(dir), { env: { TMPDIR: '/nowhere' }, now: NOW })
  await doctor([judged], machine)
  return machine.out + machine.err
}

/** A literal block in YAML, of what YAML can hold. */
const block = (text: string, indent: number): string =>
  text
    .replace(/[^\n\x20-\x7e]/g, '.')
    .replace(/^/gm, ' '.repeat(indent))
    .slice(0, text.length)

const JOB = 'on: push\njobs:\n  lab:\n    runs-on: lab\n    steps:\n'
const CODEX = 'codex exec lab; F=~/.codex/auth.json; cat auth.json'

/** Places of a workflow where a text of any length can be. The last line keeps YAML from dropping empty lines. */
const PLACES: Readonly<Record<string, (text: string) => string>> = {
  'a script': text => `${JOB}      - run: |\n          ${CODEX}\n${block(text, 10)}\n          lab\n`,
  paths: text =>
    `${JOB}      - uses: actions/cache@v4\n        with:\n          path: |\n${block(text, 12)}\n            ~/.codex\n`,
  'a prompt': text =>
    `${JOB}      - uses: lab/codex-auth-action@v1\n        with:\n          prompt: |\n${block(text, 12)}\n            lab\n`,
  'a condition': text =>
    `${JOB}      - run: ${CODEX}; gh secret set CODEX_AUTH_JSON\n        if: ${JSON.stringify(block(text, 0).slice(0, text.length / 2))}\n`,
  'a variable': text =>
    `env:\n  A: ${JSON.stringify(block(text, 0).slice(0, text.length / 2))}\n${JOB}      - run: ${CODEX} > $A\n`,
  'no workflow': text => text,
}

describe.each(Object.entries(PLACES))('1 MB in a workflow, as %s', (name, workflow) => {
  // With its other lines it must not be larger than the doctor reads.
  const room = name === 'no workflow' ? 0 : 1000

  test.each(Object.entries(SHAPES))('of %s', async (_, shape) => {
    await expectLinear(
      text => printed(WORKFLOW, workflow(text.slice(0, Math.max(0, text.length - room)))),
      shape,
    )
    if (room > 0) expect(await printed(WORKFLOW, workflow('lab\n'))).toMatch(/^1 workflow/)
  })
})

test.each([
  'dd\t{',
  'tee -a ',
  '-o ${{-',
  '>${{&',
  'cp a ',
  'install -n ',
  'Move-Item{',
  '[ -f auth.json | ',
  '${{ github.event.github.event.',
  '${{github.head_ref*i',
  'codexcodex',
  'codex@',
  'codex login ',
  'gpg > ',
  '~/.codex ',
  '$F ',
  '\\\n          ',
  '  # ',
])('1 MB of %j in a script', async piece => {
  const script = PLACES['a script'] ?? String
  await expectLinear(
    text => printed(WORKFLOW, script(text.slice(0, -1000))),
    length => filled(piece, length),
  )
})

const names = (of: string) => [...'bcdefghijk'].map((name, at) => [name, of[at]] as const)
test.each([
  [
    'aliases of lists that multiply',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${names('abcdefghij')
      .map(([name, of]) => `${name}: &${name} [${filled(`*${of},`, 26)}]\n`)
      .join(
        '',
      )}on: *k\njobs: { lab: { with: *k, secrets: *k, name: *k, needs: *k, runs-on: *k, steps: *k } }\n`,
    /^1 workflow/,
  ],
  [
    'aliases of steps that multiply',
    `x: &x\n${filled('  - run: lab\n', 65_000)}\non: push\njobs:\n${Array.from({ length: 99 }, (_, at) => `  a${at}: { steps: *x }\n`).join('')}`,
    /has aliases \(`\*`\) that make more than/,
  ],
  [
    'merge keys',
    `b: &b { ${Array.from({ length: 40_000 }, (_, at) => `k${at}: 1`).join(', ')} }\nx:\n${filled('  - <<: *b\n', 300_000)}\non: push\njobs: {}\n`,
    /^1 workflow/,
  ],
  ['lists in lists', `x: ${filled('[', MB - 10)}`, /is not YAML/],
  ['a list of 500,000', `x: [${filled('a,', MB - 100)}]\non: push\njobs: {}\n`, /^1 workflow/],
  ['more than it reads', `on: push\njobs: {}\n${filled('#', MB)}`, /is larger than 1 MB/],
])('%s: neither takes long nor fills the memory', async (_, text, answer) => {
  let said = ''
  const work = await loops(async () => {
    said = await printed(WORKFLOW, text)
  })
  expect(said.replace(`${WORKFLOW} `, '')).toMatch(answer)
  expect(work).toBeLessThan(400)
})

test('what is found 30,000 times is said once, with some of its lines', async () => {
  const step = '      - uses: lab/codex-auth-action@v1\n        with:\n          storage: host\n'
  const inputs = Array.from({ length: 30_000 }, (_, at) => `          auth_json${at}: 1\n`)
  const text = await printed(WORKFLOW, `${JOB}${step}${inputs.join('')}`)
  expect(text).toMatch(/: 30000 warnings\.$/m)
  expect(text.match(/ warning: /g)).toHaveLength(1)
  expect(text).toMatch(/\(also in lines 10, 11, .* and 29991 more\) \[unknown-input\]$/m)
  expect(text.length).toBeLessThan(20_000)
})

describe.each(['auth.json', 'seed.json', 'config.toml'])('1 MB in %s', name => {
  test.each(Object.entries(SHAPES))('of %s', async (_, shape) => {
    const file = join(dir, name)
    if (name === 'config.toml') writeFileSync(join(dir, 'auth.json'), login())
    await expectLinear(
      text => printed(file, text, name === 'config.toml' ? join(dir, 'auth.json') : file),
      shape,
    )
  })
})
