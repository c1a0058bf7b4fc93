import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'

/** From the highest floor down; those of one row don't know each other. */
const FLOORS = [
  ['action'],
  ['keeper'],
  ['stores', 'leases', 'codex', 'trust'],
  ['report', 'github'],
  ['login'],
  ['system'],
]
const ROOMS = FLOORS.flat()
/** The set-up command is an entrance of its own: nobody imports it, and it leaves the stages alone. */
const NOT_FOR_SETUP = ['action', 'keeper', 'stores', 'leases', 'trust']
const floorOf = (room: string) => FLOORS.findIndex(floor => floor.includes(room))

/** A file per pair of rooms that imports from the first into the second, and some others. */
const FILES: Record<string, string> = {
  ...Object.fromEntries(
    ROOMS.flatMap(from =>
      ROOMS.filter(to => to !== from).map(to => [
        `src/${from}/uses-${to}.ts`,
        `export { lab } from '../${to}/lab.js'\n`,
      ]),
    ),
  ),
  ...Object.fromEntries(
    ROOMS.flatMap(room => [
      [`src/setup/uses-${room}.ts`, `export { lab } from '../${room}/lab.js'\n`],
      [`src/${room}/uses-setup.ts`, `export { lab } from '../setup/lab.js'\n`],
    ]),
  ),
  'src/setup/lab.ts': 'export const lab = 1\n',
  ...Object.fromEntries(ROOMS.map(room => [`src/${room}/lab.ts`, 'export const lab = 1\n'])),
  'src/system/one.ts': "import { two } from './two.js'\n\nexport const one = () => two\n",
  'src/system/two.ts': "import { one } from './one.js'\n\nexport const two = () => one\n",
  'src/codex/grants.ts':
    "import { Unfenced } from './unfenced.js'\n\nexport const right = new Unfenced('lab')\n",
  'src/keeper/refresh.ts':
    "import { Unfenced } from '../codex/unfenced.js'\n\nexport const right = new Unfenced('lab')\n",
  'src/stores/starts.ts': "import { spawn } from 'node:child_process'\n\nexport const lab = spawn\n",
  'src/system/run.ts': "import { spawn } from 'node:child_process'\n\nexport const lab = spawn\n",
  'src/codex/unfenced.ts': 'export class Unfenced {\n  constructor(readonly url: string) {}\n}\n',
}

let found: string[]
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab lint '))
  for (const name of ['biome.json', '.ci']) await cp(name, join(folder, name), { recursive: true })
  for (const [name, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  const biome = join(process.cwd(), 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', 'src']
  const printed = await new Promise<string>(resolve =>
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 26 }, (_, stdout) => resolve(stdout)),
  )
  const { diagnostics } = JSON.parse(printed) as {
    diagnostics: { category: string; location: { path: unknown } }[]
  }
  found = diagnostics.map(({ category, location }) => `${pathOf(location.path)} ${category}`)
})
afterAll(() => rm(folder, { recursive: true }))

const pathOf = (path: unknown): string =>
  typeof path === 'string' ? path : String((path as { file?: string } | null)?.file)

test('arrows go down only', () => {
  const refused = ROOMS.flatMap(from =>
    ROOMS.filter(to => to !== from && floorOf(to) <= floorOf(from)).map(
      to => `src/${from}/uses-${to}.ts lint/style/noRestrictedImports`,
    ),
  )
  const ofSetup = [
    ...ROOMS.map(room => `src/${room}/uses-setup.ts`),
    ...NOT_FOR_SETUP.map(room => `src/setup/uses-${room}.ts`),
  ].map(file => `${file} lint/style/noRestrictedImports`)
  const wanted = [...refused, ...ofSetup].sort()
  expect(found.filter(line => line.includes('noRestrictedImports')).sort()).toEqual(wanted)
})

test('files do not import each other in a circle', () => {
  expect(new Set(found.filter(line => line.includes('noImportCycles')))).toEqual(
    new Set(['one', 'two'].map(name => `src/system/${name}.ts lint/suspicious/noImportCycles`)),
  )
})

test('only the refresh permit makes what lifts the fence, and programs have one runner', () => {
  expect(found.filter(line => line.endsWith(' plugin')).sort()).toEqual([
    'src/codex/grants.ts plugin',
    'src/stores/starts.ts plugin',
  ])
})
