// Follows Codex to its newest stable release: bumps the default, runs the facts, the suite and the self-check with it, and
// writes what a person has to know to accept it. `.github/workflows/follow-codex.yml` runs this each day, without any
// credentials, because it runs new code.
//
//   node .ci/follow-codex.mjs --out FOLDER [--from VERSION] [--to VERSION] [--steps bump,facts,suite,check]
//
// Writes the version, the text of the pull request and the patch into FOLDER; nothing if the default is the newest. The
// same two releases always give the same text.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { codexFromNpm, compareVersions, executableOf, stableReleases } from './codex-from-npm.mjs'
import { pullRequest } from './pull-request.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NPM = { cwd: ROOT, shell: process.platform === 'win32' }

const { values: options } = parseArgs({
  options: {
    out: { type: 'string' },
    from: { type: 'string', default: defaultVersion() },
    to: { type: 'string' },
    steps: { type: 'string', default: 'bump,facts,suite,check' },
  },
})
if (options.out === undefined) throw new Error('Give --out FOLDER.')
const out = path.resolve(options.out)
const steps = options.steps.split(',')

const releases = stableReleases(1000)
const from = releaseOf(options.from)
const to = releaseOf(options.to ?? releases.at(-1).version)
if (compareVersions(from.version, to.version) >= 0) {
  console.log(
    `${from.version} is the default, and the newest stable release is ${to.version}: nothing to do.`,
  )
  process.exit()
}
console.log(`From Codex ${from.version} to ${to.version}.`)

const bump = step('bump', () => run('npm', ['run', 'bump', '--', to.version]))
const facts = step('facts', () => run('npm', ['run', 'facts', '--', from.version, to.version]))
// The facts write the list of tried versions, which is in dist/ too.
run('npm', ['run', 'bundle'])
const suite = step('suite', () => run('npm', ['test']))
const check = step('check', selfCheck)
const results = { bump, facts, suite, check }
const descriptions = [from, to].map(({ version }) => describe(version))

mkdirSync(out, { recursive: true })
const page = readFileSync(path.join(ROOT, 'docs/facts/codex.md'), 'utf8')
writeFileSync(path.join(out, 'pull-request.md'), pullRequest({ from, to, results, page, descriptions }))
writeFileSync(path.join(out, 'version'), to.version)
// New files of dist/ belong to it.
git(['add', '--all'])
writeFileSync(path.join(out, 'bump.patch'), git(['diff', '--cached', '--binary', 'HEAD']))
console.log(`Written to ${out}.`)

function defaultVersion() {
  return JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).devDependencies['@openai/codex']
}

function releaseOf(version) {
  const release = releases.find(each => each.version === version)
  if (!release) throw new Error(`npm has no stable release ${version} of @openai/codex.`)
  return release
}

/** What became of a step: `passed`, `failed` or `not run`. One that fails stops nothing: a person is to see all of it. */
function step(name, work) {
  if (!steps.includes(name)) return 'not run'
  console.log(`\n== ${name}`)
  return work() ? 'passed' : 'failed'
}

function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    ...NPM,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return status === 0
}

/** The check that the action makes on a machine before a Codex that nobody has tried may see a login. */
function selfCheck() {
  const code = `import { checkCodex } from './build/src/codex/check/check.js'
    const { env } = process
    const signal = AbortSignal.timeout(300_000)
    const checked = await checkCodex({ executable: process.argv[1], env, signal, log: line => process.stderr.write(line + '\\n') })
    process.exit(checked.outcome === 'passed' ? 0 : 1)`
  return run(process.execPath, ['--input-type=module', '-e', code, executableOf(codexFromNpm(to.version))])
}

function describe(version) {
  return JSON.parse(
    execFileSync(process.execPath, ['build/__tests__/facts/describe.js'], {
      cwd: ROOT,
      env: { ...process.env, CODEX_UNDER_TEST: codexFromNpm(version) },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    }),
  )
}

function git(args) {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 })
}
