import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { REPOSITORY } from '../e2e/lab.js'
import {
  errorsOf,
  HOLD,
  HOUR,
  inLeaseWorld,
  LATE,
  logOf,
  presented,
  REF,
  until,
  warningsOf,
} from '../e2e/lease-world.js'

const EXCLUSIVE = { mode: 'setup', concurrency: 'exclusive' }
const CODEX = 'codex exec --skip-git-repo-check "Say OK" < /dev/null'

describe('the action used twice in one job', () => {
  test.concurrent(
    'goes by one holding, which the step that took it gives back in its own post',
    inLeaseWorld(async world => {
      const { openai } = world.lab
      const seed = openai.login()
      await world.put(seed)
      const job = await world.start(
        { ...EXCLUSIVE, 'auth-json': seed },
        {
          later: [
            HOLD,
            {
              id: 'again',
              uses: 'self',
              with: { 'auth-json': seed, mode: 'keep-fresh', 'force-refresh': 'true' },
            },
            { run: CODEX },
          ],
        },
      )
      await job.run.line(/^held/)
      await world.letGo()
      const result = await job.result
      expect([result.conclusion, errorsOf(result)]).toEqual(['success', []])
      expect(result.steps[2]?.outputs).toMatchObject({ refreshed: 'true', persisted: 'true' })
      const states = await world.git.repositories.history(REPOSITORY, REF)
      const holders = states.map(({ message }) => /"id": "([^"]+)"/.exec(message)?.[1])
      // Taken and announced by the first, announced and marked by the second; given back by the first one's post.
      expect(holders.length).toBeGreaterThanOrEqual(5)
      expect([new Set(holders.slice(0, -1)).size, holders.at(-1)]).toEqual([1, undefined])
      expect(logOf(result, 'post', 2)).toMatch(/An earlier step of this job keeps the login/)
      expect(await world.history()).toEqual([1, 2])
      expect(presented(world)).toEqual([1, 0])
    }),
    LATE,
  )

  test.concurrent(
    'is not taken for a sign that nothing happens: what a killed step may be spending is not spent by the next one',
    inLeaseWorld(async world => {
      const { openai } = world.lab
      const seed = openai.login({ expInMs: HOUR })
      openai.delayAfterRefresh(3000)
      const job = await world.start(
        { mode: 'setup', 'auth-json': seed },
        { later: [{ if: 'always()', uses: 'self', with: { 'auth-json': seed, mode: 'setup' } }] },
      )
      await until(() => openai.refreshes.length === 1)
      job.run.kill('stage')
      const result = await job.result
      expect(presented(world)).toEqual([1, 0])
      expect(result.steps[1]?.outcome).toBe('success')
      expect(await world.history()).toEqual([1, 2])
      expect(await world.record()).not.toHaveProperty('holder')
    }),
    LATE,
  )
})

describe('a job whose own Codex or git fails while it refreshes', () => {
  test.concurrent(
    'a Codex killed before it could save leaves a doubt, though main lives to tell',
    inLeaseWorld(async world => {
      const { openai } = world.lab
      const seed = openai.login({ expInMs: HOUR })
      openai.delayAfterRefresh(60_000)
      const job = await world.start({ 'auth-json': seed, mode: 'setup' })
      await until(() => openai.refreshes.length === 1)
      expect(killCodexOf(world.lab.dir)).toBe(1)
      const result = await job.result
      openai.delayAfterRefresh(0)
      expect([result.conclusion, errorsOf(result).join()]).toMatchObject([
        'failure',
        expect.stringMatching(/app-server ended \(SIGKILL\)/),
      ])
      expect(await world.record()).toMatchObject({ spending: [{ codex: true }] })
      expect(await world.record()).not.toHaveProperty('holder')
      const next = await world.job({ 'auth-json': seed, mode: 'setup' })
      expect([next.conclusion, warningsOf(next).join()]).toMatchObject([
        'success',
        expect.stringMatching(/may already have been used/),
      ])
      expect(presented(world)).toEqual([1, 0])
    }),
    LATE,
  )

  test.concurrent(
    'a Codex and a main killed together leave a doubt, though post lives to release',
    inLeaseWorld(async world => {
      const { openai } = world.lab
      const seed = openai.login({ expInMs: HOUR })
      openai.delayAfterRefresh(60_000)
      const job = await world.start({ 'auth-json': seed, mode: 'setup' })
      await until(() => openai.refreshes.length === 1)
      job.run.kill('stage')
      expect(killCodexOf(world.lab.dir)).toBe(1)
      expect((await job.result).steps[0]?.stages.post?.outcome).toBe('success')
      openai.delayAfterRefresh(0)
      expect(await world.record()).toMatchObject({ spending: [{ codex: true }] })
      expect(await world.record()).not.toHaveProperty('holder')
      await world.job({ 'auth-json': seed, mode: 'setup' })
      expect(presented(world)).toEqual([1, 0])
    }),
    LATE,
  )

  test.concurrent(
    'an announcement that fails makes no job red that can do without: its release takes back what may have got through',
    inLeaseWorld(async world => {
      const seed = world.lab.openai.login({ expInMs: HOUR })
      await world.put(seed)
      // After the push that takes it and the one before the proof: the announcement, in all its tries.
      world.git.fault('push-refs', { status: 503 }, { after: 2, times: 6 })
      const job = await world.job({ 'auth-json': seed, mode: 'setup' })
      expect([job.conclusion, errorsOf(job)]).toEqual(['success', []])
      expect(warningsOf(job).join()).toMatch(/could not be reached.*goes on with the access token/s)
      expect(presented(world)).toEqual([0])
      expect(await world.record()).toMatchObject({ spending: [] })
      expect(await world.record()).not.toHaveProperty('holder')
    }),
    LATE,
  )

  test.concurrent(
    'a release that fails makes no refreshed job red: its end gives the lease back, with the mark',
    inLeaseWorld(async world => {
      const seed = world.lab.openai.login({ expInMs: HOUR })
      await world.put(seed)
      // After the pushes that take it, renew it and announce: the release, in all its tries.
      world.git.fault('push-refs', { status: 503 }, { after: 3, times: 6 })
      const job = await world.job({ 'auth-json': seed, prompt: 'Say OK' })
      expect([job.conclusion, errorsOf(job)]).toEqual(['success', []])
      expect(warningsOf(job).join()).toMatch(/could not be given back yet; the end of this job tries again/)
      expect(await world.record()).toMatchObject({ marks: [{ changedAt: expect.any(String) }] })
      expect(await world.record()).toMatchObject({ spending: [] })
      expect(await world.record()).not.toHaveProperty('holder')
      expect(logOf(job, 'post')).not.toMatch(/could not be given back/)
    }),
    LATE,
  )
})

/** Kills every app-server whose environment leads into this lab; how many. Linux only. */
function killCodexOf(dir: string): number {
  const found = readdirSync('/proc').filter(pid => {
    try {
      const [environment, line] = ['environ', 'cmdline'].map(name =>
        readFileSync(`/proc/${pid}/${name}`, 'utf8'),
      )
      return environment?.includes(dir) && /\/codex\0(.*\0)?app-server\0/s.test(line ?? '')
    } catch {
      return false
    }
  })
  for (const pid of found) process.kill(Number(pid), 'SIGKILL')
  return found.length
}
