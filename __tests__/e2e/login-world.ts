import { readdirSync, readFileSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import type { LoginOptions } from '../doubles/openai/openai.js'
import type { JobResult, JobRun, Runner, Values } from '../doubles/runner/index.js'
import { inWorld, opened, until } from './cache-world.js'
import { withManagers } from './command-job.js'
import type { HostedJob } from './hosted.js'
import { inLab, type Lab } from './lab.js'
import { SECRET, withSecret } from './secret-repository.js'

export const HOUR = 3_600_000
/** A job takes about two seconds, and the slowest test here has four. */
export const LATE = 60_000

/** Jobs whose login lives in one store, whichever that is. */
export interface LoginWorld {
  readonly lab: Lab
  job(inputs: Values, spec?: HostedJob): Promise<JobResult>
  /** The auth.json that is stored; empty if none is. */
  stored(): Promise<string>
  /** Where a job that is given none runs; a new machine each time, but for the host's. */
  machine(): Promise<Runner>
}

type Test = (world: LoginWorld) => Promise<void>

const onHost = (test: Test) =>
  inLab(lab =>
    test({
      lab,
      async job(inputs, { during, ...spec } = {}) {
        const run = lab.job(inputs, spec)
        await during?.(run)
        return run
      },
      stored: () => lab.auth().catch(() => ''),
      machine: async () => lab.runner(),
    }),
  )

const inCache = (test: Test) =>
  inWorld(({ lab, cache, key, job }) =>
    test({
      lab,
      job,
      stored: async () => (cache.entries.length === 0 ? '' : opened(cache.entries.at(-1), key)),
      machine: () => lab.fresh(),
    }),
  )

const byCommands = (test: Test) =>
  withManagers(({ lab, manager, job }) =>
    test({ lab, job, stored: async () => (await manager.stored()) ?? '', machine: () => lab.fresh() }),
  )

const inSecret = (test: Test) =>
  withSecret('repository', async repository => {
    const { lab } = repository
    const access = repository.pat()
    await test({
      lab,
      job({ 'auth-json': seed, ...inputs }, spec) {
        // The secret is what holds the login: its value at the time is the seed.
        if (seed && !repository.stored) repository.set(seed)
        return repository.job({ ...access, ...inputs }, spec)
      },
      stored: async () => repository.vault.get(SECRET)?.value ?? '',
      machine: () => lab.fresh(),
    })
  })

export const STORES = { host: onHost, cache: inCache, command: byCommands, secret: inSecret }

/** A login that only a person can replace: both of its tokens have ended. */
export function deadLogin({ openai }: Lab): string {
  const seed = openai.login({ expInMs: -HOUR })
  openai.expireRefreshToken()
  return seed
}

/** A host whose login has ended. */
export async function withDeadLogin(lab: Lab): Promise<string> {
  const dead = deadLogin(lab)
  await writeFile(lab.authFile, dead, { mode: 0o600 })
  return dead
}

/** All is as it was, nothing is left, and a person can try once more. */
export async function isUnchanged(lab: Lab, dead: string, result: JobResult): Promise<void> {
  expect(await lab.auth()).toBe(dead)
  expect(await homesOn(lab.runner())).toEqual([])
  expect(result.orphans).toEqual([])
  expect(lab.openai.revocations).toEqual([])
  expect(lab.openai.refreshes).toEqual([])
  expect(outputsOf(result)).not.toHaveProperty('persisted')
}

/** The code that a login shows, once Codex has asked in vain whether it was typed. */
export async function codeOf({ openai }: Lab, run: JobRun): Promise<string> {
  const { text } = await run.line(/^ {3}Type {3}\S+$/)
  const code = text.trim().split(/\s+/).at(-1) ?? ''
  const isAskedFor = () => openai.deviceLogins.some(({ userCode, polls }) => userCode === code && polls > 0)
  expect(await until(run, isAskedFor)).toBe(true)
  return code
}

/** For `during`: a person types the code; `meanwhile` looks at what is so before that. */
export const typing =
  (lab: Lab, login: LoginOptions = {}, meanwhile?: (code: string) => Promise<void> | void) =>
  async (run: JobRun): Promise<void> => {
    const code = await codeOf(lab, run)
    await meanwhile?.(code)
    lab.openai.answerDeviceLogin('approved', login)
  }

/** What the stages of the job that runs there have written into their summaries by now. */
export function summaryOn({ folders }: Runner): string {
  const files = join(folders.temp, '_runner_file_commands')
  const ours = readdirSync(files).filter(name => name.startsWith('step_summary_'))
  return ours.map(name => readFileSync(join(files, name), 'utf8')).join('')
}

/** The homes of device logins that jobs have left on a machine. */
export const homesOn = async ({ folders }: Runner): Promise<string[]> =>
  readdir(join(folders.home, '.codex-auth-action')).catch(() => [])

export const errorsOf = ({ annotations }: JobResult): string =>
  annotations.flatMap(({ level, message }) => (level === 'error' ? [message] : [])).join('\n')
export const noticesOf = ({ annotations }: JobResult): string =>
  annotations.flatMap(({ level, message }) => (level === 'notice' ? [message] : [])).join('\n')
export const refreshToken = (authJson: string): string =>
  (JSON.parse(authJson || '{}') as { tokens?: { refresh_token: string } }).tokens?.refresh_token ?? ''
export const outputsOf = ({ steps }: JobResult): Values => steps[0]?.outputs ?? {}
