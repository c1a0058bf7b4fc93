import { rm, writeFile } from 'node:fs/promises'
import { describe, expect, test } from '@jest/globals'
import type { JobResult, Values } from '../doubles/runner/index.js'
import { inWorld } from '../e2e/cache-world.js'
import { withManagers } from '../e2e/command-job.js'
import { inLab, type Lab } from '../e2e/lab.js'
import { withSecret } from '../e2e/secret-repository.js'

// With somebody else's login in place of ours, prompts and code would go to that account.

const DAY = 86_400_000
const LATE = 60_000
const ours = (lab: Lab) => lab.openai.login({ lastRefreshAgoMs: DAY })
const theirs = (lab: Lab) => lab.openai.login({ account: '4ab4ab4a-0000-4000-8000-000000000009' })

const errorOf = ({ annotations }: JobResult) =>
  annotations.flatMap(({ level, message }) => (level === 'error' ? message : [])).join('\n')
const logOf = ({ steps }: JobResult) =>
  Object.values(steps[0]?.stages ?? {})
    .map(({ log }) => log)
    .join('\n')

const OF_ANOTHER =
  /^The stored login is of another account than the seed in `auth-json`.*Nothing was changed\..*`allow-account-change: true`/s
const SETUP = { mode: 'setup' }
const ALLOWED = { 'allow-account-change': 'true' }

/** Refused without the input that allows it. With it, used and reported in the log. */
async function refusedUnlessAllowed(job: (inputs: Values) => Promise<JobResult>): Promise<void> {
  const refused = await job(SETUP)
  expect([refused.conclusion, errorOf(refused)]).toEqual(['failure', expect.stringMatching(OF_ANOTHER)])
  const used = await job({ ...SETUP, ...ALLOWED })
  expect([used.conclusion, errorOf(used)]).toEqual(['success', ''])
  expect(logOf(used)).toMatch(/and of another account, as `allow-account-change` allows/)
}

describe('a newer login of another account is used only where the workflow allows it', () => {
  test.concurrent(
    'in the file of a host',
    inLab(async lab => {
      const [seed, stranger] = [ours(lab), theirs(lab)]
      await writeFile(lab.authFile, stranger, { mode: 0o600 })
      await refusedUnlessAllowed(inputs => lab.job({ 'auth-json': seed, ...inputs }))
      expect(await lab.auth()).toBe(stranger)
    }),
    LATE,
  )

  test.concurrent(
    'in the cache',
    inWorld(async ({ lab, job }) => {
      const seed = ours(lab)
      expect((await job({ 'auth-json': theirs(lab), ...SETUP })).conclusion).toBe('success')
      await refusedUnlessAllowed(inputs => job({ 'auth-json': seed, ...inputs }))
    }),
    LATE,
  )

  test.concurrent(
    'in a secret manager',
    withManagers(async ({ lab, manager, job }) => {
      const [seed, stranger] = [ours(lab), theirs(lab)]
      await manager.put(stranger)
      await refusedUnlessAllowed(inputs =>
        job({ 'auth-json': seed, ...inputs }, { secrets: [stranger, seed] }),
      )
      expect(JSON.parse((await manager.stored()) ?? '')).toEqual(JSON.parse(stranger))
    }),
    LATE,
  )

  test.concurrent(
    'in a GitHub secret, which is the seed itself: the lease tells whose the last one was',
    withSecret('environment', async repository => {
      const { lab } = repository
      const pat = repository.pat()
      const keep = (inputs: Values = {}) => repository.job({ mode: 'keep-fresh', ...pat, ...inputs })
      repository.set(ours(lab))
      expect(errorOf(await keep({ 'force-refresh': 'true' }))).toBe('')
      const stranger = repository.set(theirs(lab))
      const refused = await keep({ 'force-refresh': 'true' })
      expect(errorOf(refused)).toMatch(
        /^The login of this job is of another account than the newest one.*Nothing was changed.*`allow-account-change: true`/s,
      )
      expect(repository.stored).toBe(stranger)
      expect(lab.openai.acceptedRefreshes).toHaveLength(1)
      const used = await keep({ 'force-refresh': 'true', ...ALLOWED })
      expect([used.conclusion, errorOf(used)]).toEqual(['success', ''])
      expect(used.annotations.map(({ message }) => message).join()).toMatch(
        /because `allow-account-change` is set/,
      )
      // From then on it is the login.
      expect(errorOf(await keep())).toBe('')
    }),
    LATE,
  )
})

test.concurrent(
  'a file of another account in the place of the one that was refreshed on this host, without a seed to tell',
  inLab(async lab => {
    await writeFile(lab.authFile, ours(lab), { mode: 0o600 })
    expect((await lab.job({ mode: 'keep-fresh', 'force-refresh': 'true' })).conclusion).toBe('success')
    const stranger = theirs(lab)
    await writeFile(lab.authFile, stranger, { mode: 0o600 })
    const refused = await lab.job(SETUP)
    expect(errorOf(refused)).toMatch(/^The login of this job is of another account than the newest one/)
    const used = await lab.job({ ...SETUP, ...ALLOWED })
    expect([used.conclusion, errorOf(used)]).toEqual(['success', ''])
    expect(await lab.auth()).toBe(stranger)
  }),
  LATE,
)

test.concurrent(
  'a change that was allowed for one run is settled on a host; without that it is refused, also where auth.json is gone',
  inLab(async lab => {
    await writeFile(lab.authFile, ours(lab), { mode: 0o600 })
    expect((await lab.job({ mode: 'keep-fresh', 'force-refresh': 'true' })).conclusion).toBe('success')
    await rm(lab.authFile)
    const seed = { ...SETUP, 'auth-json': theirs(lab) }
    expect(errorOf(await lab.job(seed))).toMatch(
      /^The login of this job is of another account than the newest one/,
    )
    expect((await lab.job({ ...seed, ...ALLOWED })).conclusion).toBe('success')
    const next = await lab.job(seed)
    expect([next.conclusion, errorOf(next)]).toEqual(['success', ''])
  }),
  LATE,
)

test.concurrent(
  'a file with tokens of two accounts is refused wherever it is',
  inLab(async lab => {
    const [one, other] = [ours(lab), theirs(lab)].map(text => JSON.parse(text))
    const torn = JSON.stringify({
      ...one,
      tokens: { ...one.tokens, access_token: other.tokens.access_token },
    })
    expect(errorOf(await lab.job({ ...SETUP, 'auth-json': torn }))).toMatch(
      /^Refused the input auth-json: Its tokens belong to two accounts/,
    )
    await writeFile(lab.authFile, torn, { mode: 0o600 })
    expect(errorOf(await lab.job(SETUP))).toMatch(/^Refused the file .*: Its tokens belong to two accounts/)
  }),
  LATE,
)
