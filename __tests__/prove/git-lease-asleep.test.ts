import { expect, test } from '@jest/globals'
import type { GitRequest } from '../doubles/git/index.js'
import {
  errorsOf,
  HOLD,
  HOUR,
  inLeaseWorld,
  LATE,
  type LeaseWorld,
  logOf,
  outputsOf,
  presented,
  until,
  warningsOf,
} from '../e2e/lease-world.js'

/** Lets the job's push of that number, from 1, wait until it is told; resolves when it waits. */
function holdPush(
  { git }: LeaseWorld,
  job: string,
  number: number,
): { waits: Promise<void>; go: () => void } {
  let [came, go] = [() => {}, () => {}]
  const waits = new Promise<void>(resolve => {
    came = resolve
  })
  const told = new Promise<void>(resolve => {
    go = resolve
  })
  let seen = 0
  const isIt = ({ as, kind }: GitRequest): boolean => {
    if (as !== job || kind !== 'push-refs' || ++seen !== number) return false
    came()
    return true
  }
  git.fault(isIt, { delay: told })
  return { waits, go }
}

test(
  'a holder that sleeps between its last look at the store and its refresh finds out that another has taken over',
  inLeaseWorld(async world => {
    const seed = world.lab.openai.login({ expInMs: HOUR })
    await world.put(seed)
    const announcement = holdPush(world, 'job 5001', 2)
    const asleep = await world.start({ 'auth-json': seed, mode: 'setup' })
    await announcement.waits
    expect(await world.record()).toMatchObject({ holder: { jobId: String(asleep.id) } })
    world.declareOver(asleep)
    const other = await world.job({ 'auth-json': seed, prompt: 'Say OK' })
    expect([other.conclusion, outputsOf(other).refreshed]).toEqual(['success', 'true'])
    announcement.go()
    const woken = await asleep.result
    expect(woken.conclusion).toBe('success')
    expect(warningsOf(woken).join()).toMatch(/Another job has taken over the right to refresh the login/)
    expect(outputsOf(woken)).toMatchObject({ refreshed: 'false', 'auth-reason': 'lease-lost' })
    expect(presented(world)).toEqual([1, 0])
    expect(await world.history()).toEqual([1, 2])
    expect(await world.record()).not.toHaveProperty('holder')
  }),
  LATE,
)

test(
  'a holder that slept while a person logged in and another job refreshed that login does not store its own over it',
  inLeaseWorld(async world => {
    const { openai } = world.lab
    const seed = openai.login()
    await world.put(seed)
    openai.endAccessToken()
    const asleep = await world.start(
      { 'auth-json': seed, mode: 'setup', concurrency: 'exclusive' },
      { later: [{ run: 'codex exec --skip-git-repo-check "Say OK" < /dev/null' }, HOLD] },
    )
    await asleep.run.line(/^held/)
    expect(presented(world)).toEqual([1, 0])
    world.declareOver(asleep)
    // A later second, by which the server tells two logins apart.
    const second = Math.floor(Date.now() / 1000)
    await until(() => Math.floor(Date.now() / 1000) > second)
    const login = openai.login()
    const other = await world.job({ 'auth-json': login, mode: 'setup', 'force-refresh': 'true' })
    expect([other.conclusion, warningsOf(other), outputsOf(other).refreshed]).toEqual(['success', [], 'true'])
    const stored = await world.stored()
    await world.letGo()
    const woken = await asleep.result
    expect(logOf(woken, 'post')).toMatch(/Not stored: another job has refreshed the login since/)
    expect(errorsOf(woken)).toEqual([])
    expect(await world.stored()).toBe(stored)
    expect(openai.presentations().every(({ times }) => times <= 1)).toBe(true)
    expect(await world.record()).not.toHaveProperty('holder')
  }),
  LATE,
)
