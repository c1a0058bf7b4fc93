// Writes docs/doctor.md: a section for each rule, with the first bad and the first good case of it. `npm run doctor:page`.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { RULES } from '../build/src/doctor/rules/rules.js'
import { PLACEHOLDER } from './owner.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const CASES = path.join(ROOT, '__tests__', 'cases', 'doctor')
const PAGE = path.join(ROOT, 'docs', 'doctor.md')

/** The cases that show best what is meant. */
const SHOWN = {
  'seed-each-run': ['redirect', 'saved'],
  'saved-on-success': ['none', 'always'],
  'two-at-once': ['pull-request', 'constant-group'],
  'cancel-in-progress': ['workflow', 'false'],
  'read-too-early': ['queue', 'environment'],
  unguarded: ['comment', 'members'],
  'refreshes-outside': ['curl', 'by-codex'],
  'laid-open': ['artifact-home', 'artifact-taken-out'],
  'other-home': ['exported-in-one-step', 'github-env'],
  unseen: ['tool', 'script-here'],
}

/** Of a rule with cases the one that is named above, else the shortest. */
async function example(rule, kind) {
  const names = await readdir(path.join(CASES, rule)).catch(() => [])
  const own = names.filter(name => name.startsWith(`${kind}-`))
  const shown = `${kind}-${SHOWN[rule]?.[kind === 'bad' ? 0 : 1]}.yml`
  if (own.includes(shown)) return readFile(path.join(CASES, rule, shown), 'utf8')
  const texts = await Promise.all(own.map(name => readFile(path.join(CASES, rule, name), 'utf8')))
  const plain = texts.filter(text => !text.includes('#==='))
  return plain.sort((a, b) => a.length - b.length || a.localeCompare(b))[0]
}

/** With the name that our pages have for this action. */
const plain = text => text.replaceAll('lab/codex-auth-action@v1', PLACEHOLDER).trimEnd()

const block = (words, text) => (text ? `${words}\n\n\`\`\`yaml\n${plain(text)}\n\`\`\`\n\n` : '')

async function page() {
  const head = await readFile(path.join(ROOT, '.ci', 'doctor-page.md'), 'utf8')
  let text = head
  for (const { id, level, summary, why } of RULES) {
    text += `### ${id}\n\n${summary} ${why} (${level})\n\n`
    text += block('Bad:', await example(id, 'bad'))
    text += block('Good:', await example(id, 'good'))
  }
  return `${text.trimEnd()}\n`
}

const made = await page()
if (!process.argv.includes('--check')) await writeFile(PAGE, made)
else if ((await readFile(PAGE, 'utf8')) !== made) {
  console.error('docs/doctor.md is not what .ci/doctor-page.mjs makes: run `npm run doctor:page`')
  process.exitCode = 1
}
