import { describe, expect, test } from '@jest/globals'
import { markOf } from '../../src/leases/mark.js'
import { parseLogin } from '../../src/login/login.js'
import {
  errorsOf,
  HOLD,
  HOUR,
  inLeaseWorld,
  LATE,
  type LeaseWorld,
  outputsOf,
  presented,
  warningsOf,
} from './lease-world.js'

const LINES = 'permissions:\n  contents: write\n  actions: read'

const EXCLUSIVE = { mode: 'setup', concurrency: 'exclusive' }

/** The mark of a login as any job of it would make it. */
const markIn = (authJson: string, { lab }: LeaseWorld) =>
  markOf(
    parseLogin(authJson, {
      now: Date.now(),
      trustedIssuer: lab.openai.origin,
      origin: 'the input auth-json',
    }),
    { name: 'default' },
  )

describe('a due job', () => {
  test.concurrent(
    'leaves the lease free, with the mark of what it has stored; a job with a live token asks nothing of git',
    inLeaseWorld(async world => {
      const seed = world.lab.openai.login({ expInMs: HOUR })
      await world.put(seed)
      const due = await world.job({ 'auth-json': seed, prompt: 'Say OK' })
      expect([due.conclusion, outputsOf(due)]).toMatchObject([
        'success',
        { refreshed: 'true', persisted: 'true' },
      ])
      expect(await world.record()).toEqual({
        version: 1,
        state: expect.any(String),
        marks: [
          {
            ...markIn(await world.stored(), world),
            store: expect.stringMatching(/^[0-9a-f]{16}$/),
            by: expect.stringMatching(/^job .* of run \d+ on runner /),
            url: expect.stringMatching(/\/lab\/project\/actions\/runs\/\d+$/),
          },
        ],
        spending: [],
        refused: [],
        limits: [],
      })
      expect(world.generationOf(await world.stored())).toBe(2)
      // A look and a push to take it, one to announce the proof, one the refresh, and one to give it back; nothing in post.
      expect(world.asked()).toEqual(['fetch-refs', 'list', ...Array(4).fill(['push-refs', 'push']).flat()])
      expect(presented(world)).toEqual([1, 0])
      const fresh = await world.job({ 'auth-json': seed, prompt: 'Say OK' })
      expect([fresh.conclusion, outputsOf(fresh).refreshed]).toEqual(['success', 'false'])
      expect(world.asked()).toEqual([])
    }),
    LATE,
  )

  test.concurrent(
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
      const late = await world.start({ 'auth-json': seed, 'force-refresh': 'true', mode: 'setup' })
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
