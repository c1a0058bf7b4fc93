import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { isKept, ownerOf } from '../../src/keeper/home-owner.js'
import { settleOrphans } from '../../src/keeper/orphaned-logins.js'
import { putCopy } from '../../src/keeper/persist.js'
import { prepare } from '../../src/keeper/prepare.js'
import { authJson, labJwt, labLogin, MINUTE } from './auth-json.js'
import { type RunnerFiles, runnerFiles } from './job-stage.js'

let user: string
let files: RunnerFiles
beforeEach(() => {
  user = mkdtempSync(join(tmpdir(), 'persist-'))
  files = runnerFiles()
})
afterEach(() => {
  files.end()
  rmSync(user, { recursive: true })
})

const newer = (account: string) =>
  authJson({
    tokens: {
      access_token: labJwt({ iat: Math.floor(Date.parse('2026-11-21T11:30:00Z') / 1000) }),
      account_id: account,
    },
  })

const OTHER = newer('lab-other')

/** A job whose login is in a file, and what its steps are given. */
function jobWith(entry: string) {
  const commands = { 'restore-command': `cat '${entry}'`, 'persist-command': `cat > '${entry}'` }
  writeFileSync(entry, authJson())
  return {
    job: files.job({ HOME: user, PATH: process.env.PATH }),
    inputs: { storage: 'command', ...commands },
  }
}

test.each([
  ['is stored by the end of the job where main was allowed to change the account', 'true'],
  ['is not where it was not', 'false'],
])(
  'a login of another account %s',
  async (_, allowed) => {
    const entry = join(user, 'entry')
    writeFileSync(entry, authJson())
    const job = files.job({ HOME: user, PATH: process.env.PATH })
    const commands = { 'restore-command': `cat '${entry}'`, 'persist-command': `cat > '${entry}'` }
    const inputs = { storage: 'command', ...commands, 'allow-account-change': allowed }
    const prepared = await prepare(job.stage({ inputs }))

    // The runner may give post another step's inputs.
    const post = job.stage({ name: 'post', inputs: { ...inputs, 'allow-account-change': 'false' } })
    expect(await putCopy(post, prepared, labLogin(OTHER))).toBe(allowed === 'true')
    expect(readFileSync(entry, 'utf8')).toBe(allowed === 'true' ? OTHER : authJson())
  },
  MINUTE,
)

test('what an earlier step of the job has refreshed, and could not store, is not taken for stored by a later one', async () => {
  const { job, inputs } = jobWith(join(user, 'entry'))
  const { home } = await prepare(job.stage({ step: 'first', inputs }))
  const refreshed = Buffer.from(newer('lab-account'))
  writeFileSync(join(home, 'auth.json'), refreshed)

  const second = await prepare(job.stage({ step: 'second', inputs }))
  expect([second.home, second.login?.bytes]).toEqual([home, refreshed])
  const owner = await ownerOf(home)
  expect(owner && isKept(owner, refreshed)).toBe(false)
})

test('a job is killed with its Codex, which had written the refreshed login: the next job uses that, and it is stored', async () => {
  const entry = join(user, 'entry')
  const { job: killed, inputs } = jobWith(entry)
  const { home } = await prepare(killed.stage({ inputs }))
  const refreshed = newer('lab-account')
  writeFileSync(join(home, '.auth-aB3xYz'), refreshed)
  const owner = join(home, 'owner.json')
  writeFileSync(owner, readFileSync(owner, 'utf8').replace(/"pid":\d+/g, '"pid":4000000'))

  const { job } = jobWith(entry)
  const stage = job.stage({ inputs })
  const prepared = await prepare(stage, { judge: async () => 'chatgpt' })
  expect(prepared.login?.bytes.toString()).toBe(refreshed)
  expect(await putCopy(stage, prepared, labLogin(refreshed))).toBe(true)
  expect(readFileSync(entry, 'utf8')).toBe(refreshed)
  await settleOrphans(stage, prepared, { now: Date.now() })
  expect(existsSync(home)).toBe(false)
})
