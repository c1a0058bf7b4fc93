import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from '@jest/globals'
import { type GithubDouble, startGithub } from '../doubles/github/github.js'
import type { JobResult, Runner } from '../doubles/runner/index.js'
import { commandJob, errorsOf, refreshToken } from '../e2e/command-job.js'
import type { HostedJob } from '../e2e/hosted.js'
import { inLab, type Lab, REPOSITORY } from '../e2e/lab.js'
import { DELAY_MS, GatedPass, type Moment, Scene } from './command-moments.js'

export interface Kills {
  /** The moments that cost the login, of which the manager had only the spent generation. */
  readonly lost: readonly string[]
  /** Those in which `pass` was killed while it wrote, and left neither the one nor the other. */
  readonly torn: readonly string[]
  readonly kept: { unspent: number; stored: number }
}

/** Kills a job at each moment, and has the next one refresh the login: it can whenever the manager has the newest. */
export async function killAt(moments: readonly Moment[], what: 'both' | 'stage'): Promise<Kills> {
  let kills: Kills | undefined
  await inLab(async lab => {
    const manager = await GatedPass.start()
    const github = await startGithub()
    try {
      kills = await killEach(moments, what, lab, manager, jobsOf(github, lab, manager))
    } finally {
      await github.close()
      await manager.pass.stop()
    }
    github.assertClean()
  })()
  return kills as Kills
}

type Job = (mode: string, spec?: HostedJob) => Promise<JobResult>

async function killEach(
  moments: readonly Moment[],
  what: 'both' | 'stage',
  { openai, fresh }: Lab,
  manager: GatedPass,
  job: Job,
): Promise<Kills> {
  const { pass } = manager
  const stored = () => pass.stored().then(refreshToken, () => 'nothing that can be read')
  openai.delayAfterRefresh(DELAY_MS)
  await pass.put(openai.login())
  const [lost, torn, late]: [string[], string[], string[]] = [[], [], []]
  const kept = { unspent: 0, stored: 0 }
  for (const { name, reached } of moments) {
    const before = { acceptedRefreshes: openai.acceptedRefreshes.length, stored: await stored() }
    const on = await fresh()
    await job('setup', {
      on,
      async during(run) {
        if (!(await reached(new Scene(run, on, manager, openai)))) late.push(name)
        run.kill(what)
      },
    })
    await gone(on)
    await manager.heal()
    const refreshed = openai.acceptedRefreshes.length > before.acceptedRefreshes
    const there = await stored()
    const safe = there === refreshToken(openai.currentAuthJson())
    const next = await job('keep-fresh')
    expect([name, next.conclusion, safe ? errorsOf(next) : []]).toEqual([
      name,
      safe ? 'success' : 'failure',
      [],
    ])
    if (safe) {
      kept[refreshed ? 'stored' : 'unspent'] += 1
      continue
    }
    const words = there === before.stored ? /log in once more/i : /`restore-command` (failed|ended)/
    expect([name, errorsOf(next)]).toEqual([name, [expect.stringMatching(words)]])
    if (there === before.stored) lost.push(name)
    else torn.push(name)
    await sleep(5)
    await pass.put(openai.login())
  }
  process.stdout.write(
    `pass, kill -9 of the ${what === 'both' ? 'machine' : 'step'} at ${moments.length} moments: ` +
      `${kept.unspent} before the refresh, ${kept.stored} of a refreshed login that was stored, ` +
      `${lost.length} that cost it, none of them acknowledged (${lost.join('; ')}), ` +
      `${torn.length} in which pass itself was killed while it wrote (${torn.join('; ')})\n`,
  )
  expect(late).toEqual([])
  // By their names the manager had the refreshed login, or nothing was written.
  expect(lost.filter(name => /: (stored|done)|^(restore|proof)/.test(name))).toEqual([])
  expect(torn.filter(name => !name.endsWith('in the midst'))).toEqual([])
  // Only what was lost can have been shown to OpenAI twice: by the next job, which had nothing else.
  expect(openai.presentations().filter(({ times }) => times > 1).length).toBeLessThanOrEqual(lost.length)
  return { lost, torn, kept }
}

/** Jobs of which GitHub says whether they are over: who waits for what a dead one held asks it. */
function jobsOf({ world, tokens, jobs, url }: GithubDouble, lab: Lab, manager: GatedPass): Job {
  world.addRepository(REPOSITORY)
  const token = tokens.githubToken(REPOSITORY)
  let id = 0
  return async (mode, spec) => {
    id += 1
    jobs.set(id, { repository: REPOSITORY, runId: id, attempt: 1, status: 'in_progress' })
    const contexts = { job: { check_run_id: String(id) } }
    const inputs = { mode, 'force-refresh': 'true' }
    const result = await commandJob(lab, manager, inputs, { token, apiUrl: url, contexts, ...spec })
    jobs.update(id, { status: 'completed' })
    return result
  }
}

/** The machine, with all that still ran on it and lay on it. */
async function gone(runner: Runner): Promise<void> {
  await runner.close()
  await rm(dirname(runner.folders.home), { recursive: true, force: true, maxRetries: 5 })
}
