import { describe, expect, test } from '@jest/globals'
import {
  errorsOf,
  HOUR,
  inLeaseWorld,
  LATE,
  outputsOf,
  presented,
  until,
  warningsOf,
} from '../e2e/lease-world.js'

describe('a job killed between its announcement to refresh and the store', () => {
  test(
    'leaves a doubt: the next job says so and does not spend it again; force-refresh tries',
    inLeaseWorld(async world => {
      const { openai } = world.lab
      const seed = openai.login({ expInMs: HOUR })
      openai.delayAfterRefresh(60_000)
      const killed = await world.start({ 'auth-json': seed, mode: 'setup' })
      await until(() => openai.refreshes.length === 1)
      await killed.powerOff()
      await killed.result
      openai.delayAfterRefresh(0)
      world.declareOver(killed)
      const next = await world.job({ 'auth-json': seed, mode: 'setup' })
      expect([next.conclusion, errorsOf(next)]).toEqual(['success', []])
      expect(warningsOf(next).join()).toMatch(
        /may already have been used: job test of run 4001 on runner hosted, since .* was about to refresh it.*`force-refresh: true`/s,
      )
      expect(outputsOf(next)).toMatchObject({ 'auth-status': 'stale', 'auth-reason': 'maybe-spent' })
      const kept = await world.job({ 'auth-json': seed, mode: 'keep-fresh' })
      expect([kept.conclusion, errorsOf(kept).join()]).toMatchObject([
        'failure',
        /may already have been used/,
      ])
      expect(presented(world)).toEqual([1, 0])
      expect((await world.record())?.holder).toBeUndefined()
      const forced = await world.job({ 'auth-json': seed, mode: 'setup', 'force-refresh': 'true' })
      expect([forced.conclusion, errorsOf(forced).join()]).toMatchObject(['failure', /already used/])
      expect(presented(world)).toEqual([2, 0])
      // A person logs in anew: a later login than what is in doubt.
      const login = openai.login({ expInMs: 2 * HOUR })
      const after = await world.job({ 'auth-json': login, mode: 'setup', 'force-refresh': 'true' })
      expect([after.conclusion, outputsOf(after).refreshed, warningsOf(after)]).toEqual([
        'success',
        'true',
        [],
      ])
      expect((await world.record())?.spending).toEqual([])
    }),
    LATE,
  )
})
