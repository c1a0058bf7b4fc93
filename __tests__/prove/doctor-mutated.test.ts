import { expect, test } from '@jest/globals'
import { doctor } from '../../src/doctor/doctor.js'
import { parseYaml } from '../../src/doctor/yaml.js'
import { inRepository, machineIn, readCases } from '../cases/doctor-cases.js'
import { loops } from '../unit/linear.js'
import { sections } from './doctor-fixed/fixed-cases.js'

/** The same in every run: a generator of numbers by Park and Miller. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

const PIECES = [
  '"',
  "'",
  '$(',
  '${{ ',
  ' }}',
  '<<EOF\n',
  '|',
  '&&',
  '||',
  '\n',
  '  ',
  '- ',
  ': ',
  '{',
  '}',
  '[',
  ']',
  '#',
  '*x',
  '&x ',
  '`',
  '\\',
  'if ',
  'fi',
  'codex exec ',
  'auth.json',
  '> ',
  '\t',
  '\u0000',
  'é',
]

function mutated(text: string, next: (below: number) => number): string {
  let made = text
  for (let count = 1 + next(4); count > 0; count -= 1) {
    const at = next(made.length + 1)
    const length = next(12)
    const kind = next(4)
    if (kind === 0) made = made.slice(0, at) + made.slice(at + length)
    else if (kind === 1) made = made.slice(0, at) + PIECES[next(PIECES.length)] + made.slice(at)
    else if (kind === 2) made = made.slice(0, at) + made.slice(at, at + 40).repeat(2) + made.slice(at + 40)
    else made = made.slice(0, at) + PIECES[next(PIECES.length)] + made.slice(at + length)
  }
  return made
}

const texts = readCases().flatMap(({ files }) =>
  Object.entries(files)
    .filter(([path]) => /\.ya?ml$/.test(path))
    .map(([, text]) => text),
)
const FILE = '.github/workflows/lab.yml'

const RUNS = Number(process.env.MUTATIONS) || 25_000
/** What a workflow may cost, in loops of `loops`: about a second. */
const LONGEST = 50

test(
  `${RUNS} mutated workflows: no crash, and none takes a second`,
  async () => {
    const next = numbers(20_261_129)
    const seen = new Set<number>()
    let slowest = 0
    await inRepository({ x: '' }, async directory => {
      for (let count = 0; count < RUNS; count += 1) {
        const text = mutated(texts[count % texts.length] ?? '', next)
        const machine = { ...machineIn(directory), readInput: async () => text }
        const judge = async () => void seen.add(await doctor(['--stdin-filename', FILE, '-'], machine))
        const begun = performance.now()
        await judge()
        // Only a few take long enough on the clock that what they compute must be measured.
        if (performance.now() - begun > 200) slowest = Math.max(slowest, await loops(judge))
      }
    })
    expect([...seen].sort()).toEqual([0, 1, 2])
    expect(slowest).toBeLessThan(LONGEST)
  },
  20 * 60_000,
)

test(`what --suggest makes of ${RUNS / 10} mutated workflows is YAML`, async () => {
  const next = numbers(20_261_130)
  let suggested = 0
  await inRepository({ x: '' }, async directory => {
    for (let count = 0; count < RUNS / 10; count += 1) {
      const text = mutated(texts[count % texts.length] ?? '', next)
      const machine = Object.assign(machineIn(directory), { readInput: async () => text })
      await doctor(['--suggest', '--stdin-filename', FILE, '-'], machine)
      for (const [file, made] of Object.entries(sections(machine.out))) {
        suggested += 1
        expect(() => parseYaml(made, file)).not.toThrow()
      }
    }
  })
  expect(suggested).toBeGreaterThan(RUNS / 100)
}, 600_000)

test('10 MB of workflows: each kind of report stays under 200 lines', async () => {
  const seed = '$' + '{{ secrets.CODEX_AUTH_JSON }}'
  const steps = `      - run: printf %s "$A" > ~/.codex/auth.json; cat ~/.codex/auth.json\n        env: { A: "${seed}" }\n`
  const text = `on: push\njobs:\n  agent:\n    runs-on: ubuntu-latest\n    steps:\n${steps.repeat(7400)}`
  const files = Object.fromEntries(
    Array.from({ length: 10 }, (_, at) => [`.github/workflows/w${at}.yml`, `# ${at}\n${text}`]),
  )
  await inRepository(files, async directory => {
    for (const format of ['plain', 'json', 'sarif', 'github']) {
      let annotations = 0
      const annotate = () => {
        annotations += 1
      }
      const machine = Object.assign(machineIn(directory), { annotate })
      expect([format, await doctor(['--format', format, '.'], machine)]).toEqual([format, 1])
      const lines = machine.out.split('\n').length + annotations
      expect([format, lines < 200 && lines > 1]).toEqual([format, true])
    }
  })
}, 300_000)
