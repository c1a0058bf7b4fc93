import { readFile, stat, writeFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { withManagers } from './command-job.js'
import { inLab, type Lab } from './lab.js'
import { errorsOf, LATE, outputsOf, refreshToken, typing } from './login-world.js'

// What a runner or a store has need not look as Codex writes it. The other forms are in prove/stored-logins.test.ts.

type Document = Record<string, unknown> & { tokens: Record<string, unknown> }

/** The seed is spent: another job has refreshed it, and this is what it left. */
function spentSeed({ openai }: Lab): { seed: string; newest: string } {
  const seed = openai.login()
  return { seed, newest: openai.refreshElsewhere() }
}

function changed(authJson: string, change: (document: Document) => void): string {
  const document = JSON.parse(authJson) as Document
  change(document)
  return JSON.stringify(document)
}

/** As `date +%FT%T%z` prints it. */
const zoned = (authJson: string) =>
  changed(authJson, document => {
    document.last_refresh = `${String(document.last_refresh).slice(0, 19)}+0000`
  })
const onlySuccesses = ({ openai }: Lab) => openai.refreshes.every(({ outcome }) => outcome === 'refreshed')
const write = (lab: Lab, bytes: string | Buffer) => writeFile(lab.authFile, bytes, { mode: 0o600 })
const replaced = (lab: Lab) => readFile(`${lab.authFile}.replaced`, 'utf8')

test(
  'a stored login that only Codex can read is used, and never replaced by the spent seed',
  inLab(async lab => {
    const { seed, newest } = spentSeed(lab)
    const stored = zoned(newest)
    await write(lab, stored)
    const result = await lab.job({ 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' })
    expect([errorsOf(result), result.conclusion]).toEqual(['', 'success'])
    expect(lab.openai.refreshes.map(({ outcome }) => outcome)).toEqual(['refreshed'])
    expect(await lab.auth()).not.toBe(stored)
  }),
  LATE,
)

test(
  'one that nobody can read, but that is newer by its tokens, fails the job, and stays',
  inLab(async lab => {
    const { seed, newest } = spentSeed(lab)
    for (const stored of [`\uFEFF${newest}`, newest.slice(0, newest.indexOf('"refresh_token"'))]) {
      await write(lab, stored)
      const result = await lab.job({ 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' })
      expect(errorsOf(result)).toMatch(
        /Refused the file .*It may be a newer login than the seed.*`mode: login`/s,
      )
      expect(await lab.auth()).toBe(stored)
    }
    expect(lab.openai.log).toEqual([])

    // A seed that was made later takes its place, and what was there can be had back.
    const damaged = newest.slice(0, newest.indexOf('"refresh_token"'))
    await setTimeout(1000 - (Date.now() % 1000))
    const result = await lab.job({ 'auth-json': lab.openai.refreshElsewhere(), mode: 'setup' })
    expect([errorsOf(result), await replaced(lab)]).toEqual(['', damaged])
  }),
  LATE,
)

test(
  'a login without an account id runs until its access token ends, and is not refreshed',
  inLab(async lab => {
    const { seed, newest } = spentSeed(lab)
    const stored = changed(newest, ({ tokens }) => {
      delete tokens.account_id
    })
    await write(lab, stored)
    const setUp = await lab.job({ 'auth-json': seed, mode: 'setup' })
    expect([errorsOf(setUp), await lab.auth()]).toEqual(['', stored])
    const due = await lab.job({ 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' })
    expect(outputsOf(due)).toMatchObject({ 'auth-status': 'stale', 'auth-reason': 'no-account-id' })
    expect([lab.openai.refreshes, await lab.auth()]).toEqual([[], stored])
  }),
  LATE,
)

test(
  'the only copy in a secret manager is never replaced by the spent seed, readable or not',
  withManagers(async ({ lab, manager, job }) => {
    const { seed, newest } = spentSeed(lab)
    const unreadable = changed(newest, ({ tokens }) => {
      tokens.refresh_token = [tokens.refresh_token]
    })
    await manager.put(unreadable)
    const refused = await job({ 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' })
    expect(errorsOf(refused)).toMatch(
      /Refused the output of restore-command.*It may be a newer login than the seed/s,
    )
    expect([lab.openai.log, await manager.stored()]).toEqual([[], unreadable])

    await manager.put(zoned(newest))
    const used = await job({ 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' })
    expect([errorsOf(used), onlySuccesses(lab)]).toEqual(['', true])
    expect(refreshToken((await manager.stored()) ?? '')).not.toBe(refreshToken(newest))
  }),
  LATE,
)

test(
  'a newer seed that Codex can not read replaces nothing; the same seed, corrected, does',
  inLab(async lab => {
    const stored = lab.openai.login({ lastRefreshAgoMs: 86_400_000 })
    const seed = lab.openai.login()
    await write(lab, stored)
    for (const change of [
      (document: Document) => Object.assign(document, { last_refresh: '' }),
      (document: Document) => Object.assign(document, { agent_identity: { workspace_id: 'w' } }),
    ]) {
      const result = await lab.job({ 'auth-json': changed(seed, change), mode: 'setup' })
      expect(errorsOf(result)).toMatch(/Codex can't read the input auth-json.*nothing was changed/s)
      expect(await lab.auth()).toBe(stored)
    }
    await lab.job({ 'auth-json': seed, mode: 'setup' })
    expect(await lab.auth()).toBe(seed)

    // What an earlier version of the action has put there: the seed is the same login, in a form that Codex can read.
    const unreadable = changed(seed, document => Object.assign(document, { last_refresh: '' }))
    await write(lab, unreadable)
    const corrected = await lab.job({ 'auth-json': seed, mode: 'setup' })
    expect([errorsOf(corrected), await lab.auth(), await replaced(lab)]).toEqual(['', seed, unreadable])
  }),
  LATE,
)

test(
  'a login that was refreshed by a clock that is days ahead is used: the server dates its tokens',
  inLab(async lab => {
    const ahead = { last_refresh: new Date(Date.now() + 3 * 86_400_000).toISOString() }
    await write(
      lab,
      changed(lab.openai.login(), document => Object.assign(document, ahead)),
    )
    const result = await lab.job({ mode: 'keep-fresh', 'force-refresh': 'true' })
    expect([errorsOf(result), lab.openai.acceptedRefreshes.length]).toEqual(['', 1])
  }),
  LATE,
)

test(
  'another kind of login on a runner is replaced by a person who logs in there, and by nothing else',
  inLab(async lab => {
    // To Codex an empty key is one.
    const kept = changed(lab.openai.login(), document => {
      delete document.auth_mode
      document.OPENAI_API_KEY = ''
    })
    await write(lab, kept)
    const refused = await lab.job({ 'auth-json': lab.openai.login(), mode: 'setup' })
    expect(errorsOf(refused)).toMatch(/Refused the file .*API-key file.*`mode: login` on this runner/s)
    expect(await lab.auth()).toBe(kept)

    const run = lab.job({ mode: 'login', 'login-timeout': '60s' })
    await typing(lab)(run)
    const result = await run
    expect([errorsOf(result), await replaced(lab)]).toEqual(['', kept])
    expect((await stat(`${lab.authFile}.replaced`)).mode & 0o777).toBe(0o600)
    expect(JSON.parse(await lab.auth())).toMatchObject({ auth_mode: 'chatgpt' })
  }),
  LATE,
)

test(
  'a ChatGPT login with a personal access token beside it is one, as to Codex',
  inLab(async lab => {
    await write(
      lab,
      changed(lab.openai.login(), document =>
        Object.assign(document, { personal_access_token: 'at-lab-0123456789' }),
      ),
    )
    const result = await lab.job({ mode: 'keep-fresh', 'force-refresh': 'true' })
    expect([errorsOf(result), lab.openai.acceptedRefreshes.length]).toEqual(['', 1])
  }),
  LATE,
)
