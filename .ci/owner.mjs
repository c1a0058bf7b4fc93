// The owner of this repository has one place: `repository` in package.json. `npm run owner -- NAME` writes another one there
// and into each text, example and file that names it, and pins the examples to the present commit. With --check it changes
// nothing, and fails for each other name.
import { execFileSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NAME = 'codex-auth-action'

/** How the examples name this action as long as nobody owns it. */
export const PLACEHOLDER = `OWNER/${NAME}@v1`

/** Folders and files in which the owner is named. Tests have owners of their own. */
const PLACES = [
  'README.md',
  'CHANGELOG.md',
  'action.yml',
  'package.json',
  'docs',
  'examples',
  '.github',
  'src',
]
const TEXT = /\.(md|ya?ml|json|ts)$|\bCODEOWNERS$/

const MENTION = new RegExp(`(?<![\\w.:/@-])((?:github:)?)([\\w.-]+)/${NAME}(?![\\w-])`, 'g')
/** What a workflow uses: with the ref, and a comment that names the version of a pinned one. */
const USES = new RegExp(`(uses:\\s*)([\\w.-]+)/${NAME}@\\S+(?: # v[\\d.]+)?`, 'g')
const LINK = new RegExp(
  `(https://(?:github\\.com|raw\\.githubusercontent\\.com)/)([\\w.-]+)/${NAME}(?![\\w-])`,
  'g',
)

/** Only in CODEOWNERS: what follows the pattern of a line. */
const REVIEWER = /^(\* @)([\w-]+)$/gm

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [argument] = process.argv.slice(2)
  if (argument === '--check') await check()
  else if (/^[a-z\d](?:-?[a-z\d])*$/i.test(argument ?? '')) await write(argument)
  else {
    console.error('Usage: npm run owner -- NAME (of the user or organization), or --check')
    process.exitCode = 2
  }
}

async function check() {
  const owner = await ownerOfPackage()
  const strays = []
  for (const [file, text] of await texts())
    for (const [index, line] of text.split('\n').entries())
      for (const name of ownersIn(line))
        if (name !== owner)
          strays.push(`${file}:${index + 1}: ${name}/${NAME} is not ${owner}/${NAME} [owner]`)
  for (const stray of strays) console.error(stray)
  if (strays.length > 0) process.exitCode = 1
}

async function write(owner) {
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim()
  const { version } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'))
  for (const [file, before] of await texts()) {
    const after = before
      .replace(USES, (_, uses) => `${uses}${owner}/${NAME}@${commit} # v${version}`)
      .replace(MENTION, (_, prefix) => `${prefix}${owner}/${NAME}`)
      .replace(LINK, (_, host) => `${host}${owner}/${NAME}`)
      .replace(REVIEWER, (_, pattern) => `${pattern}${owner}`)
    if (after !== before) await writeFile(path.join(ROOT, file), after)
  }
}

/** The owner that package.json names. */
export async function ownerOfPackage() {
  const { repository } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'))
  return repository.replace(/^github:/, '').split('/')[0]
}

function ownersIn(line) {
  return [MENTION, LINK, REVIEWER].flatMap(pattern => [...line.matchAll(pattern)].map(([, , owner]) => owner))
}

/** Each file that may name the owner, by its path, with its text. */
async function texts() {
  const found = []
  for (const place of PLACES) {
    if (TEXT.test(place)) found.push(place)
    else
      for (const name of (await readdir(path.join(ROOT, place), { recursive: true })).sort())
        if (TEXT.test(name)) found.push(path.join(place, name))
  }
  return Promise.all(found.map(async file => [file, await readFile(path.join(ROOT, file), 'utf8')]))
}
