// What `.github/workflows/acceptance.yml` found, as rows of a report (docs/acceptance.md). Needs Node alone, so that any runner
// can use it:
//
//   node .ci/acceptance.mjs row FOLDER             in each job: what came of its step, from the environment
//   node .ci/acceptance.mjs report ROWS FOLDER     at the end: acceptance.md and acceptance.json of all rows
//
// `report` exits with 1 if anything didn't work, after it has written the report. Nothing is written that contains a token.
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { judged, rowOf } from './acceptance-rows.mjs'
import { assertNoToken, inMarkdown } from './acceptance-text.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const WORKFLOW = path.join(ROOT, '.github', 'workflows', 'acceptance.yml')
const { env } = process
const COMMANDS = { row, report }

try {
  const [command, ...folders] = process.argv.slice(2)
  if (!(command in COMMANDS) || folders.length !== COMMANDS[command].length)
    throw new Error('Usage: node .ci/acceptance.mjs row FOLDER | report ROWS FOLDER')
  COMMANDS[command](...folders)
} catch (error) {
  console.error(`::error::${error.message}`)
  process.exitCode = 1
}

function row(folder) {
  const made = rowOf(env, Math.floor(Date.now() / 1000))
  save(folder, { [`${made.store}-${made.tried}${made.at}.json`]: `${JSON.stringify(made)}\n` })
}

function report(rowsFolder, folder) {
  const rows = existsSync(rowsFolder)
    ? readdirSync(rowsFolder).map(name => JSON.parse(readFileSync(path.join(rowsFolder, name), 'utf8')))
    : []
  const needs = JSON.parse(env.NEEDS)
  const tried = judged({ stores: storesOf(needs), rows, needs, isLogin: env.LOG_IN === 'true' })
  const all = {
    passed: tried.every(({ problems }) => problems.length === 0),
    at: new Date().toISOString(),
    run: `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`,
    action: triedAction(),
    codex: [...new Set(rows.map(each => each['codex-version']))].filter(Boolean).sort(),
    tried,
  }

  const text = inMarkdown(all)
  const files = { 'acceptance.md': text, 'acceptance.json': `${JSON.stringify(all, undefined, 2)}\n` }
  save(folder, files, [all.run, all.action])
  if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, text)
  const failed = tried.filter(({ problems }) => problems.length > 0)
  for (const { store, what, problems } of failed)
    console.log(`::error::${store}, ${what}: ${problems.join('; ')}`)
  if (failed.length > 0) process.exitCode = 1
}

/** Empty if the job that finds them has failed. */
function storesOf({ plan }) {
  return JSON.parse(plan?.outputs?.stores || '[]')
}

/** The action as the workflow names it, with the commit that it is pinned to. */
function triedAction() {
  return /uses: (\S+\/codex-auth-action@\S+)/.exec(readFileSync(WORKFLOW, 'utf8'))?.[1] ?? 'unknown'
}

/** All files, or none if one of them contains a token. `names`: those of repositories, which may look like anything. */
function save(folder, files, names = []) {
  for (const text of Object.values(files))
    assertNoToken(names.reduce((rest, name) => rest.replaceAll(name, ''), text))
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
}
