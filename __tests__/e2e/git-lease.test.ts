import { describe, expect, test } from '@jest/globals'
import { markOf } from '../../src/guard/mark.js'
import { parseSession } from '../../src/session/session.js'
import {
  errorsOf,
  HOLD,
  HOUR,
  inLeaseWorld,
  LATE,
  type LeaseWorld,
  outputsOf,
  presented,
  until,
  warningsOf,
} from './lease-world.js'

const LINES = 'permissions:\n  contents: write\n  actions: read'

const EXCLUSIVE = { mode: 'setup', concurrency: 'exclusive' }

/** The mark of a session as any job of it would make it. */
const markIn = (authJson: string, { lab }: LeaseWorld) =>
  markOf(
    parseSession(authJson, {
      now: Date.now(),
      trustedIssuer: lab.openai.origin,
      origin: 'the input auth-json',
    }),
    'default',
  )

describe('a due job', () => {
  test(
    'leaves the lease free, with the mark of what it has stored; a job with a live token asks nothing of git',
    inLeaseWorld(async world => {
      const seed = world.lab.openai.login({ expInMs: HOUR })
      await world.put(seed)
      const due = await world.job({ 'auth-json': seed, prompt: 'Say OK' })
      expect([due.conclusion, outputsOf(due)]).toMatchObject([
        'success',
        { rotated: 'true', persisted: 'true' },
      ])
      expect(await world.record()).toEqual({
        version: 1,
        state: expect.any(String),
        mark: {
          ...markIn(await world.stored(), world),
          by: expect.stringMatching(/^job .* of run \d+ on runner /),
          url: expect.stringMatching(/\/lab\/project\/actions\/runs\/\d+$/),
        },
      })
      expect(world.generationOf(await world.stored())).toBe(2)
      // A look and a push to take it, one to announce the proof, one the refresh, and one to give it back; nothing in post.
      expect(world.asked()).toEqual(['fetch-refs', 'list', ...Array(4).fill(['push-refs', 'push']).flat()])
      expect(presented(world)).toEqual([1, 0])
      const fresh = await world.job({ 'auth-json': seed, prompt: 'Say OK' })
      expect([fresh.conclusion, outputsOf(fresh).rotated]).toEqual(['success', 'false'])
      expect(world.asked()).toEqual([])
    }),
    LATE,
  )

  test(
    'whose token may not write contents runs fenced and is told the lines; keep-fresh is red; nothing is refreshed',
    inLeaseWorld(async world => {
      const seed = world.lab.openai.login({ expInMs: HOUR })
      const permissions = { contents: 'read', actions: 'read' } as const
      const run = await world.job({ 'auth-json': seed, prompt: 'Say OK' }, { permissions })
      expect([run.conclusion, outputsOf(run)['final-message']]).toEqual(['success', 'OK'])
      expect(outputsOf(run)).toMatchObject({ 'auth-reason': 'lease-forbidden', 'auth-status': 'healthy' })
      expect(warningsOf(run).join()).toContain(LINES)
      expect(warningsOf(run).join()).toMatch(/goes on with the access token, which ends at 20/)
      const kept = await world.job({ 'auth-json': seed, mode: 'keep-fresh' }, { permissions })
      expect(kept.conclusion).toBe('failure')
      expect(errorsOf(kept).join()).toContain(LINES)
      const hidden = await world.job({ 'auth-json': seed, mode: 'setup' }, { permissions: {} })
      expect([hidden.conclusion, warningsOf(hidden).join()]).toMatchObject([
        'success',
        expect.stringMatching(/does not see the repository lab\/project.*contents: write/s),
      ])
      expect(presented(world)).toEqual([0])
    }),
    LATE,
  )

  test(
    'that is cancelled while it waits for another one ends within two seconds',
    inLeaseWorld(async world => {
      const seed = world.lab.openai.login({ expInMs: HOUR })
      const holder = await world.start({ ...EXCLUSIVE, 'auth-json': seed }, { later: [HOLD] })
      await holder.run.line(/^held/)
      const late = await world.start({ 'auth-json': seed, 'force-rotate': 'true', mode: 'setup' })
      await late.run.line(/Waiting for the right to refresh/)
      const start = performance.now()
      late.run.cancel()
      const { conclusion, steps } = await late.result
      expect(conclusion).toBe('cancelled')
      const { main, post } = steps[0]?.stages ?? {}
      expect(performance.now() - start - (post?.durationMs ?? 0)).toBeLessThan(2000)
      expect(main?.log).toMatch(/The step was cancelled \(SIGINT\)/)
      await world.letGo()
      await holder.result
      expect((await world.record())?.holder).toBeUndefined()
    }),
    LATE,
  )
})

describe('a job killed between its announcement to refresh and the store', () => {
  test(
    'leaves a doubt: the next job says so and does not spend it again; force-rotate tries',
    inLeaseWorld(async world => {
      const { openai } = world.lab
      const seed = openai.login({ expInMs: HOUR })
      openai.delayAfterRotation(60_000)
      const killed = await world.start({ 'auth-json': seed, mode: 'setup' })
      await until(() => openai.refreshes.length === 1)
      await killed.powerOff()
      await killed.result
      openai.delayAfterRotation(0)
      world.declareOver(killed)
      const next = await world.job({ 'auth-json': seed, mode: 'setup' })
      expect([next.conclusion, errorsOf(next)]).toEqual(['success', []])
      expect(warningsOf(next).join()).toMatch(
        /may be spent: job test of run 4001 on runner hosted, since .* was about to refresh it.*`force-rotate: true`/s,
      )
      expect(outputsOf(next)).toMatchObject({ 'auth-status': 'stale', 'auth-reason': 'maybe-spent' })
      const kept = await world.job({ 'auth-json': seed, mode: 'keep-fresh' })
      expect([kept.conclusion, errorsOf(kept).join()]).toMatchObject(['failure', /may be spent/])
      expect(presented(world)).toEqual([1, 0])
      expect((await world.record())?.holder).toBeUndefined()
      const forced = await world.job({ 'auth-json': seed, mode: 'setup', 'force-rotate': 'true' })
      expect([forced.conclusion, errorsOf(forced).join()]).toMatchObject(['failure', /already used/])
      expect(presented(world)).toEqual([2, 0])
      // A person logs in anew: a later login than what is in doubt.
      const login = openai.login({ expInMs: 2 * HOUR })
      const after = await world.job({ 'auth-json': login, mode: 'setup', 'force-rotate': 'true' })
      expect([after.conclusion, outputsOf(after).rotated, warningsOf(after)]).toEqual(['success', 'true', []])
      expect((await world.record())?.spending).toBeUndefined()
    }),
    LATE,
  )
})
