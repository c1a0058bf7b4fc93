// Makes another release of Codex the default: `npm run bump -- 0.171.0`. Changes package.json and the lock file, the
// pinned hashes, action.yml and README, the pages that name the version, and dist/. A release that nobody has tried
// yet also needs `npm run facts -- VERSION`, which writes docs/facts/codex.md and src/codex/tried.ts.
import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const path = file => new URL(`../${file}`, import.meta.url)
const npm = (...args) =>
  execFileSync('npm', args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })

const [version, ...more] = process.argv.slice(2)
if (version === undefined || more.length > 0 || !/^\d+\.\d+\.\d+$/.test(version)) {
  console.error('Give one stable release of Codex: `npm run bump -- 0.171.0`.')
  process.exit(2)
}

npm(
  'install',
  '--save-dev',
  '--save-exact',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  `@openai/codex@${version}`,
)
await writeFile(path('src/codex/install/pins.ts'), pins(await platformPackages()))
await change('action.yml', /(?<=\n {2}codex-version:\n(?: {4}.*\n)*? {4}.*Default: )\d+\.\d+\.\d+/)
execFileSync(process.execPath, ['.ci/readme.mjs'], { cwd: ROOT })
npm('run', 'bundle')
const attacks = execFileSync(process.execPath, ['build/__tests__/prove/attacks/table.js'], { cwd: ROOT })
await writeFile(path('docs/attacks.md'), attacks)

/** Version and integrity of each platform's package, as npm has just locked them. */
async function platformPackages() {
  const { packages } = JSON.parse(await readFile(path('package-lock.json'), 'utf8'))
  const locked = Object.entries(packages)
    .filter(([name]) => name.startsWith('node_modules/@openai/codex-'))
    .map(([, { version: full, integrity }]) => [full, integrity])
  const wrong = locked.find(
    ([full, integrity]) => !full.startsWith(`${version}-`) || !integrity?.startsWith('sha512-'),
  )
  if (locked.length === 0 || wrong)
    throw new Error(`package-lock.json has no whole Codex ${version}: ${wrong}`)
  return locked.sort(([a], [b]) => (a < b ? -1 : 1))
}

function pins(packages) {
  const lines = packages.map(([full, integrity]) => `  '${full}':\n    '${integrity}',\n`)
  return `// Written by \`npm run bump\`.

/** The version that the action uses if \`codex-version\` names none, and that its tests drive. */
export const DEFAULT_CODEX_VERSION = '${version}'

/**
 * \`dist.integrity\` of every platform's package of the default version, from npm's registry. A download must match it,
 * whatever a registry says. A test compares these with package-lock.json.
 */
export const PINS: Readonly<Record<string, string>> = {
${lines.join('')}}
`
}

async function change(file, pattern) {
  const before = await readFile(path(file), 'utf8')
  if (!pattern.test(before)) throw new Error(`${file} does not name the default version where it should.`)
  await writeFile(path(file), before.replace(pattern, version))
}
