import { expect, test } from '@jest/globals'
import type { JobResult, Values } from '../doubles/runner/index.js'
import { commandsOf, withManagers } from '../e2e/command-job.js'
import { errorsOf, HOUR, inLeaseWorld, LATE, outputsOf, presented } from '../e2e/lease-world.js'

// The same as prove/fate-host, with other leases and stores.

const DAYS = 96 * HOUR
const KEEP: Values = { mode: 'keep-fresh' }
const FORCE: Values = { ...KEEP, 'force-refresh': 'true' }

const told = (result: JobResult) => {
  const { 'auth-status': status, 'auth-reason': reason } = outputsOf(result)
  return { is: result.conclusion, status, reason }
}

test.concurrent(
  'a refresh whose answer is lost with a lease in git: the next job on another machine does not show it',
  inLeaseWorld(async world => {
    const { openai } = world.lab
    const seed = openai.login({ expInMs: DAYS })
    openai.answerTokenEndpoint('lost', 1)
    const first = await world.job({ ...KEEP, 'auth-json': seed })
    expect(outputsOf(first)['auth-reason']).toBe('unproven')
    const next = await world.job({ ...KEEP, 'auth-json': seed })
    expect([outputsOf(next)['auth-reason'], presented(world)]).toEqual(['maybe-spent', [1, 0]])
  }),
  LATE,
)

test.concurrent(
  'two stores of one repository under one name: what is known of the one says nothing of the other',
  withManagers(async ({ lab, manager, job, another }) => {
    const { openai } = lab
    await manager.put(openai.login({ expInMs: DAYS }))
    expect(told(await job(FORCE))).toMatchObject({ is: 'success', status: 'refreshed' })
    // An older login, of another account.
    const theirs = openai.login({ account: '4ab4ab4a-0000-4000-8000-000000000007', expInMs: HOUR })
    const other = await another(theirs)
    const there = { ...KEEP, ...commandsOf(other) }
    const refreshed = await job(there, { secrets: [theirs] })
    expect([told(refreshed), errorsOf(refreshed)]).toEqual([
      { is: 'success', status: 'refreshed', reason: undefined },
      [],
    ])
    // And for each of them it says what it said: an older state of its own is still that.
    await manager.make('old')
    expect(told(await job(FORCE))).toMatchObject({ is: 'failure', reason: 'stale-copy' })
    expect(lab.openai.presentations().map(({ times }) => times)).toEqual([1, 0, 1, 0])
  }),
  2 * LATE,
)
