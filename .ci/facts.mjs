// Runs the facts of docs/facts/codex.md against releases of Codex: `npm run facts -- 0.171.0`, several versions, or the
// path of an executable or of an unpacked npm package. Without any, the default version. Prints a table. For releases it
// also writes their columns into docs/facts/codex.md, and src/codex/tried.ts. Fails if a fact that the page doesn't say
// to differ between versions doesn't hold.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { codexFromNpm, compareVersions, STABLE } from './codex-from-npm.mjs'
import { columnsOf, factsOf, withColumn } from './facts-page.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PAGE = path.join(ROOT, 'docs/facts/codex.md')
const TRIED = path.join(ROOT, 'src/codex/tried.ts')

const given = process.argv.slice(2)
for (const codex of given.length > 0 ? given : [defaultVersion()]) {
  const isRelease = STABLE.test(codex)
  const facts = factsOf(readFileSync(PAGE, 'utf8'))
  const expected = [...facts].filter(([, { holdsFor }]) => !isRelease || holdsFor(codex)).map(([id]) => id)
  const results = run(isRelease ? codexFromNpm(codex) : path.resolve(codex), expected)
  const unexpected = print(codex, { facts, expected, results })
  if (unexpected.length > 0) process.exitCode = 1
  if (isRelease) write(codex, results, unexpected.length === 0)
}

function defaultVersion() {
  return JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).devDependencies['@openai/codex']
}

/** What became of each fact, by its id: undefined if it holds, else why not. */
function run(codex, expected) {
  const all = jest(codex, [])
  const failed = expected.filter(id => all.get(id) !== undefined)
  if (failed.length === 0) return all
  // A busy machine can fail a test of a fact that holds, so each failed one runs again, alone.
  const again = jest(codex, ['-t', `^(${failed.join('|')})$`, '--maxWorkers', '1', '--maxConcurrency', '1'])
  return new Map([...all, ...[...again].filter(([id]) => failed.includes(id))])
}

function jest(codex, more) {
  const directory = mkdtempSync(path.join(tmpdir(), 'facts-'))
  const file = path.join(directory, 'results.json')
  try {
    const args = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', 'build/__tests__/facts/']
    const { stderr } = spawnSync(process.execPath, [...args, '--json', '--outputFile', file, ...more], {
      cwd: ROOT,
      env: { ...process.env, CODEX_UNDER_TEST: codex },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const { testResults } = JSON.parse(readFileSync(file, 'utf8'))
    const broken = testResults.find(({ assertionResults }) => assertionResults.length === 0)
    if (broken) throw new Error(`${broken.name}: ${broken.message}\n${stderr}`)
    return new Map(
      testResults
        .flatMap(({ assertionResults }) => assertionResults)
        .filter(({ status }) => status !== 'pending')
        .map(({ title, status, failureMessages: [message = ''] }) => [
          title,
          status === 'passed' ? undefined : reason(message),
        ]),
    )
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** One line: what was expected and what came. */
function reason(message) {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter(line => !/^\s+at /.test(line))
  return lines.join(' ').replace(/\s+/g, ' ').slice(0, 300)
}

/** Returns the facts that don't hold and should. */
function print(codex, { facts, expected, results }) {
  const untested = [...facts.keys()].filter(id => !results.has(id))
  const unlisted = [...results.keys()].filter(id => !facts.has(id))
  if (untested.length + unlisted.length > 0)
    throw new Error(
      `docs/facts/codex.md and __tests__/facts differ: ${[...untested, ...unlisted].join(', ')}`,
    )

  const failing = [...facts].filter(([id]) => results.get(id) !== undefined)
  const unexpected = failing.filter(([id]) => expected.includes(id)).map(([id]) => id)
  const width = Math.max(...[...facts.keys()].map(id => id.length))
  console.log(`\n${codex}`)
  for (const id of facts.keys()) {
    const why = results.get(id)
    console.log(
      `  ${id.padEnd(width)}  ${why === undefined ? 'holds' : unexpected.includes(id) ? `FAILS ${why}` : 'differs'}`,
    )
  }
  console.log(
    `${codex}: ${facts.size - failing.length} of ${facts.size} facts hold, ${unexpected.length} fail that should hold.`,
  )
  return unexpected
}

/** Puts the version's column into the table, and the version into the list of those that may run unchecked. */
function write(version, results, isTried) {
  const holds = new Map([...results].map(([id, why]) => [id, why === undefined]))
  const page = withColumn(readFileSync(PAGE, 'utf8'), version, holds)
  writeFileSync(PAGE, page)

  const source = readFileSync(TRIED, 'utf8')
  const tried = new Set([...source.matchAll(/'(\d[^']*)'/g)].map(([, each]) => each)).add(version)
  if (!isTried) tried.delete(version)
  const list = [...tried].filter(each => columnsOf(page).has(each)).sort(compareVersions)
  const head = source.slice(0, source.indexOf('= [') + 3)
  const after = `${head}\n${list.map(each => `  '${each}',\n`).join('')}]\n`
  if (after === source) return
  writeFileSync(TRIED, after)
  console.log('The list of tried versions has changed, and dist/ has it too: run `npm run bundle`.')
}
